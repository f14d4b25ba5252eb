"""The buttons of the edit page: each saves what was typed, then takes the story through the workflow."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Status
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_save_and_publish_does_both():
    story = factories.article(headline="", body="Text.")
    answer = desk.save(desk.client(), story, do="publish", headline="Harbour reopens")
    saved = fresh(story)
    assert saved.status == Status.PUBLISHED and saved.headline == "Harbour reopens"
    assert [one.event for one in saved.revisions.all()] == ["publish", "edited", "imported"]
    assert "now published" in desk.said(answer)


def test_a_publish_with_hurdles_saves_the_text_and_says_what_to_do():
    story = factories.article()
    factories.caption(story, photographer="", agency="")
    answer = desk.save(desk.client(), story, do="publish", headline="")
    saved = fresh(story)
    assert saved.status == Status.NEW and saved.version == 2 and saved.headline == ""
    assert "There is no headline. Write one." in desk.said(answer)
    assert "Photo 1 has no credit. Fill in photographer or agency." in desk.said(answer)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_only_a_publisher_publishes(role):
    user = factories.user(role)
    story = factories.article(created_by=user)
    browser = desk.signed_in(user)
    assert "publish" not in desk.read(browser.get(desk.address(story))).buttons
    answer = desk.save(browser, story, do="publish", headline="Corrected")
    assert fresh(story).status == Status.NEW and fresh(story).headline == "Corrected"
    assert "your role may not publish" in desk.said(answer)


def test_withdraw_tells_readers_why():
    story = factories.published()
    desk.save(desk.client(), story, do="withdraw", note="Withdrawn for legal reasons.")
    assert (fresh(story).status, fresh(story).public_note) == (Status.WITHDRAWN, "Withdrawn for legal reasons.")


def test_schedule_takes_london_time():
    story = factories.article()
    summer = datetime(timezone.now().year + 1, 7, 1, 12, 30)  # noqa: DTZ001 - as typed, without a zone
    answer = desk.save(desk.client(), story, do="schedule", at=f"{summer:%Y-%m-%dT%H:%M}")
    assert answer.status_code == 302
    assert fresh(story).status == Status.SCHEDULED
    assert fresh(story).publish_at == summer.replace(tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize("at", ["", "2001-01-01T00:00", "tomorrow"])
def test_schedule_without_a_coming_time_is_refused(at):
    story = factories.article()
    answer = desk.save(desk.client(), story, do="schedule", at=at)
    assert fresh(story).status == Status.NEW and "Give a time in the future" in desk.said(answer)


def test_a_hold_is_lifted_with_a_reason():
    story = factories.article(hold_reason="The wire's status of the story is withheld.")
    browser = desk.client()
    answer = desk.save(browser, story, do="lift", reason="")
    assert fresh(story).hold_reason and "Say why" in desk.said(answer)
    desk.save(browser, story, do="lift", reason="Released by phone, 14.05.")
    assert fresh(story).hold_reason == ""
    assert (story.revisions.first().event, story.revisions.first().note) == ("hold lifted", "Released by phone, 14.05.")


def test_an_editor_cannot_lift_a_hold():
    story = factories.article(hold_reason="Held.")
    answer = desk.save(desk.client("editor"), story, do="lift", reason="Because.")
    assert fresh(story).hold_reason == "Held." and "may not" in desk.said(answer)


def test_other_moves_are_buttons_too():
    story = factories.article()
    browser = desk.client("editor")
    for do, status in (
        ("check", "checking"),
        ("ready", "ready"),
        ("reopen", "checking"),
        ("spike", "spiked"),
        ("unspike", "new"),
    ):
        assert do in desk.read(browser.get(desk.address(story))).buttons
        desk.save(browser, story, do=do)
        assert fresh(story).status == status


@pytest.mark.parametrize("role", ["reporter", "editor"])
@pytest.mark.parametrize("do", ["publish", "schedule"])
def test_only_a_publisher_changes_what_readers_see_or_will_see(role, do):
    user = factories.user(role)
    story = factories.article(created_by=user)
    browser = desk.signed_in(user)
    seen = desk.opened(browser, story)
    desk.save(desk.client("publisher"), story, do=do, at="2040-01-01T12:00")
    assert (
        desk.send(browser, story, {**seen, "version": fresh(story).version}, headline="Changed live").status_code == 404
    )
    page = browser.get(desk.address(story))
    assert b"only a publisher changes it" in page.content and desk.read(page).buttons == []
    assert fresh(story).headline == story.headline


def test_an_embargoed_story_is_offered_for_the_end_of_its_embargo():
    story = factories.article(embargo_until=datetime(2040, 7, 1, 11, 30, tzinfo=UTC))
    assert desk.opened(desk.client(), story)["at"] == "2040-07-01T12:30"
