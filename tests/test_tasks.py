"""What runs later: decided by the rows, safe to run twice, found again after a killed worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import tasks, workflow
from articles.models import Article, Revision
from tests import factories
from tests.own_newsroom import own_newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SCENE = """
import io
from datetime import timedelta
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from articles import photos, workflow
from articles.models import Article, Photo, Rendition
from tests import factories
def scheduled(minutes):
    made = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=made.pk).update(publish_at=timezone.now() + timedelta(minutes=minutes))
    return made
due, later, held = scheduled(-1), scheduled(60), scheduled(-1)
Article.objects.filter(pk=held.pk).update(hold_reason="The wire withheld it.")
out = io.BytesIO()
Image.new("RGB", (640, 427), (120, 30, 60)).save(out, "JPEG")
photos.attach(Photo.objects.create(), ContentFile(out.getvalue(), name="a.jpg"))
Rendition.objects.all().delete()
print(json.dumps([due.pk, later.pk, held.pk]))
"""
STATES = """
from articles import tasks
from articles.models import Article, Rendition, Revision
print(json.dumps({
    "states": list(Article.objects.order_by("pk").values_list("status", flat=True)),
    "publications": Revision.objects.filter(event="publish").count(),
    "rendered": Rendition.objects.exists(),
    "due": tasks.sweep(),
}))
"""


def test_the_worker_does_what_is_due_exactly_once_and_nothing_else(tmp_path):
    with own_newsroom(tmp_path / "home") as newsroom:
        newsroom.ask(SCENE)
        for _ in range(2):
            assert newsroom.run("work", "--once").returncode == 0
            assert newsroom.ask(STATES) == {
                "states": ["published", "scheduled", "scheduled"],
                "publications": 1,
                "rendered": True,
                "due": 0,
            }


def test_a_task_may_run_twice_and_for_what_is_gone():
    due = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=due.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
    for _ in range(2):
        tasks.publish_due.call(due.pk)
    tasks.publish_due.call(0)
    tasks.render_photo.call(0)
    assert Revision.objects.filter(article=due, event="publish").count() == 1
