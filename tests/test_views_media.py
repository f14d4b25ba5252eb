"""A picture is public for as long as a published story shows it."""

from datetime import timedelta

import pytest
from django.urls import include, path
from django.utils import timezone

from articles import photos, workflow
from articles.models import Caption
from articles.views import media
from newsroom import urls
from tests import factories
from tests.photos import pictures

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
handler404 = urls.handler404
urlpatterns = [path("media/<path:name>", media.rendition), path("", include(urls))]


@pytest.fixture
def photo():
    return photos.attach(factories.photo(), pictures.upload(pictures.jpeg(480, 300)))


@pytest.fixture
def story(photo):
    return factories.published(captions=[{"picture": photo}])


def address(photo, spec="w465.webp"):
    return photo.renditions.get(spec=spec).file.url


def body(response):
    return b"".join(response.streaming_content)


def test_a_picture_of_a_published_story_is_served_as_a_picture_and_nothing_else(client, photo, story):
    response = client.get(address(photo))
    assert response.status_code == 200 and body(response).startswith(b"RIFF")
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=5", "must-revalidate"}
    assert "Vary" not in response and not response.cookies
    assert client.get(address(photo, "w465.jpeg"))["Content-Type"] == "image/jpeg"


def test_it_costs_one_query_and_a_known_picture_is_not_sent_again(client, photo, story, django_assert_num_queries):
    url = address(photo)
    with django_assert_num_queries(1):
        etag = client.get(url)["ETag"]
    with django_assert_num_queries(1):
        response = client.get(url, headers={"if-none-match": etag})
    assert response.status_code == 304 and response["ETag"] == etag and "max-age=5" in response["Cache-Control"]
    assert client.head(url).status_code == 200 and client.post(url).status_code == 405


def test_a_withdrawn_storys_picture_is_gone_at_once_even_for_who_knows_it(client, photo, story):
    etag = client.get(address(photo))["ETag"]
    workflow.move(story, "withdraw", by=None, note="Withdrawn.")
    assert client.get(address(photo)).status_code == 404
    assert client.get(address(photo), headers={"if-none-match": etag}).status_code == 404


def test_a_picture_whose_rights_have_run_out_is_gone_and_its_caption_stays(client, photo, story):
    address_of_story = story.get_absolute_url()
    photos.change(photo, rights_expire_at=timezone.now() + timedelta(minutes=5))
    assert client.get(address(photo)).status_code == 200 and b"<img" in client.get(address_of_story).content
    photos.change(photo, rights_expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get(address(photo)).status_code == 404
    page = client.get(address_of_story).content
    assert b"<img" not in page and b"Picture caption" in page and b"/media/" not in page
    client.force_login(factories.user("reporter"))
    assert client.get(address(photo)).status_code == 200


def test_a_picture_stays_while_another_story_shows_it(client, photo, story):
    factories.published(captions=[{"picture": photo}])
    workflow.move(story, "withdraw", by=None, note="Withdrawn.")
    assert client.get(address(photo)).status_code == 200


def test_an_unpublished_picture_and_a_missing_one_look_the_same(client, photo):
    factories.caption(factories.article(), picture=photo)
    withheld, missing = client.get(address(photo)), client.get("/media/ab/nothing/w465-0.webp")
    assert withheld.status_code == missing.status_code == 404
    assert withheld.content.replace(address(photo).encode(), b"") == missing.content.replace(
        b"/media/ab/nothing/w465-0.webp", b""
    )
    assert withheld["Vary"] == missing["Vary"]


def test_the_desk_sees_every_picture_and_nobody_keeps_it(client, photo):
    client.force_login(factories.user("reporter"))
    response = client.get(address(photo))
    assert (
        response.status_code == 200
        and "no-store" in response["Cache-Control"]
        and "private" in response["Cache-Control"]
    )
    client.force_login(factories.user())
    assert client.get(address(photo)).status_code == 404


@pytest.mark.parametrize("name", ["../originals/x", "%2e%2e/newsroom.sqlite3", "ab/", "\x00", "a" * 3000])
def test_a_name_that_is_no_rendition_is_not_found(client, photo, story, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_an_original_has_no_address(client, photo, story):
    assert client.get(f"/media/{photo.original}").status_code == 404


def test_a_file_that_was_lost_is_not_found(client, photo, story):
    rendition = photo.renditions.get(spec="w465.webp")
    rendition.file.storage.delete(str(rendition.file))
    assert client.get(rendition.file.url).status_code == 404
    assert Caption.objects.filter(photo=photo).exists()
