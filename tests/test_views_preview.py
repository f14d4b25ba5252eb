"""Preview links: one version, its pictures, an answer; and nothing once they are over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import sharing, workflow
from articles.models import Article, PreviewLink, PreviewNote
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
SPECS = ["w465.jpeg", "w620.webp"]


@pytest.fixture
def story():
    made = factories.article(headline="Talks begin in Paris")
    factories.caption(made, picture=factories.photo(specs=SPECS))
    with workflow.editing(made, expected=1, by=None, fields={"standfirst": "As the lawyer reads it."}):
        pass
    return made


@pytest.fixture
def link(story):
    return sharing.make(story, by=factories.user("editor"), reader="The lawyer", hours=1)


def address(link):
    return reverse("preview", args=[sharing.token(link)])


def test_a_link_shows_the_version_it_was_made_for_and_no_later_one(story, link):
    with workflow.editing(story, expected=2, by=None, fields={"headline": "Talks collapse", "body": "Secret."}):
        pass
    answer = Client().get(address(link))
    page = answer.content.decode()
    assert "Talks begin in Paris" in page and "As the lawyer reads it." in page
    assert "collapse" not in page and "Secret" not in page
    assert answer["Cache-Control"] == "private, no-store" and "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin" and "og:title" not in page and "ld+json" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_over_taken_back_or_forged_looks_like_nothing(story, link, method):
    ask = getattr(Client(), method)
    assert ask(f"{address(link)[:-3]}xx/").status_code == 404
    assert ask(f"/preview/{link.key}/").status_code == 404
    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(address(link)).status_code == 404
    PreviewLink.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    assert Client().get(address(link)).status_code == 200
    sharing.revoke(link, by=factories.user("editor"))
    assert ask(address(link)).status_code == 404


def test_a_killed_story_has_no_preview(story, link):
    workflow.stop(story, reason="Killed.", kill=True)
    assert Client().get(address(link)).status_code == 404


def test_only_the_pictures_of_that_version_are_shown(story, link):
    page = Client().get(address(link)).content.decode()
    own = str(story.captions.get().photo.renditions.first().file)
    assert f"{address(link)}media/{own}" in page and f'"/media/{own}' not in page
    other = factories.photo(specs=SPECS).renditions.first()
    assert sharing.picture(link, own) is not None and sharing.picture(link, str(other.file)) is None
    assert Client().get(f"{address(link)}media/{other.file}").status_code == 404
    PreviewLink.objects.update(revoked_at=timezone.now())
    assert sharing.find(sharing.token(link)) is None


def test_an_answer_lands_on_the_article(story, link):
    reader = Client()
    reader.post(address(link), {"name": "The lawyer", "verdict": "comment", "text": "Paragraph two is libel."})
    answer = reader.post(address(link), {"name": "The lawyer", "verdict": "right"}, follow=True)
    assert "The desk has your answer" in answer.content.decode()
    page = desk.client().get(desk.address(story)).content.decode()
    assert "Paragraph two is libel." in page and "looks right" in page and "read version 2" in page
    assert "Paragraph two is libel." not in reader.get(address(link)).content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"name": "A", "verdict": "comment"}, {"name": "", "verdict": "right"}, {"name": "A", "verdict": "x"},
             {"name": "A" * 200, "verdict": "right"}, {"name": "A\0", "verdict": "right"}],
)  # fmt: skip
def test_a_mistake_is_shown_and_the_words_stay(link, sent):
    answer = Client().post(address(link), {"text": " ", **sent})
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
    assert not PreviewNote.objects.exists()


def test_a_link_takes_only_so_many_answers(link):
    PreviewNote.objects.bulk_create(PreviewNote(link=link, name="A", verdict="right") for _ in range(sharing.NOTES))
    assert "as many answers" in Client().post(address(link), {"name": "A", "verdict": "right"}).content.decode()


def links(story):
    return f"/admin/articles/article/{story.pk}/links/"


def test_the_desk_makes_a_link_and_takes_it_back(story):
    browser = desk.client("editor")
    browser.post(links(story), {"do": "make", "reader": "The lawyer", "hours": "24"})
    made = PreviewLink.objects.get()
    assert made.revision.version == 2 and address(made) in browser.get(links(story)).content.decode()
    browser.post(links(story), {"revoke": made.pk})
    assert Client().get(address(made)).status_code == 404
    assert address(made) not in browser.get(links(story)).content.decode()
    assert "This field is required" in browser.post(links(story), {"do": "make", "hours": "1"}).content.decode()


def test_a_link_is_taken_back_only_through_its_own_story(link):
    desk.client("editor").post(links(factories.article()), {"revoke": link.pk})
    assert Client().get(address(link)).status_code == 200


def test_the_live_preview_shows_what_is_typed_and_writes_nothing(story):
    browser = desk.client("editor")
    fields = desk.opened(browser, story)
    before = list(Article.objects.values())
    typed = {**fields, "headline": "Typed just now", "body": "One.\r\n\r\n## Two", "captions-0-text": "New words",
             "bylines-0-name": "Nobody Yet (Agency)", "topics": "Unheard of"}  # fmt: skip
    answer = browser.post(f"/admin/articles/article/{story.pk}/preview/", typed)
    page = answer.content.decode()
    for words in ("Typed just now", "<h2>Two</h2>", "New words", "Nobody Yet"):
        assert words in page
    assert list(Article.objects.values()) == before and story.revisions.count() == 2
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert "Talks begin" in browser.get(f"/admin/articles/article/{story.pk}/preview/").content.decode()


def test_only_the_live_preview_may_be_framed(story):
    assert "frame-ancestors 'none'" in desk.client().get(desk.address(story))["Content-Security-Policy"]
