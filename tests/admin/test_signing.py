"""Signing in: the second factor, the rate limits, and what a stranger may learn, which is nothing."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from articles.admin.signing import SecondFactorAdapter
from articles.models import SecurityEvent
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
SIGN_IN = "/admin/login/"
FACTORS = "/admin/account/second-factor/"
Kind = SecurityEvent.Kind


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


def sign_in(browser, account, password=factories.PASSWORD, **headers):
    name = account if isinstance(account, str) else account.username
    return browser.post(SIGN_IN, {"login": name, "password": password}, **headers)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def kinds():
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", "who"))


def test_name_and_password_lead_to_the_page_that_was_asked_for():
    account, browser = factories.user("editor"), Client()
    asked = browser.get("/admin/import/")
    assert asked["Location"] == "/admin/login/?next=/admin/import/"
    page = browser.get(asked["Location"])
    assert b'name="next" value="/admin/import/"' in page.content
    answer = browser.post(
        SIGN_IN, {"login": account.username, "password": factories.PASSWORD, "next": "/admin/import/"}
    )
    assert answer["Location"] == "/admin/import/" and browser.get("/admin/import/").status_code == 200
    assert kinds() == [(Kind.SIGNED_IN, account.username)]


def test_the_next_page_is_never_on_another_site():
    account, browser = factories.user("editor"), Client()
    sent = {"login": account.username, "password": factories.PASSWORD, "next": "https://evil.example/"}
    assert browser.post(SIGN_IN, sent)["Location"] == "/admin/"


@pytest.mark.parametrize("who", ["unknown", "wrong password", "inactive", "without a desk"])
def test_every_refusal_looks_the_same_and_is_written_down(who):
    accounts = {
        "unknown": "nobody-at-all",
        "wrong password": factories.user("editor"),
        "inactive": factories.user("editor", is_active=False),
        "without a desk": factories.user("reporter", is_staff=False),
    }
    password = "not the password" if who == "wrong password" else factories.PASSWORD
    answer = sign_in(Client(), accounts[who], password)
    assert answer.status_code == 200
    said = re.sub(r'value="[^"]*"', "", answer.content.decode())
    stranger = sign_in(Client(), "somebody-else", "x" * 12)
    assert said == re.sub(r'value="[^"]*"', "", stranger.content.decode())
    assert kinds()[0][0] == Kind.SIGN_IN_FAILED


def test_guessing_is_stopped_for_the_account_and_the_right_password_waits_too():
    account = factories.user("editor")
    for _ in range(5):
        sign_in(Client(), account, "not the password")
    answer = sign_in(Client(), account)
    assert b"Too many failed login attempts" in answer.content
    assert not SecurityEvent.objects.filter(kind=Kind.SIGNED_IN).exists()
    assert sign_in(Client(), factories.user("editor")).status_code == 302, "nobody else has to wait"


@pytest.mark.parametrize(
    "path", ["signup/", "account/signup/", "password/reset/", "account/email/", "password_change/done/"]
)
def test_nobody_signs_up_or_asks_for_another_password_by_mail(path):
    assert desk.client("admin").get("/admin/" + path).status_code == 404


def test_a_second_factor_is_set_up_and_asked_for():
    account, browser = factories.user("publisher"), Client()
    sign_in(browser, account)
    assert browser.get(FACTORS + "totp/activate/")["Location"].startswith("/admin/account/reauthenticate/")
    browser.post("/admin/account/reauthenticate/", {"password": factories.PASSWORD})
    page = browser.get(FACTORS + "totp/activate/")
    secret = page.context["form"].secret
    answer = browser.post(FACTORS + "totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == FACTORS + "recovery-codes/"
    codes = browser.get(FACTORS + "recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    again = Client()
    assert sign_in(again, account)["Location"].startswith(FACTORS + "authenticate/")
    assert again.get("/admin/")["Location"].startswith(SIGN_IN), "the password alone opens nothing"
    assert again.post(FACTORS + "authenticate/", {"code": "000000"}).status_code == 200
    assert again.post(FACTORS + "authenticate/", {"code": codes[0]}).status_code == 302
    assert again.get("/admin/").status_code == 200
    third = Client()
    sign_in(third, account)
    assert third.post(FACTORS + "authenticate/", {"code": codes[0]}).status_code == 200, "a recovery code works once"
    assert (Kind.SECOND_FACTOR, account.username) in kinds()
    failed = SecurityEvent.objects.filter(kind=Kind.SIGN_IN_FAILED, what__startswith="Wrong code")
    assert failed.count() == 2


def test_a_key_of_another_account_is_out_of_reach():
    key = Authenticator.objects.create(
        user=factories.user("publisher"), type="webauthn", data={"name": "Key", "credential": {}}
    )
    browser = desk.client("publisher")
    browser.post("/admin/account/reauthenticate/", {"password": factories.PASSWORD})
    for what in ("edit", "remove"):
        assert browser.post(f"{FACTORS}webauthn/keys/{key.pk}/{what}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Key"


def test_the_secret_is_not_kept_in_the_clear(settings):
    account = factories.user("publisher")
    made = TOTP.activate(account, "JBSWY3DPEHPK3PXP").instance
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(pk=made.pk).data)
    old = SecondFactorAdapter().encrypt("words")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the site"
    assert SecondFactorAdapter().decrypt(old) == "words"


@pytest.mark.parametrize(
    ("role", "asked"), [("reporter", False), ("editor", False), ("publisher", True), ("admin", True)]
)
def test_a_role_that_needs_a_second_factor_reaches_nothing_before_it(settings, role, asked):
    settings.SECOND_FACTOR_ROLES = ["Publisher", "Admin"]
    account = factories.user(role)
    browser = desk.signed_in(account)
    story = factories.article(created_by=account)
    for path in ("/admin/", "/admin/import/", desk.address(story)):
        answer = browser.get(path)
        assert (answer.status_code == 302 and answer["Location"] == FACTORS) is asked, path
    browser.post("/admin/queue/run/", {"do": "publish", "row": f"{story.pk}:1"})
    story.refresh_from_db()
    assert story.status == "new"
    assert browser.get(FACTORS).status_code == 200
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    assert browser.get("/admin/").status_code == 200


def test_a_superuser_needs_it_too(settings):
    settings.SECOND_FACTOR_ROLES = ["Admin"]
    assert desk.client("", is_staff=True, is_superuser=True).get("/admin/")["Location"] == FACTORS


def test_an_admin_takes_off_a_lost_second_factor():
    account = factories.user("publisher")
    made = TOTP.activate(account, "JBSWY3DPEHPK3PXP").instance
    where = f"/admin/mfa/authenticator/{made.pk}/delete/"
    assert desk.client("publisher").post(where, {"post": "yes"}).status_code == 404
    chief = factories.user("admin")
    browser = desk.signed_in(chief)
    page = browser.get(f"/admin/mfa/authenticator/{made.pk}/change/")
    assert b"secret" not in page.content and b"JBSWY3" not in page.content
    browser.post(where, {"post": "yes"})
    assert not Authenticator.objects.exists()
    assert SecurityEvent.objects.get(kind=Kind.SECOND_FACTOR).who == chief.username


def test_a_password_is_changed_and_ends_the_other_sessions():
    account = factories.user("editor")
    here, there = desk.signed_in(account), desk.signed_in(account)
    new = "another long password"
    answer = here.post(
        "/admin/password_change/", {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302
    assert here.get("/admin/").status_code == 200 and there.get("/admin/").status_code == 302
    assert kinds() == [(Kind.PASSWORD, account.username)]
    weak = here.post("/admin/password_change/", {"oldpassword": new, "password1": "password", "password2": "password"})
    assert weak.status_code == 200 and weak.context["form"].errors


def test_signing_out_ends_the_session_and_needs_a_post():
    account = factories.user("editor")
    browser = desk.signed_in(account)
    assert browser.get("/admin/logout/").status_code == 200 and browser.get("/admin/").status_code == 200
    assert browser.post("/admin/logout/")["Location"] == SIGN_IN
    assert browser.get("/admin/").status_code == 302
    assert kinds() == [(Kind.SIGNED_OUT, account.username)]


def test_signing_in_makes_a_new_session():
    browser, account = Client(), factories.user("editor")
    browser.get(SIGN_IN)
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    sign_in(browser, account)
    assert browser.cookies["sessionid"].value != before


def test_pages_of_the_account_are_for_nobody_else_and_not_kept():
    browser = desk.client("editor")
    for path in (FACTORS, "/admin/password_change/", SIGN_IN):
        answer = browser.get(path, follow=True)
        assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"], path
