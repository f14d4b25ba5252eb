"""Find the machine's own Chromium. Nothing is ever downloaded."""

import os
import shutil

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = "no Chromium was found. Install chromium (Debian: apt install chromium) or set CHROMIUM to its path"

# A test browser talks to the test server and to nobody else, and needs no graphics card.
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Return the path of Chromium, from CHROMIUM in the environment or by its usual names."""
    asked = os.environ.get("CHROMIUM")
    names = (asked,) if asked else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


def flags() -> list[str]:
    """Return the options to start it with; its sandbox refuses to run as root."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
