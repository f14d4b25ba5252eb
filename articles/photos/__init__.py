"""Photos: check the file, keep the original private, read what it says of itself, make what readers see.

`receive(file)` takes a picture into the library, `attach(photo, file)` gives an announced photo its file,
`render(photo)` makes its public sizes; all may be called twice. `library` holds what the desk does with a picture,
`joining` knows where it belongs.
"""

from articles.photos.attaching import CREATED, HEAD, JOINED, UNCHANGED, Taken, attach, foresee, is_picture, receive
from articles.photos.joining import arrived, offers, place
from articles.photos.library import alike, change, delete, replace
from articles.photos.rejection import RejectedPhoto
from articles.photos.rendering import due, finish, render

__all__ = [
    "CREATED",
    "HEAD",
    "JOINED",
    "UNCHANGED",
    "RejectedPhoto",
    "Taken",
    "alike",
    "arrived",
    "attach",
    "change",
    "delete",
    "due",
    "finish",
    "foresee",
    "is_picture",
    "offers",
    "place",
    "receive",
    "render",
    "replace",
]
