"""Take the screenshots of README.md from a newsroom that is really running, with the sample stories.

Use: make screenshots. It needs Chromium; it starts a newsroom of its own in a temporary folder and stops it again.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.runner import chromium  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}
ADMIN_PASSWORD = re.compile(r"name (\S+) and the password (\S+)")


def main() -> None:
    """Start, sign in, look, take, stop."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        server, account = start(home, port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=chromium.flags())
                take_all(browser, f"http://127.0.0.1:{port}", account)
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=10)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: str, port: int) -> tuple[subprocess.Popen[str], tuple[str, str]]:
    """Start the newsroom, and return it with the account that it prints."""
    server = subprocess.Popen(  # noqa: S603 - our own command, our own words
        [sys.executable, "manage.py", "run", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"NEWSROOM_HOME": home, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    account = None
    assert server.stdout is not None
    for line in server.stdout:
        if found := ADMIN_PASSWORD.search(line):
            account = (found[1], found[2])
        if "Stop with" in line:
            break
    if account is None:
        raise SystemExit("The newsroom printed no account.")
    time.sleep(1)
    return server, account


def take_all(browser: Browser, site: str, account: tuple[str, str]) -> None:
    """Take every picture of README.md."""
    public = browser.new_page(viewport=DESKTOP, color_scheme="light")
    take(public, f"{site}/", "front")
    public.locator("main h2 a, main h3 a").first.click()
    shoot(public, "story")
    phone = browser.new_page(viewport=PHONE, color_scheme="dark", device_scale_factor=2)
    take(phone, f"{site}/", "front-phone-dark")
    desk = browser.new_page(viewport=DESKTOP, color_scheme="light")
    desk.goto(f"{site}/admin/")
    desk.fill("[name=login]", account[0])
    desk.fill("[name=password]", account[1])
    desk.click("[type=submit]")
    shoot(desk, "queue")
    desk.get_by_role("link", name="Oldcastle").first.click()
    shoot(desk, "edit")


def take(page: Page, address: str, name: str) -> None:
    """Open an address and take its picture."""
    page.goto(address)
    shoot(page, name)


def shoot(page: Page, name: str) -> None:
    """Take the picture of what is open."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=72)
    sys.stdout.write(f"docs/screenshots/{name}.jpg\n")


if __name__ == "__main__":
    main()
