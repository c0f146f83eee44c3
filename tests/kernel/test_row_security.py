"""What the database itself shows, whatever the application forgets."""

import pytest
from django.db import connection

from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def test_the_tests_run_as_the_app_role_that_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_nobody_sees_nothing(record):
    assert rows("cases_resident") == 0


def test_who_walks_with_somebody_sees_them(record, amina):
    with acting_as(amina):
        assert rows("cases_resident") == 1
