"""Subjects of the wire become topics."""

import pytest

from articles.filing.rows import topics_of
from articles.wire.story import Story, Subject

pytestmark = pytest.mark.django_db


def test_a_story_is_filed_under_the_media_topics_of_the_wire():
    subjects = (
        Subject("medtop:20000500", "Water supply"),
        Subject("http://cv.iptc.org/newscodes/mediatopic/20000424", "Pollution"),
        Subject("20000500", "The same again"),
        Subject("paCat:HHH", "Home"),
        Subject("20000999", ""),
    )
    for _ in range(2):
        found = topics_of(Story(subjects=subjects))
        assert [(one.code, one.slug) for one in found] == [
            ("medtop:20000500", "water-supply"),
            ("medtop:20000424", "pollution"),
        ]
