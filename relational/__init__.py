"""Relational: neighbourhood relational case working; one record, held together."""

from relational.celery import app as celery_app

__all__ = ["celery_app"]
