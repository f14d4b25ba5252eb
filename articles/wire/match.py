"""Is this the same story? The key of a story that brings no identity of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from articles.wire.story import Story

WORD = re.compile(r"\w+")


def fingerprint(story: Story) -> str:
    """Return the SHA-256 of the body's words, the same for the same story in any furniture.

    Case, quotation marks, dashes, white space and the headline do not count; the numbers and words do.
    """
    text = " ".join(block.text for block in story.body)
    words = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()
