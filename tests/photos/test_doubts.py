"""What the desk is told of a picture that was taken."""

import pytest
from PIL import Image

from articles import photos
from articles.photos.developing import look
from articles.photos.doubts import doubts
from articles.photos.metadata import read
from tests.conftest import specimens
from tests.photos import pictures

STRIPES = [Image.new("RGB", (64, 40), colour) for colour in (pictures.RED, pictures.BLUE)]


@pytest.fixture
def told(tmp_path):
    """Return a function that says what is told of the bytes of a picture."""

    def told(payload, name="picture.jpg"):
        path = tmp_path / "picture"
        path.write_bytes(payload)
        seen = look(path)
        return {issue.code: issue.message for issue in doubts(seen, read(seen), name)}

    return told


def with_both(xmp, **iim):
    numbers = {"description": 120, "creator": 80, "credit": 110, "headline": 105}
    fields = [(numbers[name], text.encode()) for name, text in iim.items()]
    return pictures.with_segments(pictures.jpeg(), pictures.xmp(xmp), pictures.iim(*fields))


def test_a_good_picture_raises_no_doubt(told):
    assert told(pictures.jpeg()) == {} == told(pictures.encoded(STRIPES[0], "PNG"), "a.png")


@pytest.mark.parametrize(
    ("code", "payload", "name"),
    [
        ("TYPE_MISMATCH", pictures.encoded(STRIPES[0], "PNG"), "harbour.jpg"),
        ("IMAGE_ANIMATED", pictures.encoded(STRIPES[0], "GIF", save_all=True, append_images=STRIPES[1:]), "a.gif"),
        ("IMAGE_TOO_SMALL", pictures.encoded(Image.new("RGB", (1, 1)), "PNG"), "a.png"),
        ("IMAGE_SHAPE", pictures.encoded(Image.new("RGB", (3000, 1)), "PNG"), "a.png"),
        ("IMAGE_TRUNCATED", pictures.encoded(STRIPES[0], "PNG")[:-12], "a.png"),
    ],
)
def test_what_is_odd_about_a_file_is_told(told, code, payload, name):
    assert list(told(payload, name)) == [code]


def test_two_parts_of_a_file_that_differ_are_told_and_the_first_is_used(told):
    said = told(with_both("<photoshop:Headline>Sea wall opens</photoshop:Headline>", headline="Sea wall closes"))
    assert said == {
        "METADATA_DIFFERS": "XMP and IPTC differ in the headline: “Sea wall opens” is used, not “Sea wall closes”."
    }


def test_what_the_older_form_has_only_cut_or_of_several_kept_one_is_no_difference(told):
    names = "<dc:creator><rdf:Seq><rdf:li>Ines Okoro</rdf:li><rdf:li>Tom Vale</rdf:li></rdf:Seq></dc:creator>"
    line = "A credit line of more than thirty-two bytes/PA"
    picture = with_both(f"{names}<photoshop:Credit>{line}</photoshop:Credit>", creator="Ines Okoro", credit=line[:32])
    assert told(picture) == {}


def test_a_picture_made_by_a_machine_is_called_so(told):
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    space = 'xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    picture = pictures.with_segments(
        pictures.jpeg(), pictures.xmp(f"<e:DigitalSourceType {space}>{kind}</e:DigitalSourceType>")
    )
    assert list(told(picture)) == ["MADE_BY_MACHINE"]


def test_content_credentials_are_seen_in_each_format_and_nothing_is_asked_of_them(tmp_path):
    def has(payload):
        path = tmp_path / "picture"
        path.write_bytes(payload)
        return look(path).has_c2pa

    plain = pictures.encoded(STRIPES[0], "PNG")
    assert not has(pictures.jpeg()) and not has(plain) and not has(pictures.encoded(STRIPES[0], "WEBP"))
    box = b"JP\0\1\0\0\0\1\0\0\0\x20jumb\0\0\0\x18jumdc2pa"
    assert has(pictures.with_segments(pictures.jpeg(), pictures.segment(0xEB, box)))
    assert has(plain[:33] + pictures.chunk(b"caBX", b"jumb") + plain[33:])


@pytest.mark.django_db
def test_an_agencys_file_says_what_it_should():
    path = specimens("NEWSROOM_CORPUS") / "wire/photo/grid_pa.jpg"
    photo = photos.receive(pictures.upload(path.read_bytes()), name=path.name).photo
    assert photo.credit == "Martin Rickett/PA" and photo.catchline == "CRICKET England Moeen"
    assert "Editorial use only." in photo.restrictions and photo.restrictions.count("No commercial use.") == 1
    assert photo.taken_at.date().isoformat() == "2014-06-24" and photo.place == "Leeds, United Kingdom"
    assert [one["code"] for one in photo.issues] == ["METADATA_DIFFERS"] and photo.c2pa == "absent"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "IPTC-PhotometadataRef-Std2017.1.jpg",
            {"description": "The description aka caption (ref2017.1)", "headline": "The Headline (ref2017.1)",
             "photographer": "Creator1 (ref2017.1), Creator2 (ref2017.1)", "agency": "Credit Line (ref2017.1)",
             "usage_terms": "Rights Usage Termns (ref2017.1)", "instructions": "An Instruction (ref2017.1)",
             "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage",
             "source": "Source (ref2017.1)", "job_title": "Creator's Job Title  (ref2017.1)"},
        ),
        ("et_IPTC.jpg", {"description": "A witty caption", "photographer": "Phil Harvey", "agency": "My Credit"}),
        ("et_XMP.jpg", {"description": "UTF-16 (big-endian) encoded XMP", "photographer": "Phil Harvey"}),
        ("synth_iim_utf8.jpg", {"photographer": "Siân Ó’Neill, Second Person", "agency": "PA"}),
        ("synth_iim_nocharset-utf8.jpg", {"description": "Zoë O’Brien at the £66bn “summit” (Siân Ó’Neill/PA)"}),
        ("synth_iim_nocharset-cp1252.jpg", {"description": "Zoë O’Brien at the £66bn “summit” (Siân Ó’Neill/PA)"}),
        ("ug_example-image-1.jpg", {"description": "", "photographer": ""}),
    ],
)  # fmt: skip
def test_the_reference_files_give_every_field(name, expected):
    path = specimens("NEWSROOM_CORPUS") / "wire/photo" / name
    photo = photos.receive(pictures.upload(path.read_bytes()), name=path.name).photo
    assert {field: getattr(photo, field) for field in expected} == expected
    assert not any(issue["code"] == "METADATA_DIFFERS" for issue in photo.issues) or name == "et_XMP.jpg"


@pytest.mark.django_db
def test_a_very_long_credit_is_kept_whole_in_the_metadata_and_cut_in_its_column():
    path = specimens("NEWSROOM_CORPUS") / "wire/photo/grid_longXMP.jpg"
    photo = photos.receive(pictures.upload(path.read_bytes()), name=path.name).photo
    assert len(photo.metadata["xmp"]["credit"][0]) > 2000 and 0 < len(photo.credit_line) <= 255
    assert len(photo.agency) <= 160
