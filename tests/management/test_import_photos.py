"""Pictures from folders, archives and several workers at once: nothing lost, nothing twice."""

import hashlib
import io
import json
import signal
import time
import zipfile

import pytest
from django.core.management import call_command
from PIL import Image

from articles.models import Delivery, Photo
from tests.own_newsroom import own_newsroom
from tests.photos import pictures

pytestmark = pytest.mark.django_db

COUNTS = """
import hashlib
from pathlib import Path
from django.core.files.storage import storages
from articles.models import Photo, Rendition
files = lambda name: [one for one in Path(storages[name].path("")).rglob("*") if one.is_file() and one.suffix != ".tmp"]
print(json.dumps({
    "photos": sorted(Photo.objects.values_list("sha256", flat=True)),
    "originals": sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files("originals")),
    "rows": sorted(Rendition.objects.values_list("file", flat=True)),
    "files": sorted(str(path.relative_to(storages["default"].path(""))) for path in files("default")),
}))
"""


def small(number, form="JPEG"):
    return pictures.encoded(Image.new("RGB", (60, 40), (number * 7 % 256, number * 13 % 256, number % 256)), form)


@pytest.fixture
def folder(tmp_path):
    """Make a folder of pictures, a copy, an archive, and what is none."""
    inbox = tmp_path / "inbox"
    (inbox / "deep").mkdir(parents=True)
    (inbox / "a.jpg").write_bytes(small(1))
    (inbox / "b-copy-of-a.jpg").write_bytes(small(1))
    (inbox / "c.txt").write_text("no picture")
    (inbox / "deep" / "d.png").write_bytes(small(2, "PNG"))
    with zipfile.ZipFile(inbox / "e.zip", "w") as packed:
        packed.writestr("one.jpg", small(3))
        packed.writestr("bad.jpg", b"\xff\xd8\xff bad")
    return inbox


def run(*paths, **options):
    out, status = io.StringIO(), 0
    try:
        call_command("import_photos", *map(str, paths), stdout=out, **options)
    except SystemExit as stopped:
        status = stopped.code
    return status, out.getvalue()


def test_every_file_has_its_answer_in_the_order_of_the_folder(folder):
    status, out = run(folder, json=True)
    report = json.loads(out)
    assert status == 1 and [(one["file"], one["code"]) for one in report] == [
        ("a.jpg", ""), ("b-copy-of-a.jpg", ""), ("c.txt", "TYPE_NOT_SUPPORTED"), ("e.zip/one.jpg", ""),
        ("e.zip/bad.jpg", "IMAGE_UNREADABLE"), ("deep/d.png", ""),
    ]  # fmt: skip
    assert sorted(one["outcome"] for one in report[:2]) == ["created", "unchanged"]
    assert report[0]["photo"] == report[1]["photo"] and Photo.objects.count() == 3
    assert Delivery.objects.filter(outcome="refused").count() == 2, "what was refused is kept as it came"


def test_the_same_again_changes_nothing(folder):
    run(folder)
    before = list(Photo.objects.values())
    _, out = run(folder, json=True)
    assert {one["outcome"] for one in json.loads(out)} == {"unchanged", "refused"}
    assert list(Photo.objects.values()) == before


def test_a_dry_run_says_it_and_writes_nothing(folder):
    status, out = run(folder, json=True, dry_run=True)
    assert status == 1 and [one["outcome"] for one in json.loads(out)].count("created") == 4
    assert not Photo.objects.exists() and not Delivery.objects.exists()


def test_the_table_names_what_was_refused_and_what_to_do(folder):
    _, out = run(folder)
    assert "3 filed" in out and "2 refused" in out and "Export the picture as a JPEG" in out


@pytest.mark.database
def test_two_that_import_at_once_and_one_that_is_killed_lose_nothing_and_take_nothing_twice(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(12):
        (inbox / f"{number}.jpg").write_bytes(small(number))
    with own_newsroom(tmp_path / "home") as newsroom:
        first, second = (newsroom.start("import_photos", str(inbox), "--quiet") for _ in range(2))
        time.sleep(2.5)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        assert second.communicate(timeout=120) and second.returncode == 0
        assert newsroom.run("import_photos", str(inbox), "--quiet").returncode == 0
        found = newsroom.ask(COUNTS)
        wanted = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in inbox.iterdir())
        assert found["photos"] == wanted and found["originals"] == wanted
        assert len(found["rows"]) == len(set(found["rows"])) == 12 * 7
        assert found["files"] == found["rows"]
        assert newsroom.run("verify").returncode == 0
