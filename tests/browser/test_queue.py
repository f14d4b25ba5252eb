"""The queue and the pages of one's account in a real Chromium: keys, axe, narrow screens, a passkey."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from articles.models import Article, SavedView, SecurityEvent
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SMALL = """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(one => {
    const box = (one.matches('[type=checkbox], [type=radio]') && one.closest('label, .tick, .pick') || one)
        .getBoundingClientRect();
    const isInText = one.matches('a') && getComputedStyle(one).display === 'inline';
    return one.checkVisibility() && box.width > 1 && !isInText && Math.min(box.width, box.height) < 23.5;
}).map(one => one.outerHTML.slice(0, 160))"""


@pytest.fixture
def desk(chromium, live_server):
    """Return a function that opens the desk for a role, with everything the page complained of."""
    cache.clear()
    contexts = []

    def open_desk(role="publisher", **options):
        account = factories.user(role)
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.account, page.complaints = account, []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill(account.username)
        page.get_by_label("Password").fill(factories.PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="The queue").wait_for()
        return page

    yield open_desk
    for context in contexts:
        context.close()


def found_by_axe(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = [f"{one['id']}: {one['nodes'][0]['target']}" for one in Axe().run(page).response["violations"]]
    page.complaints.clear()  # axe itself asks for an image that the policy refuses
    return found


def confirm(page):
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_two_keys_publish_a_clean_story(desk):
    factories.article(headline="Ferries sail again")
    page = desk()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.get_by_text("Ferries sail again: It is now published.").wait_for()
    assert Article.objects.published().get().headline == "Ferries sail again"


def test_keys_move_tick_open_and_search_and_rest_while_typing(desk, live_server):
    for number in (1, 2, 3):
        factories.article(headline=f"Story {number}")
    page = desk()
    page.reload()
    focused = "document.activeElement.textContent.trim()"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "Story 2"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "Story 3"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("x")
    assert page.get_by_text("With the 1 ticked:").is_visible()
    page.keyboard.press("Control+p")
    page.keyboard.press("/")
    page.keyboard.type("jpxe?")
    assert page.get_by_label("Search stories").input_value() == "jpxe?"
    assert not Article.objects.published().exists() and not page.locator("dialog").is_visible()
    page.get_by_role("link", name="Story 2").focus()
    page.keyboard.press("e")
    page.get_by_label("Headline").wait_for()
    page.goto(f"{live_server.url}/admin/import/")
    page.wait_for_load_state("networkidle")  # the edit page says goodbye


def test_the_sheet_tells_the_keys_and_switches_them_off(desk):
    factories.article(headline="Ferries sail again")
    page = desk()
    page.reload()
    page.get_by_role("button", name="all keys").click()
    assert found_by_axe(page) == []
    page.get_by_label("Single keys work in this browser").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_timeout(200)
    assert not Article.objects.published().exists()
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="Keys of the queue").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_queue_and_on_pages_of_accounts(desk, live_server, scheme, width):
    page = desk("admin", color_scheme=scheme, viewport={"width": width, "height": 800})
    account = page.account
    story = factories.article(issues=[{"code": "MERGE_CONFLICT", "message": "Both."}], needs_review=True)
    factories.caption(story, photographer="", agency="")
    SavedView.objects.create(name="Held sport", query="held=yes", owner=account, is_shared=True)
    admin = f"{live_server.url}/admin/"

    wrong = []

    def look(where):
        wide = page.evaluate("document.documentElement.scrollWidth") - width
        found = [
            *page.complaints,
            *page.evaluate(SMALL),
            *([f"{wide} too wide"] if wide > 0 else []),
            *found_by_axe(page),
        ]
        wrong.extend(f"{where or 'queue'}: {one}" for one in found)

    for path in (
        "", "?state=all&review=yes", "import/", "password_change/", "account/second-factor/", "auth/user/",
        f"auth/user/{account.pk}/change/", "auth/user/add/", "auth/group/", f"auth/user/{account.pk}/password/",
        f"auth/group/{account.groups.get().pk}/change/", "articles/securityevent/",
        f"articles/securityevent/{SecurityEvent.objects.first().pk}/change/", "mfa/authenticator/", "logout/",
    ):  # fmt: skip
        page.goto(admin + path)
        look(path)
    page.goto(admin + "account/second-factor/totp/activate/")
    look("reauthenticate")
    confirm(page)
    look("totp")
    page.goto(admin + "account/second-factor/webauthn/add/")
    look("webauthn")
    page.goto(admin + "articles/correction/add/")
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").press_sequentially("council")
    page.locator(".select2-results__option", has_text="Council").wait_for()
    look("an open select box")
    assert not wrong, "\n".join(wrong)


def test_a_passkey_is_added_and_signs_in_without_a_password(desk, live_server):
    page = desk()
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{live_server.url}/admin/account/second-factor/webauthn/add/")
    confirm(page)
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Recovery Codes").wait_for()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="The queue").wait_for()
    assert page.complaints == []
    kinds = SecurityEvent.objects.values_list("kind", flat=True)
    assert "second-factor" in kinds and list(kinds).count("signed-in") == 2
