"""What one more version of a story means for the article."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import filing, workflow
from articles.models import Article, Byline, Caption, Delivery, Photo, WireVersion
from articles.wire.archive import dump, dump_issues
from articles.wire.story import Block, Credit, Issue, Kind, Picture, Profile, PubStatus, Story
from articles.wire.story import Byline as Signed
from tests.factories import section

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
    version = WireVersion(
        delivery=delivery,
        cleaner="1",
        story=dump(one),
        version=one.version,
        version_created=one.version_created,
        issues=dump_issues(one.issues),
    )
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


def test_a_newer_version_is_merged_with_the_desks_edits():
    article = edit(file(story()).article, headline="Our own headline")
    done = file(story("The wall has fallen.", hour=1))
    article.refresh_from_db()
    assert (done.outcome, done.code) == ("merged", "")
    assert article.headline == "Our own headline"
    assert article.body.startswith("The wall has fallen.")
    assert not article.wire_moved and not article.issues
    assert article.revisions.first().event == "merged"


def test_where_both_changed_the_same_words_nothing_is_written_and_the_desk_is_told():
    article = edit(file(story()).article, headline="Our own headline")
    done = file(story("The wall has fallen.", hour=1, headline="Their new headline"))
    article.refresh_from_db()
    assert (done.outcome, done.code) == ("held", "WIRE_MOVED")
    assert article.headline == "Our own headline"
    assert article.body.startswith("The wall has been rebuilt.")
    assert article.wire_moved
    assert [issue.code for issue in done.issues] == ["MERGE_CONFLICT"]
    assert WireVersion.objects.filter(applied_at=None).get().article == article


def test_a_merged_story_is_merged_again_and_keeps_its_edits():
    article = edit(file(story()).article, headline="Our own headline")
    file(story("The wall has fallen.", hour=1))
    done = file(story("The wall has fallen into the sea.", hour=2))
    article.refresh_from_db()
    assert done.outcome == "merged"
    assert article.headline == "Our own headline"
    assert article.body.startswith("The wall has fallen into the sea.")


def test_emphasis_links_and_lists_of_the_desk_come_through_a_merge():
    article = file(story()).article
    typed = "The lifeboats *return* on [Friday](https://example.org/a).\n\n1. one\n\n2. two"
    edit(article, body=f"The wall has been rebuilt.\n\n{typed}")
    assert file(story("The wall has fallen.", hour=1)).outcome == "merged"
    assert Article.objects.get().body == f"The wall has fallen.\n\n{typed}"


def test_a_story_that_waits_for_its_time_is_not_changed_unseen():
    at = timezone.now() + timedelta(hours=3)
    article = workflow.move(file(story()).article, "schedule", by=None, at=at)
    assert file(story("The wall has fallen.", hour=1)).outcome == "held"
    article.refresh_from_db()
    assert article.wire_moved and article.body.startswith("The wall has been rebuilt.")


def pictured(*captions, hour=0, **fields):
    pictures = tuple(Picture(text, Credit("Ann Roe", "PA", "(Ann Roe/PA)"), is_lead=not at, after=at)
                     for at, text in enumerate(captions))  # fmt: skip
    return story(hour=hour, pictures=pictures, **fields)


def with_file(caption):
    digest = f"{caption.pk:064x}"
    Photo.objects.filter(pk=caption.photo_id).update(original=digest, sha256=digest, focal_x=0.9)
    Caption.objects.filter(pk=caption.pk).update(alt_text="A wall in the rain")
    return caption.photo_id


def test_photos_keep_their_file_focal_point_and_alt_text_when_the_wire_writes_their_captions_anew():
    article = file(pictured("A wall in winter before the storm", "A boat that returns to harbour")).article
    photo = with_file(article.captions.get(number=1))
    done = file(pictured("A boat that returns to harbour", "A wall in winter before the great storm", "A gull", hour=1))
    assert done.outcome == "merged"
    kept = Caption.objects.get(photo_id=photo)
    assert (kept.text, kept.alt_text) == ("A wall in winter before the great storm", "A wall in the rain")
    assert kept.photo.focal_x == 0.9
    assert [one.text for one in article.captions.all()][2] == "A gull"


def test_a_photo_that_somebody_attached_does_not_leave_with_its_caption():
    article = file(pictured("A wall in winter", "A boat that returns to harbour")).article
    second = article.captions.get(number=2)
    Photo.objects.filter(pk=second.photo_id).update(original="a" * 64, sha256="a" * 64)
    done = file(pictured("A wall in winter", hour=1))
    assert (done.outcome, done.code) == ("held", "WIRE_MOVED")
    assert article.captions.count() == 2
    Photo.objects.filter(pk=second.photo_id).update(original="", sha256=None)
    assert file(pictured("A wall in winter", hour=2)).outcome == "refreshed"
    assert article.captions.count() == 1


def test_pictures_stay_in_the_order_of_the_page_where_the_desk_cut_what_stood_between_them():
    """The wire numbers them against the page: the second stands before the first."""
    shots = tuple(Picture(f"A {word} on the quay", Credit("", "PA", "PA"), after=after)
                  for word, after in (("gull", 2), ("seal", 1)))  # fmt: skip
    article = file(story(pictures=shots)).article
    seal, gull = "[[photo 2]]", "[[photo 1]]"
    assert article.body.index(seal) < article.body.index(gull)
    edit(article, body=f"The wall has been rebuilt.\n\n{seal}\n\n{gull}")
    assert file(story("The wall has fallen.", hour=1, pictures=shots)).outcome == "merged"
    body = Article.objects.get().body
    shown = [Caption.objects.get(number=int(n)).text for n in re.findall(r"photo (\d)", body)]
    assert shown == ["A seal on the quay", "A gull on the quay"]


def test_doubts_that_the_desk_settled_stay_settled():
    said = (Issue("X", "Is this the byline?", 3), Issue("Y", "Is this the date?", 4))
    article = file(story(issues=said)).article
    edit(article, issues=[article.issues[1]])
    file(story("The wall has fallen.", hour=1, issues=(*said, Issue("Z", "Is this new?"))))
    article.refresh_from_db()
    assert [issue["code"] for issue in article.issues] == ["Y", "Z"]


def test_a_hold_that_the_desk_lifted_stays_lifted():
    article = file(story(pub_status=PubStatus.WITHHELD)).article
    edit(article, hold_reason="")
    file(story("The wall has fallen.", hour=1, pub_status=PubStatus.WITHHELD))
    article.refresh_from_db()
    assert article.hold_reason == ""
    file(story("The wall has fallen again.", hour=2, pub_status=PubStatus.CANCELED))
    article.refresh_from_db()
    assert article.hold_reason


def test_an_article_that_nobody_touched_reads_as_its_wire_version_was_filed():
    section("politics", name="Politics")
    signed = (Signed("By Sam Lister, PA", "Sam Lister", "Reporter", "PA"), Signed("PA", organisation="PA"))
    blocks = (
        Block("# 1. _A_ *b* | c"),
        Block("An item", Kind.ITEM),
        Block("a\tb|c\nd\te", Kind.TABLE),
        Block("x", Kind.PRE),
    )
    one = replace(pictured("A wall", "A boat", bylines=signed, section="Politics", headline="H " * 300), body=blocks)
    article = file(one).article
    ours, filed = filing.story_of(article), filing.as_filed(one, None)
    for name in ("headline", "bylines", "section", "dateline", "catchline"):
        assert getattr(ours, name) == getattr(filed, name)
    assert [(block.kind, block.text) for block in ours.body] == [(block.kind, block.text) for block in filed.body]
    assert [replace(picture, line=0) for picture in ours.pictures] == list(filed.pictures)


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


@pytest.mark.parametrize("fields", [{"dateline": "HALE"}, {"catchline": "HARBOUR Wall"}, {"ed_note": "Please note."}])
def test_what_the_wire_says_beside_the_words_is_taken_in_too(fields):
    file(story())
    assert file(story(hour=1, **fields)).outcome == "refreshed"
    article = Article.objects.get()
    assert {name: getattr(article, name) for name in fields} == fields


def test_a_later_embargo_on_the_same_words_holds():
    workflow.move(file(story()).article, "publish", by=None)
    done = file(story(hour=1, embargo_until=timezone.now() + timedelta(days=1)))
    assert (done.outcome, done.code) == ("held", "EMBARGOED")
    assert not Article.objects.published().exists()


def test_a_text_taken_back_is_not_undone_by_the_version_between():
    for hour, text in ((0, "The wall stands."), (2, "The wall stands."), (1, "The wall has fallen.")):
        file(story(text, hour=hour))
    assert Article.objects.get().body.startswith("The wall stands.")


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


@pytest.mark.parametrize("status", ["new", "ready", "scheduled", "published", "spiked"])
def test_a_kill_reaches_the_story_wherever_it_stands_and_for_good(status):
    article = file(story()).article
    at = timezone.now() + timedelta(hours=1)
    path = {"new": [], "ready": ["ready"], "scheduled": ["schedule"], "published": ["publish"], "spiked": ["spike"]}
    for name in path[status]:
        article = workflow.move(article, name, by=None, at=at)
    done = file(story("Please kill this story.", hour=1, pub_status=PubStatus.CANCELED))
    article.refresh_from_db()
    assert (done.outcome, done.code) == ("held", "KILLED")
    assert article.killed_at and article.body.startswith("The wall has been rebuilt.")
    assert not Article.objects.published().exists()
    assert Article.objects.gone().exists() == (status == "published")
    for name in ("publish", "schedule"):
        with pytest.raises(workflow.Refused):
            workflow.move(article, name, by=None, at=at)
    assert file(story("It is back.", hour=2)).code == "KILLED"
    assert not Article.objects.published().exists()


def test_a_kill_that_comes_late_kills_all_the_same():
    file(story(hour=2))
    assert file(story(hour=1, pub_status=PubStatus.CANCELED)).code == "KILLED"
    assert Article.objects.get().killed_at


@pytest.mark.parametrize(
    "fields",
    [
        {"pub_status": PubStatus.WITHHELD},
        {"pub_status": PubStatus.UNKNOWN},
        {"pub_status": PubStatus.EMBARGOED, "embargo_until": timezone.now() + timedelta(days=1)},
    ],
)
def test_a_hold_reaches_what_readers_see_at_once(fields):
    workflow.move(file(story()).article, "publish", by=None)
    assert file(story("The wall has fallen.", hour=1, **fields)).outcome == "held"
    assert not Article.objects.published().exists()
    assert Article.objects.get().body.startswith("The wall has been rebuilt.")


def test_a_hold_reaches_what_is_on_the_desk():
    article = file(story()).article
    file(story("The wall has fallen.", hour=1, pub_status=PubStatus.WITHHELD))
    with pytest.raises(workflow.Refused):
        workflow.move(Article.objects.get(pk=article.pk), "publish", by=None)


def test_a_kill_that_comes_first_keeps_the_story_out():
    file(story(hour=2, pub_status=PubStatus.CANCELED))
    assert file(story("It is back.", hour=3)).code == "KILLED"
    with pytest.raises(workflow.Refused):
        workflow.move(Article.objects.get(), "publish", by=None)


def test_versions_of_one_moment_go_by_their_number():
    file(story(version="3"))
    done = file(story("An older text of the story.", version="2"))
    assert (done.outcome, done.code) == ("unchanged", "OLDER")
    assert file(story("A newer text of the story.", version="10")).outcome == "refreshed"


def test_an_update_that_must_not_be_published_is_reported_as_held():
    file(story())
    done = file(story("The wall has fallen.", hour=1, pub_status=PubStatus.WITHHELD))
    assert (done.outcome, done.code) == ("held", "HELD")
    assert Article.objects.get().body.startswith("The wall has fallen.")
