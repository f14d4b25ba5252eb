"""The edit page in a real Chromium: no text lost, who else is here, the preview, the keys."""

import time

import pytest
from django.contrib.auth.models import User

from articles import drafts, sharing
from articles.models import Article
from tests import factories
from tests.browser.pages import edit, found_by_axe
from tests.captures import capture

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_session_that_ended_while_typing_costs_no_text(sign_in, live_server, story):
    page = sign_in()
    page.goto(edit(live_server, story))
    page.get_by_label("Headline").fill("Typed before the session ended")
    page.locator("[name=captions-0-photographer]").evaluate("one => one.closest('details').open = true")
    page.locator("[name=captions-0-is_decorative]").check()
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in_again(opened.value)
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("button", name="Send it again").click()  # the token of the form is older than the session
    page.get_by_text("The story is saved.").wait_for()
    assert Article.objects.get().headline == "Typed before the session ended"
    assert story.captions.first().is_decorative
    page.reload()
    assert page.get_by_role("button", name="Put it back").count() == 0, "what was saved is not offered again"


def sign_in_again(page):
    account = factories.user("publisher")
    page.get_by_label("Username").fill(account.username)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The queue").wait_for()


def test_text_typed_in_a_closed_tab_is_offered_compared_and_put_back(sign_in, live_server, story):
    page = sign_in()
    page.goto(edit(live_server, story))
    page.get_by_label("Headline").fill("Talks resume in Paris")
    page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('desk|'))"
        ".forEach(key => { const one = JSON.parse(localStorage[key]); one.at -= 120e3;"
        " localStorage[key] = JSON.stringify(one); })"
    )
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(edit(live_server, story))
    again.get_by_role("button", name="Compare").click()
    again.wait_for_url("**/draft/")
    assert again.locator("ins", has_text="resume").count() == 1
    again.get_by_role("link", name="Put it in the form").click()
    assert again.get_by_label("Headline").input_value() == "Talks resume in Paris"
    again.keyboard.press("Control+s")
    again.get_by_text("The story is saved.").wait_for()
    again.reload()
    assert again.get_by_text("did not save it").count() == 0
    assert again.get_by_role("button", name="Put it back").count() == 0, "what was saved is not offered again"


def test_a_dropped_connection_costs_no_text(sign_in, live_server, story):
    page = sign_in()
    page.goto(edit(live_server, story))
    page.get_by_label("Headline").fill("Typed on a train")
    page.context.set_offline(True)
    page.keyboard.press("Control+s")
    page.get_by_text("No connection. Your text is kept in this browser.").wait_for()
    page.context.set_offline(False)
    page.keyboard.press("Control+s")
    page.get_by_text("The story is saved.").wait_for()
    assert Article.objects.get().headline == "Typed on a train"


def test_two_people_see_each_other_and_who_saved(sign_in, live_server, story):
    ann, ben = sign_in("editor"), sign_in()
    ann.goto(edit(live_server, story))
    ben.goto(edit(live_server, story))
    assert ben.get_by_text("has had this story open since").is_visible()
    ann.get_by_label("Headline").fill("Talks resume in Paris")
    ann.keyboard.press("Control+s")
    ann.get_by_text("The story is saved.").wait_for()
    ben.get_by_label("Standfirst").fill("Ben types on.")
    ben.get_by_text("your next save shows both texts").wait_for(timeout=8000)
    ben.get_by_text("draft kept").wait_for()
    assert found_by_axe(ben) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_preview_follows_what_is_typed_at_three_widths(sign_in, live_server, story, scheme):
    page = sign_in(color_scheme=scheme)
    page.goto(edit(live_server, story))
    page.locator("summary", has_text="Preview as readers").click()
    inside = page.frame_locator("iframe[name=preview]")
    inside.get_by_role("heading", name="Talks begin in Paris").wait_for()
    page.get_by_label("Headline").fill("Talks resume in Paris")
    inside.get_by_role("heading", name="Talks resume in Paris").wait_for()
    for name, width in (("Phone", 360), ("Tablet", 768), ("Desktop", 1280)):
        page.get_by_label(name, exact=True).check()
        assert page.locator("iframe[name=preview]").bounding_box()["width"] == width
    assert Article.objects.get().headline == "Talks begin in Paris"
    assert page.complaints == [] and found_by_axe(page) == []


def test_the_preview_works_without_a_script(chromium, live_server, story, sign_in):
    page = sign_in(java_script_enabled=False)
    page.goto(edit(live_server, story))
    page.locator("summary", has_text="Preview as readers").click()
    page.get_by_label("Headline").fill("Talks resume in Paris")
    page.get_by_role("button", name="Show what is in the form").click()
    page.frame_locator("iframe[name=preview]").get_by_role("heading", name="Talks resume in Paris").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_a_story_are_clean(sign_in, chromium, live_server, story, scheme, width):
    page = sign_in("admin", color_scheme=scheme, viewport={"width": width, "height": 800})
    link = sharing.make(story, by=factories.user("editor"), reader="The lawyer", hours=1)
    sharing.note(link, name="The lawyer", verdict="comment", text="Paragraph two.")
    factories.correction(story)
    drafts.keep(story, User.objects.get(groups__name="Admin"), version=2, words=[["headline", "Talks resume"]])
    tails = ("links/", "corrections/", "draft/", "history/1/?against=now", "change/?draft=yes", "preview/", "change/")
    for address in (
        *(edit(live_server, story, tail) for tail in tails),
        f"{live_server.url}/preview/{sharing.token(link)}/",
    ):
        page.goto(address)
        assert page.complaints == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert found_by_axe(page) == [], address
        page.complaints.clear()  # axe itself asks for an image that the policy refuses


def test_an_imported_story_with_a_missing_credit_is_mended_and_published_by_keyboard(sign_in, live_server):
    page = sign_in()
    page.goto(f"{live_server.url}/admin/import/")
    page.get_by_label("Paste").fill(capture(credit="").decode())
    page.get_by_role("button", name="Import").click()
    page.locator("table.report a").first.wait_for()
    made = Article.objects.get()
    if not made.captions.exists():
        factories.caption(made, photographer="", agency="")
    began = time.monotonic()
    page.keyboard.press("Control+k")
    page.get_by_role("dialog", name="Go to").get_by_role("link", name="The queue").wait_for()
    page.keyboard.type("council number")
    page.get_by_role("dialog").get_by_role("link", name="Council number 1").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("has no credit").wait_for()
    page.locator("[name=captions-0-agency]").focus()
    page.keyboard.type("PA")
    page.keyboard.press("Control+Enter")
    page.get_by_text("The story is now published.").wait_for()
    assert page.evaluate("document.activeElement.name") == "captions-0-agency", "the cursor is where it was"
    assert time.monotonic() - began < 20
    assert Article.objects.published().get().captions.get().agency == "PA"
    assert page.complaints == []


def test_photos_change_places_by_buttons(sign_in, live_server, story):
    page = sign_in()
    page.goto(edit(live_server, story))
    page.locator("details.card").nth(1).get_by_role("button", name="Move up").click()
    page.keyboard.press("Control+s")
    page.get_by_text("The story is saved.").wait_for()
    first, second = story.captions.all()
    assert (first.photo.restrictions, first.role, second.role) == ("Editorial use only.", "lead", "inline")
