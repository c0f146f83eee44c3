"""One resident, one record: the roof of the house."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import (
            ask_letters,
            away_letters,
            door_letters,
            formats,
            letters,
            message_letters,
            proxy_letters,
        )

        letters.register_kinds()
        ask_letters.register_kinds()
        away_letters.register_kinds()
        message_letters.register_kinds()
        door_letters.register_kinds()
        proxy_letters.register_kinds()
        formats.register()
