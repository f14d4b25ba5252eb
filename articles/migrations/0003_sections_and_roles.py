"""The sections a British newsroom starts with, the source of hand-made imports, and the desk's four roles."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

SECTIONS = (
    ("UK", "uk", "news"), ("Politics", "politics", "news"), ("World", "world", "news"), ("Business", "business", "news"),
    ("Health", "health", "life"), ("Environment", "environment", "news"), ("Science", "science", "news"),
    ("Education", "education", "life"), ("Technology", "technology", "news"), ("Crime", "crime", "news"),
    ("Scotland", "scotland", "news"), ("Wales", "wales", "news"), ("Northern Ireland", "northern-ireland", "news"),
    ("Ireland", "ireland", "news"), ("Sport", "sport", "sport"), ("Football", "football", "sport"),
    ("Culture", "culture", "culture"), ("Entertainment", "entertainment", "culture"), ("Lifestyle", "lifestyle", "life"),
    ("Opinion", "opinion", "opinion"), ("News", "news", "news"),
)  # fmt: skip

DESK = ("article", "articlebyline", "byline", "caption", "photo")
READ_ONLY = ("delivery", "wireversion", "revision", "rendition")
REPORTER = (
    {f"{verb}_{model}" for verb in ("add", "change", "view") for model in DESK}
    | {f"view_{model}" for model in (*READ_ONLY, "section", "topic", "source", "correction")}
    | {"import_delivery", "delete_caption", "delete_articlebyline"}
)
EDITOR = REPORTER | {"add_topic", "change_topic"}
PUBLISHER = EDITOR | {"publish_article", "lift_hold", "add_correction", "change_correction"}
ADMIN = PUBLISHER | {
    f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ("section", "topic", "source")
}
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Publisher": PUBLISHER, "Admin": ADMIN}
ADMIN_AUTH = {f"{verb}_{model}" for verb in ("add", "change", "view", "delete") for model in ("user", "group")}


def start(apps, schema_editor):
    Section = apps.get_model("articles", "Section")
    Section.objects.bulk_create(
        Section(name=name, slug=slug, accent=accent, position=position)
        for position, (name, slug, accent) in enumerate(SECTIONS, start=1)
    )
    apps.get_model("articles", "Source").objects.create(name="By hand", slug="by-hand", kind="upload")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for label in ("auth", "articles"):
        # Permissions are usually made after all migrations; the roles need them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    for name, codenames in ROLES.items():
        group = Group.objects.create(name=name)
        group.permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))
        if name == "Admin":
            group.permissions.add(*Permission.objects.filter(content_type__app_label="auth", codename__in=ADMIN_AUTH))


def undo(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()
    apps.get_model("articles", "Source").objects.filter(slug="by-hand", deliveries=None, articles=None).delete()
    apps.get_model("articles", "Section").objects.filter(
        slug__in=[slug for _, slug, _ in SECTIONS], articles=None
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_search"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(start, undo)]
