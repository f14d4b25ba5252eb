"""A picture finds the story that waits for it, and says why; where that is doubtful the desk decides."""

import pytest

from articles import filing, ingest, photos, workflow
from articles.models import Caption, Photo
from articles.wire import captions
from tests import factories
from tests.captures import capture
from tests.photos import pictures

pytestmark = pytest.mark.django_db
WORDS = "Divers look at the sea wall in Penzance after the storm"
SENT = f"{WORDS}. PA Photo. Picture date: Tuesday March 3, 2026. See PA story POLITICS Harbour. Photo credit should "
SENT += "read: Jordan Vale/PA Wire"


def file(caption=SENT, ref=b"", colour=pictures.RED, **how):
    """Return the bytes of a picture with a caption and a supplier's reference."""
    fields = [(120, caption.encode()), *([(103, ref)] if ref else [])]
    picture = pictures.encoded(pictures.quarters(200, 120).point(lambda level: level ^ colour[0]), **how)
    return pictures.with_segments(picture, pictures.iim(*fields))


def take(payload, name="picture.jpg"):
    return photos.receive(pictures.upload(payload), name=name)


def announced(story, caption=WORDS, **fields):
    photo = factories.photo(description=caption, caption_key=captions.key(caption), **fields)
    return factories.caption(story, picture=photo, text=caption)


@pytest.mark.parametrize(
    ("ref", "payload", "name"),
    [
        ("HARBOUR_Wall_111162.JPG", file("Another text", ref=b"HARBOUR_Wall_111162.JPG"), "a.jpg"),
        ("0c5b9e2c-77aa-4f6e", file("Another text"), "0c5b9e2c-77aa-4f6e.jpg"),
        ("https://pictures.example.com/2026/wall-19.jpg", file("Another text"), "wall-19.jpg"),
    ],
)
def test_a_supplier_reference_joins_a_picture_to_its_place(ref, payload, name):
    place = announced(factories.article(), supplier_ref=ref)
    taken = take(payload, name)
    assert (taken.outcome, taken.photo.pk) == (photos.JOINED, place.photo_id)
    assert taken.photo.has_file and taken.photo.match_reason == "The supplier's own reference."
    assert taken.photo.description == WORDS, "what was announced stands"


def test_a_caption_of_the_same_words_joins_whatever_grammar_surrounds_it():
    place = announced(factories.article())
    taken = take(file())
    assert (taken.outcome, taken.photo.pk) == (photos.JOINED, place.photo_id)
    assert taken.photo.match_reason == "A caption of the same words." and Photo.objects.count() == 1


def test_two_places_that_wait_for_the_same_picture_are_offered_and_neither_is_chosen():
    places = [announced(factories.article()), announced(factories.article())]
    taken = take(file())
    assert taken.outcome == photos.CREATED and not Caption.objects.filter(photo=taken.photo).exists()
    assert {offer.caption for offer in photos.offers(taken.photo)} == set(places)


def test_a_story_that_readers_see_gets_no_picture_by_itself():
    story = factories.article()
    announced(story)
    workflow.move(story, "publish", by=None)
    taken = take(file())
    assert taken.outcome == photos.CREATED
    assert [offer.article for offer in photos.offers(taken.photo)] == [story]


def test_a_catchline_only_suggests_and_says_why():
    same = factories.article(catchline="POLITICS HARBOUR")
    group = factories.article(catchline="Politics Harbour Reaction")
    factories.article(catchline="POLITICS Budget")
    photo = take(file("A gull. See PA story POLITICS Harbour. Photo credit should read: Jordan Vale/PA Wire")).photo
    offers = {offer.article: offer for offer in photos.offers(photo)}
    assert set(offers) == {same, group}
    assert offers[same].reason.endswith("which is the catchline of this story.")
    assert offers[group].reason.endswith("of the same group as this story.")


def test_a_place_with_a_similar_caption_is_named_in_the_offer():
    story = factories.article(catchline="POLITICS Harbour")
    factories.caption(story, text="The minister speaks in London about something else")
    place = factories.caption(story, text="Divers look at the wall in Penzance, Cornwall, after a storm")
    assert photos.offers(take(file()).photo)[0].caption == place


def test_an_offer_is_taken_by_one_save_of_the_story(django_assert_max_num_queries):
    story = factories.article(catchline="POLITICS Harbour")
    photo, editor = take(file()).photo, factories.user("editor")
    caption = photos.place(photo, story, by=editor, version=story.version)
    assert (caption.number, caption.role, caption.text) == (1, "lead", f"{WORDS}.")
    assert caption.credit == "Jordan Vale/PA"
    story.refresh_from_db()
    assert story.version == 2 and story.revisions.first().event == "picture added"
    assert photos.offers(photo) == []
    with pytest.raises(workflow.Stale):
        photos.place(photo, story, by=editor, version=1)


def test_a_tick_for_other_restrictions_does_not_pass_to_the_picture_that_came():
    story = factories.article()
    place = factories.caption(story, restrictions_accepted=True, alt_text="")
    photo = take(file()).photo
    photos.place(photo, story, by=factories.user("editor"), version=1, caption=place)
    place.refresh_from_db()
    assert place.photo == photo and not place.restrictions_accepted and place.number == 1


def test_a_picture_that_came_before_its_story_is_waiting_for_it(django_db_blocker):
    photo = take(file(f"{WORDS}. See PA story POLITICS Harbour. Photo credit should read: Jordan Vale/PA Wire")).photo
    story = factories.article()
    from articles.wire.story import Credit, Picture

    caption = filing.rows.announce(story, Picture(WORDS, Credit("Jordan Vale", "PA", "(Jordan Vale/PA)")), 1, "lead")
    photo.refresh_from_db()
    assert caption.photo == photo and photo.match_reason == "A caption of the same words."
    assert Photo.objects.count() == 1


def test_pictures_come_in_by_the_one_way_in_with_the_stories_of_an_archive():
    import io
    import zipfile

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("story.txt", capture())
        packed.writestr("wall.jpg", file())
        packed.writestr("broken.jpg", b"\xff\xd8\xff broken")
    archive.seek(0)
    filed = {one.file: one for one in ingest.receive(archive, name="day.zip")}
    assert filed["day.zip/story.txt"].outcome == "created" and filed["day.zip/story.txt"].photo is None
    assert filed["day.zip/wall.jpg"].photo == Photo.objects.exclude(original="").get().pk
    assert filed["day.zip/broken.jpg"].code in ("IMAGE_UNREADABLE", "IMAGE_TRUNCATED")
