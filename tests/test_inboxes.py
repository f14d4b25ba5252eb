"""Watched folders: what has come to rest is taken in and moved aside; nothing is lost, overwritten or taken half."""

import os
import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import inboxes, ingest
from articles.models import Article, Delivery, Source
from tests.captures import FURNITURE, capture
from tests.own_newsroom import own_newsroom

pytestmark = pytest.mark.django_db
SCENE = """
from articles.models import Source
Source.objects.create(name="Wire", slug="wire", inbox="wire")
print("0")
"""
COUNT = """
from articles.models import Article, Delivery
print([Article.objects.count(), Delivery.objects.count()])
"""


@pytest.fixture
def inbox(settings, tmp_path):
    settings.INBOX_ROOT, settings.INBOX_REST = tmp_path, 0
    Source.objects.create(name="Wire", slug="wire", kind=Source.Kind.FOLDER, inbox="wire")
    (tmp_path / "wire").mkdir()
    return tmp_path / "wire"


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def today(folder):
    return f"{folder}/{timezone.localdate():%Y-%m-%d}"


def test_a_file_at_rest_is_filed_and_moved_to_done(inbox):
    (inbox / "a.txt").write_bytes(capture(1))
    assert inboxes.watch() == 1
    assert Article.objects.get().source.slug == "wire"
    assert names(inbox) == [f"{today('done')}/a.txt"]
    assert (inbox / today("done") / "a.txt").read_bytes() == capture(1)
    assert Source.objects.get(slug="wire").last_heard is not None


def test_what_holds_no_story_is_moved_to_refused_with_the_reason_beside_it(inbox):
    (inbox / "strip.txt").write_bytes(FURNITURE)
    inboxes.watch()
    assert names(inbox) == [f"{today('refused')}/strip.txt", f"{today('refused')}/strip.txt.reason.txt"]
    reason = (inbox / today("refused") / "strip.txt.reason.txt").read_text()
    assert "NO_STORY" in reason and Delivery.objects.get().remedy in reason


def test_files_in_folders_keep_their_place(inbox):
    (inbox / "sport" / "football").mkdir(parents=True)
    (inbox / "sport" / "football" / "a.txt").write_bytes(capture(1))
    inboxes.watch()
    assert names(inbox) == [f"{today('done')}/sport/football/a.txt"]


def test_a_second_file_of_the_same_name_overwrites_nothing(inbox):
    for number in (1, 2, 3):
        (inbox / "story.txt").write_bytes(capture(number))
        inboxes.watch()
    done = inbox / today("done")
    assert names(done) == ["story-2.txt", "story-3.txt", "story.txt"]
    assert {path.read_bytes() for path in done.iterdir()} == {capture(1), capture(2), capture(3)}


def test_a_file_that_is_still_being_written_is_left_alone(inbox, settings):
    settings.INBOX_REST = 3600
    (inbox / "a.txt").write_bytes(capture(1))
    # A copy that keeps the old time of the original has still come just now.
    os.utime(inbox / "a.txt", (1, 1))
    assert inboxes.watch() == 0
    assert names(inbox) == ["a.txt"] and not Delivery.objects.exists()
    settings.INBOX_REST = 0
    assert inboxes.watch() == 1


@pytest.mark.parametrize("name", [".upload-a.txt", "a.txt.part", "a.txt.tmp", ".done/a.txt"])
def test_names_of_unfinished_files_are_left_alone(inbox, name):
    (inbox / name).parent.mkdir(exist_ok=True)
    (inbox / name).write_bytes(capture(1))
    assert inboxes.watch() == 0
    assert names(inbox) == [name]


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_look(inbox, monkeypatch):
    path = inbox / "a.txt"
    path.write_bytes(capture(1)[:100])
    real = inboxes.shutil.copyfileobj

    def slow(stream, copy):
        real(stream, copy)
        path.write_bytes(capture(1))

    monkeypatch.setattr(inboxes.shutil, "copyfileobj", slow)
    assert inboxes.watch() == 0
    assert not Delivery.objects.exists()
    monkeypatch.undo()
    assert inboxes.watch() == 1
    assert (inbox / today("done") / "a.txt").read_bytes() == capture(1)


def test_a_link_and_a_pipe_are_nobodys_delivery(inbox, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(capture(1))
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "folder").symlink_to(tmp_path)
    os.mkfifo(inbox / "pipe.txt")
    assert inboxes.watch() == 0
    assert secret.exists() and not Delivery.objects.exists()


def test_the_oldest_file_comes_first_so_that_versions_come_in_order(inbox):
    for number, name in ((1, "b.txt"), (2, "a.txt")):
        (inbox / name).write_bytes(capture(number))
        os.utime(inbox / name, (time.time() - 100 + number,) * 2)
    inboxes.watch()
    assert list(Delivery.objects.order_by("pk").values_list("file_name", flat=True)) == ["b.txt", "a.txt"]


