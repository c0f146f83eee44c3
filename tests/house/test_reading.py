"""What residents read of ours is written for readers of nine to eleven."""

import pytest

from tests.bench.reading import OLDEST, reading_age, texts

TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_for_residents_is_read_with_ease_at_eleven(name):
    assert reading_age(TEXTS[name]) <= OLDEST


def test_all_of_it_together_is_read_with_ease_at_nine():
    assert reading_age([sentence for text in TEXTS.values() for sentence in text]) <= 9


def test_harder_words_are_noticed():
    hard = "Notwithstanding aforementioned eligibility considerations, practitioners coordinate."
    assert reading_age([hard]) > OLDEST
