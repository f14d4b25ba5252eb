"""What is asked of every page, and the addresses of the pages of a story."""

from axe_playwright_python.sync_playwright import Axe

OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def found_by_axe(page):
    page.evaluate(OPEN_ALL)
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in Axe().run(page).response["violations"]]


def edit(live_server, story, tail="change/"):
    return f"{live_server.url}/admin/articles/article/{story.pk}/{tail}"
