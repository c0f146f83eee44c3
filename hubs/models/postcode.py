"""Where postcodes are, for how far away something is."""

from __future__ import annotations

from django.db import models


class PostcodePlace(models.Model):
    """Where a postcode is, or the middle of a district, in metres on the national grid.

    Northern Ireland has a grid of its own; it is kept far away from the other.
    """

    code = models.CharField(max_length=7, primary_key=True)  # WX12LP, or WX1 for a district
    easting = models.IntegerField()
    northing = models.IntegerField()
