"""Corrections: raised, published and ended on the desk; and the expiry of a story."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Correction, Generation
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
WRONG = {
    "kind": "correction",
    "placement": "under-headline",
    "text": "The wall is in Marrowby.",
    "is_significant": "on",
}


def page(story):
    return f"/admin/articles/article/{story.pk}/corrections/"


def press(browser, story, do, **fields):
    return browser.post(page(story), {"version": Article.objects.get(pk=story.pk).version, "do": do, **fields})


def seen(story):
    return Client().get(story.get_absolute_url()).content.decode()


def test_a_correction_is_published_and_readers_see_it_at_once():
    story = factories.published()
    assert "Marrowby" not in seen(story)
    press(desk.client(), story, "publish", what_was_wrong="Secret of the desk", **WRONG)
    text = seen(story)
    assert "The wall is in Marrowby." in text and "Secret of the desk" not in text
    newest = story.revisions.first()
    assert (newest.event, newest.note) == ("corrected", "Correction published: The wall is in Marrowby.")
    assert Generation.objects.get().number > 1


def test_a_correction_is_kept_changed_and_published_later():
    story, browser = factories.published(), desk.client()
    press(browser, story, "keep", **WRONG)
    kept = Correction.objects.get()
    assert kept.published_at is None and "Marrowby" not in seen(story)
    assert "The wall is in Marrowby." in browser.get(f"{page(story)}?correction={kept.pk}").content.decode()
    press(browser, story, "publish", correction=kept.pk, **{**WRONG, "text": "The wall is in Wexcombe."})
    assert "Wexcombe" in seen(story) and Correction.objects.count() == 1


def test_a_published_correction_is_ended_with_a_reason_and_never_changed():
    story, browser = factories.published(), desk.client()
    press(browser, story, "publish", **WRONG)
    one = Correction.objects.get()
    press(browser, story, "keep", correction=one.pk, **{**WRONG, "text": "Rewritten."})
    press(browser, story, "end", correction=one.pk)
    assert "Marrowby" in seen(story)
    press(browser, story, "end", correction=one.pk, reason="It was right after all")
    assert "Marrowby" not in seen(story)
    assert story.revisions.first().note == "It was right after all"


def test_a_stale_page_publishes_nothing_and_keeps_the_text():
    story, browser = factories.published(), desk.client()
    desk.save(desk.client(), story, standfirst="Somebody else was here.")
    answer = browser.post(page(story), {"version": 1, "do": "publish", **WRONG})
    assert "Someone else has saved" in desk.said(answer)
    assert Correction.objects.get().published_at is None


@pytest.mark.parametrize(
    ("change", "told"),
    [({"text": ""}, "This field is required"), ({"kind": "x"}, "Select a valid"), ({"show_until": "x"}, "valid date")],
)  # fmt: skip
def test_a_mistake_is_shown_and_nothing_is_lost(change, told):
    story = factories.published()
    answer = press(desk.client(), story, "publish", **{**WRONG, "what_was_wrong": "Typed with care", **change})
    text = answer.content.decode()
    assert told in text and "Typed with care" in text and not Correction.objects.exists()


def test_a_time_that_has_passed_is_refused():
    story = factories.published()
    press(desk.client(), story, "publish", show_until="2020-01-01T00:00", **WRONG)
    assert Correction.objects.get().published_at is None


def test_only_who_publishes_corrects():
    story = factories.published()
    browser = desk.client("editor")
    assert "Raise a correction" not in browser.get(page(story)).content.decode()
    assert press(browser, story, "publish", **WRONG).status_code == 404 and not Correction.objects.exists()
    other = factories.correction(factories.published())
    assert press(desk.client(), story, "end", correction=other.pk, reason="x").status_code == 404


def test_an_expiry_is_set_and_taken_back():
    story, browser = factories.published(), desk.client()
    at = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    desk.save(browser, story, "expire", expires=at)
    story.refresh_from_db()
    assert timezone.localtime(story.expires_at).strftime("%Y-%m-%dT%H:%M") == at
    assert story.revisions.first().event == "expiry set"
    desk.save(browser, story, "expire", expires="nonsense")
    desk.save(browser, story, "expire", expires="2020-01-01T00:00")
    story.refresh_from_db()
    assert story.expires_at is not None
    desk.save(browser, story, "expire", expires="")
    story.refresh_from_db()
    assert story.expires_at is None


def test_an_embargo_tells_how_long_it_still_holds():
    story = factories.article(embargo_until=timezone.now() + timedelta(hours=3, minutes=1))
    assert "in 3\xa0hours" in desk.client().get(desk.address(story)).content.decode()
