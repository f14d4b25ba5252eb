"""What a reader of one of the wire's own formats gives back."""

from __future__ import annotations

from dataclasses import dataclass

from articles.wire.story import Refusal, Story


@dataclass(frozen=True, slots=True)
class Message:
    """The stories of one message, or why there are none. `format` is its name, for example "nitf"."""

    format: str
    stories: tuple[Story, ...] = ()
    refusal: Refusal | None = None


EMPTY = Refusal(
    "NO_STORY",
    "There is no story in this message: it has neither headline nor text.",
    "Ask the sender for the whole message.",
)


def unsupported(format: str, what: str) -> Message:
    """Return the answer to a message of a kind that is not read."""
    remedy = "Send the story as plain text or as a saved page."
    return Message(format, refusal=Refusal("UNSUPPORTED", f"This is {what}, a kind that is not read yet.", remedy))
