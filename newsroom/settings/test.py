"""Settings for the tests: DATABASE_URL chooses the database, SQLite in memory unless told."""

import atexit
import shutil
import tempfile
from pathlib import Path

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import ACCOUNT_RATE_LIMITS, STORAGES
from newsroom.settings.env import database, env

DEBUG = False
SECRET_KEY = "for tests only, never secret"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database(env.str("DATABASE_URL", default="") or "sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests of pages see what is made, not what was kept; tests of keeping switch it on.
KEPT_PAGES_ROOM = 0

# A passkey is tested on http://localhost, and one machine signs in as everybody.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ACCOUNT_RATE_LIMITS = {**ACCOUNT_RATE_LIMITS, "login": "1000/m/ip"}

# One folder a process: tests in parallel never meet.
HOME = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
MEDIA_ROOT = HOME / "media"
STATIC_ROOT = HOME / "static"
for _name, _folder in (("default", "media"), ("originals", "originals"), ("raw", "raw")):
    STORAGES[_name]["OPTIONS"]["location"] = HOME / _folder
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
