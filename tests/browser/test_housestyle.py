"""House style and invisible letters in a real Chromium: wide and narrow, light and dark, with nothing typed lost."""

import pytest

from articles.models import Article, StyleRule
from articles.wire.marks import MARKED, marks
from tests import factories
from tests.browser.pages import edit, found_by_axe
from tests.test_recleaning import take_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def focussed():
    StyleRule.objects.create(find="focussed", put="focused", reason="One s, says the style book.")
    return factories.article(
        headline="Talks", body='They focussed on\xa0it.\n\nSo "focussed", he said, focussed again.'
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "dark"), (1280, "light"), (1280, "dark")])
def test_places_are_stepped_through_and_accepted(sign_in, live_server, focussed, width, scheme):
    page = sign_in(color_scheme=scheme, viewport={"width": width, "height": 800})

    def looks_right():
        assert page.complaints == [] and found_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.complaints.clear()  # axe itself asks for an image that the policy refuses

    page.goto(edit(live_server, focussed))
    page.get_by_role("link", name="Show invisible characters").click()
    page.get_by_text("House style: 2 places to look at").click()
    looks_right()
    page.goto(edit(live_server, focussed))
    page.get_by_text("House style: 2 places to look at").click()
    page.get_by_role("link", name="Go through them one by one").click()
    looks_right()
    page.get_by_role("link", name="Skip", exact=True).click()
    page.get_by_role("heading", name="Place 2 of 2").wait_for()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("That was the last place.").wait_for()
    looks_right()
    assert Article.objects.get().body == 'They focussed on\xa0it.\n\nSo "focussed", he said, focused again.'


def test_marks_follow_what_is_typed_as_the_server_would_show_it(sign_in, live_server):
    story = take_in()
    page = sign_in()
    page.goto(edit(live_server, story))
    received = page.locator(".capture .raw").all_text_contents()
    every = "".join(f"a{chr(code)}" for code in range(0x10000) if MARKED.match(chr(code)) and chr(code) != "\r")
    page.get_by_role("link", name="Show invisible characters").click()
    page.get_by_label("Text", exact=True).fill(every)
    shown = page.locator("#marked-body .letter").evaluate_all(
        "all => all.map(one => [one.textContent, one.dataset.sign])"
    )
    assert shown == [[letter, sign] for letter, sign, name in marks(every) if name]
    assert page.locator(".capture .raw").all_text_contents() == received, "the capture keeps its letters"
    page.get_by_role("link", name="Hide invisible characters").click()
    assert page.locator(".letter").count() == 0
    assert page.get_by_label("Text", exact=True).input_value() == every, "what is typed stays"
