"""XML opened with care: what is refused, in which words, and what is read all the same."""

from __future__ import annotations

import pytest

from articles.wire.readers.guarded import Opened, opened
from articles.wire.story import Refusal


def refused(payload: str | bytes) -> str:
    found = opened(payload.encode() if isinstance(payload, str) else payload)
    assert isinstance(found, Refusal) and found.reason and found.remedy
    return found.code


def text(payload: bytes) -> str:
    found = opened(payload)
    assert isinstance(found, Opened), found
    return "".join(found.root.itertext())


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY nbsp "&#160;">',
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY x PUBLIC "a" "http://127.0.0.1:9/x">',
        '<!ENTITY % d SYSTEM "http://127.0.0.1:9/e.dtd"> %d;',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_every_declaration_of_an_entity_is_refused(subset: str) -> None:
    assert refused(f"<!DOCTYPE nitf [{subset}]><nitf>x</nitf>") == "XML_ENTITY"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("<a>" * 201 + "</a>" * 201, "XML_TOO_DEEP"),
        ("<a " + " ".join(f'b{one}="1"' for one in range(201)) + "/>", "XML_TOO_MANY"),
        ("<a " + " ".join(f'xmlns:b{one}="u:{one}"' for one in range(201)) + "/>", "XML_TOO_MANY"),
        ("<a>" + "<b/>" * 200_000 + "</a>", "XML_TOO_MANY"),
        ("<nitf><head></nitf>", "XML_BROKEN"),
        ("<nitf>", "XML_BROKEN"),
        ("<nitf/><nitf/>", "XML_BROKEN"),
        ('<nitf a="1" a="2"/>', "XML_BROKEN"),
        ("<nitf>&#0;</nitf>", "XML_BROKEN"),
        ("<nitf>&never;</nitf>", "XML_BROKEN"),
        ('<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf>&never;</nitf>', "XML_BROKEN"),
        ('<?xml version="1.0" encoding="x-made-up"?><nitf/>', "ENCODING_UNKNOWN"),
        ('<?xml version="1.0" encoding="UTF-7"?><nitf>+ADw-</nitf>', "ENCODING_UNKNOWN"),
        (b"<a>" + b"x" * (10 * 1024 * 1024) + b"</a>", "TOO_LARGE"),
    ],
)
def test_what_is_broken_or_beyond_measure_is_refused(payload: str | bytes, code: str) -> None:
    assert refused(payload) == code


def test_a_doctype_is_allowed_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the reader spoke to the network"))
    assert text(b'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf>Sea wall</nitf>') == "Sea wall"


@pytest.mark.parametrize("size", [200])
def test_what_is_within_measure_is_read(size: int) -> None:
    assert text(b"<a>" * size + b"x" + b"</a>" * size) == "x"


@pytest.mark.parametrize(
    "payload",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?><a>“Décès” – £3</a>'.encode(),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>“Décès” – £3</a>'.encode("cp1252"),
        '<?xml version="1.0" encoding="UTF-8"?><a>“Décès” – £3</a>'.encode("cp1252"),
        '<?xml version="1.0" encoding="UTF-16"?><a>“Décès” – £3</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-8"?><a>“Décès” – £3</a>'.encode("utf-16"),
        '\n <?xml version="1.0"?><a>“Décès” – £3</a>'.encode(),
        b'<?xml version="1.0"?><a>&ldquo;D&eacute;c&egrave;s&rdquo; &ndash; &pound;3</a>',
    ],
)
def test_letters_are_read_as_they_were_written_and_not_as_declared(payload: bytes) -> None:
    assert text(payload) == "“Décès” – £3"


def test_a_file_that_says_one_encoding_and_is_another_is_pointed_out() -> None:
    found = opened('<?xml version="1.0" encoding="UTF-8"?><a>Sea wall</a>'.encode("utf-16"))
    assert isinstance(found, Opened)
    assert [one.code for one in found.issues] == ["ENCODING_MIXED"]
    assert refused('<?xml version="1.0" encoding="x-made-up"?><a>Décès</a>') == "ENCODING_UNKNOWN"


def test_named_letters_never_become_markup() -> None:
    found = opened(b"<a>&LT;b&GT; &AMP;c; &hellip;</a>")
    assert isinstance(found, Opened)
    assert (found.root.text, len(found.root)) == ("<b> &c; …", 0)
    assert [one.code for one in found.issues] == ["XML_MENDED"]


def test_another_vocabulary_is_never_taken_for_ours() -> None:
    found = opened(b'<rss xmlns:m="http://search.yahoo.com/mrss/" xmlns:o="urn:o"><m:title/><o:title/><title/></rss>')
    assert isinstance(found, Opened)
    assert [one.tag for one in found.root] == ["media:title", "other:title", "title"]
