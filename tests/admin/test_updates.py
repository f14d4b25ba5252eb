"""The page on which an editor takes an update of the wire in."""

import re

import pytest
from django.urls import reverse

from articles.models import Article, Source, WireVersion
from tests.admin import desk
from tests.test_filing import file, story
from tests.test_updating import NEW, disputed, live

pytestmark = pytest.mark.django_db


def address(article):
    return reverse("admin:articles_article_update", args=[article.pk])


def sent(browser, article, **answers):
    """Press a button of the page as a browser without a script would."""
    page = browser.get(address(article)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(version|wire)" value="(\d+)">', page))
    return browser.post(address(article), {"do": "apply", **hidden, **answers})


def test_the_article_and_the_queue_say_that_the_wire_has_moved():
    article, browser = live(), desk.client()
    for page in (reverse("admin:index") + "?state=published", desk.address(article)):
        content = browser.get(page).content.decode()
        assert "PA has moved" in content and address(article) in content


def test_the_page_says_what_the_update_changes_and_applies_it():
    article, browser = live(), desk.client()
    page = browser.get(address(article)).content.decode()
    assert "<ins>" in page and "Apply to the site" in page
    assert sent(browser, article).status_code == 302
    assert Article.objects.get().body.startswith(NEW)
    assert "No version of the wire waits" in browser.get(address(article)).content.decode()


def test_ours_can_be_left_as_it_is():
    article, browser = live(), desk.client()
    sent(browser, article, do="leave")
    assert not Article.objects.get().wire_moved and not Article.objects.get().body.startswith(NEW)


def test_a_conflict_shows_both_sides_word_by_word_and_takes_an_own_text():
    article, browser = disputed(), desk.client("editor")
    page = browser.get(address(article)).content.decode()
    for part in ("Our own headline", "Their new headline", "Harbour wall rebuilt", 'value="theirs"', 'name="own-0"'):
        assert part in page
    sent(browser, article, **{"take-0": "own", "own-0": "A third headline"})
    assert Article.objects.get().headline == "A third headline"


def test_a_conflict_without_an_answer_applies_nothing_and_keeps_what_was_typed():
    article, browser = disputed(), desk.client("editor")
    answer = sent(browser, article, **{"own-0": "Half a thought"})
    assert answer.status_code == 422 and b"Half a thought" in answer.content
    assert Article.objects.get().headline == "Our own headline"


@pytest.mark.parametrize("forged", [{"version": "99"}, {"wire": "99999"}, {"version": "x"}, {"wire": ""}])
def test_a_page_that_is_out_of_date_applies_nothing(forged):
    article, browser = live(), desk.client()
    assert sent(browser, article, **forged).status_code == 302
    assert Article.objects.get().wire_moved and not Article.objects.get().body.startswith(NEW)


def test_who_may_not_publish_sees_the_update_of_a_live_story_without_buttons():
    article, browser = live(), desk.client("editor")
    assert b'name="do"' not in browser.get(address(article)).content
    assert sent(browser, article).status_code in (403, 404)
    assert Article.objects.get().wire_moved


def test_what_was_applied_by_itself_is_listed():
    article = live()
    Article.objects.update(source=Source.objects.create(name="PA", slug="pa", applies_updates=True))
    file(story("The wall has fallen into the sea.", hour=2))
    page = desk.client().get(reverse("admin:updates") + "?live=yes").content.decode()
    assert "Live at once" in page and "Changed: Text" in page
    assert f"/{article.pk}/history/" in page


def test_the_version_says_by_what_it_was_matched():
    live()
    version = WireVersion.objects.get(applied_at=None)
    page = desk.client().get(reverse("admin:articles_wireversion_change", args=[version.pk])).content.decode()
    assert "The wire&#x27;s own address" in page
