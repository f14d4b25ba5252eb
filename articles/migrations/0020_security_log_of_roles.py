"""Who reads the security log, and who takes a lost second factor off an account: the admin."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {"view_securityevent", "view_authenticator", "delete_authenticator"}


def allow(apps, schema_editor):
    for label in ("articles", "mfa"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name="Admin"):
        group.permissions.add(*Permission.objects.filter(codename__in=RIGHTS))


def undo(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(codename__in=RIGHTS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_security_log"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(allow, undo)]
