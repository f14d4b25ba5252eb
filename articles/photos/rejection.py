"""Why a picture is not taken, and what to do about it."""

from __future__ import annotations


class RejectedPhoto(Exception):
    """The file is not a picture we take. Nothing was stored."""

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.code = code
        self.reason = reason
        self.remedy = remedy


ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
ANSWERS = {  # code: reason, remedy
    "EMPTY_FILE": ("The file is empty.", "Save the picture again and send it once more."),
    "FILE_TOO_LARGE": ("The file is larger than 30 MB.", "Export the picture smaller or with more compression."),
    "IMAGE_TOO_LARGE": ("The picture has more than 50 megapixels.", "Scale it down and send it again."),
    "TYPE_NOT_SUPPORTED": (
        "The file is not a JPEG, PNG, WebP, GIF or AVIF picture.",
        "Export the picture as a JPEG. The name of the file does not matter, its content does.",
    ),
    "IMAGE_UNREADABLE": ("The picture is damaged and cannot be read.", "Ask for the picture again or export it anew."),
    "NOT_AS_NAMED": (
        "The file has the name of a picture, but what it holds is none.",
        "Open it where it was made, export it as a JPEG and send that.",
    ),
    "IMAGE_TRUNCATED": ("The end of the picture is missing.", "Send it again; the transfer may have been cut off."),
    "IMAGE_TOO_COSTLY": (
        "Reading the picture took more time or memory than a picture may.",
        "Open it in a picture editor and export it as a JPEG.",
    ),
    "PHOTO_HAS_FILE": (
        "This photo has another picture already.",
        "Add the picture as a new photo; what was received stays as it is.",
    ),
    "SAME_FILE": ("This is the file that the photo has already.", "Choose the other file."),
    "PHOTO_IN_USE": ("A story uses this photo.", "Take it off every story first; the list says which they are."),
    "PHOTO_GONE": ("This photo is no longer there.", "Reload the page and add the picture as a new photo."),
}


def rejected(code: str) -> RejectedPhoto:
    """Return the answer that belongs to a code."""
    return RejectedPhoto(code, *ANSWERS[code])


def rejected_as(name: str, error: RejectedPhoto) -> RejectedPhoto:
    """Return the answer for a file of that name: one that is only called a picture is a damaged one to its sender."""
    if error.code != "TYPE_NOT_SUPPORTED" or not name.casefold().endswith(ENDINGS):
        return error
    return RejectedPhoto("IMAGE_UNREADABLE", *ANSWERS["NOT_AS_NAMED"])
