"""Settings for many readers. Nothing here has an unsafe default: what is missing stops the start."""

from django.core.exceptions import ImproperlyConfigured

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import STORAGES
from newsroom.settings.env import database, env, required

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "$(openssl rand -base64 48)")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "news.example.com").split(",") if host.strip()]
DATABASES = {"default": database(required("DATABASE_URL", "postgres://newsroom:password@127.0.0.1/newsroom"))}

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters. Make one with: openssl rand -base64 48")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the site; * would trust any of them")

CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
if env.bool("BEHIND_PROXY", default=False):
    # Only behind a proxy that overwrites this header; otherwise a reader could claim to be secure.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# What a stolen password opens: nothing that readers see.
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=["Publisher", "Admin"])
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
