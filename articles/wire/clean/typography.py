"""The form of letters: what is folded to compare two texts, and the few repairs that are certain."""

from __future__ import annotations

import re
import unicodedata

FOLD = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
     "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\u00a0": " "}
)  # fmt: skip
# "T he ramblers": a drop capital that came apart. Only a single capital that is no word, before the rest of one.
DROP_CAP = re.compile(r"^(?P<quote>[“‘\"']?)(?P<cap>[B-HJ-Z]) (?P<rest>[a-z]{1,20}\b)")
SINGLE_WORDS = frozenset({"x", "s", "t"})
SPACES = re.compile(r"[ \t]{2,}")


def fold(text: str) -> str:
    """Return the text as it is compared: case, quotes, dashes, spaces and end marks aside."""
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        plain = unicodedata.normalize("NFKC", text.translate(FOLD)).casefold()
    return " ".join(plain.split()).strip(" .,;:!?'\"-|")


def tidy(text: str) -> str:
    """Drop spaces doubled inside a line; every other letter stays as received."""
    return SPACES.sub(" ", text.strip())


def drop_capital(text: str) -> str:
    """Join a drop capital that came apart from its word."""
    found = DROP_CAP.match(text)
    if found is None:
        return text
    return f"{found['quote']}{found['cap']}{text[found.start('rest') :]}"


def is_near(one: str, other: str) -> bool:
    """Say whether two texts are the same but for a word or two."""
    left, right = fold(one).split(), fold(other).split()
    if not left or abs(len(left) - len(right)) > 2:
        return False
    common = len(set(left) & set(right))
    return common >= 4 and common >= 0.8 * max(len(set(left)), len(set(right)))
