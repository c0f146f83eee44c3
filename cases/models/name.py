"""The words that names are made of, so that somebody is found however their name is spelled.

The database keeps this table itself, from the names of each resident, and alone reads it.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.resident import Resident


class NameOf(models.Model):
    """A word of somebody's name, in small letters and without accents, and how it sounds.

    `called` tells whether it is of what they like to be called; `sounds` are its codes by Daitch
    and Mokotoff, which names share that sound alike.
    """

    pk = models.CompositePrimaryKey("resident", "word")
    resident = models.ForeignKey(
        Resident, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    word = models.TextField()
    called = models.BooleanField()
    sounds = ArrayField(models.TextField())
