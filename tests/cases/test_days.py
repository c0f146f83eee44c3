"""The day in a sentence."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cases.days import day_in

TODAY = datetime.date(2026, 3, 17)  # a Tuesday


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ring on Tuesday", "2026-03-24"),
        ("I'll ring before the scan on Thursday", "2026-03-19"),
        ("RING ON MONDAY", "2026-03-23"),
        ("ring today", "2026-03-17"),
        ("ring tonight", "2026-03-17"),
        ("tomorrow morning", "2026-03-18"),
        ("the day after tomorrow", "2026-03-19"),
        ("a week tomorrow", "2026-03-25"),
        ("a week today", "2026-03-24"),
        ("a fortnight on Friday", "2026-04-03"),
        ("last Monday we said I'd ring on Friday", "2026-03-20"),
        ("on 24 May about the form", "2026-05-24"),
        ("24 may", "2026-05-24"),
        ("next Tuesday", "2026-03-24"),
        ("next Friday", "2026-03-27"),
        ("a week on Friday", "2026-03-27"),
        ("Friday week", "2026-03-27"),
        ("in three days", "2026-03-20"),
        ("in 2 weeks", "2026-03-31"),
        ("in a fortnight", "2026-03-31"),
        ("in a week", "2026-03-24"),
        ("on 24 March", "2026-03-24"),
        ("on the 24th of March", "2026-03-24"),
        ("March 24th", "2026-03-24"),
        ("24 Mar", "2026-03-24"),
        ("on 3 March", "2027-03-03"),
        ("on 3 March 2027", "2027-03-03"),
        ("on 24/3/2026", "2026-03-24"),
        ("by 2026-04-01", "2026-04-01"),
        ("Tuesday or 1 May", "2026-03-24"),
        ("Fe ffonia i ddydd Mawrth", "2026-03-24"),
        ("Galw heibio bnawn dydd Iau", "2026-03-19"),
        ("nos Wener am saith", "2026-03-20"),
        ("dydd Gwener nesaf", "2026-03-27"),
        ("dydd Gwener wythnos nesaf", "2026-03-27"),
        ("wythnos i ddydd Gwener", "2026-03-27"),
        ("pythefnos i ddydd Gwener", "2026-04-03"),
        ("ddydd Llun diwethaf fe ddywedon ni ddydd Gwener", "2026-03-20"),
        ("bore yfory", "2026-03-18"),
        ("heno", "2026-03-17"),
        ("drennydd", "2026-03-19"),
        ("wythnos i heddiw", "2026-03-24"),
        ("ar 24 Mawrth", "2026-03-24"),
        ("24 Mai 2027", "2027-05-24"),
    ],
)
def test_a_day_is_heard(sentence, day):
    assert day_in(sentence, TODAY) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "I'll bring the bus pass form",
        "he sat with Jean",
        "May and I will go together",
        "see him in the sun",
        "march up to the office",
        "open 24/7, flat 12, number 3",
        "the mon and wed group",
        "Fridays are hard",
        "last Tuesday we agreed",
        "every Tuesday",
        "not today",
        "only 2 may come",
        "second that",
        "bob dydd Mawrth",
        "ers dydd Mawrth",
        "ddydd Mawrth diwethaf",
        "nid heddiw",
        "hyd heddiw",
        "Dywedodd hi mai 2 o bobl fydd yno",
        "Mae 2 mai nhw sy’n iawn",
        "Mae’r haul yn braf ym mis Mawrth",
    ],
)
def test_a_word_that_only_sometimes_means_a_day_makes_no_promise(sentence):
    assert day_in(sentence, TODAY) is None


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("on 31 February", "There is no such day."),
        ("on 32 March 2026", "There is no such day."),
        ("2026-13-01", "There is no such day."),
        ("on 3 March 2020", "That day has passed."),
        ("on 16/3/2026", "That day has passed."),
    ],
)
def test_an_impossible_or_past_day_is_a_clear_sentence(sentence, complaint):
    with pytest.raises(ValidationError) as problem:
        day_in(sentence, TODAY)
    assert problem.value.messages == [
        f"{complaint} Write a day that is still to come, like 24 March."
    ]
