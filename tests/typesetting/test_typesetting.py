"""Stories set in type: what readers see of them is made when they are saved."""

import pytest

from articles import typesetting, workflow
from articles.models import Article, Byline, Photo, Topic, Typeset
from articles.templatetags import newsroom
from articles.typesetting.text import trail_of
from tests import factories


@pytest.mark.parametrize(
    ("standfirst", "body", "says"),
    [
        ("A standfirst", "The body.", "A standfirst"),
        ("", "The first paragraph.\n\nThe second.", "The first paragraph."),
        (
            "",
            "[[photo 2]]\n\n## A crosshead\n\n- an item\n\nThen *words* of a [link](https://example.com).",
            "Then words of a link.",
        ),
        ("", "One\nparagraph in two lines.", "One paragraph in two lines."),
        ("", "", ""),
        ("", "word " * 60, f"{'word ' * 38}".strip() + "…"),
    ],
)
def test_a_list_shows_the_standfirst_or_the_first_paragraph(standfirst, body, says):
    assert trail_of(standfirst, body) == says


@pytest.mark.django_db
def test_pictures_stand_in_their_places_and_none_is_lost():
    story = factories.published(
        body="First.\n\n[[photo 2]]\n\nSecond.\n\n[[photo 9]]\n\n[[photo 2]]\n\n[[photo 1]]\n\nThird.",
        captions=[{"text": "The lead"}, {"text": "Inline", "title": "A title"}, {"text": "Without a place"}],
    )
    html = set_of(story).body
    parts = [html.index(words) for words in ("First.", "A title", "Inline", "Second.", "Third.", "Without a place")]
    assert parts == sorted(parts)
    assert html.count("Inline") == 1 and "The lead" not in html and "[[" not in html


@pytest.mark.django_db
def test_a_wide_table_scrolls_by_itself(client):
    story = factories.published(body="| A | B |\n| --- | --- |\n| 1 | 2 |\n\nText with <table> in it.")
    text = set_of(story).body
    assert text.count('role="region"') == 1 and text.count("</table></div>") == 1 and "&lt;table&gt;" in text


@pytest.mark.django_db
def test_an_agency_is_never_taken_from_a_picture(client):
    person = factories.byline("Sam Lister", kind=Byline.Kind.PERSON)
    story = factories.published(bylines=[person], captions=[{"agency": "PA"}])
    assert newsroom.agencies(set_of(story)) == ""
    assert "<b>From the wire.</b>" in client.get(story.get_absolute_url()).content.decode()


def set_of(story: Article) -> Typeset:
    """Return the type of a story as it is kept."""
    return Typeset.objects.get(article=story)


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["check", "ready", "spike"])
def test_only_what_readers_may_see_is_set(step):
    story = factories.article()
    workflow.move(story, step, by=None)
    assert not Typeset.objects.exists()


@pytest.mark.django_db
def test_a_withdrawn_story_leaves_no_type_behind():
    assert set_of(factories.published())
    factories.withdrawn()
    assert Typeset.objects.count() == 1


@pytest.mark.django_db
def test_a_saved_text_is_set_in_the_transaction_that_saves_it():
    story = factories.published(body="Before.")
    with workflow.editing(story, expected=story.version, by=None, fields={"body": "After <all>."}):
        pass
    assert set_of(story).body == "<p>After &lt;all&gt;.</p>\n" and set_of(story).words == 2


@pytest.mark.django_db
def test_a_story_is_read_with_its_type_in_one_query(django_assert_num_queries):
    story = factories.published(captions=[{"picture": factories.photo(specs=factories.RENDITIONS)}])
    factories.correction(story)
    with django_assert_num_queries(1):
        found = Article.objects.published().for_reading().get(pk=story.pk)
        assert "<picture>" in found.typeset.lead and found.public_corrections[0].label == "Correction"


@pytest.mark.django_db
def test_a_renamed_byline_spoils_the_type_and_a_sweep_sets_it_again():
    story, other = factories.published(bylines=["Sam Lister"]), factories.published()
    Byline.objects.filter(name="Sam Lister").update(name="Samantha Lister")
    typesetting.spoil(byline=Byline.objects.get(name="Samantha Lister"))
    assert [one.pk for one in typesetting.overdue(10)] == [story.pk] != [other.pk]
    assert typesetting.typeset_again(typesetting.overdue(10)) == 1
    assert set_of(story).bylines[0]["name"] == "Samantha Lister" and typesetting.overdue(10) == []


@pytest.mark.django_db
def test_a_renamed_topic_spoils_the_type_too():
    story, topic = factories.published(), Topic.objects.create(name="Water", slug="water")
    story.topics.add(topic)
    typesetting.spoil(topic=topic)
    assert typesetting.overdue(10) == [story]


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["missing", "of an older edition"])
def test_what_is_not_set_as_it_should_be_is_overdue(how):
    story = factories.published()
    rows = Typeset.objects.filter(article=story)
    rows.delete() if how == "missing" else rows.update(edition=typesetting.EDITION - 1)
    assert typesetting.overdue(10) == [story]


@pytest.mark.django_db
def test_new_sizes_of_a_picture_are_set_at_once():
    photo = factories.photo(specs=("w465.jpeg",))
    story = factories.published(captions=[{"picture": photo}])
    photo.renditions.update(file="ab/new.jpeg")
    typesetting.typeset_again(Article.objects.filter(captions__photo=Photo.objects.get(pk=photo.pk)))
    assert 'src="/media/ab/new.jpeg"' in set_of(story).lead
