"""The kernel: users, trail, letters, pages. It knows no resident."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "relational.kernel"
    label = "kernel"
