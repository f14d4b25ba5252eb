"""What the tests in a real Chromium share: a signed-in page, and a story with something of everything."""

import pytest

from articles import workflow
from tests import factories


@pytest.fixture
def sign_in(chromium, live_server):
    """Return a function that opens a signed-in page, with everything it complained of."""
    contexts = []

    def sign_in(role="publisher", **options):
        account = factories.user(role)
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill(account.username)
        page.get_by_label("Password").fill(factories.PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="The queue").wait_for()
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def story(db):
    """Make a story with a doubt, a photo without credit, and a second version."""
    made = factories.article(
        headline="Talks begin in Paris",
        issues=[{"code": "X", "message": "Is this the byline?", "line": 3}],
        needs_review=True,
    )
    factories.caption(made, photographer="", agency="")
    factories.caption(made, picture=factories.photo(restrictions="Editorial use only."))
    with workflow.editing(made, expected=1, by=None, fields={"standfirst": "A second version."}):
        pass
    return made