def test_bytes_that_were_taken_in_before_are_moved_and_change_nothing(inbox):
    (inbox / "a.txt").write_bytes(capture(1))
    inboxes.watch()
    (inbox / "again.txt").write_bytes(capture(1))
    assert inboxes.watch() == 1
    assert Article.objects.count() == Delivery.objects.count() == 1
    assert names(inbox) == [f"{today('done')}/a.txt", f"{today('done')}/again.txt"]


def test_a_full_disk_leaves_the_file_and_says_so_at_the_source(inbox, monkeypatch):
    def full(stream, **context):
        raise OSError(28, "No space left on device")

    (inbox / "a.txt").write_bytes(capture(1))
    monkeypatch.setattr(ingest, "receive", full)
    assert inboxes.watch() == 0
    assert "No space left" in Source.objects.get(slug="wire").trouble and names(inbox) == ["a.txt"]
    monkeypatch.undo()
    assert inboxes.watch() == 1
    assert Source.objects.get(slug="wire").trouble == ""


def test_a_file_in_the_place_of_the_folder_is_told_and_stops_no_other_inbox(inbox, tmp_path):
    (tmp_path / "broken").write_text("a file")
    Source.objects.create(name="Broken", slug="broken", inbox="broken")
    (inbox / "a.txt").write_bytes(capture(1))
    assert inboxes.watch() == 1
    assert "exists" in Source.objects.get(slug="broken").trouble


def test_an_inbox_that_another_worker_has_is_left_to_it_until_it_falls_silent(inbox):
    (inbox / "a.txt").write_bytes(capture(1))
    wire = Source.objects.filter(slug="wire")
    wire.update(watched_until=timezone.now() + timedelta(seconds=30))
    assert inboxes.watch() == 0
    wire.update(watched_until=timezone.now() - timedelta(seconds=1))
    assert inboxes.watch() == 1
    assert wire.get().watched_until is None


@pytest.mark.parametrize("name", ["../secrets", "/etc", "a/../../b", "a\\b", ".", "a/./b", "a//b"])
def test_an_inbox_stays_inside_the_folder_of_all_inboxes(name):
    with pytest.raises(ValidationError, match="inside the folder"):
        Source(name="X", slug="x", inbox=name).full_clean()


@pytest.mark.parametrize(("first", "second"), [("pa", "pa/sport"), ("pa/sport", "pa"), ("pa", "pa")])
def test_no_inbox_lies_inside_another(first, second):
    Source.objects.create(name="First", slug="first", inbox=first)
    with pytest.raises(ValidationError, match="inside"):
        Source(name="Second", slug="second", inbox=second).full_clean()
    Source(name="Third", slug="third", inbox="pasta").full_clean()


@pytest.mark.parametrize(("heard", "quiet"), [(None, True), (timedelta(hours=2), True), (timedelta(minutes=5), False)])
def test_a_source_that_has_gone_quiet_is_found(heard, quiet):
    last = heard and timezone.now() - heard
    made = Source.objects.create(name="Wire", slug="wire", quiet_after=timedelta(hours=1), last_heard=last)
    Source.objects.create(name="Whenever", slug="whenever")
    assert [one.pk for one in Source.objects.quiet()] == ([made.pk] if quiet else [])
    assert made.is_quiet is quiet


@pytest.mark.database
def test_two_workers_at_one_inbox_file_every_story_once(tmp_path):
    with own_newsroom(tmp_path / "home") as newsroom:
        newsroom.environment["INBOX_REST"] = "0"
        newsroom.ask(SCENE)
        folder = newsroom.home / "inboxes" / "wire"
        folder.mkdir(parents=True)
        for number in range(12):
            (folder / f"{number}.txt").write_bytes(capture(number))
        workers = [newsroom.start("work", "--once") for _ in range(2)]
        assert [one.wait(timeout=120) for one in workers] == [0, 0]
        newsroom.run("work", "--once")
        assert newsroom.ask(COUNT) == [12, 12]
        assert len(names(folder / "done")) == 12 and not [name for name in names(folder) if not name.startswith("done")]


@pytest.mark.database
def test_a_worker_watches_until_it_is_told_to_stop(tmp_path):
    with own_newsroom(tmp_path / "home") as newsroom:
        newsroom.environment["INBOX_REST"] = "0"
        newsroom.ask(SCENE)
        folder = newsroom.home / "inboxes" / "wire"
        folder.mkdir(parents=True)
        worker = newsroom.start("work", "--interval", "0.1")
        for number in (1, 2):
            (folder / f"{number}.txt").write_bytes(capture(number))
            deadline = time.monotonic() + 60
            while (folder / f"{number}.txt").exists():
                assert time.monotonic() < deadline and worker.poll() is None
                time.sleep(0.05)
        worker.terminate()
        worker.communicate(timeout=30)
        assert worker.returncode == 0 and newsroom.ask(COUNT) == [2, 2]
