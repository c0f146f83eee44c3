"""Every setting, from the environment: local has defaults, production names what is missing."""

from datetime import timedelta
from pathlib import Path

import environ
import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ENVIRONMENT = env.str("RELATIONAL_ENV", default="local")
if ENVIRONMENT not in {"local", "production"}:
    raise ImproperlyConfigured("RELATIONAL_ENV is 'local' or 'production'.")
PRODUCTION = ENVIRONMENT == "production"
DEMO = env.bool("RELATIONAL_DEMO", default=False)
if DEMO and PRODUCTION:
    raise ImproperlyConfigured("The demo opens every door. It never runs in production.")


def needed(read, name, local):
    """Read a setting that production must name; elsewhere `local` serves."""
    if PRODUCTION and not env.str(name, default=""):
        raise ImproperlyConfigured(f"Set {name} in the environment: production needs it.")
    return read(name, default=local)


SECRET_KEY = needed(env.str, "SECRET_KEY", "local only: nothing here is secret")
DEBUG = False
ALLOWED_HOSTS = needed(env.list, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = needed(env.str, "SITE_URL", "http://localhost:8000")
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))

INSTALLED_APPS = [
    "relational.kernel",  # first: its migrate command and its templates stand before Django's
    "hubs",
    "cases",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "relational.kernel.middleware.well_formed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "relational.kernel.middleware.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "relational.kernel.middleware.short_sessions",
    "relational.kernel.middleware.acting",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "relational.kernel.middleware.in_their_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "relational.kernel.middleware.second_factor",
    "relational.kernel.middleware.no_store",
]

ROOT_URLCONF = "relational.urls"
WSGI_APPLICATION = "relational.wsgi.application"
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
                "cases.frame.frame",
            ],
        },
    }
]

# Two roles. The app role owns nothing and never bypasses row security: web and worker hold no
# other. The owner (BYPASSRLS) is for migrate, backup and the like; manage.py says which those are.
APP_DATABASE = env.db_url_config(needed(env.str, "DATABASE_URL", "postgres://app@/relational"))
APP_ROLE = APP_DATABASE["USER"]
if env.str("RELATIONAL_ACTS_AS", default="app") == "owner":
    DATABASES = {"default": env.db("DATABASE_OWNER_URL")}
else:
    DATABASES = {"default": APP_DATABASE}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A statement with row security takes longer to plan than to run, so the database keeps the plans of
# those that come again. They need the server to put the values in.
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=3)
if env.bool("DATABASE_POOL", default=False):  # the web process only: pools and forks do not mix
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 8}
# What the owner does after each migration: triggers, rights of the app role, the law as the database
# reads it.
AFTER_MIGRATE = [
    "relational.kernel.triggers.install",
    "relational.kernel.grants.grant_app_role",
    "hubs.access.publish",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count in the cache; in the database, so that Valkey may be down.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # few entries would push out each other's counts
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]  # each by its own name
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "Europe/London"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "relational" / "locale"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# --- Signing in: staff by password and a second factor, residents by a code ----------------------
AUTH_USER_MODEL = "kernel.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hubs.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "relational.kernel.sign_in.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# How many proxies stand before us: rate limits count by the address behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
MFA_ADAPTER = "relational.kernel.secrets.MFAAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Relational"
SECOND_FACTOR_REQUIRED = not DEMO

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no names in cookies
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_NAME = "relational"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "relational.kernel.errors.csrf_failure"

# --- What a browser may do ------------------------------------------------------------------------
# The quick exit signs out by a form and then shows this page of another site.
QUICK_EXIT_URL = "https://www.bbc.co.uk/weather"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, QUICK_EXIT_URL],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],  # allauth's QR code for TOTP is a data: picture
        "media-src": [SELF, "blob:"],  # what somebody recorded is heard before it is sent
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- What residents take away: made by the worker, given out by the web, kept for a day -----------
DOWNLOADS_DIR = DATA_DIR / "downloads"

# --- Pictures and sounds that people bring: part of the record, given out by a view alone ---------
ATTACHMENTS_DIR = DATA_DIR / "attachments"

