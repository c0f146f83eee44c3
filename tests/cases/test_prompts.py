"""Ways to begin: each section has some, and each is short."""

import pytest

from cases.models import Section
from cases.prompts import PROMPTS


@pytest.mark.parametrize("section", Section)
def test_every_section_has_short_ways_to_begin(section):
    assert PROMPTS[section]
    assert all(len(str(prompt)) <= 80 for prompt in PROMPTS[section])
