"""The house itself: what stands where, what a resident reads, and what never comes in."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from pghistory.models import Event

from hubs.access import LAW
from hubs.models import Role, Service
from relational.kernel.models import AccessLog
from relational.kernel.security import acting_as
from tests import make
from tests.house.personal import HARMLESS, PERSONAL

ROOT = Path(__file__).parent.parent.parent
OURS = ["kernel", "hubs", "cases"]
PYTHON = [
    path
    for folder in ["relational", "hubs", "engagement", "cases"]
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "0001_initial" not in path.name
]
# But for letters: an e-mail has no sheet of styles to link to.
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if path.parent.name != "letters"
)

# Words that residents never read (whole words).
UNWELCOME = """case client customer service\\suser assessment referral pathway journey allocation
hand-off waiting\\slist disengaged overdue eligible threshold tier""".split()


def test_every_role_stands_in_the_law():
    assert LAW.keys() == set(Role.values)


def test_the_database_reads_the_law_that_the_code_reads(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute('select role, "right", reach from law()')
        published = {(role, right): reach for role, right, reach in cursor.fetchall()}
    assert published == {
        (role, right): reach for role, rights in LAW.items() for right, reach in rights.items()
    }


def test_every_field_is_listed_once_as_personal_or_harmless():
    fields = {
        f"{model._meta.label}.{field.name}"
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, Event)
        for field in model._meta.concrete_fields
    }
    assert PERSONAL & HARMLESS == set()
    assert fields == PERSONAL | HARMLESS


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_a_sentence(path):
    source = path.read_text()
    assert not source.strip() or ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_inside_a_function(path):
    """But for manage.py, which stands before Django."""
    inside = [
        node.lineno
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    # An app may fetch its rooms only once Django is ready.
    assert inside == [] or path.name == "apps.py"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_a_style_or_a_script_of_its_own(path):
    page = path.read_text()
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style|javascript:', page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_nothing_is_named_by_a_gate_a_score_or_an_age(db):
    """What the product must never become has no field and no context to begin with."""
    names = {
        field.name
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        # What a service says of itself, in the words of the standard: shown, never used to hide.
        if model is not Service
    }
    assert [
        name
        for name in names
        if re.search(r"eligib|threshold|tier|score|risk|rank|overdue|days_open|(^|_)age($|_)", name)
    ] == []


def test_a_record_is_open_quiet_or_ended():
    from cases.models import Resident

    assert Resident.State.values == ["open", "quiet", "ended"]


def test_what_residents_read_is_free_of_unwelcome_words(record, joe, amina, sam, browse):
    make.note(record, by=amina, what_we_heard="Proud.", agreed="I'll ring tomorrow")
    make.around(record, by=amina, not_this=sam)
    browse(amina).get(f"/people/{record.pk}/")
    asker = make.worker("Nye Hall", record.hub)
    make.asked_in(record, by=asker, lead=amina)
    browse(asker).get(f"/people/{record.pk}/")
    with acting_as(asker):
        look = AccessLog.objects.latest("at").pk
    make.asked_why(record, by=joe, reader=amina)
    client = browse(joe)
    make.near(make.hope(record, by=joe), 4, by=joe)
    make.message(record, by=joe)
    picture = make.shown(record, by=joe).pk
    for address in [
        "/me/",
        *("/me/people/", "/me/people/join/", "/me/promises/"),
        *("/me/messages/", "/me/words/my_wellness/show/", f"/me/attachments/{picture}/"),
        "/me/print/",
        "/me/download/",
        "/me/rights/",
        *("/me/goodbye/", "/me/sign-in/"),
        "/me/hopes/",
        "/me/hopes/new/",
        "/me/strengths/new/",
        "/me/weighs/new/",
        "/me/needs/",
        "/me/looks/",
        "/me/looks/?show=people-i-do-not-know",
        "/me/looks/copy/",
        f"/me/looks/{look}/why/",
        "/account/",
        "/privacy/",
        "/accessibility/",
    ]:
        page = client.get(address).content.decode()
        text = re.sub(r"<[^>]+>", " ", page).lower()
        assert [word for word in UNWELCOME if re.search(rf"\b{word}s?\b", text)] == [], address
    for address in ["/sign-in/", "/sign-in/code/", "/sign-in/invitation/", "/"]:
        text = re.sub(r"<[^>]+>", " ", browse().get(address).content.decode()).lower()
        assert [word for word in UNWELCOME if re.search(rf"\b{word}s?\b", text)] == [], address


def test_a_personal_page_is_kept_by_no_browser(record, joe, amina, browse):
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/")]:
        assert "no-store" in browse(person).get(address).headers["Cache-Control"]


def test_a_page_allows_nothing_but_its_own(amina, browse):
    policy = browse(amina).get("/people/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("outsider", ["carol", "diya"])
def test_a_desk_shows_something_and_nobodys_record(outsider, record, request, browse):
    person = request.getfixturevalue(outsider)
    page = browse(person).get("/")
    assert page.status_code == 200
    assert "Marsh End Hub" in page.content.decode()
    assert "Joe" not in page.content.decode()


def test_looks_are_read_by_their_reader_and_by_joe(record, amina, joe, sam, browse):
    browse(amina).get(f"/people/{record.pk}/")
    counts = []
    for person in [amina, joe, sam]:
        with acting_as(person):
            counts.append(AccessLog.objects.count())
    assert counts == [1, 1, 0]
