"""Who may delete a picture that no story uses: those who publish."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("Publisher", "Admin")


def allow(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    delete = Permission.objects.get(content_type__app_label="articles", codename="delete_photo")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(delete)


def undo(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    delete = Permission.objects.get(content_type__app_label="articles", codename="delete_photo")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(delete)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_photos"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
