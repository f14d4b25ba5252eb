"""Pages that the desk writes about itself, with the first of them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ABOUT = """The stories here come from news agencies, on what is called the wire, and are read and edited by people before they appear. Who wrote a story stands under its headline. Where it came from, when we received it and when we published it stand at its foot.

## When we get something wrong

A significant mistake is corrected as soon as we know of it. The correction stands on the story itself, under the byline, and on our page of corrections. A clarification stands at the foot of the story. Where a story must not be read any more, its address says so.

## Pictures

Every picture carries the name of the photographer or the agency it came from. The description of a picture is written for those who cannot see it.

## Your privacy

These pages set no cookies, run no scripts and ask nothing of anybody else's machines."""
WRITE = {"add_standingpage", "change_standingpage", "view_standingpage"}


def begin(apps, schema_editor):
    """Write the first page, and let those who publish change it."""
    page = apps.get_model("articles", "StandingPage")
    page.objects.create(slug="about", title="About us and how we work", body=ABOUT, position=1, is_public=True)
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(codename__in=WRITE)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Publisher", "Admin")):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_security_log_of_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The page with the slug “about” is at /about/.", max_length=80, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField(help_text="A blank line ends a paragraph, ## begins a crosshead.")),
                ("position", models.PositiveSmallIntegerField(default=100, help_text="Lower numbers come first.")),
                ("is_public", models.BooleanField(default=False, help_text="Readers see it.")),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "page",
                "ordering": ["position", "title"],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
