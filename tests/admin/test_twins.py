"""The page on which an editor says whether two stories are one."""

import pytest
from django.urls import reverse

from articles.models import Article, Twin
from tests import factories
from tests.admin import desk
from tests.test_twins import pair

pytestmark = pytest.mark.django_db


def address(article, twin):
    return reverse("admin:articles_article_twin", args=[article.pk, twin.pk])


def test_both_stories_are_shown_side_by_side_with_the_reason():
    first, second, twin = pair()
    page = desk.client("editor").get(address(second, twin)).content.decode()
    assert twin.reason in page
    assert "<mark>Sign up for our letter.</mark>" in page
    assert f"keep {first.pk}" in page and f"keep {second.pk}" in page


@pytest.mark.parametrize(("do", "answer"), [("keep-other", "joined"), ("keep", "joined"), ("apart", "apart")])
def test_one_click_answers_and_the_queue_asks_no_more(do, answer):
    first, second, twin = pair()
    browser = desk.client("editor")
    assert address(second, twin) in browser.get(reverse("admin:index")).content.decode()
    assert address(second, twin) in browser.get(desk.address(second)).content.decode()
    browser.post(address(second, twin), {"do": do})
    assert Twin.objects.get().answer == answer
    assert "Perhaps the same" not in browser.get(reverse("admin:index")).content.decode()
    assert address(first, twin) in browser.get(desk.address(first)).content.decode(), "the way back stays"


def test_an_answer_is_taken_back_on_the_same_page():
    _, second, twin = pair()
    browser = desk.client("editor")
    for do, answer in (("apart", "apart"), ("reopen", "open"), ("keep", "joined"), ("part", "apart")):
        assert browser.post(address(second, twin), {"do": do}).status_code == 302
        assert Twin.objects.get().answer == answer
    assert not Article.objects.filter(status="spiked").exists()


def test_who_may_not_join_sees_no_buttons_and_changes_nothing():
    _, second, twin = pair()
    browser = desk.client("reporter")
    assert b'name="do"' not in browser.get(address(second, twin)).content
    assert browser.post(address(second, twin), {"do": "apart"}).status_code in (403, 404)
    assert Twin.objects.get().answer == "open"


@pytest.mark.parametrize("key", [0, 10**9, 2**64])
def test_a_question_that_there_is_not_is_not_found(key):
    _, second, twin = pair()
    browser = desk.client("editor")
    assert browser.get(reverse("admin:articles_article_twin", args=[second.pk, key])).status_code == 404
    assert (
        browser.get(reverse("admin:articles_article_twin", args=[factories.article().pk, twin.pk])).status_code == 404
    )
