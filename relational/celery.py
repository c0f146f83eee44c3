"""The Celery application. Due work is rows; the beat only knocks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relational.settings")

app = Celery("relational")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["relational.kernel", "hubs", "cases"])
