"""Who may issue and revoke the tokens of a source: the admin, who looks after sources."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ADMIN = {"view_deliverytoken", "add_deliverytoken", "change_deliverytoken"}


def allow(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    found = Permission.objects.filter(content_type__app_label="articles", codename__in=ADMIN)
    for group in apps.get_model("auth", "Group").objects.filter(name="Admin"):
        group.permissions.add(*found)


def undo(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    Permission.objects.filter(content_type__app_label="articles", codename__in=ADMIN).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_inboxes_and_tokens"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(allow, undo)]
