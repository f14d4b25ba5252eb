"""The application and its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ArticlesConfig(AppConfig):
    """Stories, from the wire to the page."""

    name = "articles"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        """Register the checks."""
        from articles import checks  # noqa: F401, PLC0415


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the desk in front."""

    default_site = "articles.admin.site.DeskSite"
