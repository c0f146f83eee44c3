"""How asks went: with what the numbers are of, nobody named, and few never told apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import referral as asks
from cases.asks_went import Tally, apart, went_at
from cases.models.referral import State
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world):
    return f"/hubs/{world.marsh_end.pk}/asks/"


def says_no(ask, pat, reason="full"):
    with acting_as(pat):
        asks.answer(ask, State.DECLINED, by=pat, reason=reason, words="Sorry, not now.")


def says_yes(ask, pat):
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Thursday", meets="Pat")


def went(bev, world):
    with acting_as(bev):
        return went_at(world.marsh_end, now=timezone.now())


def test_numbers_come_with_what_they_are_of(record, amina, bev, pat, world, browse, page):
    several = [make.ask(record, by=amina, organisation=world.advice) for _n in range(7)]
    for ask in several[:5]:
        says_yes(ask, pat)
    says_no(several[5], pat)
    with acting_as(pat):
        asks.answer(several[0], State.COMPLETED, by=pat, words="All paid.")
    with acting_as(amina):
        asks.hear(several[0], by=amina, outcome="helped", heard="I sleep.")
    told = went(bev, world).all
    assert (told.asked, told.yes, told.no, told.waiting) == (7, 5, 1, 1)
    assert (told.over, told.heard) == (1, 1)
    text = browse(bev).get(page).content.decode()
    assert "Asked: 7. A yes to 5 of them, a no to fewer than 5" in text
    assert "Clearwater Debt Advice" in text
    for word in ("Joe", "Amina Yusuf", "I sleep", "All paid", "Sorry, not now", "A plan."):
        assert word not in text


def test_few_are_put_together_so_that_no_number_of_few_can_be_found():
    def tally(name, asked):
        return Tally(name, asked=asked)

    each, others = apart([tally("A", 9), tally("B", 6), tally("C", 2)])
    assert ([each.name for each in each], others.asked) == (["A"], 8)
    each, others = apart([tally("Z", 9), tally("B", 6)])
    assert ([each.name for each in each], others.asked) == (["B", "Z"], 0)
    each, others = apart([tally("C", 2)])
    assert (each, others.asked) == ([], 2)


def test_what_was_not_to_be_had_stands_there_until_somebody_says_yes(
    record, amina, bev, pat, world, browse, page
):
    hope = make.hope(record, by=amina)
    first = make.ask(record, by=amina, organisation=world.advice, hope=hope)
    says_no(first, pat)
    told = went(bev, world)
    assert told.missing == [("Clearwater Debt Advice", "full", 1)]
    text = browse(bev).get(page).content.decode()
    assert "Asked for, and not to be had" in text
    assert "No room now." in text
    again = make.ask(record, by=amina, organisation=world.advice, tried_before=first)
    says_yes(again, pat)
    assert went(bev, world).missing == []


def test_only_who_runs_the_hub_reads_it_and_an_empty_year_says_so(
    bev, amina, sam, carol, browse, page
):
    assert "Nothing was asked" in browse(bev).get(page).content.decode()
    for who in (amina, sam, carol):
        assert browse(who).get(page).status_code == 403


def test_statements_do_not_grow_with_asks(record, amina, bev, world, browse, page):
    client = browse(bev)
    client.get(page)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(page)
        return len(caught)

    make.ask(record, by=amina, organisation=world.advice)
    few = statements()
    for _n in range(4):
        make.ask(record, by=amina, organisation=world.advice)
    assert statements() == few
