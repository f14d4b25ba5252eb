"""What one more version of a story means for the article."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import filing, workflow
from articles.models import Article, Byline, Delivery, WireVersion
from articles.wire.archive import dump
from articles.wire.story import Block, Credit, Picture, Profile, PubStatus, Story
from articles.wire.story import Byline as Signed

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def story(text="The wall has been rebuilt.", hour=0, **fields):
    return Story(
        headline=fields.pop("headline", "Harbour wall rebuilt"),
        body=(Block(text), Block("The lifeboats return on Friday.")),
        provider="pa",
        uri="uri:1",
        version_created=NINE + timedelta(hours=hour),
        **fields,
    )


def file(one, by=None):
    number = Delivery.objects.count()
    delivery = Delivery.objects.create(sha256=f"{number:064d}", file_name=f"{number}.txt", size=1)
    version = WireVersion(delivery=delivery, cleaner="1", story=dump(one), version_created=one.version_created)
    return filing.file(one, version=version, source=None, by=by)


def edit(article, **fields):
    with workflow.editing(article, expected=article.version, by=None, fields=fields):
        pass
    return article


def test_a_newer_version_refreshes_a_story_that_nobody_touched():
    first = file(story())
    done = file(story("The wall has fallen.", hour=1, headline="Harbour wall falls"))
    article = Article.objects.get()
    assert (done.outcome, done.article.pk) == ("refreshed", first.article.pk)
    assert article.body.startswith("The wall has fallen.")
    assert (article.slug, article.version) == ("harbour-wall-falls", 2)
    assert WireVersion.objects.filter(applied_as=2).count() == 1


def test_a_newer_version_never_overwrites_an_edit():
    article = edit(file(story()).article, headline="Our own headline")
    done = file(story("The wall has fallen.", hour=1))
    article.refresh_from_db()
    assert (done.outcome, done.code) == ("held", "WIRE_MOVED")
    assert article.headline == "Our own headline"
    assert article.body.startswith("The wall has been rebuilt.")
    assert article.wire_moved
    assert WireVersion.objects.filter(applied_at=None).get().article == article


def test_a_newer_version_never_changes_what_readers_see_by_itself():
    article = workflow.move(file(story()).article, "publish", by=None)
    assert file(story("The wall has fallen.", hour=1)).outcome == "held"
    assert Article.objects.published().get().body.startswith("The wall has been rebuilt.")
    assert Article.objects.get(pk=article.pk).wire_moved


def test_an_older_version_is_kept_and_not_applied():
    file(story(hour=2))
    done = file(story("An older text of the story.", hour=1))
    assert (done.outcome, done.code) == ("unchanged", "OLDER")
    assert Article.objects.get().body.startswith("The wall has been rebuilt.")
    assert WireVersion.objects.count() == 2


def test_the_same_words_once_more_are_unchanged():
    article = edit(file(story()).article, headline="Our own headline")
    assert file(story(hour=1)).outcome == "unchanged"
    assert not Article.objects.get(pk=article.pk).wire_moved


def test_a_killed_story_cannot_come_back():
    article = file(story()).article
    Article.objects.filter(pk=article.pk).update(killed_at=timezone.now())
    done = file(story("The wall has fallen.", hour=1))
    assert (done.outcome, done.code) == ("held", "KILLED")
    assert Article.objects.get().body.startswith("The wall has been rebuilt.")


@pytest.mark.parametrize(
    "fields",
    [
        {"pub_status": PubStatus.WITHHELD}, {"pub_status": PubStatus.UNKNOWN}, {"pub_status": PubStatus.CANCELED},
        {"pub_status": PubStatus.EMBARGOED}, {"profile": Profile.ADVISORY}, {"profile": Profile.DATA},
        {"profile": Profile.ALERT},
        {"embargo_until": timezone.now() + timedelta(days=1)},
    ],
)  # fmt: skip
def test_anything_but_a_usable_story_is_held_and_cannot_be_published(fields):
    done = file(story(**fields))
    assert done.outcome == "held"
    assert done.reason and done.remedy
    with pytest.raises(workflow.Refused):
        workflow.move(done.article, "publish", by=None)


def test_an_embargo_that_has_passed_holds_nothing():
    done = file(story(embargo_until=timezone.now() - timedelta(days=1), pub_status=PubStatus.EMBARGOED))
    assert done.outcome == "created"
    assert workflow.move(done.article, "publish", by=None).status == "published"


def test_people_and_agencies_are_told_apart_and_made_once():
    signed = (
        Signed(
            "By Sam Lister, Press Association Political Correspondent",
            "Sam Lister",
            "Political Correspondent",
            "Press Association",
        ),
        Signed("Press Association", organisation="Press Association"),
    )
    article = file(story(bylines=signed)).article
    file(Story(headline="Other", body=(Block("Other words."),), uri="uri:2", provider="pa", bylines=signed))
    person, agency = (one.byline for one in article.article_bylines.all())
    assert (person.name, person.organisation, person.kind) == ("Sam Lister", "Press Association", "person")
    assert (agency.name, agency.organisation, agency.kind) == ("Press Association", "", "organisation")
    assert article.article_bylines.first().role == "Political Correspondent"
    assert Byline.objects.count() == 2


def test_two_people_of_one_name_get_two_addresses():
    for organisation in ("PA", "Western Echo"):
        filing.byline_for(Signed("x", "Ann Roe", "", organisation))
    assert Byline.objects.values("slug").distinct().count() == 2


def test_what_is_longer_than_a_column_is_cut_and_the_whole_is_kept():
    long = "Headline " * 60
    pictures = (Picture("c" * 5000, Credit("p" * 300, "a" * 300, "r" * 600), title="t" * 600),)
    done = file(
        story(
            headline=long,
            pictures=pictures,
            dateline="d" * 400,
            catchline="k" * 400,
            language="l" * 40,
            section="s" * 300,
        )
    )
    assert len(done.article.headline) <= 255
    assert done.article.headline.endswith("…")
    assert WireVersion.objects.get().story["headline"] == long


def test_a_date_to_come_is_doubted():
    tomorrow_week = timezone.localdate() + timedelta(days=8)
    assert "DATE_IN_FUTURE" in [issue["code"] for issue in file(story(date=tomorrow_week)).article.issues]


def test_another_story_of_the_same_headline_is_doubted_and_gets_its_own_address():
    first = file(story()).article
    done = file(Story(headline="Harbour wall rebuilt", body=(Block("Other words."),), uri="uri:2", provider="pa"))
    assert [issue.code for issue in done.issues] == ["SAME_HEADLINE"]
    assert done.article.needs_review
    assert done.article.get_absolute_url() != first.get_absolute_url()


def test_stories_without_a_headline_are_not_each_others_twins():
    for number in (1, 2):
        done = file(Story(body=(Block(f"Words of {number}."),), uri=f"uri:{number}", provider="pa"))
        assert done.issues == ()
