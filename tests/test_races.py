"""Two at once, and sudden death: nothing is lost, nothing is there twice."""

import hashlib
import signal
import time

import pytest

from tests.captures import capture
from tests.own_newsroom import own_newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.database]

COUNT = """
from articles.models import *
from django.core.files.storage import storages
import hashlib
raw = storages["raw"]
print(json.dumps({
    "articles": Article.objects.count(),
    "headlines": Article.objects.values("headline").distinct().count(),
    "deliveries": Delivery.objects.exclude(outcome="received").count(),
    "versions": WireVersion.objects.count(),
    "revisions": Revision.objects.count(),
    "captions": Caption.objects.count(),
    "photos": Photo.objects.count(),
    "bylines": Byline.objects.count(),
    "whole": all(
        hashlib.sha256(raw.open(one.raw_key).read()).hexdigest() == one.sha256 for one in Delivery.objects.all()
    ),
    "without a file": sum(not raw.exists(one.raw_key) for one in Delivery.objects.all()),
}))
"""
PUBLISH = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from articles import workflow
from articles.models import Article, Revision
article = Article.objects.get()
def publish(_):
    try:
        workflow.move(article, "publish", by=None, version=1)
        return "won"
    except workflow.Stale:
        return "stale"
    finally:
        connection.close()
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(publish, range(8)))
events = list(Revision.objects.filter(event="publish").values_list("version", flat=True))
print(json.dumps({"results": sorted(results), "version": Article.objects.get().version, "events": events}))
"""
EDIT = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from articles import workflow
from articles.models import Article, Revision
article = Article.objects.get()
def edit(number):
    mine = Article.objects.get(pk=article.pk)
    try:
        with workflow.editing(mine, expected=1, by=None, fields={"headline": f"Headline of editor {number}"}):
            pass
        return number
    except workflow.Stale:
        return None
    finally:
        connection.close()
with ThreadPoolExecutor(8) as pool:
    winners = [number for number in pool.map(edit, range(8)) if number is not None]
saved = Article.objects.get()
print(json.dumps({"winners": winners, "headline": saved.headline, "version": saved.version}))
"""


@pytest.fixture
def newsroom(tmp_path):
    with own_newsroom(tmp_path / "home") as newsroom:
        yield newsroom


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def fill(folder, count):
    for number in range(1, count + 1):
        (folder / f"{number:03d}.txt").write_bytes(capture(number))


def each_once(count):
    return {
        "articles": count, "headlines": count, "deliveries": count, "versions": count, "revisions": count,
        "captions": count, "photos": count, "bylines": 1, "whole": True, "without a file": 0,
    }  # fmt: skip


def test_two_importers_of_one_folder_file_every_story_once(newsroom, inbox):
    fill(inbox, 60)
    importers = [newsroom.start("import_wire", str(inbox), "--json") for _ in range(3)]
    for importer in importers:
        out, errors = importer.communicate(timeout=240)
        assert importer.returncode == 0, errors + out
    assert newsroom.ask(COUNT) == each_once(60)


def test_an_import_killed_again_and_again_loses_and_doubles_nothing(newsroom, inbox):
    fill(inbox, 100)
    raw = newsroom.home / "raw"
    for reached in (5, 30, 60):
        importer = newsroom.start("import_wire", str(inbox), "--quiet")
        while importer.poll() is None and sum(1 for _ in raw.rglob("*") if len(_.name) == 64) < reached:
            time.sleep(0.01)
        importer.send_signal(signal.SIGKILL)
        importer.communicate()
        assert importer.returncode == -signal.SIGKILL
    assert 5 <= newsroom.ask(COUNT)["articles"] < 100
    assert newsroom.run("import_wire", str(inbox), "--quiet").returncode == 0
    assert newsroom.ask(COUNT) == each_once(100)
    kept = {path.name for path in raw.rglob("*") if path.is_file() and not path.name.endswith(".tmp")}
    assert kept == {hashlib.sha256(capture(number)).hexdigest() for number in range(1, 101)}


def test_of_eight_who_publish_at_once_one_does(newsroom, inbox):
    fill(inbox, 1)
    assert newsroom.run("import_wire", str(inbox)).returncode == 0
    assert newsroom.ask(PUBLISH) == {"results": ["stale"] * 7 + ["won"], "version": 2, "events": [2]}


def test_of_eight_editors_who_save_at_once_one_does_and_the_rest_are_told(newsroom, inbox):
    fill(inbox, 1)
    assert newsroom.run("import_wire", str(inbox)).returncode == 0
    answer = newsroom.ask(EDIT)
    assert len(answer["winners"]) == 1
    assert answer["headline"] == f"Headline of editor {answer['winners'][0]}"
    assert answer["version"] == 2
