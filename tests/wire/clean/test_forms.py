# ruff: noqa: E501 - captures are written out line by line
"""Forms of captures that cost a paragraph once, each in a few invented lines."""

from __future__ import annotations

import pytest

from articles.wire import read
from articles.wire.story import Story

FIRST = "The harbour authority has been told to publish its accounts after a two-year inquiry by auditors."
SECOND = "Chief auditor Ann Roe said: “We will go on until every berth has been counted and every pound explained.”"
THIRD = "The inquiry, which began in 2021, has cost more than £600,000 and is expected to report in spring."
FOURTH = "A spokesman for the authority said that it would not be right to comment on a live inquiry."
HEAD = "Harbour told to publish accounts"


def story(text: str) -> Story:
    return read(text.encode()).stories[0]


def body(text: str) -> list[str]:
    return [block.text for block in story(text).body]


@pytest.mark.parametrize(
    "text",
    [
        f" date 2023-04-05 Sign up to our free breaking news emails\nThanks for signing up to the\n{FIRST}\n{SECOND}\n{THIRD}",
        f" date 2023-04-05 Watch more of our videos on ShotsTV.com \nand on Freeview 262 or Freely 565\n{FIRST}\n{SECOND}\n{THIRD}",
        f" date 2023-04-05 {HEAD}\n\nBy PA Reporter\nPublished 5th Apr 2023, 10:11 BST\nUpdated 5th Apr 2023, 11:10 BST\n{FIRST}\n\nSign up to our daily newsletter Sign up Thank you for signing up! Submitting...\n\n{SECOND}\n\nAdvertisement Hide Ad\n\n{THIRD}",
        f"{HEAD}\n\nPAAnn Roe arrives at the harbour[/caption] {FIRST}\n\n{SECOND}\n\n{THIRD}",
        f"{HEAD}\n\n{FIRST}\n\nREAD MORE: Ferry fares to rise\n\n{SECOND}\n\n{THIRD}",
        f"{HEAD}\n\nThe harbour at dusk (Bo Lee/PA)\n\nAnn Roe\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
        f"{HEAD}\n\nBy Ann Roe\n\nHarbour correspondent\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
        f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n— Harbour Watch (@harbourwatch) April 4, 2023\n\n{THIRD}",
        f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nHarbour finances inquiry\nThe harbour (Bo Lee/PA)",
        f"| 16.7°C Belfast\n\n{HEAD}\n\nAnn Roe\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
        f"{HEAD}\nPosted Sunday, April 30, 2023 by PA\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
    ],
    ids=[
        "sign-up",
        "video",
        "national world",
        "shortcode",
        "read more",
        "name",
        "job",
        "post",
        "title last",
        "weather",
        "posted",
    ],
)
def test_no_paragraph_is_lost_or_added(text: str) -> None:
    assert body(text) == [FIRST, SECOND, THIRD]


def test_a_story_goes_on_below_related_cards() -> None:
    cards = "Related\n\nFerry fares to rise by a tenth in spring\n\nWhy the sea wall is cracking again"
    assert body(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n{cards}\n\n{THIRD}\n\n{FOURTH}") == [FIRST, SECOND, THIRD, FOURTH]


def test_a_desk_title_after_the_date_is_no_headline() -> None:
    found = story(f" date 2023-04-05 Harbour finances investigation\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}")
    assert (found.headline, len(found.body)) == ("", 3)


def test_a_caption_after_the_date_is_the_lead_picture() -> None:
    found = story(f" date 2023-04-05 Ann Roe at the harbour. Photograph: Bo Lee/PA\n\n{FIRST}\n\n{SECOND}")
    assert [(one.caption, one.credit.photographer, one.is_lead) for one in found.pictures] == [
        ("Ann Roe at the harbour.", "Bo Lee", True)
    ]
    assert found.headline == ""


def test_a_stamp_with_its_agency_gives_date_and_byline() -> None:
    found = story(f"{HEAD}\nPosted Sunday, April 30, 2023 by PA\n\n{FIRST}\n\n{SECOND}")
    assert (str(found.date), found.agency) == ("2023-04-30", "PA")
