"""House style on the desk: one place at a time, with its reason, over the version that was seen."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import housestyle
from articles.models import Revision, StyleRule
from tests import factories
from tests.admin import desk
from tests.test_recleaning import take_in

pytestmark = pytest.mark.django_db
BODY = "They focussed on the vote.\n\n“We focussed,” he said, focussed again."


@pytest.fixture
def rule():
    return StyleRule.objects.create(find="focussed", put="focused", reason="One s, says the style book.")


@pytest.fixture
def article(rule):
    return factories.article(headline="Talks", standfirst="", body=BODY)


def address(article):
    return reverse("admin:articles_article_style", args=[article.pk])


def form_of(page):
    found = re.findall(r'name="(version|place|key)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in found}


def test_the_edit_page_lists_each_place_with_its_reason(article):
    page = desk.client("editor").get(desk.address(article)).content.decode()
    assert "House style: 2 places to look at" in page and "One s, says the style book." in page
    assert f"{address(article)}?place=2" in page


def test_the_edit_page_asks_for_the_rules_once(article):
    browser = desk.client("editor")
    StyleRule.objects.create(find="vote", put="ballot", reason="So.")
    with CaptureQueriesContext(connection) as queries:
        browser.get(desk.address(article))
    assert sum("articles_stylerule" in one["sql"] for one in queries.captured_queries) == 1


def test_a_rule_that_is_off_offers_nothing(article, rule):
    StyleRule.objects.update(is_active=False)
    assert "House style:" not in desk.client("editor").get(desk.address(article)).content.decode()


def test_accepting_replaces_one_place_and_keeps_the_reason(article):
    browser = desk.client("editor")
    answer = browser.post(address(article), form_of(browser.get(address(article))))
    article.refresh_from_db()
    assert article.body == BODY.replace("They focussed", "They focused")
    assert answer.url == f"{address(article)}?place=1", "the next place has taken its number"
    revision = Revision.objects.filter(article=article).first()
    assert revision.note == ("House style, text, paragraph 1: “focussed” became “focused”. One s, says the style book.")
    assert revision.by.username.startswith("editor")


def test_skipping_writes_nothing_and_leads_on(article):
    browser = desk.client("editor")
    page = browser.get(address(article))
    assert 'href="?place=2"' in page.content.decode()
    assert "Place 2 of 2" in browser.get(address(article), {"place": 2}).content.decode()
    assert "That was the last place." in browser.get(address(article), {"place": 3}).content.decode()
    article.refresh_from_db()
    assert article.body == BODY


def test_a_stale_page_replaces_nothing_and_loses_nothing(article):
    browser = desk.client("editor")
    form = form_of(browser.get(address(article)))
    desk.save(desk.client("editor"), article, body="A word more. " + BODY)
    answer = browser.post(address(article), form)
    article.refresh_from_db()
    assert article.body == "A word more. " + BODY
    assert "Nothing was replaced" in desk.said(answer)


def test_a_rule_that_changed_since_the_page_was_opened_replaces_nothing(article, rule):
    browser = desk.client("editor")
    form = form_of(browser.get(address(article)))
    StyleRule.objects.update(put="something else")
    assert "Nothing was replaced" in desk.said(browser.post(address(article), form))
    article.refresh_from_db()
    assert article.body == BODY


@pytest.mark.parametrize(
    "changes",
    [
        {"key": ""},
        {"key": "body 0 1 x"},
        {"key": "status 0 1 x"},
        {"version": "x"},
        {"version": "²"},
        {"place": "-1"},
    ],
)
def test_a_forged_form_changes_nothing_else(article, changes):
    browser = desk.client("editor")
    answer = browser.post(address(article), {**form_of(browser.get(address(article))), **changes})
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.body in (BODY, BODY.replace("They focussed", "They focused"))
    assert (article.body == BODY) == ("place" not in changes)


def test_text_that_was_typed_and_not_saved_stays_kept(article):
    browser = desk.client("editor")
    form = form_of(browser.get(address(article)))
    ping = reverse("admin:articles_article_ping", args=[article.pk])
    browser.post(ping, {"version": article.version, "words": '[["headline", "Typed"]]'})
    browser.post(address(article), form)
    assert "did not save it" in browser.get(desk.address(article)).content.decode()


def test_a_headline_that_would_be_too_long_is_refused_with_a_remedy(article):
    full = factories.article(headline="vote " * 50 + "vote", body="x")
    StyleRule.objects.create(find="vote", put="ballot paper", reason="So.")
    browser = desk.client("editor")
    answer = browser.post(address(full), form_of(browser.get(address(full))))
    assert "longer than 255 letters" in desk.said(answer)
    full.refresh_from_db()
    assert full.headline.startswith("vote vote")


def test_who_may_not_change_what_readers_see_reads_the_places_alone(rule):
    public = factories.published(body=BODY)
    browser = desk.client("editor")
    page = browser.get(address(public))
    assert "Accept" not in page.content.decode()
    assert browser.post(address(public), form_of(page)).status_code == 404
    public.refresh_from_db()
    assert public.body == BODY


def test_a_headline_and_a_standfirst_are_looked_through_too(rule):
    article = factories.article(headline="Focussed minds", standfirst="All focussed.", body="x")
    assert [(one.where, one.match.put) for one in housestyle.places(article)] == [
        ("Headline", "Focused"),
        ("Standfirst", "focused"),
    ]


@pytest.mark.parametrize("bad", ["[x](javascript:alert(1))", "*x*", "# x", "- x", "1. x", "<b>", "a|b", "\\", "same"])
def test_an_admin_is_told_why_a_rule_is_refused(bad):
    answer = desk.client("admin").post(
        reverse("admin:articles_stylerule_add"), {"find": "same", "put": bad, "reason": "So."}
    )
    assert answer.status_code == 200 and not StyleRule.objects.exists()
    assert "plain words" in answer.content.decode() or "are the same" in answer.content.decode()


def test_hostile_words_of_a_rule_are_shown_as_text(article):
    StyleRule.objects.update(reason="<script>alert(1)</script>")
    page = desk.client("editor").get(address(article)).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_marks_are_shown_on_demand_in_the_text_and_in_the_capture():
    story = take_in()
    desk.save(desk.client(), story, body='A\xa0space and a "quote".')
    browser = desk.client("editor")
    plain = browser.get(desk.address(story)).content.decode()
    assert 'class="letter"' not in plain and 'href="?marks=1"' in plain
    page = browser.get(desk.address(story), {"marks": 1}).content.decode()
    assert '<span class="letter" data-sign="⍽" title="U+00A0 NO-BREAK SPACE">\xa0</span>' in page
    assert '<span class="letter" data-sign="" title="U+0022 QUOTATION MARK">&quot;</span>' in page
    assert desk.opened(browser, story)["body"] == 'A\xa0space and a "quote".', "what is sent is not marked"


def test_marks_never_let_markup_through():
    story = factories.article(body="<script>'x'</script>")
    page = desk.client("editor").get(desk.address(story), {"marks": 1}).content.decode()
    assert "<script>'" not in page and "&lt;script&gt;<span" in page
