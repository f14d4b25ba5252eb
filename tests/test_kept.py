"""Public pages kept in memory: the same as if made anew, gone as soon as anything on them changes."""

import time
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import generation, photos, workflow
from articles.kept import Shelf, shelf
from articles.models import Article, Correction, Generation, Section
from tests import factories
from tests.admin import desk
from tests.own_newsroom import own_newsroom
from tests.runner.postgresql import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEPT_PAGES_ROOM, settings.KEPT_PAGES_LOOK = 1_000_000, 0
    shelf.clear()
    yield
    shelf.clear()


def read(address, status=200, client=None, **headers):
    answer = (client or Client()).get(address, headers=headers)
    assert answer.status_code == status
    return answer


def test_a_page_asked_for_again_costs_one_look_at_the_generation(django_assert_num_queries):
    story = factories.published()
    first = read(story.get_absolute_url())
    with django_assert_num_queries(1):
        again = read(story.get_absolute_url())
    assert again.content == first.content and dict(again.items()) == dict(first.items())


def test_within_a_second_nothing_is_asked_at_all(settings, django_assert_num_queries):
    settings.KEPT_PAGES_LOOK = 3600
    story = factories.published()
    read(story.get_absolute_url())
    with django_assert_num_queries(0):
        read(story.get_absolute_url())


def test_a_published_corrected_and_withdrawn_story_is_seen_at_once():
    front, story = "/", factories.article(headline="The lock gates open")
    assert b"The lock gates open" not in read(front).content
    story = workflow.move(story, "publish", by=None)
    address = story.get_absolute_url()
    assert b"The lock gates open" in read(front).content
    read(address)
    with workflow.editing(story, expected=story.version, by=None, fields={"body": "Corrected text."}):
        pass
    assert b"Corrected text." in read(address).content
    workflow.move(story, "withdraw", by=None, note="It was wrong.")
    assert b"It was wrong." in read(address, 410).content
    assert b"The lock gates open" not in read(front).content


def test_a_draft_that_is_saved_leaves_the_kept_pages_alone():
    before = generation.current()[0]
    story = factories.article()
    with workflow.editing(story, expected=story.version, by=None, fields={"headline": "Another"}):
        pass
    workflow.move(story, "spike", by=None)
    assert generation.current()[0] == before


@pytest.mark.parametrize("field", ["publish_at", "embargo_until"])
def test_what_comes_due_by_the_clock_is_seen(field):
    story = factories.published()
    times = {"publish_at": timezone.now() - timedelta(days=1), field: timezone.now() + timedelta(seconds=0.5)}
    Article.objects.filter(pk=story.pk).update(**times)
    address = story.get_absolute_url()
    assert story.headline not in read("/").content.decode()
    time.sleep(0.6)
    assert story.headline in read("/").content.decode()
    read(address)


def test_what_expires_by_the_clock_is_gone():
    story = factories.published()
    Article.objects.filter(pk=story.pk).update(expires_at=timezone.now() + timedelta(seconds=0.5))
    read(story.get_absolute_url())
    time.sleep(0.6)
    read(story.get_absolute_url(), 410)


def test_a_correction_with_a_time_comes_out_by_the_clock():
    story = factories.published()
    at = timezone.now() + timedelta(seconds=0.5)
    Correction.objects.create(article=story, text="The bridge is in Ayr.", published_at=at)
    assert b"in Ayr" not in read(story.get_absolute_url()).content
    time.sleep(0.6)
    assert b"in Ayr" in read(story.get_absolute_url()).content


@pytest.mark.parametrize("model", ["section", "byline", "topic", "correction"])
def test_a_record_that_readers_see_begins_a_new_generation(model):
    story = factories.published(captions=[{}])
    factories.correction(story)
    record = {
        "section": story.section,
        "byline": story.bylines.first(),
        "topic": story.topics.create(name="Floods", slug="floods", code="1"),
        "correction": story.corrections.first(),
    }[model]
    chief = desk.client("admin", is_superuser=True)
    address = reverse(f"admin:articles_{model}_change", args=[record.pk])
    form = chief.get(address).context["adminform"].form
    sent = {name: form[name].value() if form[name].value() not in (None, False) else "" for name in form.fields}
    before = generation.current()[0]
    answer = chief.post(address, {key: value for key, value in sent.items() if value != ""})
    assert answer.status_code == 302, answer.context and answer.context["adminform"].form.errors
    assert generation.current()[0] > before


def test_a_photo_that_is_credited_anew_begins_a_new_generation():
    photo = factories.published(captions=[{}]).captions.get().photo
    before = generation.current()[0]
    photos.change(photo, photographer="Ann Example")
    assert generation.current()[0] > before


def test_a_section_that_is_deleted_leaves_the_menu():
    section = Section.objects.create(name="Gardening", slug="gardening", position=99)
    assert b"Gardening" in read("/").content
    chief = desk.client("admin", is_superuser=True)
    chief.post(reverse("admin:articles_section_delete", args=[section.pk]), {"post": "yes"})
    assert b"Gardening" not in read("/").content


def test_nothing_of_a_session_is_kept_and_nothing_kept_depends_on_who_asks():
    story = factories.published()
    own = read(story.get_absolute_url(), client=desk.client("admin"))
    others = read(story.get_absolute_url())
    assert own.content == others.content
    assert not own.cookies and "Cookie" not in own.get("Vary", "")


