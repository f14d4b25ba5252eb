"""Whose a story is, and the right to everybody's: a reporter has only their own."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = {
    "Reporter": (set(), {"change_byline", "add_byline", "delete_articlebyline", "delete_caption"}),
    "Editor": ({"every_article"}, {"delete_articlebyline", "delete_caption"}),
    "Publisher": ({"every_article"}, {"delete_articlebyline", "delete_caption"}),
    "Admin": ({"every_article"}, {"delete_articlebyline", "delete_caption"}),
}


def allow(apps, schema_editor):
    """Give and take the rights. Bylines and captions of a story come and go on its own page."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    for name, (given, taken) in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            ours = Permission.objects.filter(content_type__app_label="articles")
            group.permissions.add(*ours.filter(codename__in=given))
            group.permissions.remove(*ours.filter(codename__in=taken))


def disallow(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    Permission.objects.filter(content_type__app_label="articles", codename="every_article").delete()
    ours = Permission.objects.filter(content_type__app_label="articles")
    for name, (_, taken) in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*ours.filter(codename__in=taken))


def own(apps, schema_editor):
    """Give every story to whoever saved its first state."""
    Article = apps.get_model("articles", "Article")
    first = apps.get_model("articles", "Revision").objects.filter(article=models.OuterRef("pk")).order_by("version")
    Article.objects.update(created_by_id=models.Subquery(first.values("by")[:1]))


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_access"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(own, migrations.RunPython.noop), migrations.RunPython(allow, disallow)]
