"""The command that cleans again: what it shows, what it writes, what it refuses."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles import recleaning, workflow
from articles.models import Article, Source, WireVersion
from tests.captures import SENTENCES, capture
from tests.test_recleaning import LAST, edit, ruled, take_in

pytestmark = pytest.mark.django_db


def run(**options):
    out = io.StringIO()
    try:
        call_command("reclean", stdout=out, **options)
    except SystemExit as stopped:
        return stopped.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def story():
    made = take_in()
    ruled(made)
    return made


def test_a_dry_run_shows_every_word_and_writes_nothing(story):
    status, text = run(article=story.pk, dry_run=True)
    assert status == 0
    assert f"[-{LAST}-]" in text and story.headline in text
    assert "Dry run, nothing written. 1 changed · 0 unchanged · 0 conflicts · 0 refused" in text
    assert WireVersion.objects.count() == 1 and LAST in Article.objects.get().body


def test_without_it_the_story_is_changed(story):
    status, text = run(article=story.pk)
    assert status == 0 and "1 changed" in text and "Dry run" not in text
    assert LAST not in Article.objects.get().body
    assert "1 unchanged" in run(article=story.pk)[1]


def test_all_and_source_take_what_they_say(story):
    Source.objects.create(name="Other", slug="other")
    other = take_in(capture(2), name="b.txt", source="other")
    ruled(other)
    assert "1 changed" in run(source="other")[1]
    assert LAST in Article.objects.get(pk=story.pk).body
    assert "1 changed · 1 unchanged" in run(all=True)[1]


def test_a_conflict_keeps_ours_and_is_named(story):
    edit(story, body=story.body.replace(LAST, f"{LAST} So they said."))
    status, text = run(all=True, dry_run=True)
    assert status == 0 and "conflict, ours stays" in text and "1 conflicts" in text
    run(all=True)
    assert "So they said." in Article.objects.get().body


def test_published_stories_are_refused_unless_asked_for(story):
    workflow.move(story, "publish", by=None)
    status, text = run(all=True)
    assert status == 1 and "PUBLISHED" in text and "1 refused" in text
    assert LAST in Article.objects.get().body
    assert run(all=True, published=True)[0] == 0
    assert LAST not in Article.objects.get().body


def test_the_report_is_machine_readable(story):
    status, text = run(all=True, dry_run=True, json=True)
    (one,) = json.loads(text)
    assert status == 0
    assert (one["article"], one["outcome"], one["conflicts"]) == (story.pk, "changed", [])
    assert [(change["what"], change["before"], change["after"]) for change in one["changes"]] == [("removed", LAST, "")]


@pytest.mark.parametrize("options", [{}, {"all": True, "source": "by-hand"}])
def test_one_of_the_three_must_be_given(options):
    words = [f"--{name}" if value is True else f"--{name}={value}" for name, value in options.items()]
    with pytest.raises(CommandError):
        call_command("reclean", *words)


@pytest.mark.parametrize("options", [{"source": "nowhere"}, {"article": 4711}])
def test_what_is_not_there_is_wrong_usage(options):
    with pytest.raises(CommandError) as stopped:
        run(**options)
    assert stopped.value.returncode == 2


def test_one_story_that_fails_never_stops_the_others(story):
    other = take_in(capture(2), name="b.txt")
    ruled(other, text=SENTENCES[3])
    edit(Article.objects.get(pk=story.pk), headline="Ours")
    Article.objects.filter(pk=other.pk).update(killed_at="2026-11-20T10:00Z")
    status, text = run(all=True)
    assert status == 1 and "KILLED" in text and "1 changed" in text
    assert recleaning.reclean(Article.objects.get(pk=story.pk), by=None).outcome == "unchanged"
