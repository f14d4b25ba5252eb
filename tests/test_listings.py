"""The lists and where their pages begin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import listings, workflow
from articles.models import Article, Listing, PageBreak
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_pages(settings):
    settings.PAGE_SIZE = 2


def starts(name: str = listings.FRONT) -> list[int]:
    """Return the stories that the pages after the first begin with."""
    return list(PageBreak.objects.filter(list=name).values_list("article_id", flat=True))


def edit(story: Article, **fields) -> Article:
    """Save a story with new fields."""
    with workflow.editing(story, expected=story.version, by=None, fields=fields):
        pass
    return story


def test_a_story_stands_in_the_lists_of_all_it_is_about():
    story = factories.published(bylines=["Sam Lister"], catchline="WATER Fines take2")
    names = set(Listing.objects.filter(article=story).values_list("list", flat=True))
    byline = story.bylines.get().pk
    assert names == {"front", f"section-{story.section_id}", f"byline-{byline}", "takes-water-fines"}


def test_a_story_that_is_not_out_stands_nowhere():
    story = factories.article()
    assert not Listing.objects.exists()
    story = workflow.move(story, "publish", by=None)
    assert Listing.objects.filter(article=story).count() == 3
    workflow.move(story, "withdraw", by=None)
    assert not Listing.objects.exists()


def test_a_changed_section_moves_the_story():
    story = factories.published()
    edit(story, section=factories.section("sport"))
    assert set(listings.in_list(listings.section_list(factories.section("sport").pk))) == {story}
    assert not listings.in_list(listings.section_list(factories.section("politics").pk)).exists()


def test_the_newest_page_is_cut_in_two_when_it_holds_two_pages():
    stories = [factories.published() for _ in range(7)]
    assert starts() == [stories[2].pk, stories[4].pk]
    page = listings.find_page(listings.FRONT, 2)
    assert page and page.newest == 3
    assert list(listings.in_list(listings.FRONT, since=page.since, before=page.before)) == [stories[3], stories[2]]


def test_pages_are_the_same_after_a_story_has_come_and_gone():
    for _ in range(3):
        factories.published()
    before = starts()
    fourth = factories.published()
    assert len(starts()) == len(before) + 1
    workflow.move(fourth, "withdraw", by=None)
    assert starts() == before


@pytest.mark.parametrize("fields", [{"hold_reason": "Held."}, {"embargo_until": timezone.now() + timedelta(days=1)}])
def test_what_hides_a_story_is_noticed_like_its_withdrawal(fields):
    stories = [factories.published() for _ in range(4)]
    assert len(starts()) == 1
    edit(stories[-1], **fields)
    assert starts() == []


def test_a_story_for_later_is_in_no_page_before_its_time():
    for _ in range(3):
        factories.published()
    workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    assert starts() == [] and len(listings.in_list(listings.FRONT)) == 3


def test_an_older_page_that_grows_too_long_has_the_list_laid_out_anew():
    recent = [factories.published() for _ in range(5)]
    old = timezone.now() - timedelta(days=9)
    for hours in range(4):
        factories.published(at=old - timedelta(hours=hours))
    assert len(starts()) == 3 and starts()[-1] == recent[2].pk
    shown = [listings.find_page(listings.FRONT, number) for number in range(1, 5)]
    sizes = [len(listings.in_list(listings.FRONT, since=one.since, before=one.before)) for one in shown if one]
    assert sizes == [2, 2, 2, 3]


@pytest.mark.sqlite
def test_a_list_is_read_in_the_order_of_its_index_and_never_sorted():
    for stories in (
        listings.in_list(listings.FRONT),
        listings.in_list(listings.FRONT, before=listings.Mark(timezone.now(), 9)),
        listings.in_list(listings.FRONT).filter(article_bylines__byline__slug="press-association"),
        listings.in_list(listings.FRONT).reverse(),
    ):
        plan = stories.for_cards()[:20].explain()
        assert "place_in_list" in plan and "TEMP B-TREE" not in plan, plan


def test_no_story_is_lost_between_pages_whatever_happens():
    stories = [factories.published() for _ in range(9)]
    for at in (1, 4, 8):
        workflow.move(stories[at], "withdraw", by=None)
    edit(stories[6], section=factories.section("sport"))
    seen = []
    newest = listings.find_page(listings.FRONT, None)
    assert newest
    for number in range(newest.newest, 0, -1):
        one = listings.find_page(listings.FRONT, number)
        assert one
        seen += listings.in_list(listings.FRONT, since=one.since, before=one.before)
    assert seen == list(Article.objects.published().newest_first())
