"""What others are told of the public site."""

import articles.models.outbox
import django.core.validators
import django.db.models.deletion
from django.contrib.auth.management import create_permissions
import django.utils.timezone
from django.db import migrations, models

RIGHTS = {f"{verb}_subscription" for verb in ("add", "change", "delete", "view")} | {"view_message"}


def allow(apps, schema_editor):
    """Let the Admin role keep subscriptions, and see what was sent."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name="Admin"):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_queue_of_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                (
                    "url",
                    models.CharField(
                        help_text="Private addresses are refused.",
                        max_length=400,
                        validators=[django.core.validators.URLValidator(schemes=["https", "http"])],
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=articles.models.outbox.new_secret,
                        help_text="What messages are signed with.",
                        max_length=80,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=10)),
                ("article_id", models.BigIntegerField()),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "Due"), ("sent", "Sent"), ("given-up", "Given up")],
                        default="due",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.CharField(blank=True, help_text="What came of the last attempt.", max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "subscription",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: the hub.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="articles.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(condition=models.Q(("state", "due")), fields=["due_at"], name="messages_due")],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
