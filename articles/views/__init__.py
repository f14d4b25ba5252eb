"""The public pages. Every one of them starts at `Article.objects.published()`."""
