"""A kill reaches the story that it names, or raises the alarm; nothing brings the story back."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from articles import workflow
from articles.filing import kills
from articles.models import Alarm, Article
from articles.wire.story import Block, Kill, Profile, PubStatus, Story
from tests import factories
from tests.admin import desk
from tests.test_filing import NINE, file, story
from tests.test_twins import PARTS

pytestmark = pytest.mark.django_db
WORDS = "Please kill the story slugged HARBOUR Wall, sent at 0900."


def killing(hour=3, provider="pa", **names):
    """Return a note that withdraws another story."""
    return Story(
        headline="Note to editors", body=(Block(WORDS),), provider=provider, uri=f"uri:note-{hour}",
        version_created=NINE + timedelta(hours=hour), profile=Profile.ADVISORY, kills=(Kill(WORDS, **names),),
    )  # fmt: skip


def fresh(article):
    return Article.objects.get(pk=article.pk)


def live(**fields):
    return workflow.move(file(story(catchline="HARBOUR Wall", **fields)).article, "publish", by=None)


def test_a_kill_is_on_top_of_the_queue_until_an_editor_has_seen_to_it(caplog):
    article, browser = live(), desk.client("editor")
    file(story("Kill.", hour=1, pub_status=PubStatus.CANCELED))
    alarm = Alarm.objects.get()
    assert alarm.article == article and "CRITICAL" in caplog.text
    page = browser.get(reverse("admin:index")).content.decode()
    assert "I have seen to it" in page and desk.address(article) in page
    browser.post(reverse("admin:alarm", args=[alarm.pk]))
    alarm.refresh_from_db()
    assert alarm.acknowledged_at and alarm.acknowledged_by.username.startswith("editor")
    assert "I have seen to it" not in browser.get(reverse("admin:index")).content.decode()


def test_an_alarm_is_acknowledged_once_and_only_by_who_may():
    file(story(pub_status=PubStatus.CANCELED))
    alarm, first, second = Alarm.objects.get(), factories.user("editor"), factories.user("publisher")
    with pytest.raises(PermissionDenied):
        kills.acknowledge(alarm, by=factories.user("reporter"))
    assert kills.acknowledge(alarm, by=first) and not kills.acknowledge(alarm, by=second)
    assert Alarm.objects.get().acknowledged_by == first


@pytest.mark.parametrize(
    "names",
    [
        {"uri": "uri:1"}, {"catchline": "HARBOUR Wall"}, {"headline": "Harbour wall rebuilt"},
        {"catchline": "Harbour wall", "headline": "Harbour wall rebuilt"},
        {"catchline": "HARBOUR Wall", "sent": time(9, 0)},
    ],
)  # fmt: skip
def test_a_note_that_says_clearly_what_it_withdraws_reaches_it(names):
    article = live()
    file(killing(**names))
    assert fresh(article).killed_at and fresh(article).status == "withdrawn"
    assert Alarm.objects.get().article == article
    assert file(story("It is back.", hour=5)).code == "KILLED"
    assert not Article.objects.published().exists()


@pytest.mark.parametrize(
    ("names", "provider"),
    [
        ({"catchline": "HARBOUR Flood"}, "pa"),  # of the same topic
        ({"catchline": "HARBOUR Wall", "sent": time(17, 30)}, "pa"),  # sent at another time
        ({"headline": "Harbour wall rebuilt"}, "reuters"),  # by another wire
        ({"catchline": "HARBOUR Wall", "headline": "Another headline"}, "pa"),  # the two do not agree
    ],
)
def test_a_note_that_is_not_clear_kills_nothing_and_names_the_candidates(names, provider):
    article = live()
    file(killing(provider=provider, **names))
    assert fresh(article).killed_at is None and fresh(article).status == "published"
    alarm = Alarm.objects.get()
    assert alarm.article is None and list(alarm.candidates.all()) == [article] and WORDS[:20] in alarm.message


def test_two_stories_of_one_name_are_both_candidates_and_neither_is_killed():
    one = live()
    two = file(replace(story(catchline="HARBOUR Wall"), uri="uri:2", body=(Block("Other words."),))).article
    file(killing(catchline="HARBOUR Wall"))
    assert not fresh(one).killed_at and not fresh(two).killed_at
    assert set(Alarm.objects.get().candidates.all()) == {one, two}


def test_a_note_about_a_story_of_last_week_kills_none_of_the_same_name():
    article = live()
    file(killing(hour=24 * 7, catchline="HARBOUR Wall"))
    assert not fresh(article).killed_at and "No story of ours fits" in Alarm.objects.get().message


def test_a_story_that_was_killed_by_its_address_before_it_came_is_kept_out():
    file(killing(uri="uri:1"))
    done = file(story())
    assert (done.outcome, done.code) == ("held", "KILLED")
    assert fresh(done.article).killed_at
    with pytest.raises(workflow.Refused):
        workflow.move(fresh(done.article), "publish", by=None)


def test_a_note_that_comes_twice_raises_one_alarm():
    live()
    for hour in (3, 4):
        file(killing(hour=hour, uri="uri:1"))
    assert Alarm.objects.count() == 1


def test_the_alarm_names_what_may_be_the_same_story():
    first = file(Story(headline="Wall", body=tuple(map(Block, PARTS)), provider="pa", uri="uri:7")).article
    second = file(Story(headline="Wall again", body=tuple(map(Block, PARTS[:5])), provider="capture")).article
    killed = Story(body=(Block("Kill."),), provider="pa", uri="uri:7", pub_status=PubStatus.CANCELED,
                   version_created=datetime(2027, 1, 1, tzinfo=UTC))  # fmt: skip
    file(killed)
    assert fresh(first).killed_at and not fresh(second).killed_at
    assert list(Alarm.objects.get().candidates.all()) == [second]
