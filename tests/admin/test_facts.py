"""Facts that differ from the wire's: shown before publishing, called right one by one, kept in the history."""

import pytest

from articles import ingest, workflow
from articles.models import Article
from tests import factories
from tests.admin import desk
from tests.admin.test_imports import STORY, file

pytestmark = pytest.mark.django_db
CHANGED = {"headline": "Harbour wall to be rebuilt in 2027"}


@pytest.fixture
def imported():
    list(ingest.receive(file("a.txt", STORY).file, name="a.txt"))
    made = Article.objects.get()
    for edit in ({"body": made.body.replace("nine months", "eight months")},):
        with workflow.editing(made, expected=made.version, by=None, fields=edit):
            pass
    return made


def test_both_texts_are_shown_on_the_edit_page(imported):
    page = desk.client().get(desk.address(imported)).content.decode()
    assert "1 fact differs from the wire" in page and "<del>nine</del> <ins>eight</ins>" in page


def test_a_story_as_the_wire_sent_it_differs_in_nothing():
    list(ingest.receive(file("a.txt", STORY).file, name="a.txt"))
    assert desk.client().get(desk.address(Article.objects.get())).context["differs"] == []


def test_publishing_waits_until_every_fact_is_looked_at(imported):
    browser = desk.client()
    answer = desk.save(browser, imported, "publish", **CHANGED)
    imported.refresh_from_db()
    assert imported.status != "published" and imported.headline == CHANGED["headline"], "the text is saved all the same"
    assert "eight" in desk.said(answer) and "2027" in desk.said(answer)
    keys = [one.key for one, _, _ in browser.get(desk.address(imported)).context["differs"]]
    desk.save(browser, imported, "publish", acknowledged=keys[:1])
    imported.refresh_from_db()
    assert imported.status != "published"
    desk.save(browser, imported, "publish", acknowledged=keys[1:])
    imported.refresh_from_db()
    assert imported.status == "published"


def test_what_was_called_right_is_in_the_revision_and_not_asked_again(imported):
    browser = desk.client()
    key = browser.get(desk.address(imported)).context["differs"][0][0].key
    desk.save(browser, imported, acknowledged=[key])
    revision = imported.revisions.first()
    assert revision.note == "Right: number “eight”, the wire has “nine”" and "acknowledged" in revision.changed
    assert browser.get(desk.address(imported)).context["differs"] == []


def test_a_fact_changed_once_more_is_asked_about_anew(imported):
    browser = desk.client()
    key = browser.get(desk.address(imported)).context["differs"][0][0].key
    desk.save(browser, imported, acknowledged=[key])
    imported.refresh_from_db()
    desk.save(browser, imported, body=imported.body.replace("eight", "seven"))
    assert [one.ours for one, _, _ in browser.get(desk.address(imported)).context["differs"]] == ["seven"]


def test_a_forged_tick_calls_nothing_right(imported):
    answer = desk.save(desk.client(), imported, acknowledged=["0" * 12])
    imported.refresh_from_db()
    assert answer.status_code == 200 and imported.acknowledged == []


def test_a_story_written_by_hand_has_nothing_to_differ_from():
    story = factories.article(body="It cost £3 and 4p.")
    desk.save(desk.client(), story, "publish")
    story.refresh_from_db()
    assert story.status == "published"
