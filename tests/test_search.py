"""Search: the same answers on SQLite and PostgreSQL."""

import pytest

from articles import search, workflow
from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db


def found(words):
    return set(search.find(Article.objects.published(), words).values_list("headline", flat=True))


@pytest.fixture
def harbour():
    article = factories.published(
        headline="Harbour wall rebuilt",
        standfirst="Engineers finish early",
        body="The lifeboats will return on Friday.\n\nCafé owners were pleased.",
        bylines=["Morwen Tallis"],
    )
    factories.caption(article, text="A crane over the pier")
    factories.published(headline="Parliament votes on fishing")
    return article


@pytest.mark.parametrize(
    "words",
    [
        "harbour",
        "HARBOUR",
        "walls",
        "engineer",
        "lifeboat friday",
        "crane",
        "tallis",
        "Morwen Tallis",
        "harbour’s",
        '"harbour wall"',
    ],
)
def test_words_are_found_in_every_part_and_form(harbour, words):
    assert found(words) == {"Harbour wall rebuilt"}


@pytest.mark.parametrize("words", ["harbour parliament", "nothing", "", "   ", "!!! ???", '"', "* OR NOT ("])
def test_what_is_not_there_is_not_found(harbour, words):
    assert found(words) == set()


@pytest.mark.parametrize(
    "words", ["NOT harbour AND", "harbour)", "-harbour", "harbour:*", "harbour' OR 1=1 --", "a" * 5000]
)
def test_the_language_of_the_index_is_never_spoken(harbour, words):
    found(words)


def test_an_edit_is_found_at_once_and_the_old_words_no_more(harbour):
    with workflow.editing(harbour, expected=harbour.version, by=None, fields={"headline": "Quay mended"}):
        pass
    assert found("quay") == {"Quay mended"}
    assert found("rebuilt") == set()


def test_what_is_withdrawn_is_found_no_more(harbour):
    workflow.move(harbour, "withdraw", by=None)
    assert found("harbour") == set()


def test_a_very_long_text_can_be_saved_and_found():
    body = " ".join(f"word{number:06d}" for number in range(120_000))
    factories.published(headline="Longest", body=f"Begins with zebra. {body}")
    assert found("zebra") == {"Longest"}
