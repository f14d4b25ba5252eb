"""What a picture says of itself, by which part of it, and in which characters."""

from datetime import UTC, datetime

import pytest

from articles.models import Photo
from articles.photos import iim, metadata, xmp
from articles.photos.developing import Seen, look
from tests.conftest import specimens
from tests.photos import pictures
from tests.photos.pictures import packet

NAMES = "<dc:creator><rdf:Seq><rdf:li>Ines Okoro</rdf:li></rdf:Seq></dc:creator>"


def block(*fields, is_utf8=True):
    return pictures.iim(*fields, is_utf8=is_utf8).partition(b"8BIM\x04\x04\0\0")[2][4:]


def read(**parts):
    return metadata.read(Seen("image/jpeg", 1, 1, **parts))


def missing(photo=None, **parts):
    return metadata.missing(photo or Photo(), read(**parts))


def test_xmp_comes_before_iim_and_iim_before_exif_field_by_field():
    said = missing(
        xmp=packet("<photoshop:Headline>From XMP</photoshop:Headline><photoshop:Credit></photoshop:Credit>"),
        iim=block((105, b"From IIM"), (110, b"PA"), (120, b"Caption of IIM")),
        exif={"description": "Caption of EXIF", "copyright": "Of EXIF"},
    )
    assert (said["headline"], said["description"]) == ("From XMP", "Caption of IIM")
    assert (said["credit_line"], said["copyright_notice"]) == ("PA", "Of EXIF")


def test_the_default_language_is_taken_and_creators_are_all_kept():
    alternatives = (
        '<dc:description><rdf:Alt><rdf:li xml:lang="fr">Un mur</rdf:li>'
        '<rdf:li xml:lang="x-default">A wall</rdf:li></rdf:Alt></dc:description>'
    )
    names = "<dc:creator><rdf:Seq><rdf:li>Ines Okoro</rdf:li><rdf:li>Tom Vale</rdf:li></rdf:Seq></dc:creator>"
    found = xmp.read(packet(alternatives + names))
    assert found["description"] == ["A wall"] and found["creator"] == ["Ines Okoro", "Tom Vale"]


def test_a_property_may_be_an_attribute_and_a_packet_may_be_utf_16():
    text = packet(NAMES).decode().replace("<rdf:Description ", '<rdf:Description photoshop:City="Leeds" ')
    for encoding in ("utf-8", "utf-16", "utf-16-be"):
        assert xmp.read(text.encode(encoding))["city"] == ["Leeds"]


@pytest.mark.parametrize(
    "trap",
    [
        packet("<dc:title>&e;</dc:title>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        packet("<dc:title>&e;</dc:title>", '<!DOCTYPE x [<!ENTITY e "twice">]>'),
        packet(NAMES + "<a>" * 5000 + "</a>" * 5000),
        packet(NAMES + "<a/>" * 30_000),
        packet(NAMES)[:-40],
        b"\xff\xfe\x00",
        b"",
    ],
)
def test_a_packet_that_is_a_trap_or_broken_says_nothing(trap):
    assert xmp.read(trap) == {}


@pytest.mark.parametrize(
    ("value", "is_utf8"),
    [
        ("Zoë Café – wall".encode(), True),
        ("Zoë Café – wall".encode(), False),
        ("Zoë Café – wall".encode("cp1252"), False),
    ],
)
def test_iim_is_read_as_declared_else_as_utf_8_else_as_windows(value, is_utf8):
    assert iim.read(block((120, value), is_utf8=is_utf8)) == {"description": ["Zoë Café – wall"]}


def test_a_length_that_lies_keeps_what_came_before_and_filler_is_nothing():
    good = block((80, b"Ines Okoro"), (90, b"\0\0\0"))
    assert iim.read(good + b"\x1c\x02\x78\xff\xff too long") == {"creator": ["Ines Okoro"]}
    assert iim.read(b"\x1c\x02\x78\x00\x09 short") == {}


@pytest.mark.parametrize(
    ("creator", "credit", "expected"),
    [
        ("Ines Okoro", "PA", ("Ines Okoro", "PA")),
        ("", "Ines Okoro/PA Wire", ("Ines Okoro", "PA")),
        ("Ines Okoro", "Ines Okoro/PA", ("Ines Okoro", "PA")),
        ("Ines Okoro", "", ("Ines Okoro", "")),
        ("", "PA", ("", "PA")),
    ],
)
def test_a_credit_is_split_into_photographer_and_agency(creator, credit, expected):
    fields = [(80, creator.encode())] * bool(creator) + [(110, credit.encode())] * bool(credit)
    said = missing(iim=block(*fields))
    assert (said.get("photographer", ""), said.get("agency", "")) == expected


def test_half_a_credit_of_the_desk_is_not_mixed_with_the_files():
    assert "photographer" not in missing(Photo(agency="Getty Images"), iim=block((80, b"Ines Okoro"), (110, b"PA")))


def test_hostile_text_can_be_stored_anywhere_and_has_an_end():
    said = read(exif={"description": "a\x00b\x1b\u202e\ud800\uffff" + "long " * 5000, "creator": "\x00"})
    assert said == {"exif": {"description": [said["exif"]["description"][0]]}}
    assert (
        said["exif"]["description"][0].startswith("ablong") and len(said["exif"]["description"][0]) <= metadata.LONGEST
    )
    headline = missing(iim=block((105, b"h" * 900)))["headline"]
    assert headline == "h" * 255


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-24T15:10:04+01:00", datetime(2024, 6, 24, 14, 10, 4, tzinfo=UTC)),
        ("2024:06:24 15:10:04", datetime(2024, 6, 24, 14, 10, 4, tzinfo=UTC)),
        ("20240124T151004+0000", datetime(2024, 1, 24, 15, 10, 4, tzinfo=UTC)),
        ("20240124", datetime(2024, 1, 24, tzinfo=UTC)),
        ("9999:99:99 99:99:99", None),
        ("0000:00:00 00:00:00", None),
        ("0001-01-01", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_dates_are_read_in_the_newsrooms_time_or_not_at_all(text, expected):
    assert metadata.moment(text) == expected


def test_day_and_time_of_iim_are_one_moment():
    said = missing(iim=block((55, b"20240624"), (60, b"151004+0100")))
    assert said["taken_at"] == datetime(2024, 6, 24, 14, 10, 4, tzinfo=UTC)


def test_an_agencys_own_file_prints_the_caption_that_was_issued_last():
    path = specimens("NEWSROOM_CORPUS") / "wire/photo/grid_pa.jpg"
    said = metadata.missing(Photo(), metadata.read(look(path)))
    assert said["description"].startswith("File photo dated")
    assert (said["photographer"], said["agency"], said["source"]) == ("Martin Rickett", "PA", "PA")
    assert said["supplier_ref"] == "CRICKET_England_Moeen_111162.JPG" and said["copyright_notice"] == "PA Wire"
    assert "Editorial use only" in said["instructions"]
