"""The check of what a backup brought back."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import call_command

from articles import ingest
from articles.models import Delivery
from tests.captures import capture

pytestmark = pytest.mark.django_db


def verify():
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("verify", stdout=out, stderr=errors)
    except SystemExit as stopped:
        return stopped.code, out.getvalue() + errors.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def kept():
    list(ingest.receive(io.BytesIO(capture(4711)), name="story.txt"))
    path = Path(storages["raw"].path(Delivery.objects.get().raw_key))
    yield path
    path.unlink(missing_ok=True)


def test_a_whole_newsroom_is_whole(kept):
    assert verify() == (0, "1 files looked at, 0 faults.\n")


def test_a_missing_file_and_a_changed_one_are_named(kept):
    kept.write_bytes(b"something else")
    status, text = verify()
    assert status == 1 and "not the one received" in text and "story.txt" in text
    kept.unlink()
    status, text = verify()
    assert status == 1 and "cannot be read" in text
