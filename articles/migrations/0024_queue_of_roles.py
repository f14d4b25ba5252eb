"""Who shares views of the queue: those who see everybody's stories."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    share = apps.get_model("auth", "Permission").objects.get(content_type__app_label="articles", codename="share_view")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Editor", "Publisher", "Admin")):
        group.permissions.add(share)


def undo(apps, schema_editor):
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    rights.filter(codename="share_view").delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_queue"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
