"""Settings for one person on one machine: SQLite in ./var, nothing to set."""

from django.core.management.utils import get_random_secret_key

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import HOME
from newsroom.settings.env import env


def _own_key() -> str:
    """Return this machine's own key, made at the first start and kept beside the database."""
    path = HOME / "secret-key"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


# A passkey can be tried out on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _own_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# WhiteNoise serves from the source folders, but warns where this one is missing.
(HOME / "static").mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
