"""The history of a story, and any state word by word against another."""

import pytest

from articles import ingest
from articles.models import Article, Topic
from tests import factories
from tests.admin import desk
from tests.admin.test_imports import STORY, file

pytestmark = pytest.mark.django_db


def history(article, tail=""):
    return f"/admin/articles/article/{article.pk}/history/{tail}"


@pytest.fixture
def imported():
    list(ingest.receive(file("a.txt", STORY).file, name="a.txt"))
    return Article.objects.get()


def test_every_save_is_listed_with_who_when_and_what():
    story = factories.article()
    browser = desk.client(first_name="Ann", last_name="Reporter")
    desk.save(browser, story, headline="Corrected")
    desk.save(browser, story, do="publish")
    entries = browser.get(history(story)).context["entries"]
    assert [(one.revision.version, one.who, one.revision.event) for one in entries] == [
        (3, "Ann Reporter", "publish"),
        (2, "Ann Reporter", "edited"),
        (1, "The wire or the system", "imported"),
    ]
    assert entries[1].changed == ["Headline", "Address"]


def test_a_version_is_compared_with_the_one_before():
    story = factories.article(headline="Talks begin in Paris")
    factories.caption(story)
    browser = desk.client()
    desk.save(
        browser, story, headline="Talks resume in Paris", **{"bylines-0-role": "Reporter", "captions-0-agency": "AFP"}
    )
    page = browser.get(history(story, "2/"))
    assert [one.label for one in page.context["differences"]] == ["Headline", "Bylines", "Photos"]
    assert "Talks <del>begin</del><ins>resume</ins> in Paris" in page.content.decode()


def test_any_two_versions_are_compared():
    story = factories.article(headline="Talks begin")
    browser = desk.client()
    desk.save(browser, story, headline="Talks resume")
    desk.save(browser, story, headline="Talks end")
    assert "<del>begin</del><ins>end</ins>" in browser.get(history(story, "3/?against=1")).content.decode()


def test_topics_and_section_are_compared_by_name():
    Topic.objects.create(name="Flood defences", slug="flood-defences")
    story = factories.article(section=factories.section("politics"))
    browser = desk.client()
    desk.save(browser, story, topics="Flood defences", section=factories.section("sport").pk)
    found = {one.label: (one.old, one.new) for one in browser.get(history(story, "2/")).context["differences"]}
    assert found == {"Section": ("Politics", "Sport"), "Topics": ("", "Flood defences")}


def test_what_the_wire_sent_against_what_we_have(imported):
    browser = desk.client()
    untouched = browser.get(history(imported, "1/?against=wire"))
    assert untouched.context["differences"] == [] and b"No words differ." in untouched.content
    desk.save(browser, imported, body=imported.body.replace("nine months", "ten months"))
    page = browser.get(history(imported, "2/?against=wire")).content.decode()
    assert "take <del>nine</del><ins>ten</ins> months" in page


def test_the_edit_page_shows_each_line_of_the_capture_with_its_fate_and_rule(imported):
    page = desk.client().get(desk.address(imported))
    ledger = page.context["ledger"]
    assert [entry.text for entry in ledger.entries if entry.fate == "headline"] == [
        "Harbour wall to be rebuilt after storms"
    ]
    assert all(entry.rule and entry.sign for entry in ledger.entries)
    assert sum(len((entry.text + entry.rest).split()) for entry in ledger.entries) == len(STORY.split())
    assert "a.txt" in page.content.decode()


@pytest.mark.parametrize("tail", ["99/", "0/"])
def test_a_version_that_never_was_is_missing(tail):
    assert desk.client().get(history(factories.article(), tail)).status_code == 404


@pytest.mark.parametrize("against", ["wire", "newest", "99", "x", "9" * 30, ""])
def test_there_may_be_nothing_to_compare_with(against):
    assert desk.client().get(history(factories.article(), f"1/?against={against}")).status_code == 200
