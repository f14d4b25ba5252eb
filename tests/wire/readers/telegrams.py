# ruff: noqa: E501 - specimens are one line, however long
"""Messages of the teleprinter made for the tests: invented stories, with their control characters."""

from __future__ import annotations

SEVEN = (
    b"\x01PAA0412 4 H 60  PA 061\r\n\r\nPOLITICS Harbour/\r\n\x02%(kicker)sMinister promises \xa314m for sea walls\r\n"
    b"By Dilys Quayle, PA Political Correspondent =\r\n\r\n%(body)s\r\n\x03031200 GMT Mar 26\r\n\x7f\r\n\x04"
)
COPY = (
    b"   Harbour minister Edwin Thorne has promised \xa314 million for sea\r\nwalls.\r\n\r\n"
    b"   \x93We will finish by 2029,\x94 he said.\r\n\r\nends\r\n"
)
ANPA = (
    b"\x16\x16\x01W2870\x1f_asian\nu l\x13\x11 BC-EU--Harbour     03-03 1049\n\x02^BC-EU--Harbour Wall, 1st Ld,28<\n"
    b"^Minister promises money for sea walls <\n^AP Photo XNP101<\n%(kicker)s^By DILYS QUAYLE and BO IVES=\n^Associated Press=\n"
    b"\t   PORT MARLOW, England (AP) _ The wall will be rebuilt, the minister said. ``It will take\n"
    b"two years,'' he said.\n \n\t   Work begins in May.\n \n\t   ___\n \n%(body)s\n\t   ^\x03AP-WF-03-03-26 1209GMT<\n\n\x0c\n\x04"
)


def seven(body: bytes = COPY, kicker: bytes = b"") -> bytes:
    """Return a message of IPTC 7901."""
    return SEVEN % {b"body": body, b"kicker": kicker}


def anpa(body: bytes = b"", kicker: bytes = b"") -> bytes:
    """Return a message of ANPA 1312."""
    return ANPA % {b"body": body, b"kicker": kicker}
