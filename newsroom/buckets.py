"""File storage in S3-compatible buckets, for more machines than share a disk. Needs requirements/s3.txt.

Every bucket is private. Public sizes too are served by the site, never by the bucket: a signed or public address would
outlive a withdrawal, and a picture that must not be shown any more has to be gone within seconds.
"""

from typing import Any
from urllib.parse import quote

from django.core.files.base import File
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):  # type: ignore[misc]
    """Keep files in a bucket. Names are keys of their content, so a name that exists already holds the same bytes."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the name as asked, without asking the bucket."""
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        # The content is read from its beginning; an upload that breaks off leaves no name behind.
        content.seek(0)
        saved: str = super()._save(name, content)
        return saved


class PublicBucket(Bucket):
    """The public sizes of pictures, with the site's own addresses."""

    base_url = "/media/"

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Return the address at which the site serves the file for as long as readers may see it."""
        return self.base_url + quote(name or "")


class PrivateBucket(Bucket):
    """Files without an address: nobody can be sent to one by mistake."""

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Refuse. Readers are only ever given renditions."""
        raise ValueError("This file is private. Show a rendition of it.")
