"""Deliveries pushed over HTTP: by token alone, safe to send again, answered story by story."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from articles import ingest, tokens
from articles.models import Article, Delivery, DeliveryToken, Source
from tests import factories
from tests.captures import FURNITURE, capture

pytestmark = pytest.mark.django_db
PUSH = "/api/deliveries/"


@pytest.fixture
def wire():
    return Source.objects.create(name="Wire", slug="wire", kind=Source.Kind.PUSH)


@pytest.fixture
def token(wire):
    return tokens.issue(wire, name="Gateway", by=None)[1]


def push(token, content, name="a.txt", **options):
    client = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    address = f"{PUSH}?name={name}"
    return client.post(address, content, content_type="application/octet-stream", headers=headers, **options)


def test_a_story_is_filed_under_the_source_of_the_token(token, wire):
    answer = push(token, capture(1))
    assert answer.status_code == 201
    article = Article.objects.get()
    assert article.source == wire
    assert [(one["file"], one["outcome"], one["article"]) for one in answer.json()["stories"]] == [
        ("a.txt", "created", article.pk)
    ]
    assert DeliveryToken.objects.get().used_at is not None


def test_the_same_bytes_again_are_answered_and_change_nothing(token):
    push(token, capture(1))
    again = push(token, capture(1), name="b.txt")
    assert again.status_code == 200
    assert again.json()["stories"][0]["outcome"] == "unchanged"
    assert Article.objects.count() == Delivery.objects.count() == 1


def test_what_holds_no_story_is_refused_with_a_remedy_and_kept(token):
    answer = push(token, FURNITURE)
    assert answer.status_code == 422
    assert answer.json()["stories"][0]["code"] == "NO_STORY" and answer.json()["stories"][0]["remedy"]
    assert Delivery.objects.get().outcome == Delivery.Outcome.REFUSED


def test_an_empty_body_is_refused(token):
    assert push(token, b"", CONTENT_LENGTH="0").status_code == 422


def test_a_zip_is_taken_in_file_by_file(token):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in (1, 2):
            archive.writestr(f"{number}.txt", capture(number))
        archive.writestr("strip.txt", FURNITURE)
    answer = push(token, packed.getvalue(), name="day.zip")
    assert answer.status_code == 201
    assert [one["outcome"] for one in answer.json()["stories"]] == ["created", "created", "refused"]


def test_a_form_with_several_files_is_taken_in(token):
    files = [SimpleUploadedFile(f"{number}.txt", capture(number)) for number in (1, 2)]
    answer = Client().post(PUSH, {"file": files}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 201
    assert [one["file"] for one in answer.json()["stories"]] == ["1.txt", "2.txt"]
    empty = Client().post(PUSH, {"note": "x"}, headers={"Authorization": f"Bearer {token}"})
    assert empty.status_code == 422 and empty.json()["remedy"]


@pytest.mark.parametrize("shown", ["", "nr_wrong", "x" * 10_000, "ü"])
def test_without_a_valid_token_nothing_is_taken_in(token, shown):
    answer = push(shown, capture(1))
    assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["remedy"] and not Delivery.objects.exists()


def test_a_revoked_token_and_a_signed_in_editor_are_no_token(token):
    tokens.revoke(DeliveryToken.objects.get())
    assert push(token, capture(1)).status_code == 401
    browser = Client()
    browser.force_login(factories.user("admin", is_superuser=True))
    assert browser.post(PUSH, capture(1), content_type="text/plain").status_code == 401


def test_the_token_itself_is_not_kept(token):
    row = DeliveryToken.objects.values().get()
    assert token not in str(row) and row["hint"] == token[-4:]


def test_a_delivery_that_is_too_long_is_refused_before_it_is_read(token, settings):
    settings.PUSH_LIMIT = 100
    answer = push(token, capture(1))
    assert answer.status_code == 413 and not Delivery.objects.exists()


def test_a_request_that_does_not_say_its_length_is_refused(token):
    assert push(token, capture(1), CONTENT_LENGTH="").status_code == 411


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OperationalError("the database is away")])
def test_where_the_machine_fails_the_sender_is_told_to_come_again(token, error, monkeypatch):
    def fail(stream, **context):
        raise error

    monkeypatch.setattr(ingest, "receive", fail)
    answer = push(token, capture(1))
    assert answer.status_code == 503 and answer["Retry-After"] and answer.json()["remedy"]


def test_nothing_can_be_read_here(token):
    answer = Client().get(PUSH, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert reverse("push") == PUSH


def test_a_name_with_control_characters_is_kept_readable(token):
    answer = push(token, capture(1), name="a%00%0A.txt")
    assert answer.status_code == 201 and "\x00" not in Delivery.objects.get().file_name
