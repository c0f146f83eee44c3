"""The container files name every setting, and keep the owner's address from web and worker."""

import re

from tests.house.processes import PROJECT


def compose() -> str:
    return (PROJECT / "docker-compose.yml").read_text()


def test_every_setting_stands_in_the_compose_file_with_a_remark():
    settings = (PROJECT / "relational" / "settings.py").read_text()
    names = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', "\n".join(calls(settings))))
    assert {"SECRET_KEY", "DATABASE_URL", "LOG_LEVEL"} <= names
    remarked = set(re.findall(r"# .+\n +([A-Z_]+):", compose()))
    assert names - remarked == set()


def calls(settings: str) -> list[str]:
    """The places where settings are read from the environment."""
    return re.findall(r'(?:env\.\w+\(|needed\(env\.\w+, )"[A-Z_]+"', settings)


def test_only_migrations_hold_the_address_of_the_owner():
    services = re.split(r"^  (?=\w+:\n)", compose().split("\nservices:\n")[1], flags=re.MULTILINE)
    holders = [service.split(":")[0] for service in services if "DATABASE_OWNER_URL" in service]
    assert holders == ["migrate"]
