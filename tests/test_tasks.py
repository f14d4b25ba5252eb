"""What runs later: decided by the rows, safe to run twice, found again after a killed worker."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from articles import photos, tasks, workflow
from articles.models import Article, Photo, Rendition, Revision
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def due():
    article = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=article.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
    return article


def test_the_worker_publishes_what_is_due_exactly_once(due):
    later = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    for _ in range(2):
        call_command("work", once=True)
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.status, later.status) == ("published", "scheduled")
    assert Revision.objects.filter(article=due, event="publish").count() == 1


def test_a_task_may_run_twice_and_for_what_is_gone(due):
    for _ in range(2):
        tasks.publish_due.call(due.pk)
    tasks.publish_due.call(0)
    tasks.render_photo.call(0)
    assert Revision.objects.filter(article=due, event="publish").count() == 1


def test_what_is_held_meanwhile_stays_scheduled(due):
    Article.objects.filter(pk=due.pk).update(hold_reason="The wire withheld it.")
    call_command("work", once=True)
    due.refresh_from_db()
    assert due.status == "scheduled"


def test_a_photo_left_without_renditions_is_rendered_by_the_next_sweep(picture_bytes):
    photo = photos.attach(Photo.objects.create(), ContentFile(picture_bytes, name="a.jpg"))
    Rendition.objects.all().delete()
    assert tasks.sweep() == 1
    call_command("work", once=True)
    assert photo.renditions.exists()
    assert tasks.sweep() == 0


@pytest.fixture
def picture_bytes():
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (640, 427), (120, 30, 60)).save(out, "JPEG")
    return out.getvalue()
