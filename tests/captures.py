"""Captures written for the tests, in the layouts of real pages."""

from __future__ import annotations

STRIP = (
    "Calendar An icon of a desk calendar. Cancel An icon of a circle with a diagonal line across. "
    "Caret An icon of a block arrow pointing to the right. Email An icon of a paper envelope. "
    'Facebook An icon of the Facebook "f" mark. Home An icon of a house. Clock An icon of a clock face. '
    "Copy link A decentered black square over a white square."
)
SENTENCES = (
    "Councillors have voted to repair the sea wall at Porthaven before the winter storms.",
    "The work will cost £{cost} million and keep the coast road closed until {month}.",
    "Council leader Morwen Tallis said: “We were asked to choose between the wall and the road.",
    "“We have chosen the wall, because without it there is no road.”",
    "The harbour authority welcomed the decision but asked for a second lane to stay open.",
)


def capture(number: int = 1, *, headline: str = "", extra: str = "", credit: str = "(Idris Calder/PA)") -> bytes:
    """Return a capture of a story; another number makes another story."""
    headline = headline or f"Council number {number} votes to repair sea wall before winter"
    caption = f"Waves break over the wall at Porthaven pier {number} {credit}".rstrip()
    body = [sentence.format(cost=number, month="March") for sentence in SENTENCES]
    body[0] = body[0].replace("Porthaven", f"Porthaven ward {number}")
    lines = [
        f" date 2026-11-20 {STRIP}",
        "Home Politics",
        "",
        headline,
        "",
        "By Press Association",
        caption,
        caption,
        "",
    ]
    return "\n".join([*lines, "\n\n".join([*body, *([extra] if extra else [])]), ""]).encode()


FURNITURE = f" date 2026-11-20 {STRIP}\nHome Politics\n".encode()
