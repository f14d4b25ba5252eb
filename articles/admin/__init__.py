"""The desk: Django's admin, arranged for editors."""
