"""Who may join stories and acknowledge alarms: those who edit. Who may see the questions and alarms: all of the desk."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

REPORTER = {"view_twin", "view_alarm"}
EDITOR = REPORTER | {"join_article", "acknowledge_alarm"}
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Publisher": EDITOR, "Admin": EDITOR}


def allow(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
            )


def undo(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    Permission.objects.filter(content_type__app_label="articles", codename__in=EDITOR).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_twins"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
