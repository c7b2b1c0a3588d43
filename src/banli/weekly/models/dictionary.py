"""The editor's own entries of the dictionary of the house, beside those of the pack."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.states import Entered


class Word(models.Model):
    """An entry an editor added: a name, a post, a law, a set phrase, or a term with how it is written wrongly."""

    kind = models.TextField()
    text = models.TextField()
    """As the house writes it; a law without 《》."""
    wrong = models.TextField(blank=True)
    """How a term is often written wrongly; '' for the other kinds."""
    added_by = models.TextField()
    """The label of whoever added it, as the ledger names it."""
    added_at = models.DateTimeField()
    struck_by = models.TextField(blank=True)
    """Who struck it off; '' while it counts."""
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "text", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in Entered]), name="weekly_word_kind"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="weekly_word_not_empty"),
            models.CheckConstraint(
                condition=Q(kind=Entered.TERM.value) ^ Q(wrong=""), name="weekly_word_wrong_for_terms"
            ),
            models.UniqueConstraint(
                fields=["kind", "text", "wrong"], condition=Q(struck_by=""), name="weekly_word_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
