"""Welsh is whole: every sentence has its Welsh, and what is compiled is what is written."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

from cases import caseload
from hubs import group_columns
from tests import make

FOLDER = settings.BASE_DIR / "relational" / "locale" / "cy" / "LC_MESSAGES"
MARKS = [
    *("gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"),
    *("gettext_noop", "pgettext:1c,2", "npgettext:1c,2,3"),
]


@pytest.fixture(scope="module")
def written() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="cy")


def sentences(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def said_in(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """One sentence, or each of its forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def names_in(text: str) -> set[str]:
    """What is put into a sentence, by its names."""
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w+\}", text))


def test_every_sentence_has_its_welsh_and_none_is_a_guess(written):
    assert [
        message.id
        for message in sentences(written)
        if message.fuzzy or not all(said_in(message.string))
    ] == []


def test_a_welsh_sentence_names_what_the_english_names(written):
    wrong = []
    for message in sentences(written):
        names = set().union(*map(names_in, said_in(message.id)))
        forms = [names_in(form) for form in said_in(message.string)]
        # "One person" may leave the number out; the last form is said of many.
        if forms[-1] != names or not all(form <= names for form in forms):
            wrong.append(message.id)
    assert wrong == []


def test_what_is_compiled_is_what_is_written(written):
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in sentences(written):
        english = said_in(message.id)
        if len(english) == 1:
            said = (
                (compiled.pgettext(message.context, english[0]),)
                if message.context
                else (compiled.gettext(english[0]),)
            )
        else:
            numbers = (1, 2, 3, 8)  # one for each form of the Welsh
            said = tuple(
                compiled.npgettext(message.context, *english, number)
                if message.context
                else compiled.ngettext(*english, number)
                for number in numbers
            )
        assert said == said_in(message.string)
    plain = [message for message in sentences(written) if isinstance(message.id, str)]
    many = len(sentences(written)) - len(plain)
    assert len(compiled._catalog) == len(plain) + 4 * many + 1  # and the head


@pytest.mark.skipif(
    not shutil.which("xgettext") and os.environ.get("CI") != "true",
    reason="no xgettext, which finds the sentences",
)
def test_every_sentence_that_is_marked_is_in_the_welsh(written, tmp_path):
    head = "nplurals=INTEGER; plural=EXPRESSION"
    marked = _marked(tmp_path).replace(head, "nplurals=2; plural=(n != 1);")
    found = read_po(marked.splitlines())
    assert {(message.context, message.id) for message in sentences(found)} == {
        (message.context, message.id) for message in sentences(written)
    }


def _marked(folder: Path) -> str:
    """All that is marked for translation in our code and templates, as a catalogue."""
    base = settings.BASE_DIR
    files = [
        path
        for floor in ("cases", "engagement", "hubs", "relational")
        for path in (base / floor).rglob("*.py")
    ]
    for path in (base / "templates").rglob("*.*"):
        if path.suffix in {".html", ".txt"}:
            copy = folder / path.relative_to(base)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(templatize(path.read_text(), origin=str(path)))
            files.append(copy)
    return subprocess.run(
        [
            *("xgettext", "--language=Python", "--from-code=UTF-8"),
            *("--no-location", "--output=-", "--files-from=-"),
            *(f"--keyword={mark}" for mark in MARKS),
        ],
        input="\n".join(map(str, files)),
        capture_output=True,
        check=True,
        text=True,
    ).stdout


# Names, what people said, and what is called the same in both.
SAME = {
    *("Relational", "Igbo", "Joe", "Amina", "Am", "Jo", "Amina Yusuf"),
    *("I only came in for the warm.", "What matters: post.", "Ring", "Clearwater Debt Advice"),
}


def texts_of(page) -> set[str]:
    """What somebody reads on a page, and hears of it; without addresses and names of languages."""
    html = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", "", page.content.decode())
    found = re.findall(r">([^<>]+)<", html)
    found += re.findall(r' (?:aria-label|placeholder|title|alt)="([^"]+)"', html)
    plain = (" ".join(unescape(text).split()) for text in found)
    read = {text.removesuffix(" – Relational").removeprefix(": ") for text in plain}
    languages = {name for _code, name in settings.LANGUAGES}
    return {
        text
        for text in read - languages
        if re.search(r"[^\W\d_]{2}", text) and " – " not in text and "@" not in text
    }


ANYBODYS = ["/sign-in/", "/sign-in/code/", "/sign-in/password/", "/sign-in/password/sent/"]
ANYBODYS += ["/sign-in/password/changed/", "/sign-in/password/1-gone/", "/sign-in/inactive/"]
ANYBODYS += ["/accessibility/", "/privacy/", "/status/", "/no-such-page/", "/reply/a-link/"]
THEIRS = ["/me/", "/me/people/", "/me/needs/", "/me/hopes/", "/me/hopes/new/", "/sign-out/"]
THEIRS += [f"/me/words/{section}/" for section in ("most_important", "please_do_and_do_not")]
THEIRS += ["/me/looks/", "/me/promises/", "/me/rights/", "/me/download/", "/me/goodbye/"]
THEIRS += ["/account/", "/account/about/", "/account/second-factor/"]
STAFFS = ["/today/", "/people/", "/people/new/", "/reflections/", "/account/", "/account/about/"]


@pytest.mark.parametrize(("who", "addresses"), [("", ANYBODYS), ("joe", THEIRS), ("amina", STAFFS)])
def test_nothing_on_a_page_is_left_in_english(who, addresses, record, amina, joe, browse, world):
    ask = make.ask(record, by=amina, organisation=world.advice)
    make.reply_link(ask, "a-link")
    client = browse({"joe": joe, "amina": amina}.get(who))
    left = {}
    for address in addresses:
        english, welsh = (
            texts_of(client.get(address, HTTP_ACCEPT_LANGUAGE=language, follow=True))
            for language in ("en-gb", "cy")
        )
        assert welsh
        if same := english & welsh - SAME:
            left[address] = same
    assert left == {}


def test_what_is_wrong_with_a_form_is_said_in_welsh(db, browse):
    sent = [
        ("/sign-in/", {}),
        ("/sign-in/", {"login": "nobody", "password": "x"}),
        ("/sign-in/", {"login": "nobody@demo.example", "password": "x"}),
        ("/sign-in/code/", {"email": "nobody"}),
    ]
    for address, said in sent:
        english, welsh = (
            texts_of(browse().post(address, said, HTTP_ACCEPT_LANGUAGE=language))
            for language in ("en-gb", "cy")
        )
        assert english & welsh - SAME == set()


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_a_list_in_welsh_is_read_whatever_language_the_page_is_in(language):
    with translation.override(language):
        people = caseload.read(
            "Enw arferol,Cyfieithydd ar y pryd,Ffôn symudol\nJoe,ie,07700 900123\n".encode(),
            places=[],
        )
        also = caseload.read(b"Known as,Interpreter\nJoe,yes\n", places=[])
        listed = group_columns.columns_of(["Grŵp", "Diwrnod ac amser", "Cost", "Venue"])
    assert people.lines[0].said == {
        "known_as": "Joe",
        "interpreter": "yes",
        "mobile": "07700 900123",
    }
    assert also.lines[0].said == {"known_as": "Joe", "interpreter": "yes"}
    assert [column.field for column in listed] == ["name", "when", "cost", "place"]