# --- Letters --------------------------------------------------------------------------------------
MAILBOX_DIR = DATA_DIR / "mailbox"
if DEMO:
    EMAIL_BACKEND = "relational.kernel.mailbox.MailboxBackend"
else:
    vars().update(env.email_url_config(needed(env.str, "EMAIL_URL", "consolemail://")))
    EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Relational <post@localhost>")

# --- Feeds of other directories -------------------------------------------------------------------
# Computers in a private network (host:port) whose feeds may be read all the same.
FEED_MAY_REACH = env.list("FEED_MAY_REACH", default=[])
FEED_PATIENCE = 1  # seconds before a feed that did not answer is asked again

# --- Background: due work is rows; the beat only knocks -------------------------------------------
REDIS_URL = needed(env.str, "REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,  # kombu tries for six seconds, and a nudge must not keep a person waiting
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "pulse": {"task": "relational.kernel.tasks.pulse", "schedule": 60},
    "promises due": {"task": "cases.tasks.remind_of_due_promises", "schedule": 60},
    # Six knocks and one letter: it goes out when the quiet hours end.
    "the week": {
        "task": "cases.tasks.write_of_the_week",
        "schedule": crontab(day_of_week="mon", hour=7, minute="*/10"),
    },
    # Days decide; the hours between are for what was away or held when the day began.
    "asks": {"task": "cases.tasks.go_on_with_asks", "schedule": crontab(minute=5)},
    "lists of people": {"task": "cases.tasks.go_on_with_caseloads", "schedule": 60},
    "downloads": {"task": "cases.tasks.go_on_with_downloads", "schedule": 60},
    "feeds": {"task": "hubs.tasks.read_feeds", "schedule": 60},
    "feeds at night": {
        "task": "hubs.tasks.read_nightly_feeds",
        "schedule": crontab(hour=4, minute=0),
    },
    "systems that are told": {"task": "hubs.tasks.tell", "schedule": 60},
    "letters": {"task": "relational.kernel.tasks.deliver_letters", "schedule": 60},
    "clear old sessions": {
        "task": "relational.kernel.tasks.clear_sessions",
        "schedule": crontab(hour=3, minute=10),
    },
    "forget lists of people": {
        "task": "cases.tasks.forget_caseloads",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget lists of groups": {
        "task": "hubs.tasks.forget_groups",
        "schedule": crontab(hour=3, minute=25),
    },
    "forget downloads": {
        "task": "cases.tasks.forget_downloads",
        "schedule": crontab(hour=3, minute=30),
    },
    "forget files that nobody keeps": {
        "task": "cases.tasks.forget_files",
        "schedule": crontab(hour=3, minute=35),
    },
    # Days decide, as with asks.
    "messages that wait": {"task": "cases.tasks.nudge_messages", "schedule": crontab(minute=15)},
    "what people ask by law": {
        "task": "cases.tasks.nudge_requests",
        "schedule": crontab(hour=7, minute=40),
    },
    "seal the trail": {
        "task": "relational.kernel.tasks.seal_trail",
        "schedule": crontab(hour=2, minute=30),
    },
}

# --- Row images -----------------------------------------------------------------------------------
# The context (user and request id only) is set once, with the row-security context, by acting_as.
PGHISTORY_APPEND_ONLY = True
PGTRIGGER_MIGRATIONS = False  # see AFTER_MIGRATE: for each step Django would draw all models anew
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()

# --- The door for programs ------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "hubs.sign_in.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "hubs.sign_in.SecondFactor",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_RATES": {"user": "300/min"},
    "DEFAULT_SCHEMA_CLASS": "relational.kernel.openapi.Schema",
    "EXCEPTION_HANDLER": "relational.kernel.api.answer_problem",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Relational",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SCHEMA_PATH_PREFIX_TRIM": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PREPROCESSING_HOOKS": ["relational.kernel.openapi.only_ours"],
    "POSTPROCESSING_HOOKS": [],
}

# --- Logs: what happened, never what somebody wrote -----------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"wordless": {"()": "relational.kernel.logs.WordlessFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "wordless"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
