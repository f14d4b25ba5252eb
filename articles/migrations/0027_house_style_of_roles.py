"""Who keeps the rules of house style: the admin."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {f"{verb}_stylerule" for verb in ("add", "change", "delete", "view")}


def allow(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name="Admin"):
        group.permissions.add(*rights)


def undo(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(codename__in=RIGHTS).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_house_style"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