def test_the_desk_and_missing_pages_are_never_kept():
    factories.published()
    for address in ("/admin/login/", "/no-such-page/at-all/", "/politics/x-99999/", "/media/none.webp"):
        Client().get(address)
    assert not shelf.pages


def test_a_page_that_has_not_changed_is_not_sent_again_kept_or_not():
    story = factories.published()
    for _ in range(2):
        shelf.clear()
        tag = read(story.get_absolute_url())["ETag"]
        assert read(story.get_absolute_url(), 304, **{"if-none-match": tag}).content == b""
        shelf.clear()
        read(story.get_absolute_url(), 304, **{"if-none-match": tag})
        assert shelf.pages, "a reader who has the page helps the next who has not"


def test_without_a_cache_in_front_every_page_is_asked_about_again():
    answer = read("/")
    assert answer["Cache-Control"] == "public, no-cache" and "Cache-Tag" not in answer


def test_a_cache_in_front_may_keep_a_page_under_a_tag_and_a_browser_asks_again(settings):
    settings.CDN_SECONDS = 30
    story = factories.published()
    for address, tag in ((story.get_absolute_url(), f"article-{story.pk}"), ("/", "lists"), ("/politics/", "lists")):
        answer = read(address)
        words = set(answer["Cache-Control"].split(", "))
        assert words == {"public", "max-age=0", "s-maxage=30", "stale-while-revalidate=30"}
        assert answer["Cache-Tag"] == answer["Surrogate-Key"] == tag
    assert "s-maxage" not in read("/politics/x-99999/", 404).get("Cache-Control", "")


def test_hosts_and_queries_are_kept_apart(settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    story = factories.published()
    address = story.get_absolute_url()
    one = read(address, host="one.example").content.decode()
    two = read(address, host="two.example").content.decode()
    assert "http://one.example" in one and "http://two.example" in two and "one.example" not in two
    assert Client().get(address, headers={"host": "evil.example"}).status_code == 400


def test_memory_is_bounded_and_the_longest_unasked_for_goes_first(settings):
    factories.published()
    size = len(read("/").content)
    settings.KEPT_PAGES_ROOM = 9 * (size + 3000)
    for number in range(30):
        read(f"/search/?q=word{number}")
        read("/")
    assert shelf.taken <= settings.KEPT_PAGES_ROOM and shelf.taken == sum(page.room for page in shelf.pages.values())
    assert len(shelf.pages) < 30 and any(key[2] == "/" for key in shelf.pages)
    read("/search/?q=" + "x" * 400)
    assert not any(len(key[3]) > 300 for key in shelf.pages)


def test_a_page_made_before_a_change_is_not_kept_after_it():
    story = factories.published()
    address = story.get_absolute_url()
    page, turn = shelf.find(("http", "testserver", address, "", ""))
    assert page is None
    read(address)
    made = shelf.pages.copy()
    generation.advance()
    shelf.find(("other",) * 5)
    for key, one in made.items():
        shelf.put(key, one, turn=turn)
    assert not shelf.pages


def test_a_minute_is_the_longest_a_page_is_kept(settings):
    settings.KEPT_PAGES_SECONDS = -1
    read("/")
    assert shelf.find(next(iter(shelf.pages)))[0] is None


def test_where_the_generation_cannot_be_asked_pages_are_made_as_ever(monkeypatch):
    def away():
        raise DatabaseError("away")

    monkeypatch.setattr(generation, "current", away)
    read("/")
    assert not shelf.pages


def test_a_lost_row_is_made_again():
    Generation.objects.all().delete()
    generation.advance()
    assert generation.current()[0] == 1
    generation.advance()
    assert generation.current()[0] == 2


def test_two_processes_each_see_a_change(django_assert_num_queries):
    first, second = Shelf(), Shelf()
    for one in (first, second):
        one.find(("x",) * 5)
    turns = first.turn, second.turn
    generation.advance()
    assert (first.find(("x",) * 5)[1], second.find(("x",) * 5)[1]) == (turns[0] + 1, turns[1] + 1)


SCENE = """
from tests import factories
print(json.dumps(factories.published(headline="The lock gates open").get_absolute_url()))
"""
WITHDRAW = """
from articles import workflow
from articles.models import Article
workflow.move(Article.objects.get(), "withdraw", by=None, note="Gone for good.")
print("0")
"""


def status(address):
    """Return the status of an answer, 0 where nobody listens yet."""
    try:
        return urllib.request.urlopen(address, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code
    except urllib.error.URLError:
        return 0


def answers(address, within=60):
    deadline = time.monotonic() + within
    while not (found := status(address)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


@pytest.mark.database
def test_two_servers_show_a_withdrawal_within_two_seconds(tmp_path):
    with own_newsroom(tmp_path / "home") as newsroom:
        path = newsroom.ask(SCENE)
        ports = [free_port(), free_port()]
        servers = [newsroom.start("runserver", "--noreload", f"127.0.0.1:{port}") for port in ports]
        addresses = [f"http://127.0.0.1:{port}{path}" for port in ports]
        try:
            assert [answers(address) for address in addresses] == [200, 200]
            newsroom.ask(WITHDRAW)
            time.sleep(1.5)
            assert [status(address) for address in addresses] == [410, 410]
        finally:
            for server in servers:
                server.kill()
                server.communicate()
