"""Go to: what one may reach, found by its words."""

import pytest

from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def found(browser, words=""):
    answer = browser.get("/admin/find/", {"q": words}, headers={"accept": "application/json"})
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]
    return [(one["kind"], one["name"]) for one in answer.json()["places"]]


def test_stories_sections_and_actions_are_found_by_their_words():
    story = factories.article(headline="Politics of the harbour wall")
    kinds = found(desk.client(), "politics")
    assert kinds[0] == ("Story", str(story)) and ("Section", "Politics") in kinds
    assert found(desk.client(), "new story") == [("Action", "New story")]


def test_without_words_every_action_is_offered_that_the_role_has():
    assert ("Action", "Import wire copy") in found(desk.client())
    assert ("Action", "New story") not in found(desk.client("", is_staff=True))


def test_a_story_that_one_may_not_see_is_not_found():
    factories.article(headline="Secret harbour plan")
    assert found(desk.client("reporter"), "secret") == []
    assert found(desk.client("", is_staff=True), "secret") == []


def test_the_page_does_the_same_without_a_script():
    story = factories.article(headline="Harbour wall")
    page = desk.client().get("/admin/find/?q=harbour").content.decode()
    assert desk.address(story) in page and "Nothing holds these words" not in page
    assert "Nothing holds these words" in desk.client().get("/admin/find/?q=unheard").content.decode()


def test_odd_words_are_no_error():
    for words in ("\0", '"', "x" * 5000, "%_*"):
        assert desk.client().get("/admin/find/", {"q": words}).status_code == 200
