"""The public sizes are made once, whoever makes them, and anew when what they show has changed."""

import base64

import pytest
from django.core.files.storage import storages

from articles import photos
from articles.models import Rendition
from articles.photos.rendering import folder_of
from tests import factories
from tests.own_newsroom import own_newsroom
from tests.photos import pictures

RACE = """
import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from articles import photos
from articles.models import Photo, Rendition
picture = base64.b64decode("PICTURE")
def attach(number):
    try:
        return photos.attach(Photo.objects.create(headline=str(number)), ContentFile(picture)).pk
    finally:
        connection.close()
with ThreadPoolExecutor(4) as pool:
    holders = set(pool.map(attach, range(4)))
holder = Photo.objects.get(pk=holders.pop())
first = set(Rendition.objects.values_list("file", flat=True))
Rendition.objects.all().delete()
def render(_):
    try:
        return len(photos.render(Photo.objects.get(pk=holder.pk)))
    finally:
        connection.close()
with ThreadPoolExecutor(4) as pool:
    made = set(pool.map(render, range(4)))
kept = [path for path in Path(storages["default"].path("")).rglob("*") if path.is_file()]
print(json.dumps({
    "others": len(holders), "with file": Photo.objects.exclude(original="").count(), "made": sorted(made),
    "rows": Rendition.objects.count(), "files": len(kept),
    "same": first == set(Rendition.objects.values_list("file", flat=True)),
    "originals": sum(path.is_file() for path in Path(storages["originals"].path("")).rglob("*")),
}))
"""


@pytest.fixture
def photo(db):
    return photos.attach(factories.photo(), pictures.upload(pictures.jpeg(1300, 900)))


def files(photo):
    return dict(Rendition.objects.filter(photo=photo).values_list("spec", "file"))


def test_a_photo_without_its_file_has_no_sizes(db):
    assert photos.render(factories.photo()) == []


def test_rendering_again_makes_nothing(photo, django_assert_num_queries):
    before = list(Rendition.objects.values())
    with django_assert_num_queries(2):
        photos.render(photo)
    assert list(Rendition.objects.values()) == before


def test_what_is_missing_is_made(photo):
    before = files(photo)
    photo.renditions.filter(spec__startswith="16x9").delete()
    assert len(photos.render(photo)) == len(before)
    assert files(photo) == before


def test_a_moved_focal_point_makes_the_crops_anew_and_removes_the_old(photo, django_capture_on_commit_callbacks):
    before = files(photo)
    photo.focal_x = photo.focal_y = 0.9
    photo.save()
    with django_capture_on_commit_callbacks(execute=True):
        photos.render(photo)
    after = files(photo)
    changed = {spec for spec in before if before[spec] != after[spec]}
    assert changed == {spec for spec in before if spec.startswith(("16x9-", "5x4-", "share-"))}
    store = storages["default"]
    assert not any(store.exists(before[spec]) for spec in changed) and all(store.exists(one) for one in after.values())


def test_names_cannot_be_worked_out_from_the_original(photo, settings):
    ours = folder_of(photo)
    assert str(photo.sha256)[:12] not in ours and all(name.startswith(ours) for name in files(photo).values())
    settings.SECRET_KEY = "another newsroom's"
    assert folder_of(photo) != ours


@pytest.mark.database
def test_four_who_attach_and_render_at_once_make_everything_once(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), own_newsroom(tmp_path / "home") as newsroom:
        picture = base64.b64encode(pictures.jpeg(480, 300)).decode()
        assert newsroom.ask(RACE.replace("PICTURE", picture)) == {
            "others": 0, "with file": 1, "made": [11], "rows": 11, "files": 11, "same": True, "originals": 1,
        }  # fmt: skip
