"""One story in two dresses: found by its words, joined or kept apart by an editor, and both can be undone."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from articles import filing, workflow
from articles.filing import twins
from articles.models import Article, Delivery, Shingle, Twin, WireVersion
from articles.wire.archive import dump
from articles.wire.story import Block, Story
from tests import factories

pytestmark = pytest.mark.django_db
LEAD = "The harbour wall at Dunmouth has been rebuilt after the storm that tore it open in January, the council said."
PARTS = (
    LEAD,
    "Engineers worked through the winter with granite from the quarry at Hale, and finished two weeks early.",
    "“We were lucky with the weather in March,” said the harbour master, who watched each stone being laid.",
    "The lifeboats return on Friday, and the fishing fleet a week later when the dredging has been done.",
    "A public inquiry into why the old wall fell will open in the town hall in the autumn, ministers confirmed.",
    "It will hear from the insurers, from the county and from the families whose homes on the quay were flooded.",
)
OTHERS = (
    "A ferry service that links the island with the mainland will run all night from the first of June this year.",
    "Head teachers in the county said that the new timetable left pupils waiting in the cold for half an hour.",
    "Growers of early potatoes expect the best harvest for a decade after a mild spring without any late frost.",
    "The museum of the sea has bought a painting of the old lighthouse that hung for years in a private house.",
    "Two bridges on the coast road will close for repairs on Sunday, and drivers are asked to use the valley route.",
    "Swimmers have been told to stay out of the river below the weir until new samples have been examined.",
)


def story(*texts, **fields):
    return Story(body=tuple(map(Block, texts)), **{"headline": "Harbour wall rebuilt", "provider": "capture", **fields})


def file(one):
    number = Delivery.objects.count()
    delivery = Delivery.objects.create(sha256=f"{number:064d}", file_name=f"{number}.txt", size=1)
    version = WireVersion(delivery=delivery, cleaner="1", story=dump(one), version_created=one.version_created)
    return filing.file(one, version=version, source=None, by=None).article


def pair():
    """File one story as two sites have it, and return both articles with the question."""
    first = file(story(*PARTS, headline="Harbour wall rebuilt"))
    second = file(story(*PARTS[:5], "Sign up for our letter.", headline="Dunmouth has its wall again"))
    return first, second, Twin.objects.get()


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_one_story_from_two_sites_is_asked_about_and_never_joined_by_itself():
    first, second, twin = pair()
    assert Article.objects.count() == 2
    assert (twin.article, twin.other, twin.answer) == (second, first, "open")
    assert "% of the two texts is the same" in twin.reason


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (PARTS[:3], {}),  # the capture was cut
        ((LEAD, PARTS[4], *OTHERS[:1]), {}),  # another site shortened it
        (PARTS[2:] + OTHERS[:3], {}),  # the same headline, and the top was cut off
        (
            (*(one.upper().replace("“", '"') for one in PARTS), "ends"),
            {"headline": "Other"},
        ),  # other marks and capitals
    ],
)
def test_other_dresses_of_the_story_are_found(texts, fields):
    file(story(*PARTS))
    file(story(*texts, **fields))
    assert Twin.objects.count() == 1


@pytest.mark.parametrize(
    "texts",
    [
        (*OTHERS[:3], PARTS[4], PARTS[5]),  # a sidebar with the background of the story
        (*OTHERS, *PARTS[:2], *OTHERS[::-1]),  # a round-up that has the story in short
        (*OTHERS[:4], "The PA news agency has approached the council of the town for a comment on what was said."),
        ("Short.",),
    ],
)
def test_what_only_shares_some_text_is_another_story(texts):
    file(story(*PARTS, "The PA news agency has approached the council of the town for a comment on what was said."))
    file(story(*texts, headline="Another matter"))
    assert not Twin.objects.exists()


def test_two_addresses_of_one_wire_are_two_stories_unless_they_say_the_same():
    file(story(*PARTS, provider="pa", uri="uri:1"))
    file(story(*PARTS[:4], provider="pa", uri="uri:2"))
    assert not Twin.objects.exists()
    file(story(*PARTS, provider="pa", uri="uri:3"))
    assert Twin.objects.get().other.wire_uri == "uri:1"


def test_words_that_stand_in_very_many_stories_find_nothing_and_are_not_read():
    boiler = [f"{one} and the terms and conditions of the race meeting apply to all of it" for one in OTHERS]
    for number in range(twins.COMMON + 10):
        words = [f"word{number}x{at}" for at in range(200)]
        file(story(*boiler, " ".join(words), headline=f"Race {number}"))
    most = max(
        Shingle.objects.filter(mark=mark).count() for mark in set(Shingle.objects.values_list("mark", flat=True))
    )
    assert most <= twins.COMMON


def test_the_index_follows_the_story_when_a_version_replaces_its_text():
    file(story(*PARTS, provider="pa", uri="uri:1"))
    file(story(*OTHERS, provider="pa", uri="uri:1", version="2"))
    file(story(*PARTS, headline="Late"))
    assert not Twin.objects.exists()
    file(story(*OTHERS, "More.", headline="Other site"))
    assert Twin.objects.get().other.wire_uri == "uri:1"


def test_joined_stories_are_one_and_what_the_other_said_waits_as_an_update():
    first, second, twin = pair()
    twins.join(twin, keep=first, by=factories.user("editor"))
    assert fresh(second).status == "spiked" and fresh(first).wire_moved
    assert first.wire_versions.count() == 2 and not second.wire_versions.exists()
    assert filing.base_of(first).applied_as == 1
    again = file(story(*PARTS[:5], "Sign up for our letter.", headline="Dunmouth has its wall again"))
    assert again.pk == first.pk, "what came under the other's identity reaches the one kept"


def test_a_joined_version_can_be_split_off_again():
    first, second, twin = pair()
    before = (fresh(second).status, fresh(second).wire_uri, filing.base_of(second).pk)
    by = factories.user("editor")
    twins.join(twin, keep=first, by=by)
    twins.part(Twin.objects.get(), by=by)
    assert (fresh(second).status, fresh(second).wire_uri, filing.base_of(second).pk) == before
    assert not fresh(first).wire_moved and first.wire_versions.count() == 1
    assert Twin.objects.get().answer == "apart"


def test_the_answer_is_remembered_and_can_be_taken_back():
    _, second, twin = pair()
    by = factories.user("editor")
    twins.keep_apart(twin, by=by)
    Article.objects.filter(pk=second.pk).update(wire_uri="uri:9", provider="pa")
    file(story(*PARTS[:5], "Sign up for our letters.", provider="pa", uri="uri:9", version="2"))
    assert Twin.objects.get().answer == "apart"
    assert not twins.open_twins(second).exists()
    twins.reopen(Twin.objects.get(), by=by)
    assert twins.open_twins(second).get() == twin


def test_what_readers_see_never_goes_by_joining():
    first, second, twin = pair()
    workflow.move(second, "publish", by=None)
    with pytest.raises(workflow.Refused):
        twins.join(twin, keep=first, by=factories.user("publisher"))
    assert twins.join(twin, keep=second, by=factories.user("publisher")) == second
    assert fresh(second).status == "published" and fresh(first).status == "spiked"


def test_joining_needs_its_permission():
    first, _, twin = pair()
    for verb in (twins.keep_apart, twins.part, twins.reopen):
        with pytest.raises(PermissionDenied):
            verb(twin, by=factories.user("reporter"))
    with pytest.raises(PermissionDenied):
        twins.join(twin, keep=first, by=factories.user("reporter"))


def test_the_second_of_two_answers_is_refused():
    *_, twin = pair()
    by = factories.user("editor")
    twins.keep_apart(twin, by=by)
    with pytest.raises(workflow.Refused):
        twins.keep_apart(twin, by=by)


def test_copy_without_an_address_is_known_by_its_catchline_and_day():
    dated = story(*PARTS, provider="pa", catchline="HARBOUR Wall", date=date(2026, 11, 24))
    first = file(dated)
    later = file(replace(dated, body=(*dated.body[:4], Block("A new end."))))
    assert later == first
    assert WireVersion.objects.first().match_reason.startswith("The same catchline on the same day")
    other = file(replace(dated, body=tuple(map(Block, OTHERS))))
    assert other != first, "a table under the same catchline is another story"
