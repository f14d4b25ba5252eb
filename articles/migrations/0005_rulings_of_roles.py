"""Who may rule on lines: those who edit. Who may make a rule of a source: they too; who may end one: the admin."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

REPORTER = {"view_ruling", "view_sourcerule"}
EDITOR = REPORTER | {"add_ruling", "change_ruling", "delete_ruling", "add_sourcerule", "change_sourcerule"}
ADMIN = EDITOR | {"delete_sourcerule"}
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Publisher": EDITOR, "Admin": ADMIN}


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
    Permission.objects.filter(content_type__app_label="articles", codename__in=ADMIN).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_rulings"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
