"""A record that is not open takes no words, gives them back to who wrote them, and shows nothing else."""

import re
import uuid

import pytest
from django.utils import timezone

from cases.models import Connection
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver"}
WORDS = "Biscuit is poorly."
LOST = "Nothing was saved. Here is what you wrote, so that it is not lost."
AGREED = "I ring tomorrow"
SENT = {
    "csrfmiddlewaretoken": "a" * 64,
    "key": str(uuid.uuid4()),
    "their_words": WORDS,
    "what_we_heard": "",
    "agreed": AGREED,
    "mode": "home",
}


def write(client, resident_id, **headers):
    return client.post(f"/people/{resident_id}/notes/", SENT, headers=OURS | headers)


def given_back(answer) -> list[str]:
    """What the page has to copy. Nothing of it is saved, and nothing on it sends it again."""
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Send it again" not in page
    assert "/notes/" not in page
    boxes = re.findall(r"<textarea([^>]*)>\n([^<]*)</textarea>", page)
    assert all(" readonly" in attributes for attributes, _text in boxes)
    assert (LOST in page) == bool(boxes)
    return [text for _attributes, text in boxes]


@pytest.fixture
def ended(record, amina):
    """Amina walked with Joe until a minute ago."""
    with acting_as(amina):
        Connection.objects.filter(resident=record, user=amina).update(until=timezone.now())


def test_words_for_a_record_that_closed_meanwhile_are_given_back(record, joe, amina, ended, browse):
    answer = write(browse(amina), record.pk)
    assert given_back(answer) == [WORDS, AGREED]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Joe" not in answer.content.decode()
    with acting_as(joe):
        assert record.notes.count() == 1


@pytest.mark.parametrize("address", ["why", "about", "what-matters/most_important", "rest"])
def test_so_are_those_of_every_other_form(address, record, amina, ended, browse):
    client = browse(amina)
    said = {"text": WORDS, "base": str(record.pk), "how": "suggest"}
    answer = client.post(f"/people/{record.pk}/{address}/", said, headers=OURS)
    assert given_back(answer) == [WORDS]


def test_a_stranger_reads_the_same_whether_there_is_a_record_or_none(record, sam, browse):
    there, nowhere = (write(browse(sam), pk) for pk in (record.pk, uuid.uuid4()))
    assert given_back(there) == given_back(nowhere) == [WORDS, AGREED]
    assert without_tokens(there) == without_tokens(nowhere)


def without_tokens(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def test_what_a_choice_or_a_machine_filled_is_not_called_somebodys_words(record, sam, browse):
    said = {"key": "k", "mode": "home", "base": "b", "how": "suggest", "leave": "yes"}
    answer = browse(sam).post(f"/people/{record.pk}/notes/", said, headers=OURS)
    assert given_back(answer) == []


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_what_another_site_sent_is_not_shown_as_ones_own_words(origin, record, sam, browse):
    answer = write(browse(sam), record.pk, Origin=origin)
    assert given_back(answer) == []
    assert WORDS not in answer.content.decode()


def test_to_look_is_a_plain_404(record, sam, browse):
    answer = browse(sam).get(f"/people/{record.pk}/", headers={"Referer": "http://testserver/"})
    assert given_back(answer) == []
    assert "We cannot find this page" in answer.content.decode()


def test_a_residents_words_for_a_choice_that_is_settled_are_given_back(joe, browse):
    answer = browse(joe).post(f"/me/choices/{uuid.uuid4()}/", {"text": WORDS}, headers=OURS)
    assert given_back(answer) == [WORDS]
