"""The database with its two roles, and the cast: Amina walks with Joe, Bev leads the hub, Pat
receives, Sam is a stranger, Carol commissions, Diya guards privacy, Ade administers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from relational.kernel.models import User
from relational.kernel.security import acting_as
from tests import make
from tests.hubs import feeds


@contextmanager
def as_owner() -> Iterator[None]:
    """Let the test run's own connection act as the owner: to create, migrate and drop."""
    app = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "owner"
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["USER"] = app


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Create the database as the owner, then leave the tests the app's role, as in production."""
    with django_db_blocker.unblock():
        with as_owner():
            made = setup_databases(verbosity=0, interactive=False)
            with connection.cursor() as cursor:  # for the tests that commit, and clear up after
                cursor.execute(
                    f"grant truncate on all tables in schema public to {settings.APP_ROLE}"
                )
        yield
        with as_owner():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def world(db) -> make.World:
    """Two hubs, and the organisations around them."""
    return make.world()


@pytest.fixture
def amina(world) -> User:
    return make.worker("Amina Yusuf", world.marsh_end, email="amina@demo.example", team=world.quay)


@pytest.fixture
def bev(world) -> User:
    return make.worker("Bev Archer", world.marsh_end, role="hub_manager", email="bev@demo.example")


@pytest.fixture
def sam(world) -> User:
    return make.worker("Sam Reed", world.hillfoot, email="sam@demo.example")


@pytest.fixture
def pat(world) -> User:
    return make.worker("Pat Lowe", None, role="receiver", at=world.advice, email="pat@demo.example")


@pytest.fixture
def carol(world) -> User:
    return make.worker(
        "Carol West", None, role="commissioner", at=world.council, email="carol@demo.example"
    )


@pytest.fixture
def diya(world) -> User:
    return make.worker(
        "Diya Rao", None, role="privacy_officer", at=world.council, email="diya@demo.example"
    )


@pytest.fixture
def ade(world) -> User:
    return make.worker(
        "Ade Cole", None, role="administrator", at=world.council, email="ade@demo.example"
    )


@pytest.fixture
def record(amina):
    """Joe's record: Amina walks with him."""
    return make.resident("Joe", by=amina, words="I only came in for the warm.")


@pytest.fixture
def joe(record, amina) -> User:
    """Joe, with a door of his own."""
    return make.door(record, by=amina, email="joe@demo.example")


@pytest.fixture
def browse():
    """Sign somebody in: `browse(amina).get("/people/")`; with nobody, a stranger from the street."""

    def sign_in(user: User | None = None, **options) -> Client:
        client = Client(**options)
        if user is not None:
            with acting_as(user):
                client.force_login(user)
        return client

    return sign_in


def pytest_collection_modifyitems(items):
    """Where there is no browser the journeys are skipped and say so; in CI they fail instead."""
    if os.environ.get("CI") == "true" or make.browser_path():
        return
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="no browser"))


@pytest.fixture
def server(settings) -> Iterator[feeds.Server]:
    """A little web server with a feed, which may be read although it is here."""
    with feeds.served() as server:
        settings.FEED_MAY_REACH = [server.url.removeprefix("http://")]
        settings.FEED_PATIENCE = 0
        yield server
