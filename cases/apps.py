"""One resident, one record: the roof of the house."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import letters

        letters.register_kinds()
