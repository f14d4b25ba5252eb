"""Wire copy in, stories out: pure Python, no Django.

`read(data, name)` is the one door. `python -m articles.wire FILE…` is the same door for the command line.
"""

from articles.wire.reading import CLEANER, read

__all__ = ["CLEANER", "read"]
