"""What every way of running Newsroom shares."""

from importlib.util import find_spec

from newsroom.settings.env import ROOT, database, env, folder, home, stores

BASE_DIR = ROOT
HOME = home()
INBOX_ROOT = folder("INBOX_ROOT", HOME / "inboxes")
INBOX_REST = env.int("INBOX_REST", default=5)  # seconds a file must have lain still before it is taken in
PUSH_LIMIT = env.int("PUSH_LIMIT", default=64 * 1024 * 1024)  # bytes of one pushed delivery

INSTALLED_APPS = [
    "articles.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_filters",
    *(["django_tasks"] if find_spec("django_tasks") else []),  # part of Django from 6.0 on
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "articles.apps.ArticlesConfig",
]

MIDDLEWARE = [
    "articles.kept.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.site",
            ]
        },
    }
]

DATABASES = {"default": database(env.str("DATABASE_URL", default="") or f"sqlite:///{HOME / 'newsroom.sqlite3'}")}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://newsroom")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = HOME / "media"

# Three stores: "default" holds the public renditions, "originals" the private pictures byte for byte,
# "raw" every delivery ever received. On this machine's disk, or in buckets where S3_BUCKET names one.
STORAGES = {**stores(HOME), "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "articles.admin.resending.refused"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

# Signing in: by name and password, then the second factor where there is one. Accounts are made by an admin at the
# desk: nobody signs up, and no page tells whether an account exists.
ACCOUNT_ADAPTER = "articles.admin.signing.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "articles.admin.signing.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Accounts with one of these roles reach nothing at the desk before they have a second factor.
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=[])

# A story with many pictures is one form; uploads are limited by size before they are read.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# Public pages kept in the memory of each process: how many bytes, for how many seconds at most, and after how many
# seconds a process asks the database whether anything readers see has changed. KEPT_PAGES_MB=0 keeps none.
KEPT_PAGES_ROOM = env.int("KEPT_PAGES_MB", default=32) * 1024 * 1024
KEPT_PAGES_SECONDS = 60
KEPT_PAGES_LOOK = 1.0

SITE_NAME = env.str("SITE_NAME", default="Newsroom")
MFA_TOTP_ISSUER = SITE_NAME
SITE_TAGLINE = env.str("SITE_TAGLINE", default="News from the wire, edited by people")
# Whether feeds carry the whole text, or only its first words.
FEEDS_FULL_TEXT = env.bool("FEEDS_FULL_TEXT", default=False)
# Where readers find the site, for what is told to others; nobody is told anything where this is empty.
SITE_URL = env.str("SITE_URL", default="")
# Hosts of the house's own network that may be told of stories; all other private addresses are refused.
WEBHOOK_PRIVATE_HOSTS = env.list("WEBHOOK_PRIVATE_HOSTS", default=[])
# The hub that tells others at once when a feed has changed; none is told where this is empty.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
# Seconds for which a cache in front of the site may keep public pages without asking; 0 lets it ask each time.
CDN_SECONDS = env.int("CDN_SECONDS", default=0)
PAGE_SIZE = env.int("PAGE_SIZE", default=20)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Requests for other people's hosts, and answers to HEAD that the server cuts: noise that anybody can make.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
