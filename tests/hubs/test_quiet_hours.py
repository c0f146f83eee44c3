"""The hours in which nothing is sent."""

import datetime

import pytest
from django.utils import timezone

from hubs.models import Hub


def moment(day: int, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(2027, 3, day, hour))


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "now", "first"),
    [
        (20, 8, moment(1, 7), moment(1, 8)),
        (20, 8, moment(1, 8), moment(1, 8)),
        (20, 8, moment(1, 19), moment(1, 19)),
        (20, 8, moment(1, 20), moment(2, 8)),
        (20, 8, moment(1, 0), moment(1, 8)),
        (1, 6, moment(1, 0), moment(1, 0)),
        (1, 6, moment(1, 5), moment(1, 6)),
        (1, 6, moment(1, 23), moment(1, 23)),
        (8, 8, moment(1, 3), moment(1, 3)),
    ],
)
def test_the_first_moment_outside_the_quiet_hours(quiet_from, quiet_until, now, first):
    hub = Hub(quiet_from=datetime.time(quiet_from), quiet_until=datetime.time(quiet_until))
    assert hub.first_moment(now) == first
