"""Fill an empty newsroom with the sample deliveries that ship with it."""

from __future__ import annotations

import json
import secrets
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files import File
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles import photos, workflow
from articles.models import Article, Caption, Section, Status

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EDITOR = "editor"
# So many stories stay in the queue, for the new editor to try the desk on.
LEFT_TO_DO = 4


class Command(BaseCommand):
    """Does its work once: a newsroom that has an account is left as it is."""

    help = "Import the sample deliveries, publish most of them, and make an editor account."

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, illustrate, publish, then make the account; the account marks the work as done."""
        if User.objects.exists():
            self.stdout.write(f"Sign in as before. A lost password: .venv/bin/python manage.py changepassword {EDITOR}")
            return
        try:
            call_command("import_wire", str(SAMPLES / "deliveries"), quiet=True, stdout=StringIO())
        except SystemExit:
            # One of the samples holds no story, to show how that is refused.
            pass
        _illustrate()
        _place()
        published = _publish()
        password = _editor()
        self.stdout.write(f"Imported the sample deliveries and published {published} stories.")
        self.stdout.write(f"Sign in with the name {EDITOR} and the password {password}")
        self.stdout.write("The password is printed this once. Change it in the admin.")


def _illustrate() -> None:
    """Give the sample pictures to the captions that announced them, with alt text for every one."""
    plan = json.loads((SAMPLES / "pictures" / "plan.json").read_text(encoding="utf-8"))
    for entry in plan:
        caption = _caption(entry["sample"], entry["number"])
        if caption is None or caption.photo.has_file:
            continue
        with (SAMPLES / "pictures" / entry["picture"]).open("rb") as stream:
            photo = photos.attach(caption.photo, File(stream, name=entry["picture"]))
        Caption.objects.filter(pk=caption.pk).update(photo=photo, alt_text=entry["alt_text"])


def _place() -> None:
    """Choose a section for the stories whose capture names none, as an editor would."""
    plan = json.loads((SAMPLES / "sections.json").read_text(encoding="utf-8"))
    sections = Section.objects.in_bulk(field_name="slug")
    for article in Article.objects.filter(section=None, wire_versions__delivery__file_name__in=plan):
        version = article.wire_versions.select_related("delivery").first()
        assert version is not None
        fields = {"section": sections[plan[version.delivery.file_name]]}
        with workflow.editing(article, expected=article.version, by=None, fields=fields, note="Section chosen."):
            pass


def _caption(sample: str, number: int) -> Caption | None:
    captions = Caption.objects.select_related("photo").filter(article__wire_versions__delivery__file_name=sample)
    return captions.filter(number=number).first()


def _publish() -> int:
    """Publish what raises no doubt and meets no hurdle; last what opens with a picture, so that it leads the front."""
    waiting = Article.objects.filter(status=Status.NEW, needs_review=False).order_by("wire_date", "pk")
    clean = [article for article in waiting if not workflow.hurdles(article)]
    chosen = clean[: max(1, len(clean) - LEFT_TO_DO)]
    illustrated = set(Article.objects.with_photos(yes=True).values_list("pk", flat=True))
    leads = Caption.objects.filter(role=Caption.Role.LEAD).exclude(photo__original="")
    led = set(leads.values_list("article_id", flat=True))
    for article in sorted(chosen, key=lambda one: (one.pk in led, one.pk in illustrated)):
        workflow.move(article, "publish", by=None, note="A sample story.")
    return Article.objects.published().count()


def _editor() -> str:
    password = secrets.token_urlsafe(12)
    user = User.objects.create_superuser(EDITOR, password=password, first_name="Editor")
    user.groups.add(*Group.objects.filter(name="Admin"))
    return password
