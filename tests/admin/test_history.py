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
    assert [one.label for one, _ in page.context["differences"]] == ["Headline", "Bylines", "Photos"]
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
    found = {one.label: (one.old, one.new) for one, _ in browser.get(history(story, "2/")).context["differences"]}
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


def restore(browser, story, version, seen=None):
    seen = Article.objects.get(pk=story.pk).version if seen is None else seen
    return browser.post(history(story, f"{version}/restore/"), {"version": seen})


def test_any_version_is_restored_as_a_new_one():
    story = factories.article(headline="First", body="One.", bylines=["Sam Lister"])
    story.topics.add(Topic.objects.create(name="Flood defences", slug="flood-defences"))
    first, second = factories.caption(story, text="Kept"), factories.caption(story, text="Taken off")
    browser = desk.client()
    desk.save(browser, story, headline="Second")
    desk.save(
        browser, story, headline="Third", body="Three.", topics="",
        **{"bylines-0-name": "Ann Reporter", "captions-1-remove": "on", "captions-0-text": "Changed"},
    )  # fmt: skip
    assert restore(browser, story, 2).url == desk.address(story)
    now = Article.objects.get()
    assert (now.headline, now.body, now.version) == ("Second", "One.", 4)
    assert list(now.captions.values_list("number", "text", "photo_id")) == [
        (1, "Kept", first.photo_id),
        (2, "Taken off", second.photo_id),
    ]
    assert [one.byline.name for one in now.article_bylines.all()] == ["Sam Lister"]
    assert [one.slug for one in now.topics.all()] == ["flood-defences"]
    newest = now.revisions.first()
    assert (newest.event, newest.note) == ("restored", "Version 2 restored.")
    assert newest.snapshot["captions"] == now.revisions.get(version=2).snapshot["captions"]


def test_a_restore_from_a_stale_page_writes_nothing():
    story, browser = factories.article(headline="First"), desk.client()
    desk.save(browser, story, headline="Second")
    answer = restore(browser, story, 1, seen=1)
    assert answer.url.endswith("/history/1/?against=now") and "Someone else has saved" in desk.said(answer)
    assert Article.objects.get().headline == "Second"


def test_a_restore_leaves_status_and_hold_alone_and_never_empties_a_public_story():
    story = factories.article(headline="", body="")
    browser = desk.client()
    desk.save(browser, story, headline="Now", body="Text.")
    desk.save(browser, story, "publish")
    assert "readers see the story" in desk.said(restore(browser, story, 1))
    restore(browser, story, 2)
    assert Article.objects.published().get().version == 4


def test_who_may_not_change_a_story_may_not_restore_it():
    story, publisher = factories.article(headline="First"), desk.client()
    desk.save(publisher, story, headline="Second")
    desk.save(publisher, story, "publish")
    assert restore(desk.client("editor"), story, 1).status_code == 404
    assert restore(publisher, story, 99).status_code == 404
    assert publisher.get(history(story, "1/restore/")).status_code == 405
    assert Article.objects.get().headline == "Second"


def test_a_photo_that_left_the_library_stays_away():
    story, browser = factories.article(), desk.client()
    picture = factories.caption(story).photo
    desk.save(browser, story, headline="With a photo")
    desk.save(browser, story, **{"captions-0-remove": "on"})
    picture.delete()
    restore(browser, story, 2)
    assert not Article.objects.get().captions.exists()


def test_each_change_of_the_desk_stands_beside_the_wires_words_with_its_reason(imported):
    browser = desk.client(first_name="Ann", last_name="Reporter")
    desk.save(browser, imported, headline="Quay wall to be rebuilt", why="The council calls it the quay")
    page = browser.get(history(imported, "2/?against=wire")).content.decode()
    assert "Version 2, Ann Reporter" in page and ": The council calls it the quay" in page


def test_a_version_is_compared_with_now_and_with_what_readers_saw():
    story, browser = factories.article(headline="Talks begin"), desk.client()
    desk.save(browser, story, "publish")
    desk.save(browser, story, "withdraw", note="Gone.")
    desk.save(browser, story, headline="Talks resume")
    assert "<del>resume</del><ins>begin</ins>" in browser.get(history(story, "1/?against=now")).content.decode()
    assert "<del>begin</del><ins>resume</ins>" in browser.get(history(story, "4/?against=readers")).content.decode()
