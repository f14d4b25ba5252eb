"""The edit page: what it shows, what a save writes, and what the buttons do."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Byline, Caption, Photo, Revision, Source, Status, Topic
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_a_save_writes_the_text_and_one_revision():
    story = factories.article()
    browser = desk.client()
    answer = desk.save(browser, story, headline="  Harbour  wall\nto be rebuilt ", body="One.\r\n\r\nTwo.\r\n")
    saved = fresh(story)
    assert answer.status_code == 302
    assert (saved.headline, saved.body, saved.version) == ("Harbour wall to be rebuilt", "One.\n\nTwo.", 2)
    assert saved.slug == "harbour-wall-to-be-rebuilt"
    revision = saved.revisions.first()
    assert revision.event == "edited" and revision.by_id == int(browser.session["_auth_user_id"])
    assert set(revision.changed) == {"headline", "slug", "body"}


def test_a_save_without_a_change_makes_no_revision():
    story = factories.article(body="One.\n\nTwo.", issues=[{"code": "X", "message": "Sure?", "line": 0}])
    factories.caption(story)
    answer = desk.save(desk.client(), story)
    assert "Nothing was changed" in desk.said(answer)
    assert fresh(story).version == 1 and story.revisions.count() == 1


def test_control_characters_are_taken_out():
    story = factories.article()
    desk.save(desk.client(), story, headline="Storm\x0b hits\ufffe coast", body="One\x01.\n\nTwo.")
    assert (fresh(story).headline, fresh(story).body) == ("Storm hits coast", "One.\n\nTwo.")


def test_bylines_are_changed_added_and_taken_off():
    story = factories.article(bylines=["Press Association"])
    byline = {"bylines-0-name": "Sam Lister (Press Association)", "bylines-0-role": "Political Correspondent"}
    desk.save(desk.client(), story, **byline, **{"bylines-1-name": "Press Association"})
    rows = list(fresh(story).article_bylines.values_list("byline__name", "byline__organisation", "role", "position"))
    assert rows == [
        ("Sam Lister", "Press Association", "Political Correspondent", 1),
        ("Press Association", "", "", 2),
    ]
    assert Byline.objects.filter(name="Press Association").count() == 1, "the agency is known already"
    desk.save(desk.client(), story, **{"bylines-0-name": ""})
    assert [one.byline.name for one in fresh(story).article_bylines.all()] == ["Press Association"]


def test_a_new_byline_is_pointed_out():
    story = factories.article(bylines=["Press Association"])
    browser = desk.client()
    assert "New byline: Sam Litser." in desk.said(desk.save(browser, story, **{"bylines-1-name": "Sam Litser"}))
    assert "New byline" not in desk.said(
        desk.save(browser, factories.article(bylines=[]), **{"bylines-0-name": "sam litser"})
    )


def test_a_byline_that_stays_keeps_the_words_as_received():
    story = factories.article(bylines=["Press Association"])
    desk.save(desk.client(), story, **{"bylines-1-name": "Ann Reporter"})
    assert story.article_bylines.get(byline__name="Press Association").as_received == "By Press Association"


def test_the_same_byline_twice_is_refused():
    story = factories.article()
    answer = desk.save(desk.client(), story, **{"bylines-1-name": "press association"})
    assert answer.status_code == 200 and b"This byline is there twice" in answer.content
    assert fresh(story).version == 1


def test_captions_are_changed_and_change_places():
    story = factories.article(body="One.\n\n[[photo 2]]")
    factories.caption(story, text="First")
    factories.caption(story, text="Second")
    changes = {
        "captions-0-number": "2", "captions-0-role": "inline",
        "captions-1-number": "1", "captions-1-role": "lead", "captions-1-alt_text": "A wall in the sea",
    }  # fmt: skip
    desk.save(desk.client(), story, **changes)
    rows = list(story.captions.values_list("number", "role", "text", "alt_text"))
    assert rows == [(1, "lead", "Second", "A wall in the sea"), (2, "inline", "First", "A crowd with banners")]


def test_a_photo_is_taken_off_and_stays_in_the_library():
    story = factories.article()
    picture = factories.caption(story).photo
    desk.save(desk.client(), story, **{"captions-0-remove": "on"})
    assert not story.captions.exists() and Photo.objects.filter(pk=picture.pk).exists()


def test_a_photo_is_announced_or_chosen_from_the_library():
    story, known = factories.article(), factories.photo(headline="Harbour at dawn")
    announced = {"captions-0-title": "The wall", "captions-0-photographer": "Jordan Pettitt", "captions-0-role": "lead"}
    desk.save(desk.client(), story, **announced)
    desk.save(
        desk.client(), story, **{"captions-1-photo": f"{known.pk} · Harbour at dawn", "captions-1-role": "inline"}
    )
    rows = list(story.captions.values_list("number", "role", "photo__headline"))
    assert rows == [(1, "lead", "The wall"), (2, "inline", "Harbour at dawn")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"captions-1-number": "1"}, "Two photos have the number 1"),
        ({"captions-1-role": "lead"}, "There is another lead photo"),
        ({"captions-2-photo": "999999"}, "There is no such photo"),
        ({"captions-2-photo": "nothing"}, "There is no such photo"),
        ({"topics": "Unheard of"}, "There is no topic “Unheard of”"),
        ({"bylines-1-name": "A (B) (C)"}, "Write a name"),
        ({"captions-0-number": "0"}, "greater than or equal to 1"),
        ({"section": "999999"}, "Select a valid choice"),
        ({"headline": "x" * 256}, "at most 255"),
        ({"captions-TOTAL_FORMS": "100000"}, "at most"),
        ({"captions-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"bylines-TOTAL_FORMS": "1000"}, "at most"),
    ],
)
def test_a_mistake_is_shown_and_nothing_is_lost(changes, message):
    story = factories.article()
    factories.caption(story)
    factories.caption(story)
    answer = desk.save(desk.client(), story, **{"standfirst": "Typed with care", **changes})
    page = answer.content.decode()
    assert answer.status_code == 200 and message in page and "Typed with care" in page and "Not saved." in page
    assert fresh(story).version == 1


def test_topics_are_chosen_by_name():
    Topic.objects.create(name="Flood defences", slug="flood-defences")
    Topic.objects.create(name="Transport", slug="transport")
    story = factories.article()
    desk.save(desk.client(), story, topics="transport; Flood defences;")
    assert sorted(story.topics.values_list("name", flat=True)) == ["Flood defences", "Transport"]
    assert "topics" in story.revisions.first().changed


def test_settled_doubts_go_and_the_last_one_ends_the_review():
    issues = [{"code": "A", "message": "First doubt", "line": 1}, {"code": "B", "message": "Second doubt", "line": 2}]
    story = factories.article(issues=issues, needs_review=True)
    browser = desk.client()
    keys = [key for key, _ in browser.get(desk.address(story)).context["form"].fields["settled"].choices]
    desk.save(browser, story, settled=[keys[0]])
    assert [one["code"] for one in fresh(story).issues] == ["B"] and fresh(story).needs_review
    assert "Settled: First doubt" in story.revisions.first().note
    desk.save(browser, story, settled=[keys[1]])
    assert fresh(story).issues == [] and not fresh(story).needs_review


def test_a_newer_wire_version_is_ticked_off():
    story = factories.article(wire_moved=True)
    desk.save(desk.client(), story, wire_seen="on")
    assert not fresh(story).wire_moved


FORGED = {
    "status": "published", "publish_at": "2020-01-01", "first_published_at": "2020-01-01", "hold_reason": "", "id": "1",
    "embargo_until": "", "needs_review": "", "provider": "X", "wire_uri": "X", "slug": "forged", "issues": "[]",
    "public_note": "Forged", "killed_at": "", "expires_at": "2001-01-01", "modified_at": "2001-01-01",
    "do": "unheard", "_saveasnew": "1", "source": "1", "created_at": "2001-01-01",
}  # fmt: skip


def test_forged_fields_change_nothing():
    story = factories.article(
        hold_reason="Held.", issues=[{"code": "A", "message": "Doubt", "line": 1}], needs_review=True
    )
    before = Article.objects.filter(pk=story.pk).values().get()
    desk.save(desk.client("reporter"), story, **FORGED)
    assert Article.objects.filter(pk=story.pk).values().get() == before
    assert Article.objects.count() == 1


def test_a_forged_row_reaches_no_other_story():
    story, other = factories.article(), factories.article()
    theirs = factories.caption(other, text="Theirs")
    row = {"captions-0-caption": theirs.pk, "captions-0-photo": str(theirs.photo_id), "captions-0-text": "Mine"}
    desk.save(desk.client("editor"), story, **row)
    theirs.refresh_from_db()
    assert (theirs.article_id, theirs.text) == (other.pk, "Theirs")
    assert story.captions.get().text == "Mine"


def test_a_public_story_cannot_be_emptied():
    story = factories.published()
    answer = desk.save(desk.client(), story, headline="", body="")
    assert answer.status_code == 200 and b"Withdraw it first to empty it" in answer.content
    assert fresh(story).headline == story.headline


def test_a_story_is_written_by_hand():
    browser = desk.client()
    fields = desk.read(browser.get("/admin/articles/article/add/")).fields
    new = {
        "headline": "Written here",
        "body": "By us.",
        "bylines-0-name": "Ann Reporter",
        "captions-0-text": "A wall",
        "do": "save",
    }
    answer = browser.post("/admin/articles/article/add/", {**fields, **new})
    made = Article.objects.get()
    assert answer.url == desk.address(made)
    assert (made.headline, made.slug, made.status, made.version) == ("Written here", "written-here", Status.NEW, 1)
    assert made.source == Source.objects.get(slug="by-hand")
    assert made.revisions.get().event == "created" and made.revisions.get().snapshot["captions"][0]["text"] == "A wall"
    assert b"Written here" in browser.get("/admin/?q=written").content


def test_a_mistake_in_a_new_story_makes_none():
    browser = desk.client()
    fields = desk.read(browser.get("/admin/articles/article/add/")).fields
    answer = browser.post("/admin/articles/article/add/", {**fields, "headline": "Kept", "topics": "Unheard of"})
    assert answer.status_code == 200 and b"Kept" in answer.content
    assert not Article.objects.exists()


def test_a_file_that_is_no_picture_is_refused_and_nothing_is_lost():
    story = factories.article()
    factories.caption(story)
    text = SimpleUploadedFile("picture.jpg", b"not a picture at all", content_type="image/jpeg")
    answer = desk.save(desk.client(), story, **{"headline": "Typed with care", "captions-0-file": text})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Typed with care" in page
    assert "the name of a picture, but what it holds is none" in page
    assert fresh(story).version == 1


def test_the_restrictions_of_a_photo_must_be_accepted():
    story = factories.article()
    factories.caption(story, picture=factories.photo(restrictions="Editorial use only."))
    browser = desk.client()
    assert b"Editorial use only." in browser.get(desk.address(story)).content
    desk.save(browser, story, do="publish", **{"captions-0-restrictions_accepted": "on"})
    assert fresh(story).status == Status.PUBLISHED


def test_someone_who_may_only_look_sees_no_buttons():
    browser = desk.client("", is_staff=True)
    looker = factories.user("", is_staff=True)
    story = factories.article(created_by=looker)
    looker.user_permissions.add(*permissions("view_article"))
    browser.force_login(looker)
    page = browser.get(desk.address(story))
    assert page.status_code == 200 and desk.read(page).buttons == []
    assert browser.post(desk.address(story), {"version": 1, "headline": "Forged"}).status_code == 404
    assert fresh(story).headline == story.headline


def test_what_a_doubt_asked_for_settles_it():
    issues = [
        {"code": "NO_HEADLINE", "message": "The copy brings no headline. Write one.", "line": 0},
        {"code": "UNKNOWN_SECTION", "message": "Choose a section.", "line": 0},
        {"code": "EMBARGO", "message": "Is this an embargo?", "line": 2},
    ]
    story = factories.article(headline="", section=None, issues=issues, needs_review=True)
    desk.save(desk.client(), story, headline="Written here", section=factories.section().pk)
    assert [one["code"] for one in fresh(story).issues] == ["EMBARGO"] and fresh(story).needs_review
    assert "Settled: Choose a section." in story.revisions.first().note


def permissions(*names):
    return Permission.objects.filter(codename__in=names, content_type__app_label="articles")


@pytest.mark.parametrize("page", ["change/", "history/", "history/1/"])
def test_refused_and_missing_look_the_same(page):
    story = factories.article()
    stranger = desk.client("", is_staff=True)
    refused = stranger.get(f"/admin/articles/article/{story.pk}/{page}")
    missing = stranger.get(f"/admin/articles/article/999999/{page}")
    assert refused.status_code == missing.status_code == 404
    assert refused.content == missing.content


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "1%00"])
def test_an_address_of_no_story_is_answered(pk):
    assert desk.client().get(f"/admin/articles/article/{pk}/change/").status_code == 404


def test_no_story_is_ever_deleted():
    story = factories.article()
    assert (
        desk.client("admin", is_superuser=True)
        .post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})
        .status_code
        == 404
    )
    assert fresh(story)


def test_a_story_of_40_paragraphs_and_8_photos_is_light():
    body = "\n\n".join(
        f"Paragraph {number} of a long story. " + "More words follow here. " * 12 for number in range(40)
    )
    story = factories.article(body=body)
    for _ in range(8):
        factories.caption(story, picture=factories.photo(specs=["w465.jpeg"]))
    browser = desk.client()
    browser.get(desk.address(story))
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(desk.address(story))
    assert len(queries.captured_queries) <= 21, "\n".join(one["sql"][:110] for one in queries.captured_queries)
    assert len(page.content) < 110_000
    assert Caption.objects.count() == 8 and Revision.objects.count() == 1
