"""A site's own message is refused with its words; a story about one is a story."""

from __future__ import annotations

import pytest

from articles.wire import read

MESSAGES = {
    "not found": ("Sorry, we can’t find that page", "The page you are looking for may have been moved or deleted."),
    "a number": ("404", "Oops! That page can’t be found.", "It looks like nothing was found here. Maybe try a search?"),
    "cookies": ("Courant values your privacy", "We and our 842 partners store and access information on a device."),
    "scripts": ("Please enable JavaScript", "You need to enable JavaScript to run this app."),
    "robots": ("Are you a robot?", "Please verify you are a human.", "Reference ID: 18.2f3c2117"),
    "regions": (
        "Unavailable due to legal reasons",
        "We recognise you are attempting to access this website from a country in the European Economic Area.",
    ),
    "gone": ("This content is no longer available.", "The story you requested has been removed."),
    "broken": ("Service unavailable", "The server cannot answer just now. Please try again later."),
}
STORIES = (
    ("Bank’s website is currently unavailable", "Customers of the bank said that they had been locked out since dawn."),
    ("Page not found: the lost folios", "A leaf of the town’s oldest book is missing.", "It was last seen in 1911."),
    (
        "Council drops cookies from its website",
        "The council will no longer use cookies to count its visitors. It is the first in the county to do without.",
        "The change took a year and cost £2,000.",
        "It was paid for by a grant.",
    ),
)


def page(lines: tuple[str, ...]) -> bytes:
    head, *body = lines
    text = "".join(f"<p>{line}</p>" for line in body)
    return f"<!DOCTYPE html><html><body><h1>{head}</h1>{text}</body></html>".encode()


@pytest.mark.parametrize("lines", MESSAGES.values(), ids=MESSAGES)
def test_a_message_of_the_site_is_refused_with_its_words(lines: tuple[str, ...]) -> None:
    for payload in (page(lines), "\n\n".join(lines).encode()):
        refusal = read(payload).refusal
        assert refusal is not None and refusal.code == "NO_STORY" and refusal.remedy


@pytest.mark.parametrize("lines", STORIES, ids=lambda lines: lines[0][:20])
def test_a_story_about_such_a_message_is_a_story(lines: tuple[str, ...]) -> None:
    assert read(page(lines)).refusal is None
