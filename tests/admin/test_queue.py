"""The queue: what it shows, how it narrows, what it costs, and moves row by row."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin import queue
from articles.models import Article, Revision, SavedView, Source, Status
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
QUEUE = "/admin/"


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


def titles(answer):
    return [row.title for row in answer.context["rows"]]


def run(browser, do, *rows):
    return browser.post(reverse("admin:queue_run"), {"do": do, "row": [f"{one.pk}:{one.version}" for one in rows]})


def test_the_queue_is_the_home_and_shows_the_newest_first():
    factories.article(headline="Older story")
    factories.article(headline="Newer story")
    answer = desk.client().get(QUEUE)
    assert titles(answer) == ["Newer story", "Older story"]


def test_a_story_without_headline_shows_its_first_words_and_why_it_waits():
    factories.article(headline="", body="Ferries will sail again on Monday after the storm.")
    answer = desk.client().get(QUEUE)
    assert titles(answer) == ["Ferries will sail again on Monday after the storm."]
    assert b"No headline" in answer.content and b"There is no headline. Write one." in answer.content


def test_a_row_says_what_forbids_publishing_it_and_counts_the_doubts():
    story = factories.article(issues=[{"code": "X", "message": "Is this the byline?", "line": 3}], needs_review=True)
    factories.caption(story, photographer="", agency="")
    page = desk.client().get(QUEUE).content.decode()
    assert "Photo 1 has no credit" in page and "Is this the byline?" in page and "Not yet" in page


def test_tabs_hold_the_states_with_their_counts():
    factories.article()
    factories.published()
    tabs = {tab.name: tab.count for tab in desk.client().get(QUEUE).context["tabs"]}
    assert tabs["todo"] == "1" and tabs["new"] == "1" and tabs["published"] == "1" and tabs["all"] == ""


def test_counts_stop_at_the_cap(monkeypatch):
    monkeypatch.setattr(queue, "CAP", 2)
    for _ in range(4):
        factories.article()
    tabs = {tab.name: tab.count for tab in desk.client().get(QUEUE).context["tabs"]}
    assert tabs["new"] == "2+"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=harbour", ["Harbour reopens"]),
        ("section=sport", ["Cup final"]),
        ("byline=lister", ["Cup final"]),
        ("review=yes", ["Harbour reopens"]),
        ("review=no", ["Cup final"]),
        ("moved=yes", ["Cup final"]),
        ("held=yes", ["Harbour reopens"]),
        ("photo=yes", ["Cup final"]),
        ("photo=no", ["Harbour reopens"]),
        ("since=2000-01-01", ["Cup final", "Harbour reopens"]),
        ("until=2000-01-01", []),
        ("state=published", []),
        ("section=99999", ["Cup final", "Harbour reopens"]),
        ("before=1", []),
        ("before=-1&after=x&since=yesterday", ["Cup final", "Harbour reopens"]),
        ("embargo=yes", ["Harbour reopens"]),
        ("embargo=no", ["Cup final"]),
        ("conflict=yes", ["Harbour reopens"]),
        ("conflict=no", ["Cup final"]),
        ("due=yes", []),
    ],
)
def test_filters_narrow_the_queue(query, found):
    factories.article(
        headline="Harbour reopens",
        needs_review=True,
        hold_reason="Embargo unreadable",
        issues=[{"code": "MERGE_CONFLICT", "message": "Both changed the headline."}],
        embargo_until=timezone.now() + timedelta(hours=1),
    )
    sport = factories.section("sport")
    cup = factories.article(headline="Cup final", section=sport, bylines=["Sam Lister"], wire_moved=True)
    factories.caption(cup, picture=factories.photo(specs=["w465.jpeg"]))
    answer = desk.client().get(QUEUE + "?" + query.replace("section=sport", f"section={sport.pk}"))
    assert answer.status_code == 200
    assert titles(answer) == found


def test_what_is_not_declared_does_not_filter():
    factories.article()
    assert len(titles(desk.client().get(QUEUE + "?bylines__name__startswith=X&source__inbox=/etc&state=nonsense"))) == 1


def test_a_chip_takes_its_filter_off():
    factories.article()
    chips = desk.client().get(QUEUE + "?state=new&review=yes&q=storm").context["chips"]
    assert [(chip.label, chip.query) for chip in chips] == [
        ("Search: storm", "state=new&review=yes"),
        ("Needs review: Yes", "state=new&q=storm"),
    ]


def test_the_commonest_filters_take_one_click():
    quick = desk.client().get(QUEUE + "?state=new&held=yes&before=9").context["quick"]
    assert [(chip.label, chip.query) for chip in quick] == [
        ("Needs review", "state=new&held=yes&review=yes"),
        ("Wire moved", "state=new&held=yes&moved=yes"),
        ("Embargoed", "state=new&held=yes&embargo=yes"),
    ]


@pytest.mark.parametrize("state", ["todo", "all", "new"])
def test_pages_go_to_and_fro_from_story_to_story(monkeypatch, state):
    monkeypatch.setattr(queue, "PAGE", 2)
    for number in range(5):
        factories.article(headline=f"Story {number}")
    browser = desk.client()

    def shown(**edge):
        answer = browser.get(QUEUE, {"state": state, **edge})
        return titles(answer), answer.context["page"]

    first, page = shown()
    assert (first, page.newer) == (["Story 4", "Story 3"], None)
    second, page = shown(before=page.older)
    assert second == ["Story 2", "Story 1"] and page.newer
    last, end = shown(before=page.older)
    assert (last, end.older) == (["Story 0"], None)
    back, page = shown(after=end.newer)
    assert back == ["Story 2", "Story 1"] and page.newer and page.older
    again, page = shown(after=page.newer)
    assert (again, page.newer) == (first, None) and page.older


def test_a_page_of_the_queue_never_counts_or_skips_rows():
    for number in range(3):
        factories.article(headline=f"Story {number}")
    last = Article.objects.order_by("pk").last().pk
    for query in ("", "?state=published", f"?state=all&before={last}", "?q=story"):
        for one in cost(desk.client(), QUEUE + query):
            assert "OFFSET" not in one["sql"] and 'COUNT(*) FROM "articles_article"' not in one["sql"]


def test_the_score_falls_with_what_speaks_against_publishing():
    clean = factories.article(headline="Ferries sail again")
    taste = factories.article(headline="FERRIES", catchline="Ferries", section=None)
    factories.article(headline="", issues=[{"code": "X", "message": "Is this the byline?"}])
    rows = desk.client().get(QUEUE).context["rows"]
    found = {row.article.pk: (row.score, row.is_ready, [one.message for one in row.reasons]) for row in rows}
    assert found[clean.pk] == (100, True, [])
    assert found[taste.pk] == (90, True, ["The headline is a catchline.", "There is no section."])
    assert rows[0].score == 60 and not rows[0].is_ready
    assert [one.message for one in rows[0].reasons] == ["There is no headline. Write one.", "Is this the byline?"]


def test_what_calls_for_somebody_stands_on_top():
    Source.objects.create(name="PA feed", slug="pa-feed", quiet_after=timedelta(hours=1))
    factories.article(issues=[{"code": "MERGE_CONFLICT", "message": "Both."}], needs_review=True)
    due = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=due.pk).update(publish_at=timezone.now() - timedelta(hours=1), hold_reason="Held.")
    answer = desk.client().get(QUEUE)
    assert [(one.count, one.said) for one in answer.context["notices"]] == [
        ("1", "due and not out: something holds them"),
        ("1", "changed by the desk and by the wire, to be settled"),
        ("", "PA feed has gone quiet."),
    ]
    for one in answer.context["notices"][:2]:
        assert len(titles(desk.client().get(QUEUE + one.address))) == 1
    assert desk.client("reporter").get(QUEUE).context["notices"][0].said == "PA feed has gone quiet."


def test_a_view_is_saved_shared_and_taken_off():
    ann, ben = factories.user("editor"), factories.user("editor")
    browser = desk.signed_in(ann)
    sent = {"name": "  Held  sport ", "query": "state=new&held=yes&before=7&evil=1"}
    assert browser.post("/admin/queue/views/", sent)["Location"] == QUEUE + "?state=new&held=yes"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.owner) == ("Held sport", "state=new&held=yes", ann)
    assert b"Held sport" in browser.get(QUEUE).content
    assert b"Held sport" not in desk.signed_in(ben).get(QUEUE).content
    assert desk.signed_in(ben).post(f"/admin/queue/views/{view.pk}/").status_code == 404
    browser.post("/admin/queue/views/", {**sent, "is_shared": "on"})
    assert b"Held sport" in desk.signed_in(ben).get(QUEUE).content
    assert SavedView.objects.count() == 1, "the same name is the same view"
    desk.signed_in(ben).post(f"/admin/queue/views/{view.pk}/")
    assert not SavedView.objects.exists()


def test_a_reporter_shares_no_view_and_an_empty_name_is_asked_for_again():
    browser = desk.client("reporter")
    assert browser.post("/admin/queue/views/", {"name": "Mine", "query": "", "is_shared": "on"}).status_code == 404
    browser.post("/admin/queue/views/", {"name": " ", "query": "held=yes"})
    assert not SavedView.objects.exists()


def test_one_key_publishes_one_story_and_goes_back_to_the_same_view():
    good, bad = factories.article(headline="Good story"), factories.article(headline="", body="Without headline.")
    browser = desk.client()
    sent = {"do": "publish", "query": "state=new&q=story&next=https://evil.example"}
    answer = browser.post(reverse("admin:queue_run"), {**sent, "row": f"{good.pk}:1"})
    assert answer["Location"] == QUEUE + "?state=new&q=story"
    answer = browser.post(reverse("admin:queue_run"), {**sent, "row": f"{bad.pk}:1"})
    assert "There is no headline" in desk.said(answer)
    good.refresh_from_db()
    assert good.status == Status.PUBLISHED


def cost(browser, address=QUEUE):
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(address).status_code == 200
    return queries.captured_queries


def test_the_queue_costs_the_same_at_10_and_at_1000_stories():
    browser = desk.client()
    for _ in range(10):
        factories.caption(factories.article())
    few = cost(browser)
    Article.objects.bulk_create(
        Article(headline=f"Story {number}", body="Text.", provider="PA", wire_uri=f"bulk:{number}")
        for number in range(1000)
    )
    for story in Article.objects.order_by("-pk")[:60]:
        factories.caption(story)
    many = cost(browser)
    assert len(few) == len(many) < 10, "\n".join(one["sql"][:120] for one in many)


def test_ticked_stories_are_published_one_by_one_and_each_is_reported():
    good, bad = factories.article(headline="Good story"), factories.article(headline="", body="Without headline.")
    answer = run(desk.client(), "publish", good, bad)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.status, bad.status) == (Status.PUBLISHED, Status.NEW)
    assert "1 of 2 done" in answer.content.decode()
    assert [(one.title, one.is_done) for one in answer.context["done"]] == [
        ("Good story", True),
        ("Without headline.", False),
    ]
    assert "There is no headline. Write one." in answer.context["done"][1].answer


def test_a_story_that_someone_saved_meanwhile_is_not_moved():
    story = factories.article()
    with workflow.editing(Article.objects.get(pk=story.pk), expected=1, by=None, fields={"headline": "Corrected"}):
        pass
    answer = run(desk.client(), "publish", story)
    story.refresh_from_db()
    assert story.status == Status.NEW and story.headline == "Corrected"
    assert "Someone saved it" in answer.content.decode()


def test_an_editor_may_spike_but_not_publish_from_the_queue():
    story = factories.article()
    browser = desk.client("editor")
    assert b'value="publish"' not in browser.get(QUEUE).content
    assert run(browser, "publish", story).status_code == 404
    run(browser, "spike", story)
    story.refresh_from_db()
    assert story.status == Status.SPIKED


def test_a_tab_offers_what_its_stories_can_do():
    browser = desk.client()
    offered = {
        state: [one.name for one in browser.get(f"{QUEUE}?state={state}").context["bulk"]] for state in queue.TABS
    }
    assert offered["todo"] == offered["all"] == ["ready", "publish", "spike"]
    assert offered["ready"] == ["publish", "spike"]
    assert offered["withdrawn"] == ["publish"]
    assert offered["published"] == offered["spiked"] == []


@pytest.mark.parametrize("rows", [["999999:1"], ["x"], ["1"], [""], ["1:1:1"], []])
def test_forged_rows_change_nothing(rows):
    factories.article()
    before = Revision.objects.count()
    answer = desk.client().post(reverse("admin:queue_run"), {"do": "publish", "row": rows})
    assert answer.status_code == 200
    assert Revision.objects.count() == before


@pytest.mark.parametrize("do", ["withdraw", "delete_selected", "", "unspike"])
def test_an_action_that_is_not_offered_does_nothing(do):
    story = factories.published()
    assert run(desk.client("admin"), do, story).status_code == 302
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED


def test_the_list_of_stories_is_the_queue():
    assert desk.client().get("/admin/articles/article/").url == QUEUE


def test_all_records_stay_reachable():
    page = desk.client("admin").get("/admin/records/").content.decode()
    for name in ("Bylines", "Deliveries", "Photos", "Sections", "Topics", "Corrections", "Sources"):
        assert name in page


def test_without_the_right_to_see_stories_there_is_no_queue():
    answer = desk.client("", is_staff=True).get(QUEUE)
    assert answer.status_code == 200 and b"All records" in answer.content


def test_readers_are_sent_to_the_sign_in_page(client):
    assert client.get(QUEUE).status_code == 302
    assert client.post(reverse("admin:queue_run"), {"do": "publish"}).status_code == 302
