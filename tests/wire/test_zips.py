"""Archives: everything inside, or a refusal before anything is unpacked."""

import io
import stat
import zipfile

import pytest

from articles.wire import zips
from articles.wire.zips import Rejected, is_zip, members


def archive(*entries, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    stream.seek(0)
    return stream


def code_of(stream):
    with pytest.raises(Rejected) as caught:
        list(members(stream))
    assert caught.value.refusal.reason and caught.value.refusal.remedy
    return caught.value.refusal.code


def test_files_come_out_in_order_without_folders_and_system_files():
    stream = archive(
        ("b.txt", b"two"), ("folder/", b""), ("folder/a é.txt", b"one"), ("__MACOSX/._b.txt", b"x"), (".DS_Store", b"x")
    )
    assert [(one.name, one.content) for one in members(stream)] == [("b.txt", b"two"), ("folder/a é.txt", b"one")]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/passwd",
        "a/../../b.txt",
        "C:\\evil.txt",
        "a\\..\\b.txt",
        "a/./b.txt",
        "bell\x07.txt",
        "a//b.txt",
        "...",
        "%2e%2e%2fx.txt",
        "~root/x.txt",
    ],
)
def test_one_bad_path_refuses_the_whole(name):
    assert code_of(archive(("good.txt", b"good"), (name, b"bad"))) == "ZIP_PATH"


def test_links_are_refused():
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert code_of(archive((entry, "/etc/passwd"))) == "ZIP_LINK"


def test_an_archive_in_an_archive_is_refused():
    assert code_of(archive(("good.txt", b"good"), ("more.ZIP", b"PK\x03\x04"))) == "ZIP_NESTED"


def test_damage_is_found_before_the_first_file_is_taken():
    stream = archive(("a.txt", b"first"), ("b.txt", b"second second"), compression=zipfile.ZIP_STORED)
    raw = stream.getvalue().replace(b"second second", b"second sEcond")
    assert code_of(io.BytesIO(raw)) == "ZIP_BROKEN"


def test_bombs_are_refused_before_they_are_unpacked():
    assert code_of(archive(("bomb.txt", b"0" * 20_000_000))) == "ZIP_BOMB"


def test_too_many_and_too_large_and_doubled_are_refused(monkeypatch):
    assert code_of(archive(*((f"{number}.txt", b"x") for number in range(501)))) == "ZIP_TOO_MANY"
    assert code_of(archive(("a.txt", b"1"), ("A.txt", b"2"))) == "ZIP_NAME"
    monkeypatch.setattr(zips, "UNPACKED", 10)
    assert code_of(archive(("a.txt", b"123456"), ("b.txt", b"123456"))) == "ZIP_TOO_LARGE"


def test_a_size_that_lies_is_found_while_reading():
    stream = archive(("a.txt", b"the truth is longer"), compression=zipfile.ZIP_STORED)
    raw = bytearray(stream.getvalue())
    place = raw.rindex(b"PK\x01\x02")
    raw[place + 24 : place + 28] = (5).to_bytes(4, "little")
    raw[place + 20 : place + 24] = (5).to_bytes(4, "little")
    assert code_of(io.BytesIO(bytes(raw))) in {"ZIP_LIES", "ZIP_BROKEN"}


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"PK\x05\x06" + b"\0" * 18])
def test_broken_and_empty_archives_are_refused(content):
    assert is_zip(content)
    assert code_of(io.BytesIO(content)) in {"ZIP_BROKEN", "EMPTY"}
