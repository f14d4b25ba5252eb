"""Files made to do harm: none stops an import, none becomes public, all are kept, each answer is clear."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import storages

from articles import ingest
from articles.models import Article, Delivery

pytestmark = pytest.mark.django_db
GROUPS = ("text", "html", "xml", "json", "zip")
# What these cases demand is the work of a later reader; here they only have to be harmless.
NOT_JUDGED = {"html/002_nesting_100k"}


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
def test_no_case_does_harm_and_the_same_again_changes_nothing(hostile, group, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("an import spoke to the network"))
    chosen = [one for one in hostile if one["group"] == group]
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
