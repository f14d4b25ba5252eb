"""Sources and the tokens of those who push."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import tokens
from articles.models import DeliveryToken, Source
from tests.admin import desk

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_deliverytoken_add")
LIST = reverse("admin:articles_deliverytoken_changelist")


@pytest.fixture
def wire():
    return Source.objects.create(name="Wire", slug="wire", kind=Source.Kind.PUSH)


def test_a_token_is_shown_once_and_works(wire):
    chief = desk.client("admin")
    page = chief.post(ADD, {"name": "Gateway", "source": wire.pk})
    row = DeliveryToken.objects.get()
    token = page.content.decode().split("<code>")[1].split("</code>")[0]
    assert tokens.source_of(token) == wire and row.created_by is not None
    assert "no-store" in page["Cache-Control"]
    change = reverse("admin:articles_deliverytoken_change", args=[row.pk])
    assert token not in chief.get(LIST).content.decode() + chief.get(change).content.decode()


def test_a_token_without_a_name_is_not_issued(wire):
    page = desk.client("admin").post(ADD, {"name": "", "source": wire.pk})
    assert "This field is required" in page.content.decode() and not DeliveryToken.objects.exists()


def test_a_token_is_revoked_and_stays_on_record(wire):
    row, token = tokens.issue(wire, name="Gateway", by=None)
    desk.client("admin").post(LIST, {"action": "revoke", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.revoked_at is not None and tokens.source_of(token) is None


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
def test_only_an_admin_issues_and_revokes(role, wire):
    row, token = tokens.issue(wire, name="Gateway", by=None)
    browser = desk.client(role)
    assert browser.post(ADD, {"name": "Mine", "source": wire.pk}).status_code == 404
    browser.post(LIST, {"action": "revoke", "_selected_action": [row.pk]})
    assert DeliveryToken.objects.count() == 1 and tokens.source_of(token) == wire


def test_the_list_says_which_source_has_gone_quiet(wire):
    Source.objects.filter(pk=wire.pk).update(
        quiet_after=timedelta(hours=1), last_heard=timezone.now() - timedelta(hours=3), trouble="No space left"
    )
    page = desk.client("admin").get(reverse("admin:articles_source_changelist")).content.decode()
    assert "3\xa0hours ago: gone quiet" in page and "No space left" in page


def test_an_inbox_outside_the_folder_of_inboxes_is_answered_at_its_field(wire):
    change = reverse("admin:articles_source_change", args=[wire.pk])
    page = desk.client("admin").post(
        change, {"name": "Wire", "slug": "wire", "kind": "folder", "inbox": "../../etc", "quiet_after": ""}
    )
    assert "inside the folder of all inboxes" in page.content.decode()
    wire.refresh_from_db()
    assert wire.inbox == ""


def test_the_queue_says_on_top_what_is_wrong_with_a_source(wire):
    Source.objects.filter(pk=wire.pk).update(trouble="No space left on device", quiet_after=timedelta(hours=1))
    page = desk.client("editor").get(reverse("admin:index")).content.decode()
    assert "The inbox of Wire cannot be worked off. No space left on device" in page
    assert "Wire has gone quiet." in page
