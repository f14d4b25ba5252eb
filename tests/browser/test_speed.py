"""How heavy a story is and how early it is seen, in a Chromium on a slow line."""

import gzip
import re

import pytest

from tests import factories
from tests.browser.test_site import SHIFT, arrived

pytestmark = pytest.mark.django_db(transaction=True)
BUDGET = 40 * 1024
STYLE = re.compile(r'href="(/static/[^"]+\.css)"')
BODY = "\n\n".join("A sentence of a story that goes on for a while and says what was said. " * 4 for _ in range(100))


def test_a_long_story_and_its_style_weigh_less_than_the_budget(client, live_server):
    story = factories.published(body=BODY, captions=[{"picture": arrived(1600, 1000, "teal")} for _ in range(10)])
    page = client.get(story.get_absolute_url()).content
    styles = [b"".join(client.get(one).streaming_content) for one in STYLE.findall(page.decode())]
    assert len(styles) == 2
    assert sum(len(gzip.compress(part)) for part in (page, *styles)) < BUDGET


def test_nothing_moves_on_a_slow_line_and_the_page_needs_no_script(chromium, live_server):
    story = factories.published(body=BODY, captions=[{"picture": arrived(1600, 1000, "teal")}])
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 780})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.goto(story.get_absolute_url(), wait_until="networkidle")
    assert page.evaluate(SHIFT) == 0
    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    context.close()
