"""Production's settings for measuring, with one bare page more."""

from relational.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.floor"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
