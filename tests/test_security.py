"""The security log: one line for each event, in the transaction of the act, and no way to change one."""

import pytest
from allauth.core import context
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from articles import security, workflow
from articles.migrations import __name__ as migrations
from articles.models import SecurityEvent, Status
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
Kind = SecurityEvent.Kind


def lines(**narrowed):
    return list(SecurityEvent.objects.filter(**narrowed).order_by("pk").values_list("kind", "who", "subject", "what"))


def test_publishing_and_withdrawing_are_written_down_with_who_and_where():
    account = factories.user("publisher")
    story = factories.article()
    desk.save(desk.signed_in(account), story, do="publish")
    desk.save(desk.signed_in(account), story, do="withdraw", note="Legal reasons.")
    assert lines() == [
        (Kind.PUBLISHED, account.username, f"article {story.pk}", ""),
        (Kind.WITHDRAWN, account.username, f"article {story.pk}", "Legal reasons."),
    ]
    assert set(SecurityEvent.objects.values_list("address", "account_id")) == {("127.0.0.1", account.pk)}


def test_an_act_that_fails_leaves_no_line():
    story = factories.article()
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.move(story, "publish", by=None)
        raise RuntimeError
    story.refresh_from_db()
    assert story.status == Status.NEW and lines() == []


def test_a_lifted_hold_and_a_changed_embargo_are_written_down():
    account = factories.user("publisher")
    story = factories.article(hold_reason="Withheld.")
    workflow.lift_hold(story, by=account, version=1, reason="Released by phone.")
    with workflow.editing(story, expected=2, by=account, fields={"embargo_until": None}):
        pass
    assert lines() == [(Kind.HOLD_LIFTED, account.username, f"article {story.pk}", "Released by phone.")]
    story = factories.article(embargo_until="2040-01-01T00:00Z")
    story.refresh_from_db()
    with workflow.editing(story, expected=1, by=account, fields={"embargo_until": None}):
        pass
    assert lines(kind=Kind.EMBARGO) == [(Kind.EMBARGO, account.username, f"article {story.pk}", "Taken off.")]


def test_what_was_refused_is_written_down():
    account = factories.user("reporter")
    story = factories.article()
    browser = desk.signed_in(account)
    browser.get(desk.address(story))
    browser.get("/admin/auth/user/")
    assert lines() == [
        (Kind.REFUSED, account.username, "", f"GET {desk.address(story)}"),
        (Kind.REFUSED, account.username, "", "GET /admin/auth/user/"),
    ]


def change_account(browser, account, **changes):
    fields = {"username": account.username, "is_active": "on", "is_staff": "on", "groups": [], **changes}
    return browser.post(reverse("admin:auth_user_change", args=[account.pk]), fields)


def test_a_change_of_role_is_written_down():
    chief, account = factories.user("admin"), factories.user("reporter")
    browser = desk.signed_in(chief)
    assert change_account(browser, account, groups=[Group.objects.get(name="Publisher").pk]).status_code == 302
    told = f"Account {account.username}: Reporter → Publisher"
    assert lines() == [(Kind.ROLE, chief.username, f"user {account.pk}", told)]
    change_account(browser, account, groups=[Group.objects.get(name="Publisher").pk], is_active="")
    assert lines()[-1][3].endswith("is_active False")
    change_account(browser, account, groups=[Group.objects.get(name="Publisher").pk], first_name="Ann")
    assert len(lines(kind=Kind.ROLE)) == 2 + 1, "is_active came back"


def test_a_change_of_rights_is_written_down():
    chief = factories.user("admin")
    role = Group.objects.create(name="Intern")
    right = Group.objects.get(name="Reporter").permissions.first()
    where = reverse("admin:auth_group_change", args=[role.pk])
    desk.signed_in(chief).post(where, {"name": "Intern", "permissions": [right.pk]})
    assert lines() == [(Kind.ROLE, chief.username, f"group {role.pk}", f"Intern: +{right.codename}")]


def test_nobody_forges_a_second_line():
    security.note(Kind.SIGN_IN_FAILED, who="x\n2026-11-24 admin signed in\r\x1b[2J")
    assert lines()[0][1] == "x 2026-11-24 admin signed in [2J"


def test_the_address_is_that_of_the_one_proxy_in_front(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.7"})
    with context.request_context(request):
        assert security.address() == "192.0.2.7"
    assert security.address() is None


def relocked():
    """Put back the lock that the tests take off to empty the table."""
    from importlib import import_module

    migration = import_module(f"{migrations}.0019_security_log")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(migration.SQLITE["DELETE"])


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_delete_a_line(verb):
    relocked()
    security.note(Kind.ROLE, what="Made admin.")
    rows = SecurityEvent.objects.all()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(what="Nothing.") if verb == "update" else rows.delete()
    assert lines()[0][3] == "Made admin."


def test_the_log_is_for_admins_and_for_reading_alone():
    security.note(Kind.ROLE, what="Made admin.")
    one = SecurityEvent.objects.get()
    where = reverse("admin:articles_securityevent_change", args=[one.pk])
    chief = desk.client("admin")
    assert b"Made admin." in chief.get(where).content
    assert desk.client("publisher").get(where).status_code == 404
    assert chief.post(where, {"what": "x"}).status_code == 404
    found = chief.get(reverse("admin:articles_securityevent_changelist"), {"q": "publisher"})
    assert found.status_code == 200
