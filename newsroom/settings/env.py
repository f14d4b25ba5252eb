"""The one place that reads the environment. A bad value stops start-up with its name and the remedy."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()
ROOT = Path(__file__).resolve().parents[2]


def required(name: str, example: str) -> str:
    """Return a variable that has no safe default.

    Raises ImproperlyConfigured, naming the variable and an example, where it is missing or empty.
    """
    value = str(env.str(name, default="")).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment, for example {name}={example}")
    return value


def home() -> Path:
    """Return the folder that holds the SQLite file, the raw deliveries and the media: NEWSROOM_HOME, or ./var."""
    return Path(env.str("NEWSROOM_HOME", default="") or ROOT / "var").expanduser().resolve()


def folder(name: str, default: Path) -> Path:
    """Return the folder that a variable names."""
    return Path(env.str(name, default="") or default).expanduser().resolve()


def database(url: str) -> dict[str, object]:
    """Return Django's settings for a database address, sqlite:// or postgres://.

    Raises ImproperlyConfigured for any other kind of address.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {scheme or 'nothing'}://. Use sqlite:////path/to/file or postgres://user:password@host/name"
    )


def _sqlite(url: str) -> dict[str, object]:
    name = ":memory:" if url == "sqlite://:memory:" else unquote(url.removeprefix("sqlite:///"))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        # Threads and processes must meet in one file, so tests of races need a real one.
        "TEST": {"NAME": name if env.bool("NEWSROOM_TEST_ON_DISK", default=False) else None},
    }


def _postgresql(url: str) -> dict[str, object]:
    settings: dict[str, object] = dict(env.db_url_config(url))
    # A socket's folder stands in the address with %2F for each slash.
    settings["HOST"] = unquote(str(settings.get("HOST") or ""))
    settings.update(CONN_MAX_AGE=env.int("CONN_MAX_AGE", default=60), CONN_HEALTH_CHECKS=True)
    return settings
