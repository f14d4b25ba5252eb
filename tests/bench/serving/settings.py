"""Settings of the serving benchmark: as in production, but over plain HTTP, with two yardsticks beside the site."""

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.env import env

SECRET_KEY = "for the benchmark only, never secret"
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
ROOT_URLCONF = "tests.bench.serving.urls"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
KEPT_PAGES_ROOM = env.int("KEPT_PAGES_MB") * 1024 * 1024
