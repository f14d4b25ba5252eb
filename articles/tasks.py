"""What runs later. The rows say what is due; a task may run twice, or never, and nothing is lost.

`sweep` looks at the rows and enqueues again whatever is due, so a worker that was killed leaves no hole.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec

from articles import drafts, listings, photos, presence, sending, typesetting, workflow
from articles.models import Article, Status

if find_spec("django.tasks"):
    from django.tasks import task
else:
    from django_tasks import task  # type: ignore[no-redef]

log = logging.getLogger(__name__)
BATCH = 200


@task()
def publish_due(article_id: int) -> None:
    """Call a scheduled story published whose time has come. Readers have seen it already."""
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        return
    try:
        workflow.settle(article)
    except workflow.Stale:
        log.info("Story %s was saved just now; the next sweep looks again.", article_id)


@task()
def render_photo(photo_id: int) -> None:
    """Make what is missing of a photo's public sizes, AVIF too; who is second finds it done or claimed."""
    photos.finish(photo_id)


@task()
def typeset_overdue() -> None:
    """Set a batch of the stories whose type is missing, stale or of an older edition."""
    for story in typesetting.overdue(BATCH):
        typesetting.typeset_again([story])
        listings.place_again(story)


@task()
def send_message(message_id: int) -> None:
    """Send one message of the outbox; who is second finds it claimed."""
    sending.send(message_id)


def sweep() -> int:
    """Enqueue everything that is due by the rows, and return how much that was."""
    due = Article.objects.published().filter(status=Status.SCHEDULED).values_list("pk", flat=True)[:BATCH]
    unrendered = photos.due().order_by("pk").values_list("pk", flat=True)[:BATCH]
    drafts.purge()
    presence.purge()
    for article_id in due:
        publish_due.enqueue(article_id)
    for photo_id in unrendered:
        render_photo.enqueue(photo_id)
    sending.purge()
    unsent = sending.due()
    for message_id in unsent:
        send_message.enqueue(message_id)
    is_type_overdue = bool(typesetting.overdue(1))
    if is_type_overdue:
        typeset_overdue.enqueue()
    return len(due) + len(unrendered) + len(unsent) + is_type_overdue
