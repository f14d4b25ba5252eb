"""Photos: check the file, keep the original private, read what it says of itself, make what readers see.

`attach(photo, file)` gives a photo its file and `render(photo)` makes its public sizes; both may be called twice.
"""

from articles.photos.attaching import attach
from articles.photos.rejection import RejectedPhoto
from articles.photos.rendering import render

__all__ = ["RejectedPhoto", "attach", "render"]
