"""The application and its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ArticlesConfig(AppConfig):
    """Stories, from the wire to the page."""

    name = "articles"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        """Register the checks."""
        from articles import checks  # noqa: F401


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the desk in front."""

    default_site = "articles.admin.site.DeskSite"

    def ready(self) -> None:
        """Register every kind of record, once there is a site to register with.

        The package itself must not do it: Django imports it to make the site, and would lose what was registered.
        """
        super().ready()
        from articles.admin import signing

        signing.listen()
        from articles.admin import (  # noqa: F401
            accounts,
            article,
            delivery,
            housestyle,
            outbox,
            people,
            photo,
            ruling,
            security,
            source,
            standing,
        )
