"""Two editors, one story: who comes second loses nothing and overwrites nothing unseen."""

import pytest

from articles import workflow
from articles.models import Article, Status
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def fresh(article):
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def ann():
    return desk.client(first_name="Ann")


@pytest.fixture
def ben():
    return desk.client(first_name="Ben")


def test_the_second_save_is_answered_with_both_texts(ann, ben):
    story = factories.article(headline="Talks begin in Paris", body="One.\n\nTwo.")
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, headline="Talks resume in Paris")
    answer = desk.send(ben, story, bens, headline="Talks collapse in Paris")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert fresh(story).headline == "Talks resume in Paris" and fresh(story).version == 2
    assert "Ann saved this story" in page
    assert "<del>resume</del><ins>collapse</ins>" in page
    assert desk.read(answer).fields["headline"] == "Talks collapse in Paris"


def test_mine_can_be_saved_over_theirs_once_both_were_seen(ann, ben):
    story = factories.article(headline="Talks begin")
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, headline="Talks resume")
    shown = desk.read(desk.send(ben, story, bens, headline="Talks collapse"))
    answer = desk.send(ben, story, shown.fields)
    assert answer.status_code == 302
    assert fresh(story).headline == "Talks collapse" and fresh(story).version == 3
    states = [one.snapshot["headline"] for one in story.revisions.all()]
    assert states == ["Talks collapse", "Talks resume", "Talks begin"], "theirs stays in the history"


def test_what_only_they_changed_stays_theirs(ann, ben):
    """The typo one editor mends in the text must not bring back the headline that the other has corrected."""
    story = factories.article(headline="Talks begin", body="One teh two.")
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, headline="Talks resume")
    answer = desk.send(ben, story, bens, body="One the two.")
    assert answer.status_code == 409
    assert b"Only they changed these" in answer.content and b"Only you changed these" in answer.content
    desk.send(ben, story, desk.read(answer).fields)
    assert (fresh(story).headline, fresh(story).body) == ("Talks resume", "One the two.")


def test_bylines_captions_section_and_topics_that_only_they_changed_stay_theirs(ann, ben):
    story = factories.article(section=factories.section("politics"))
    factories.caption(story, text="A wall")
    desk.save(ann, story, catchline="WALL")
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    theirs = {"bylines-0-name": "Sam Lister", "captions-0-text": "A sea wall", "section": factories.section("sport").pk}
    desk.send(ann, story, anns, **theirs)
    desk.send(ben, story, desk.read(desk.send(ben, story, bens, standfirst="Mine")).fields)
    saved = fresh(story)
    assert saved.standfirst == "Mine" and saved.section.slug == "sport"
    assert [one.byline.name for one in saved.article_bylines.all()] == ["Sam Lister"]
    assert saved.captions.get().text == "A sea wall"


def test_rows_of_both_are_shown_and_mine_kept(ann, ben):
    story = factories.article()
    factories.caption(story, text="A wall")
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, **{"captions-0-text": "A wall in May"})
    answer = desk.send(ben, story, bens, **{"captions-0-text": "A wall in June"})
    assert "<del>May</del><ins>June</ins>" in answer.content.decode()
    desk.send(ben, story, desk.read(answer).fields)
    assert story.captions.get().text == "A wall in June"


def test_a_photo_that_they_took_off_comes_back_only_if_i_save_over_it(ann, ben):
    story = factories.article()
    picture = factories.caption(story, text="A wall").photo
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, **{"captions-0-remove": "on"})
    answer = desk.send(ben, story, bens, **{"captions-0-text": "A sea wall"})
    assert answer.status_code == 409 and not story.captions.exists()
    desk.send(ben, story, desk.read(answer).fields)
    assert (story.captions.get().text, story.captions.get().photo) == ("A sea wall", picture)


@pytest.mark.parametrize("do", ["publish", "schedule", "ready", "spike", "lift"])
def test_no_move_is_made_from_a_stale_form(ann, ben, do):
    story = factories.article()
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, body="Only this was agreed with the lawyers.")
    answer = desk.send(ben, story, bens, do, at="2040-01-01T12:00", reason="Because.")
    assert answer.status_code == 409
    assert fresh(story).status == Status.NEW and fresh(story).version == 2


def test_withdrawing_from_a_stale_form_asks_first(ann, ben):
    story = factories.published()
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, headline="Corrected")
    answer = desk.send(ben, story, bens, "withdraw", note="Wrong.")
    assert answer.status_code == 409 and fresh(story).status == Status.PUBLISHED
    desk.send(ben, story, desk.read(answer).fields, "withdraw", note="Wrong.")
    assert (fresh(story).status, fresh(story).headline) == (Status.WITHDRAWN, "Corrected")


def test_a_move_by_another_makes_a_form_stale(ann, ben):
    story = factories.article()
    bens = desk.opened(ben, story)
    desk.save(ann, story, do="publish")
    answer = desk.send(ben, story, bens, "publish")
    assert answer.status_code == 409
    assert b"The words are the same in both" in answer.content
    assert fresh(story).version == 2


def test_two_tabs_of_one_editor_are_two_editors(ann):
    story = factories.article(headline="Talks begin")
    first, second = desk.opened(ann, story), desk.opened(ann, story)
    assert desk.send(ann, story, first, headline="First tab").status_code == 302
    assert desk.send(ann, story, second, headline="Second tab").status_code == 409
    assert fresh(story).headline == "First tab"


def test_the_wire_coming_in_between_is_a_conflict_too(ben):
    story = factories.article(headline="Talks begin")
    bens = desk.opened(ben, story)
    with workflow.editing(story, expected=1, by=None, fields={"headline": "Talks end"}, event="refreshed"):
        pass
    answer = desk.send(ben, story, bens, headline="Talks go on")
    assert answer.status_code == 409 and b"The wire or the system saved this story" in answer.content


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "99", "9" * 40, "1.0"])
def test_a_forged_version_saves_nothing(ben, version):
    story = factories.article()
    answer = desk.save(ben, story, version=version, headline="Forged")
    assert answer.status_code == 409
    assert fresh(story).headline == story.headline and fresh(story).version == 1
    assert desk.read(answer).fields["headline"] == "Forged"


def test_a_stale_form_with_a_mistake_keeps_all_that_was_typed(ann, ben):
    story = factories.article()
    anns, bens = desk.opened(ann, story), desk.opened(ben, story)
    desk.send(ann, story, anns, headline="Theirs")
    answer = desk.send(ben, story, bens, headline="x" * 300, standfirst="Typed", topics="Unheard of")
    fields = desk.read(answer).fields
    assert answer.status_code == 409
    assert (fields["headline"], fields["standfirst"], fields["topics"]) == ("x" * 300, "Typed", "Unheard of")


def test_a_save_that_loses_the_race_after_the_check_writes_nothing(ben, monkeypatch):
    """The version is checked again by the database: between the first look and the write, anyone may have saved."""
    story = factories.article(headline="Talks begin")
    bens = desk.opened(ben, story)
    real = workflow.claim

    def late(article, **context):
        monkeypatch.setattr(workflow, "claim", real)
        Article.objects.filter(pk=article.pk).update(headline="Theirs", version=2)
        return real(article, **context)

    monkeypatch.setattr(workflow, "claim", late)
    answer = desk.send(ben, story, bens, headline="Mine")
    assert answer.status_code == 409
    assert fresh(story).headline != "Mine"
    assert desk.read(answer).fields["headline"] == "Mine"
