"""The one place that reads the environment. A bad value stops start-up with its name and the remedy."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()
ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "default": "media",
    "originals": "originals",
    "raw": "raw",
}  # store: its folder, or its bucket's end
S3_NAMES = {  # variable: option of django-storages
    "S3_ENDPOINT_URL": "endpoint_url",
    "S3_REGION": "region_name",
    "S3_ACCESS_KEY_ID": "access_key",
    "S3_SECRET_ACCESS_KEY": "secret_key",
}


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


def stores(folder: Path) -> dict[str, dict[str, Any]]:
    """Return Django's settings for the three stores: folders below one, or S3_BUCKET with a suffix for each.

    Raises ImproperlyConfigured where only some of the variables of S3 are set.
    """
    bucket = str(env.str("S3_BUCKET", default="")).strip()
    if not bucket:
        if stray := [name for name in S3_NAMES if env.str(name, default="")]:
            raise ImproperlyConfigured(f"{stray[0]} is set and S3_BUCKET is not. Set S3_BUCKET, or leave both away.")
        local = {name: {"location": folder / place} for name, place in PLACES.items()}
        kinds = {"default": "DurableStorage"}
        return {
            name: {"BACKEND": f"newsroom.storage.{kinds.get(name, 'PrivateStorage')}", "OPTIONS": options}
            for name, options in (local | {"default": local["default"] | {"base_url": "/media/"}}).items()
        }
    if not find_spec("storages"):
        raise ImproperlyConfigured("S3_BUCKET is set, but django-storages is missing: install requirements/s3.txt")
    return {name: _bucket(f"{bucket}-{place}", name == "default") for name, place in PLACES.items()}


def _bucket(name: str, is_public: bool) -> dict[str, Any]:
    given = {option: env.str(variable, default="") for variable, option in S3_NAMES.items()}
    options = {"bucket_name": name, "default_acl": None, "file_overwrite": True, "signature_version": "s3v4"}
    kind = "PublicBucket" if is_public else "PrivateBucket"
    said = {option: value for option, value in given.items() if value}
    return {"BACKEND": f"newsroom.buckets.{kind}", "OPTIONS": options | said}


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
