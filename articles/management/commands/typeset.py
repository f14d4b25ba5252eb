"""Set every public story in type again and number the pages of every list anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles import listings, typesetting
from articles.models import Article, Listing


class Command(BaseCommand):
    """Needed after a change of PAGE_SIZE or of the media's address; after an upgrade the worker does it by itself."""

    help = "Set every public story in type again, and number the pages of every list anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all stories that are out, then through all lists."""
        number = 0
        for story in Article.objects.filter(status__in=listings.LISTED).only("pk").iterator(chunk_size=500):
            number += typesetting.typeset_again([story])
            listings.place_again(story)
        names = Listing.objects.order_by("list").values_list("list", flat=True).distinct()
        pages = sum(listings.lay_out(name) for name in names)
        self.stdout.write(f"Set {number} stories in type; their lists have {pages} pages.")
