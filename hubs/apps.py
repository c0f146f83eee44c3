"""Places, people at work, who may do what, and what exists nearby."""

from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"

    def ready(self) -> None:
        from hubs import letters

        letters.register_kinds()
