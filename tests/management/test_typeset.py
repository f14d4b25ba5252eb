"""The command that sets all stories again and numbers all pages anew."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Listing, PageBreak, Typeset
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_is_made_again_from_the_stories_alone(settings):
    settings.PAGE_SIZE = 2
    for _ in range(5):
        factories.published()
    factories.article()
    before = [sorted(model.objects.values_list()[:99], key=str) for model in (Typeset, PageBreak)]
    places = set(Listing.objects.values_list("list", "at", "article"))
    for model in (Typeset, PageBreak, Listing):
        model.objects.all().delete()
    said = StringIO()
    call_command("typeset", stdout=said)
    assert "Set 5 stories in type; their lists have 6 pages." in said.getvalue()
    assert set(Listing.objects.values_list("list", "at", "article")) == places
    assert sorted(Typeset.objects.values_list()[:99], key=str) == before[0]
    breaks = PageBreak.objects.values_list("list", "number", "at", "article_id")
    assert sorted(breaks) == sorted(row[1:] for row in before[1])
