"""The desk's own admin site."""

from django.contrib import admin


class DeskSite(admin.AdminSite):
    """Django's admin with the queue as its home."""

    site_header = "Newsroom"
    site_title = "Newsroom desk"
    index_title = "The queue"
