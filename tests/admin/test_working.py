"""While a story is open: who else is here, the draft that is kept, and forms that come too late."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import drafts, presence
from articles.models import Article, Draft, Presence, Revision
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def ping(browser, story, **fields):
    return browser.post(f"/admin/articles/article/{story.pk}/ping/", fields)


def typed(browser, story, **changes):
    """Send what is in the form as the page's script does."""
    fields = {**desk.opened(browser, story), **changes}
    return ping(browser, story, version=fields.pop("version"), words=json.dumps(list(fields.items())))


def draft_page(browser, story):
    return browser.get(f"/admin/articles/article/{story.pk}/draft/")


def test_who_else_has_the_story_open_is_shown_with_the_time():
    story = factories.article()
    ann, ben = desk.client(first_name="Ann", last_name="Reporter"), desk.client()
    assert "Ann" not in ann.get(desk.address(story)).content.decode().split('id="others"')[1][:200]
    since = timezone.localtime(Presence.objects.get().since).strftime("%H:%M")
    assert (
        f"<strong>Ann Reporter</strong> has had this story open since {since}"
        in ben.get(desk.address(story)).content.decode()
    )
    assert ping(ben, story).json()["others"] == [{"name": "Ann Reporter", "since": since}]


def test_who_left_or_fell_silent_is_gone():
    story = factories.article()
    ann, ben = desk.client(), desk.client()
    ping(ann, story)
    ping(ann, story, leaving="yes")
    assert ping(ben, story).json()["others"] == []
    ping(ann, story)
    Presence.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert ping(ben, story).json()["others"] == []
    assert presence.purge() == 1, "the one who pinged last is still here"


def test_a_stay_counts_from_its_beginning():
    story, ann = factories.article(), desk.client()
    ping(ann, story)
    began = timezone.now() - timedelta(minutes=30)
    Presence.objects.update(since=began)
    ping(ann, story)
    assert Presence.objects.get().since == began


def test_a_draft_is_kept_offered_with_its_words_and_taken_up():
    story, browser = factories.article(headline="Talks begin"), desk.client()
    assert typed(browser, story, headline="Talks resume", body="New text.").json()["kept"]
    assert Revision.objects.filter(article=story).count() == 1, "a draft is no revision"
    assert "and did not save it" in browser.get(desk.address(story)).content.decode()
    assert "<del>begin</del><ins>resume</ins>" in draft_page(browser, story).content.decode()
    form = desk.read(browser.get(f"{desk.address(story)}?draft=yes")).fields
    assert (form["headline"], form["body"]) == ("Talks resume", "New text.")
    desk.send(browser, story, form)
    assert Article.objects.get().headline == "Talks resume" and not Draft.objects.exists()


def test_a_draft_of_an_older_version_meets_the_newer_one_and_nothing_is_lost():
    story, browser = factories.article(headline="Talks begin"), desk.client()
    typed(browser, story, headline="Talks resume")
    desk.save(desk.client(), story, headline="Talks end", standfirst="By another hand.")
    page = browser.get(f"{desk.address(story)}?draft=yes")
    form = desk.read(page).fields
    assert page.context["conflict"].contested[0].new == "Talks resume"
    assert (form["headline"], form["standfirst"], form["version"]) == ("Talks resume", "By another hand.", "2")


def test_the_newest_draft_takes_the_place_of_the_older():
    story, browser = factories.article(), desk.client()
    for headline in ("First", "Second"):
        typed(browser, story, headline=headline)
    assert dict(Draft.objects.get().words)["headline"] == "Second"


def test_a_draft_is_its_writers_alone():
    story = factories.article()
    typed(desk.client(), story, headline="Half a thought")
    other = desk.client("admin")
    assert "Half a thought" not in other.get(desk.address(story)).content.decode()
    assert draft_page(other, story).status_code == 302


def test_a_draft_is_dropped_by_hand_and_by_age():
    story, browser = factories.article(), desk.client()
    typed(browser, story, headline="No")
    browser.post(f"/admin/articles/article/{story.pk}/draft/")
    assert drafts.of(story, browser_user(browser)) is None
    typed(browser, story, headline="No")
    Draft.objects.update(typed_at=timezone.now() - timedelta(days=15))
    assert drafts.purge() == 1


def browser_user(browser):
    from django.contrib.auth.models import User

    return User.objects.get(pk=browser.session["_auth_user_id"])


@pytest.mark.parametrize(
    "words",
    [
        "",
        "no json",
        "{}",
        "[1]",
        '[["a"]]',
        '[["a", 1]]',
        '[["a", "\\u0000"]]',
        "[" * 200_000,
        '[["a", "\\ud800"]]',
        "x" * 2_000_001,
    ],
)
def test_what_is_no_form_is_not_kept(words):
    story, browser = factories.article(), desk.client()
    assert ping(browser, story, version="1", words=words).json()["kept"] is False
    assert not Draft.objects.exists()


def test_a_draft_with_mistakes_is_taken_up_all_the_same():
    story, browser = factories.article(), desk.client()
    ping(browser, story, version="1", words=json.dumps([["headline", "x" * 300], ["captions-TOTAL_FORMS", "x"]]))
    assert draft_page(browser, story).status_code == 200
    assert "x" * 300 in browser.get(f"{desk.address(story)}?draft=yes").content.decode()


def test_who_may_not_edit_is_neither_present_nor_has_a_draft():
    story, account = factories.published(), factories.user("reporter")
    browser = desk.signed_in(account)
    browser.get(desk.address(story))
    assert ping(browser, story).status_code == 404 and not Presence.objects.exists()
    assert draft_page(browser, story).status_code == 404
    assert ping(browser, factories.article(created_by=account)).status_code == 200
    assert browser.post("/admin/articles/article/999999/ping/").status_code == 404
    assert Client().post(f"/admin/articles/article/{story.pk}/ping/").status_code == 302
    assert browser.get(f"/admin/articles/article/{story.pk}/ping/").status_code == 405


def test_a_form_sent_after_signing_out_comes_back_whole():
    story = factories.article()
    fields = {**desk.opened(desk.client(), story), "body": "Typed with care.", "do": "save"}
    answer = Client().post(desk.address(story), fields)
    page = answer.content.decode()
    assert answer.status_code == 403 and "Typed with care." in page and "Sign in in another tab" in page
    assert 'name="headline" value="Council agrees' in page and answer["Cache-Control"] == "no-store"
    assert Client().post(desk.address(story), {"do": "save"}).status_code == 302, "nothing was written in it"


def test_a_form_with_an_old_token_comes_back_only_to_our_own_page():
    story = factories.article()
    signed_in = desk.client()
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in.cookies
    fields = {"body": "Typed with care.", "version": "1"}
    ours = browser.post(desk.address(story), fields, headers={"referer": f"http://testserver{desk.address(story)}"})
    assert ours.status_code == 403 and b"Typed with care." in ours.content and b"signed in again" in ours.content
    theirs = browser.post(desk.address(story), fields, headers={"origin": "https://elsewhere.example"})
    assert theirs.status_code == 403 and b"Typed with care." not in theirs.content
    assert Article.objects.get().version == 1
