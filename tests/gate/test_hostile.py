"""Files made to do harm: none stops an import, none becomes public, all are kept, each answer is clear."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from django.core.files.storage import storages

from articles import ingest
from articles.models import Article, Delivery
from tests.conftest import specimens

pytestmark = pytest.mark.django_db
GROUPS = ("text", "html", "xml", "json", "zip")
# What these cases demand is the work of a later reader; here they only have to be harmless.
NOT_JUDGED = {"html/002_nesting_100k"}


@pytest.fixture(scope="session")
def cases(tmp_path_factory):
    """Make the cases once, and return those of our groups with their bytes."""
    folder = tmp_path_factory.mktemp("hostile")
    maker = specimens("NEWSROOM_HOSTILE") / "make_corpus.py"
    made = subprocess.run([sys.executable, str(maker), str(folder)], capture_output=True, timeout=300, check=False)
    assert made.returncode == 0, made.stderr
    found = []
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        path = folder / case["path"]
        if case["group"] in GROUPS and path.exists():
            found.append(case | {"bytes": path.read_bytes()})
    assert len(found) > 250
    return found


def receive(case):
    return list(ingest.receive(io.BytesIO(case["bytes"]), name=case["path"]))


def judge(case, filed):
    """Hold one answer against what every answer must be."""
    assert filed, case["id"]
    for one in filed:
        assert one.outcome in {"created", "held", "refused", "unchanged", "refreshed"}, case["id"]
        assert one.outcome != "refused" or (one.code and one.reason and one.remedy), case["id"]
        assert all(letter.isprintable() for letter in one.reason + one.remedy), case["id"]
    if case["verdict"] == "reject" and case["id"] not in NOT_JUDGED and case["group"] in ("text", "html", "zip"):
        assert all(one.outcome == "refused" for one in filed), (case["id"], filed)


@pytest.mark.parametrize("group", GROUPS)
def test_no_case_does_harm_and_the_same_again_changes_nothing(cases, group, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("an import spoke to the network"))
    chosen = [one for one in cases if one["group"] == group]
    answers = [receive(case) for case in chosen]
    for case, filed in zip(chosen, answers, strict=True):
        judge(case, filed)
    assert not Article.objects.published().exists()
    for delivery in Delivery.objects.all():
        assert storages["raw"].exists(delivery.raw_key)
    before = (Article.objects.count(), Delivery.objects.count())
    for case, filed in zip(chosen, answers, strict=True):
        again = receive(case)
        assert [one.article for one in again] == [one.article for one in filed], case["id"]
        assert {one.outcome for one in again} <= {"unchanged", "refused"}, case["id"]
    assert (Article.objects.count(), Delivery.objects.count()) == before
