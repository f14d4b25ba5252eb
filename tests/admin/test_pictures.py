"""Picture files sent with the edit page."""

import subprocess
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles.models import Article, Photo
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db


def picture(colour="teal"):
    pixels = BytesIO()
    Image.new("RGB", (900, 600), colour).save(pixels, "JPEG")
    return SimpleUploadedFile("harbour.jpg", pixels.getvalue(), content_type="image/jpeg")


def test_a_file_is_attached_to_the_photo_that_was_announced():
    story = factories.article()
    announced = factories.caption(story).photo
    desk.save(desk.client(), story, **{"captions-0-file": picture(), "captions-0-alt_text": "A harbour"})
    photo = Photo.objects.get()
    assert photo.pk == announced.pk and photo.has_file and (photo.width, photo.height) == (900, 600)
    assert story.captions.get().alt_text == "A harbour"


def test_what_all_browsers_show_is_made_at_once_and_the_rest_is_ordered():
    story = factories.article()
    desk.save(desk.client(), story, **{"captions-0-file": picture()})
    kinds = set(story.captions.get().photo.renditions.values_list("content_type", flat=True))
    assert kinds == {"image/webp", "image/jpeg"}
    assert [one.task_path for one in DBTaskResult.objects.all()] == ["articles.tasks.render_photo"]


def test_a_picture_is_decoded_before_the_database_is_locked(monkeypatch):
    story = factories.article()
    factories.caption(story)
    seen, run = [], subprocess.run
    outside = len(connection.savepoint_ids)

    def watched(*words, **options):
        seen.append(len(connection.savepoint_ids) - outside)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    desk.save(desk.client(), story, **{"captions-0-file": picture()})
    assert story.captions.get().photo.has_file and seen == [0, 0]


def test_a_bad_picture_is_told_on_its_card_and_no_text_is_saved():
    story = factories.article(headline="Before")
    factories.caption(story)
    bad = SimpleUploadedFile("harbour.jpg", b"<html>", content_type="image/jpeg")
    answer = desk.save(desk.client(), story, headline="After", **{"captions-0-file": bad})
    assert answer.status_code == 200 and b"the name of a picture, but what it holds is none" in answer.content
    story.refresh_from_db()
    assert story.headline == "Before" and not Photo.objects.exclude(original="").exists()


def test_a_tick_for_the_restrictions_of_one_picture_is_none_for_those_of_another():
    story = factories.article()
    factories.caption(story, picture=factories.photo(specs=["w465.jpeg"], restrictions="No sales."),
                      restrictions_accepted=True)  # fmt: skip
    desk.save(desk.client(), story, **{"captions-0-file": picture()})
    caption = story.captions.get()
    assert caption.photo.restrictions == "" and not caption.restrictions_accepted


def test_a_file_alone_makes_a_new_photo():
    story = factories.article()
    desk.save(desk.client(), story, **{"captions-0-file": picture(), "captions-0-role": "lead"})
    caption = story.captions.get()
    assert caption.photo.has_file and caption.number == 1 and caption.role == "lead"


def test_another_file_is_another_photo_and_other_stories_keep_theirs():
    story, other = factories.article(), factories.article()
    factories.caption(story)
    desk.save(desk.client(), story, **{"captions-0-file": picture("teal")})
    shared = story.captions.get().photo
    factories.caption(other, picture=shared)
    desk.save(desk.client(), story, **{"captions-0-file": picture("navy")})
    assert story.captions.get().photo != shared
    assert other.captions.get().photo == shared


def test_a_file_from_a_stale_form_is_not_taken():
    story = factories.article()
    factories.caption(story)
    browser = desk.client()
    seen = desk.opened(browser, story)
    desk.save(browser, story, headline="Newer")
    assert desk.send(browser, story, seen, **{"captions-0-file": picture()}).status_code == 409
    assert not Photo.objects.exclude(original="").exists()


def test_a_story_of_200_photos_can_be_saved():
    story = factories.article()
    for _ in range(200):
        factories.caption(story)
    answer = desk.save(desk.client(), story, headline="Many pictures", **{"captions-199-text": "The last one"})
    assert answer.status_code == 302
    assert Article.objects.get().headline == "Many pictures"
    assert list(story.captions.values_list("number", "text"))[-1] == (200, "The last one")


@pytest.mark.parametrize("number", [1, 8])
def test_the_edit_page_costs_the_same_however_many_photos(number, django_assert_max_num_queries):
    story = factories.article()
    for _ in range(number):
        factories.caption(story, picture=factories.photo(specs=["w465.jpeg"]))
    browser = desk.client()
    browser.get(desk.address(story))
    with django_assert_max_num_queries(21):
        browser.get(desk.address(story))
