"""JSON opened with care: depth, sizes and numbers are bounded, no name stands twice, and a wrong type is said aloud."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.wire import decode
from articles.wire.story import Issue, Refusal

DEEPEST, MOST_NAMES, MOST_ITEMS, LONGEST_NUMBER = 40, 1_000, 5_000, 300
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[{\]}]', re.S)
AGAIN = "Ask the sender for the message as valid JSON."


class Unfit(Exception):
    """A message or one item of it that cannot be read, with the code and the words for the desk."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason

    def refusal(self) -> Refusal:
        """Return the refusal it amounts to."""
        return Refusal(self.code, self.reason, AGAIN)


def load(text: str) -> Any:
    """Return the value of a JSON text. Raises Unfit, and nothing else."""
    if _depth(text) > DEEPEST:
        raise Unfit("TOO_DEEP", f"The message nests deeper than {DEEPEST} levels.")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_constant, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise Unfit("JSON_MALFORMED", f"The message is not valid JSON, from line {error.lineno} on.") from error
    except (ValueError, RecursionError) as error:
        raise Unfit("JSON_MALFORMED", "The message is not valid JSON.") from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in TOKEN.finditer(text):
        mark = text[token.start()]
        if mark == '"':
            continue
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(pairs) > MOST_NAMES:
        raise Unfit("FIELD_INVALID", f"An object of the message has more than {MOST_NAMES} names.")
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise Unfit(
            "JSON_DUPLICATE_KEY", f"The name “{pure(twice, [])[:60]}” stands twice: which value counts is unknown."
        )
    return found


def _constant(name: str) -> None:
    raise Unfit("JSON_MALFORMED", f"{name} is no value of JSON.")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Unfit("JSON_MALFORMED", f"A number of the message has {len(digits)} digits.")
    return int(digits)


def pure(text: str, issues: list[Issue]) -> str:
    """Return the text without what no database, feed or screen can hold; what was taken out is said in an issue."""
    if decode.UNUSUAL.search(text):
        for pattern, code, what in (
            (decode.STRAY, "CONTROL_CHARS_REMOVED", "control characters"),
            (decode.TURNING, "BIDI_REMOVED", "characters that turn the direction of text"),
            (decode.HIDDEN, "INVISIBLE_REMOVED", "invisible characters"),
            (decode.WIDTHLESS, "", ""),
        ):
            text, count = pattern.subn("", text)
            if count and code and all(one.code != code for one in issues):
                issues.append(Issue(code, f"{what.capitalize()} were taken out of the text."))
        text = text.translate(decode.SPACES)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@dataclass(slots=True)
class Fields:
    """The named values of one object, and the doubts that arise on reading them."""

    values: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)

    def first(self, *names: str) -> tuple[str, Any]:
        """Return the first of the names that has a value, with the value."""
        present = [name for name in names if name in self.values]
        name = next((one for one in present if self.values[one] not in (None, "")), present[0] if present else "")
        return name, self.values.get(name)

    def text(self, *names: str) -> str:
        """Return a text that the story stands or falls by. Raises Unfit where something else is in its place."""
        name, value = self.first(*names)
        if isinstance(value, str):
            return pure(value, self.issues).strip()
        if value is not None:
            raise Unfit("FIELD_INVALID", f"The field “{name}” is not text.")
        if name:
            self.doubt(name, "null")
        return ""

    def soft(self, *names: str) -> str:
        """Return a text that a story can be without; anything else in its place is a doubt."""
        name, value = self.first(*names)
        if isinstance(value, str):
            return pure(value, self.issues).strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value not in (None, [], {}):
            self.doubt(name, type(value).__name__)
        return ""

    def objects(self, *names: str) -> Iterator[Fields]:
        """Yield the objects of a list, each with the doubts of the whole; what is no object is a doubt."""
        name, value = self.first(*names)
        if not isinstance(value, list):
            if value not in (None, "", {}):
                self.doubt(name, type(value).__name__)
            return
        for one in value[:MOST_ITEMS]:
            if isinstance(one, dict):
                yield Fields(one, self.issues)
            else:
                self.doubt(name, type(one).__name__)

    def doubt(self, name: str, found: str) -> None:
        """Note a field whose value is of the wrong type."""
        issue = Issue("FIELD_INVALID", f"The field “{name}” of the message holds {found} and was left aside.")
        if issue not in self.issues:
            self.issues.append(issue)
