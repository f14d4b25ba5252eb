"""Times, pictures and text as readers see them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from articles.models import Article
from articles.templatetags import newsroom
from tests import factories

AT = datetime(2024, 1, 30, 21, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "long", "short"),
    [
        (datetime(2024, 1, 30, 21, 14, tzinfo=UTC), "Tue 30 Jan 2024, 9.14pm GMT", "9.14pm"),
        (datetime(2024, 7, 1, 11, 5, tzinfo=UTC), "Mon 1 Jul 2024, 12.05pm BST", "12.05pm"),
        (datetime(2024, 6, 30, 23, 0, tzinfo=UTC), "Mon 1 Jul 2024, 12.00am BST", "12.00am"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sun 25 Oct 2026, 1.30am BST", "1.30am"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sun 25 Oct 2026, 1.30am GMT", "1.30am"),
    ],
)
def test_times_are_written_as_in_a_newspaper(moment, long, short):
    assert f">{long}</time>" in newsroom.when(moment)
    assert f'title="{long}">{short}</time>' in newsroom.when(moment, "short")


def test_a_time_says_its_zone_to_machines():
    assert newsroom.when(datetime(2024, 7, 1, 11, 5, tzinfo=UTC)).startswith(
        '<time datetime="2024-07-01T12:05:00+01:00">'
    )
    assert newsroom.when(None) == ""


@pytest.mark.parametrize(
    ("later", "is_updated"), [(None, False), (-5, False), (0, False), (59, False), (60, True), (3600, True)]
)
def test_updated_is_said_from_a_minute_on(later, is_updated):
    modified = None if later is None else AT + timedelta(seconds=later)
    assert newsroom.is_updated(Article(first_published_at=AT, modified_at=modified)) is is_updated


@pytest.mark.parametrize(
    ("published", "wire_date", "says"),
    [
        (date(2024, 3, 1), None, ""),
        (date(2024, 2, 1), None, ""),
        (date(2024, 1, 31), None, "1 month"),
        (date(2024, 1, 3), None, "1 month"),
        (date(2024, 1, 2), None, "2 months"),
        (date(2023, 3, 3), None, "11 months"),
        (date(2023, 3, 2), None, "1 year"),
        (date(2021, 12, 31), None, "2 years"),
        (date(2024, 3, 1), date(2022, 1, 30), "2 years"),
        (date(2024, 3, 1), date(2024, 2, 28), ""),
    ],
)
def test_an_old_story_says_how_old(published, wire_date, says):
    noon = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
    with time_machine.travel(datetime(2024, 3, 2, 12, tzinfo=UTC), tick=False):
        assert newsroom.age(Article(first_published_at=noon, wire_date=wire_date)) == says


@pytest.mark.django_db
def test_a_picture_without_a_file_is_a_text_and_never_a_broken_image(client):
    story = factories.published(
        captions=[{"text": "A crowd", "title": "London", "photographer": "Jordan Pettitt", "agency": "PA"}]
    )
    text = client.get(story.get_absolute_url()).content.decode()
    assert "<b>London</b> A crowd" in text and '<span class="credit">(Jordan Pettitt/PA)</span>' in text
    assert "<img" not in text and "<picture" not in text


@pytest.mark.django_db
def test_a_picture_comes_in_sizes_with_its_shape_and_the_lead_at_once(client):
    photo = factories.photo(specs=factories.RENDITIONS, focal_x=0.82, focal_y=0.0)
    story = factories.published(
        body="First.\n\n[[photo 2]]",
        captions=[
            {"picture": photo, "alt_text": 'A "crowd"'},
            {"picture": photo, "is_decorative": True, "alt_text": "x"},
        ],
    )
    lead, inline = client.get(story.get_absolute_url()).content.decode().split("<picture>")[1:]
    key = str(photo.sha256)[:12]
    assert f'type="image/webp" srcset="/media/{key}/w465.webp 465w, /media/{key}/w620.webp 620w' in lead
    assert f'src="/media/{key}/w940.jpeg"' in lead and 'width="940" height="588"' in lead
    assert 'class="fx8 fy0"' in lead and 'alt="A &quot;crowd&quot;"' in lead
    assert 'fetchpriority="high"' in lead and "loading=" not in lead
    assert 'loading="lazy"' in inline and 'alt=""' in inline and "fetchpriority" not in inline.split("</picture>")[0]


@pytest.mark.django_db
def test_a_list_takes_the_crop_where_there_is_one(client):
    factories.published(captions=[{"picture": factories.photo(specs=("w620.jpeg", "16x9-620.jpeg", "16x9-620.webp"))}])
    text = client.get("/politics/").content.decode()
    assert "16x9-620.webp" in text and "w620.jpeg" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("specs", "shown"), [(("w620.jpeg", "share-1200.jpeg"), "share-1200"), (("w465.jpeg", "w620.jpeg"), "w620")]
)
def test_a_shared_story_shows_the_crop_made_for_it_or_the_whole_picture(client, specs, shown):
    story = factories.published(captions=[{"picture": factories.photo(specs=specs), "alt_text": "A crowd"}])
    text = client.get(story.get_absolute_url()).content.decode()
    image = text.split('<meta property="og:image" content="')[1].split('"')[0]
    assert image.startswith("http://testserver/media/") and image.endswith(f"/{shown}.jpeg")
    assert '<meta property="og:image:alt" content="A crowd">' in text and "summary_large_image" in text


@pytest.mark.django_db
def test_a_story_says_where_it_came_from(client):
    story = factories.published(wire_date=date(2024, 1, 30), at=AT)
    Article.objects.filter(pk=story.pk).update(created_at=AT - timedelta(minutes=9))
    text = client.get(story.get_absolute_url()).content.decode()
    assert "From the wire: Press Association." in text and "Dated 30 January 2024 by the wire, received" in text
    assert "9.05pm GMT</time>, published" in text
    own = factories.published(wire_uri="")
    assert "From the wire" not in client.get(own.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_corrections_stand_under_the_byline_and_clarifications_at_the_foot(client):
    story = factories.published(body="The body of it.")
    under = factories.correction(story, "It was <b>1,388</b>.")
    factories.correction(story, "No new law is needed.", kind="clarification", placement="footnote")
    text = client.get(story.get_absolute_url()).content.decode()
    text = text.split('<article class="story"')[1]
    assert text.index("It was &lt;b&gt;1,388&lt;/b&gt;.") < text.index("The body of it.") < text.index("No new law")
    assert f'id="correction-{under.pk}"' in text
