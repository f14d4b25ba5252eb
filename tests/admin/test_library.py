"""The library of pictures: found, uploaded, aimed, used again, replaced, deleted."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles import photos, samples, workflow
from articles.models import Caption, Photo
from tests import factories
from tests.admin import desk
from tests.photos import pictures

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_photo_changelist")
ADD = reverse("admin:articles_photo_add")


def file(name="harbour.jpg", payload=None, colour="teal"):
    written = BytesIO()
    Image.new("RGB", (900, 600), colour).save(written, "JPEG")
    return SimpleUploadedFile(name, payload or written.getvalue(), content_type="image/jpeg")


def page(photo, name="change"):
    return reverse(f"admin:articles_photo_{name}", args=[photo.pk])


def arrived(**fields):
    return factories.photo(specs=["w465.webp", "w465.jpeg"], **fields)


def form_of(photo, **changes):
    names = ("headline", "description", "alt_text", "photographer", "job_title", "agency", "credit_line", "place",
             "copyright_notice", "source", "catchline", "restrictions", "usage_terms", "instructions", "focal_x",
             "focal_y")  # fmt: skip
    return {name: getattr(photo, name) for name in names} | {"rights_expire_at": "", "do": "save"} | changes


def said(answer):
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=harbour", {"wall"}), ("q=okoro+penzance", {"wall"}), ("q=okoro+leeds", set()), ("q=WALL-77", {"wall"}),
        ("since=2026-03-02&until=2026-03-04", {"wall"}), ("since=2026-03-05", set()), ("", {"wall", "gull", "expired"}),
        ("state=waiting", {"announced"}), ("state=expired", {"expired"}), ("state=unused", {"gull", "expired"}),
        ("state=restricted", {"gull"}), ("state=doubt", {"gull"}), ("page=2", set()),
        ("page=x", {"wall", "gull", "expired"}),
    ],
)  # fmt: skip
def test_pictures_are_found_by_caption_credit_place_date_and_state(query, expected):
    wall = arrived(headline="wall", description="Divers in the harbour", photographer="Ines Okoro", place="Penzance",
                   supplier_ref="WALL-77", taken_at=datetime(2026, 3, 3, 12, tzinfo=UTC))  # fmt: skip
    arrived(headline="gull", restrictions="No sales.", issues=[{"code": "X", "message": "Odd.", "line": 0}])
    arrived(headline="expired", rights_expire_at=timezone.now() - timedelta(days=1))
    story = factories.article()
    factories.caption(story, picture=wall)
    factories.caption(story, picture=factories.photo(headline="announced"))
    factories.photo(headline="announced once and in no story any more")
    answer = desk.client().get(f"{LIST}?{query}")
    assert {tile.photo.headline for tile in answer.context["tiles"]} == expected


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_however_many_pictures(number, django_assert_max_num_queries):
    story = factories.article()
    for _ in range(number):
        factories.caption(story, picture=arrived())
    browser = desk.client()
    browser.get(LIST)
    with django_assert_max_num_queries(8):
        browser.get(LIST)


def test_several_files_are_sent_at_once_by_a_plain_form_and_each_has_its_answer():
    files = [file("a.jpg"), file("b.jpg", colour="navy"), file("a-again.jpg"), file("page.jpg", b"<html>")]
    answer = desk.client("reporter").post(ADD, {"upload": files})
    assert [row.filed.outcome for row in answer.context["rows"]] == ["created", "created", "unchanged", "refused"]
    text = answer.content.decode()
    assert "has the name of a picture, but what it holds is none" in text and "here already" in text
    assert Photo.objects.exclude(original="").count() == 2
    assert set(Photo.objects.values_list("created_by__username", flat=True)) == {answer.wsgi_request.user.username}


def test_a_script_that_sends_one_gets_its_row_alone():
    answer = desk.client().post(ADD, {"upload": file()}, headers={"x-answer": "one"})
    assert answer.status_code == 200 and answer.content.decode().strip().startswith('<li class="sent">')
    assert desk.client().post(ADD, {}, headers={"x-answer": "one"}).status_code == 400
    assert "Choose one picture or several." in desk.client().post(ADD, {}).content.decode()


def test_what_the_desk_says_is_saved_and_settled_doubts_go():
    photo = photos.receive(pictures.upload(pictures.jpeg()), name="a.png").photo
    assert photo.issues
    browser, expires = desk.client(), "2027-01-01T12:00:00"
    browser.post(page(photo), form_of(photo, place="Leeds", rights_expire_at=expires, settled="on"))
    photo.refresh_from_db()
    assert photo.place == "Leeds" and photo.issues == [] and photo.rights_expire_at.year == 2027
    assert said(browser.post(page(photo), form_of(photo, rights_expire_at=expires))).endswith("Nothing was changed.")


def test_a_moved_focal_point_makes_the_crops_anew_at_once():
    photo = photos.receive(pictures.upload(pictures.jpeg(1300, 900))).photo
    before = dict(photo.renditions.values_list("spec", "file"))
    desk.client().post(page(photo), form_of(photo, focal_x="0.9", focal_y="0.9"))
    after = dict(photo.renditions.values_list("spec", "file"))
    changed = {spec for spec in before if before[spec] != after[spec]}
    assert changed == {spec for spec in before if spec.startswith(("16x9-", "5x4-", "share-"))}
    photo.refresh_from_db()
    assert photo.sizes_due, "AVIF is for the worker"


def test_a_number_that_is_no_place_in_the_picture_is_refused():
    photo = arrived()
    answer = desk.client().post(page(photo), form_of(photo, focal_x="1.5", headline="Kept in the form"))
    assert answer.status_code == 200 and "Kept in the form" in answer.content.decode()
    photo.refresh_from_db()
    assert photo.focal_x == 0.5 and photo.headline != "Kept in the form"


def test_a_picture_is_used_in_another_story_with_a_fresh_caption():
    photo, story = (
        arrived(description="A wall (Ines Okoro/PA)", photographer="Ines Okoro", agency="PA"),
        factories.article(),
    )
    factories.caption(factories.article(), picture=photo, text="A caption of another story")
    answer = desk.client().post(page(photo), {"do": "use", "story": str(story.pk)})
    caption = story.captions.get()
    assert answer.url == desk.address(story) and caption.photo == photo
    assert (caption.text, caption.credit, caption.role) == ("A wall", "Ines Okoro/PA", "lead")


@pytest.mark.parametrize("story", ["", "none", "99999", "9" * 30])
def test_a_story_that_is_not_there_is_an_answer(story):
    photo = arrived()
    assert "There is no story of that number" in said(desk.client().post(page(photo), {"do": "use", "story": story}))


def test_what_readers_see_is_changed_by_publishers_alone():
    photo, story = arrived(), factories.published(captions=[{}])
    assert "only a publisher" in said(desk.client("editor").post(page(photo), {"do": "use", "story": str(story.pk)}))
    used = factories.published(captions=[{"picture": photo}])
    answer = desk.client("editor").post(page(photo), {"do": "replace", "file": file()})
    assert "you may not change" in said(answer) and used.captions.get().photo == photo
    assert story.captions.count() == 1 and not Photo.objects.filter(replaces__isnull=False).exists()


def test_a_replaced_file_keeps_every_use_and_the_former_stays():
    photo = photos.receive(pictures.upload(pictures.jpeg())).photo
    photos.change(photo, photographer="Ines Okoro", agency="PA", restrictions="No sales.")
    draft, public = (
        factories.article(),
        factories.published(captions=[{"picture": photo, "restrictions_accepted": True}]),
    )
    factories.caption(draft, picture=photo, text="Our own words")
    answer = desk.client().post(page(photo), {"do": "replace", "file": file("better.jpg")})
    new = Photo.objects.get(file_name="better.jpg")
    assert answer.url == page(new) and set(Caption.objects.values_list("photo", flat=True)) == {new.pk}
    assert draft.captions.get().text == "Our own words" and new.credit == "Ines Okoro/PA" and new.restrictions
    for story in (draft, public):
        assert story.revisions.first().event == "picture replaced"
    photo.refresh_from_db()
    assert photo.replaced_by == new and storages["originals"].exists(str(photo.original))


def test_the_same_or_no_file_replaces_nothing():
    photo = photos.receive(pictures.upload(pictures.jpeg())).photo
    browser = desk.client()
    same = SimpleUploadedFile("same.jpg", pictures.jpeg())
    assert "the photo has already" in said(browser.post(page(photo), {"do": "replace", "file": same}))
    assert "Choose the other file" in said(browser.post(page(photo), {"do": "replace"}))


def test_a_picture_in_use_is_not_deleted_and_an_unused_one_goes_with_its_files(django_capture_on_commit_callbacks):
    photo = photos.receive(pictures.upload(pictures.jpeg())).photo
    caption, browser = factories.caption(factories.article(), picture=photo), desk.client()
    browser.post(page(photo, "delete"), {"post": "yes"})
    assert Photo.objects.filter(pk=photo.pk).exists()
    with pytest.raises(photos.RejectedPhoto):
        photos.delete(photo)
    caption.delete()
    names = [str(one.file) for one in photo.renditions.all()]
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page(photo, "delete"), {"post": "yes"}).status_code == 302
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert not any(storages["default"].exists(name) for name in names)
    assert not storages["originals"].exists(str(photo.original))


def test_only_those_who_publish_may_delete():
    photo = arrived()
    assert desk.client("editor").post(page(photo, "delete"), {"post": "yes"}).status_code in (403, 404)
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_nearly_the_same_pictures_are_shown_and_others_are_not():
    folder = Path(samples.__file__).parent / "pictures"
    scene, other = (Image.open(folder / name).convert("RGB") for name in ("viaduct-train.jpg", "yacht-swell.jpg"))
    brighter = scene.resize((450, 300)).point(lambda level: min(255, level + 12))
    first, again, far = (
        photos.receive(pictures.upload(pictures.encoded(one, form))).photo
        for one, form in ((scene, "JPEG"), (brighter, "WEBP"), (other, "JPEG"))
    )
    assert photos.alike(first) == [again] and photos.alike(far) == []
    answer = desk.client().get(page(first))
    assert [tile.photo for tile in answer.context["alike"]] == [again]


def test_an_offer_is_shown_with_its_reason_and_taken_by_one_click():
    story = factories.article(catchline="POLITICS Harbour")
    photo = arrived(catchline="POLITICS Harbour", description="A wall")
    browser = desk.client()
    assert "which is the catchline of this story" in browser.get(page(photo)).content.decode()
    browser.post(page(photo), {"do": "place", "story": str(story.pk)})
    assert story.captions.get().photo == photo


def test_a_reporter_sees_their_own_pictures_and_no_others():
    reporter = factories.user("reporter")
    own, other = arrived(headline="own", created_by=reporter), arrived(headline="another's")
    browser = desk.Client()
    browser.force_login(reporter)
    assert [tile.photo for tile in browser.get(LIST).context["tiles"]] == [own]
    assert browser.get(page(other)).status_code == 404
    assert browser.post(page(other), {"do": "use", "story": "1"}).status_code == 404


def test_a_withdrawn_storys_use_is_listed_with_its_state():
    photo = arrived()
    story = factories.published(captions=[{"picture": photo}])
    workflow.move(story, "withdraw", by=None, note="Withdrawn.")
    assert "Withdrawn" in desk.client().get(page(photo)).content.decode()
