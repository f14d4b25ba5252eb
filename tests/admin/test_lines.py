"""The page of lines: a ruling is kept, shown before it changes anything, applied by merge, or made a rule."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import recleaning, workflow
from articles.models import Article, Ruling, SourceRule
from tests import factories
from tests.admin import desk
from tests.captures import SENTENCES, capture
from tests.test_recleaning import LAST, SOLD, edit, ruled, take_in

pytestmark = pytest.mark.django_db


def address(article, name="lines", *args):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *args])


def row_of(page, text):
    """Return the number of the row that shows a text."""
    return re.search(rf'id="text-(\d+)">{re.escape(text)}', page.content.decode())[1]


def apply(browser, article, text=LAST, fate="removed", **changes):
    page = browser.get(address(article))
    number = row_of(page, text)
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())[1]
    return browser.post(address(article), {"version": version, "row": number, f"fate-{number}": fate, **changes})


@pytest.fixture
def article():
    return take_in()


def test_the_edit_page_leads_to_the_lines(article):
    assert address(article) in desk.client().get(desk.address(article)).content.decode()


def test_every_line_is_listed_with_what_became_of_it(article):
    page = desk.client("editor").get(address(article)).content.decode()
    assert "Choose…" in page and LAST in page
    assert "(Idris Calder/PA)" in page and "caption, credit" in page
    assert page.count("csrfmiddlewaretoken") == 2, "one form for all lines, and the one that signs out"


def test_a_ruling_is_kept_and_shown_before_anything_changes(article):
    browser = desk.client("editor")
    answer = apply(browser, article)
    ruling = Ruling.objects.get()
    assert answer.url == address(article, "ruling", ruling.pk)
    assert (ruling.text, ruling.fate, ruling.made_by.username[:6]) == (LAST, "removed", "editor")
    page = browser.get(answer.url).content.decode()
    assert f"<del>{LAST}</del>" in page and "Change the story" in page
    assert LAST in Article.objects.get().body


def test_confirmed_it_changes_the_story_and_edits_stay(article):
    edit(article, headline="Our own headline")
    browser = desk.client("editor")
    where = apply(browser, article).url
    answer = browser.post(where, {"do": "apply", "version": 2})
    assert answer.url == desk.address(article) and "cleaned again: 1 change." in desk.said(answer)
    article = Article.objects.get()
    assert LAST not in article.body and article.headline == "Our own headline"
    assert article.revisions.first().by.username.startswith("editor")
    listed = browser.get(address(article)).content.decode()
    assert "Ruled furniture, left out" in listed and "ruling of the desk" in listed


def test_taken_back_it_never_happened(article):
    browser = desk.client("editor")
    where = apply(browser, article).url
    answer = browser.post(where, {"do": "withdraw"})
    assert answer.url == address(article) and not Ruling.objects.exists()
    assert LAST in Article.objects.get().body


def test_the_edit_page_shows_the_reading_that_the_story_was_made_from(article):
    ruling = ruled(article)
    recleaning.reclean(article, by=None)
    browser = desk.client("editor")
    assert "ruling of the desk" in browser.get(desk.address(article)).content.decode()
    recleaning.withdraw(ruling)
    recleaning.reclean(Article.objects.get(), by=None)
    assert "ruling of the desk" not in browser.get(desk.address(article)).content.decode()


def test_a_caption_and_its_credit_are_one_line(article):
    browser = desk.client("editor")
    whole = next(text for text in capture().decode().splitlines() if text.startswith("Waves break"))
    where = apply(browser, article, text=whole).url
    assert Ruling.objects.get().text == whole
    assert "RULING_LOST" not in browser.get(where).content.decode()
    browser.post(where, {"do": "apply", "version": article.version})
    assert not [issue for issue in Article.objects.get().issues if issue["code"] == "RULING_LOST"]


def test_what_the_desk_changed_too_is_told_before_and_after(article):
    edit(article, body=article.body.replace(LAST, f"{LAST} So they said."))
    browser = desk.client("editor")
    where = apply(browser, article).url
    assert "yours stays" in browser.get(where).content.decode()
    answer = browser.post(where, {"do": "apply", "version": 2})
    assert "your own edit stays" in desk.said(answer)
    assert "So they said." in Article.objects.get().body


def test_a_story_saved_in_between_is_left_alone(article):
    browser = desk.client("editor")
    where = apply(browser, article).url
    edit(article, headline="Saved in between")
    answer = browser.post(where, {"do": "apply", "version": 1})
    assert answer.url == where and "Nothing was written" in desk.said(answer)
    assert LAST in Article.objects.get().body


def test_a_line_of_an_older_reading_is_not_ruled_on(article):
    answer = apply(desk.client("editor"), article, version="4711")
    assert "cleaned again since" in desk.said(answer) and not Ruling.objects.exists()


@pytest.mark.parametrize("fate", ["", "date", "nonsense"])
def test_only_what_is_offered_can_be_ruled(article, fate):
    answer = apply(desk.client("editor"), article, fate=fate)
    assert "Choose what the line is" in desk.said(answer) and not Ruling.objects.exists()


def test_a_rule_shows_every_story_it_would_change_and_then_changes_them():
    first = take_in(capture(1, extra=SOLD))
    second, public = take_in(capture(2, extra=SOLD), name="b.txt"), take_in(capture(3, extra=SOLD), name="c.txt")
    other = take_in(capture(4), name="d.txt")
    workflow.move(public, "publish", by=None)
    browser = desk.client("editor")
    ruling = ruled(first, text=SOLD)
    page = browser.get(address(first, "always", ruling.pk)).content.decode()
    assert "3 stories would change" in page and "Public: stays as it is." in page
    assert first.headline in page and second.headline in page and other.headline not in page
    answer = browser.post(address(first, "always", ruling.pk))
    assert "2 stories were changed" in desk.said(answer)
    assert SourceRule.objects.get().text == SOLD
    kept = {one.pk for one in Article.objects.all() if SOLD in one.body}
    assert kept == {public.pk}
    assert "a rule for every capture" in browser.get(address(first, "ruling", ruling.pk)).content.decode()


@pytest.mark.parametrize(("role", "status"), [("reporter", 404), ("editor", 302), ("publisher", 302), ("admin", 302)])
def test_only_those_who_may_rule_do(article, role, status):
    number = row_of(desk.client("editor").get(address(article)), LAST)
    user = factories.user(role)
    Article.objects.update(created_by=user)
    browser = desk.signed_in(user)
    form = {"version": article.wire_versions.get().pk, "row": number, f"fate-{number}": "removed"}
    assert browser.get(address(article)).status_code == 200
    assert browser.post(address(article), form).status_code == status
    assert Ruling.objects.exists() is (status == 302)


def test_a_public_story_is_changed_by_publishers_alone(article):
    workflow.move(article, "publish", by=None)
    ruling = ruled(article)
    where = address(article, "ruling", ruling.pk)
    editor, publisher = desk.client("editor"), desk.client("publisher")
    assert "Change the public story" not in editor.get(where).content.decode()
    assert editor.post(where, {"do": "apply", "version": 2}).status_code == 404
    assert "Change the public story" in publisher.get(where).content.decode()
    publisher.post(where, {"do": "apply", "version": 2})
    assert LAST not in Article.objects.published().get().body


def test_what_is_not_there_is_not_found(article):
    browser = desk.client("editor")
    other = take_in(capture(2), name="b.txt")
    ruling = ruled(other, text=SENTENCES[3])
    assert browser.get(address(article, "ruling", ruling.pk)).status_code == 404
    assert browser.get(address(article, "always", 9**20)).status_code == 404
    assert browser.get(address(factories.article())).status_code == 404
    assert browser.get(reverse("admin:articles_article_lines", args=[9**20])).status_code == 404
    assert desk.client("", is_staff=True).get(address(article)).status_code == 404


def test_a_long_capture_is_listed_page_by_page_in_a_fixed_number_of_queries():
    article = take_in(capture(extra="\n\n".join(f"The wall was paid for by donor number {n}." for n in range(150))))
    browser = desk.client("editor")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address(article)).content.decode()
    assert page.count("<select") == 100 and "Lines after" in page
    assert "donor number 149" in browser.get(address(article), {"page": 2}).content.decode()
    assert len(queries) <= 12
    assert len(page) < 250_000


def test_no_wire_text_becomes_html():
    article = take_in(capture(extra="The <script>alert(1)</script> was read out to the court by the clerk."))
    browser = desk.client("editor")
    assert b"<script>alert(1)" not in browser.get(address(article)).content
    where = apply(browser, article, text="The &lt;script&gt;alert(1)&lt;/script&gt; was").url
    assert b"<script>alert(1)" not in browser.get(where).content
    assert recleaning.reclean(article, by=None).outcome == "changed"
