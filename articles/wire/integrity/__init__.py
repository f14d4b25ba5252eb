"""Did an edit change what was said? Quotations, names, numbers, sums and dates of a story against the wire's."""

from articles.wire.integrity.checking import Discrepancy, check
from articles.wire.integrity.facts import Matter

__all__ = ["Discrepancy", "Matter", "check"]
