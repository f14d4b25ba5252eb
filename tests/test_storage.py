"""The durable store: whole files or none."""

import pytest
from django.core.files.base import ContentFile

from newsroom.storage import DurableStorage, PrivateStorage


@pytest.fixture
def store(tmp_path):
    return DurableStorage(location=tmp_path)


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_there_whole_and_nothing_else(store, tmp_path):
    assert store.save("ab/cd/key", ContentFile(b"copy")) == "ab/cd/key"
    assert store.open("ab/cd/key").read() == b"copy"
    assert names(tmp_path) == ["key"]


def test_a_key_that_exists_keeps_its_bytes(store):
    store.save("key", ContentFile(b"first"))
    assert store.save("key", ContentFile(b"second")) == "key"
    assert store.open("key").read() == b"first"


def test_a_failed_write_leaves_no_name(store, tmp_path):
    class Breaks(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError):
        store.save("key", Breaks(b"half and more"))
    assert names(tmp_path) == []


def test_a_name_cannot_leave_the_folder(store):
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        store.save("../outside", ContentFile(b"copy"))


def test_a_private_file_has_no_address(tmp_path):
    store = PrivateStorage(location=tmp_path)
    store.save("key", ContentFile(b"copy"))
    with pytest.raises(ValueError, match="private"):
        store.url("key")
