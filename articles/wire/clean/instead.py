"""What a site sends in place of a story: an error, a wall of cookies, a check for robots. Known by what it says of itself."""

from __future__ import annotations

import re

from articles.wire.story import Story

MOST_WORDS, MOST_LINES = 220, 8  # such a message is short; a story about one is not
MOST_LETTERS = 40 * MOST_WORDS  # more are not even counted in words
SAYS = re.compile(
    r"page (?:you(?: are|'re| were)? (?:looking|after|searching|requested)|(?:can|could)(?:no|n')t be found|can not be found|could not be found|not found|doesn't exist|does not exist|no longer exists|isn't here)"
    r"|(?:can|could)(?:not|n't| not) (?:find|locate|load) (?:that|the|this|your) (?:page|article|story)"
    r"|\b404\b.{0,20}$|^error \d{3}|nothing was found at this location|that page can.{1,3}t be found"
    r"|enable (?:javascript|cookies|js)|javascript (?:is|to be|must be|has been) (?:disabled|enabled|required|turned)"
    r"|(?:verify|confirm|prove|checking|make sure) (?:that )?you(?: are|'re) (?:a |not a )?(?:human|robot|bot)|not a robot|are you a robot|unusual (?:activity|traffic)|checking your browser|just a moment"
    r"|^(?:reference|ray|request) id\b|^incident (?:id|number)\b"
    r"|partners store and|unique ids in cookies|legitimate interest|(?:values|value|about|respects?) your privacy|manage your (?:choices|preferences|consent)|use (?:of )?cookies"
    r"|(?:content|page|article|story|video|site|website|service) (?:you (?:have )?(?:requested|are looking for) )?(?:is|has been|was|may have been|has) (?:no longer|not|currently|temporarily|removed|deleted|moved|expired|unavailable)"
    r"|unavailable (?:due to|for) legal reasons|attempting to access this website|access (?:denied|cannot be granted|to this (?:page|site|website) (?:is|has been) (?:denied|blocked))"
    r"|(?:not|isn't) available in your (?:region|country|location|area)"
    r"|(?:back|return|go|head) to (?:the|our) home ?page|maybe try a search|check the (?:address|url|link) and try"
    r"|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|internal server error|under maintenance|too many requests|please try again (?:later|in a few)"
)
TOLD = re.compile(r"\b(?:said|says|told|according to|announced|spokes(?:man|woman|person)|reported)\b|[“”]")
QUOTES = str.maketrans("’‘", "''")


def of(story: Story) -> str:
    """Return the line in which the site, and no story, speaks; empty text where a story stands."""
    lines = [line for line in (story.headline, *(block.text for block in story.body)) if line]
    if not lines or len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_LETTERS or story.pictures:
        return ""
    if sum(len(line.split()) for line in lines) > MOST_WORDS:
        return ""
    if any(TOLD.search(line) for line in lines):
        return ""
    said = [line for line in lines if SAYS.search(line.translate(QUOTES).casefold())]
    speaks_first = any(line in said for line in lines[:2])
    return said[0] if speaks_first and 2 * len(said) >= len(lines) else ""
