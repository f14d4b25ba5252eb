"""What a story says to machines."""

import json
from datetime import UTC, datetime

import pytest

from articles import jsonld, typesetting
from articles.models import Article, Topic
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2024, 1, 30, 21, 14, tzinfo=UTC)
CHANGED = datetime(2024, 1, 30, 22, 2, tzinfo=UTC)


def linked(client, story: Article) -> dict:
    """Read the linked data of the story's page as a machine does."""
    text = client.get(story.get_absolute_url()).content.decode()
    _, found = text.split('<script type="application/ld+json">')
    return json.loads(found.split("</script>")[0])


@pytest.fixture
def rich() -> Article:
    """Publish a story that has everything."""
    picture = factories.photo(specs=(*factories.RENDITIONS, "16x9-1240.jpeg"))
    person = factories.byline("Sam Lister", role="Political Correspondent", organisation="Press Association")
    story = factories.published(
        at=AT,
        headline="The polluter will pay",
        standfirst="Fines without a court",
        dateline="Westminster",
        bylines=[person, "Press Association"],
        captions=[{"picture": picture, "text": "The Commons"}, {}],
    )
    story.topics.add(Topic.objects.create(name="Water", slug="water", code="medtop:20000500"))
    typesetting.typeset(story)
    Article.objects.filter(pk=story.pk).update(modified_at=CHANGED)
    factories.correction(story, "It was 1,388.", published_at=CHANGED)
    return story


def test_a_story_is_a_news_article_with_what_it_has(client, rich):
    said, address = linked(client, rich), f"http://testserver{rich.get_absolute_url()}"
    for name in ("author", "image", "correction"):
        del said[name]
    assert said == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "The polluter will pay",
        "description": "Fines without a court",
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "datePublished": "2024-01-30T21:14:00+00:00",
        "dateModified": "2024-01-30T22:02:00+00:00",
        "dateline": "Westminster",
        "articleSection": "Politics",
        "wordCount": 12,
        "keywords": ["Water"],
        "about": [
            {"@type": "Thing", "name": "Water", "@id": "http://cv.iptc.org/newscodes/mediatopic/20000500"},
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "Newsroom",
            "url": "http://testserver/",
            "correctionsPolicy": "http://testserver/corrections/",
        },
    }


def test_authors_are_people_with_an_employer_or_organisations(client, rich):
    assert linked(client, rich)["author"] == [
        {
            "@type": "Person",
            "name": "Sam Lister",
            "url": "http://testserver/by/sam-lister-press-association/",
            "jobTitle": "Political Correspondent",
            "worksFor": {"@type": "Organization", "name": "Press Association"},
        },
        {"@type": "Organization", "name": "Press Association", "url": "http://testserver/by/press-association/"},
    ]


def test_a_picture_that_has_arrived_is_named_with_its_credit_uncropped(client, rich):
    key = str(rich.captions.first().photo.sha256)[:12]
    assert linked(client, rich)["image"] == [
        {
            "@type": "ImageObject",
            "url": f"http://testserver/media/{key}/w940.jpeg",
            "width": 940,
            "height": 588,
            "caption": "The Commons",
            "creditText": "Jordan Pettitt/PA",
            "creator": {"@type": "Person", "name": "Jordan Pettitt"},
        }
    ]


def test_corrections_are_told(client, rich):
    assert linked(client, rich)["correction"] == [
        {"@type": "CorrectionComment", "text": "It was 1,388.", "datePublished": "2024-01-30T22:02:00+00:00"}
    ]


def test_what_a_story_does_not_have_is_left_out(client):
    story = factories.published(section=None, bylines=[])
    said = linked(client, story)
    assert not {"image", "author", "correction", "description", "dateline", "articleSection", "keywords"} & set(said)
    assert said["dateModified"] == said["datePublished"]


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a & b", "line\u2028end\u2029"]
)
def test_no_text_can_end_the_script(client, text):
    story = factories.published(headline=text, bylines=[factories.byline(text, slug="x")])
    assert linked(client, story)["headline"] == text
    script = jsonld.script({"headline": text})
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {"headline": text}
