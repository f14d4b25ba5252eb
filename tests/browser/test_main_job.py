"""The main job, as a person does it: paste a capture, correct the headline, publish, read it on the site."""

import pytest

from articles.models import Article
from tests import factories
from tests.captures import capture

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(chromium, live_server):
    """Sign in as a publisher, in a browser of one's own."""
    user = factories.user("publisher")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The queue").wait_for()
    yield page
    context.close()


def test_from_paste_to_the_front_page(desk, live_server):
    complaints = []
    desk.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    desk.get_by_role("link", name="Import").first.click()
    desk.get_by_label("Paste").fill(capture().decode())
    desk.get_by_role("button", name="Import").click()
    desk.get_by_role("link", name="Council number 1 votes").click()
    desk.get_by_label("Headline").fill("Sea wall to be mended before the storms")
    desk.get_by_role("button", name="Save and publish").click()
    desk.wait_for_load_state()
    assert Article.objects.get().status == "published"
    desk.goto(live_server.url)
    desk.get_by_role("link", name="Sea wall to be mended before the storms").first.click()
    assert desk.get_by_role("heading", level=1).inner_text() == "Sea wall to be mended before the storms"
    assert "We have chosen the wall" in desk.locator("main").inner_text()
    assert "(Idris Calder/PA)" in desk.locator("main").inner_text()
    assert "An icon of" not in desk.content()
    assert complaints == []


def test_the_same_without_any_script(chromium, live_server):
    user = factories.user("publisher")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/import/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Paste").fill(capture().decode())
    page.get_by_role("button", name="Import").click()
    page.get_by_role("link", name="Council number 1 votes").click()
    page.get_by_label("Headline").fill("Sea wall to be mended before the storms")
    page.get_by_role("button", name="Save and publish").click()
    page.goto(live_server.url)
    assert page.get_by_role("link", name="Sea wall to be mended before the storms").count() >= 1
    context.close()
