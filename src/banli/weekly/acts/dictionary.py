"""Entries an editor adds to the dictionary of the house, and strikes off."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.weekly.acts.transition import TOPIC
from banli.weekly.models import Word
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.dictionary import clean_word
from banli.weekly.states import Entered

DICTIONARY = "dictionary"


@transaction.atomic
def add_word(*, by: Actor, kind: Entered, text: str, wrong: str = "") -> Word:
    """Enter a word; where it stands there already nothing is added.

    :param wrong: how a term is often written wrongly; not looked at for other kinds.
    :raises Invalid: where it is missing or too long.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    told, other = clean_word(kind, text, wrong)
    made, new = Word.objects.get_or_create(
        kind=kind.value,
        text=told,
        wrong=other,
        struck_by="",
        defaults={"added_by": by.label, "added_at": clock.now()},
    )
    if new:
        body = {"word": made.pk, "kind": kind.value, "text": told, **({"wrong": other} if other else {})}
        append(topic=TOPIC, subject=DICTIONARY, name="word_added", by=by, body=body)
    return made


@transaction.atomic
def strike_word(*, by: Actor, word_id: int) -> Word:
    """Strike an entry off that an editor added; struck off already it stays so. The row is kept."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    found = Word.objects.select_for_update().filter(pk=word_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such entry."))
    if not found.struck_by:
        found.struck_by, found.struck_at = by.label, clock.now()
        found.save(update_fields=["struck_by", "struck_at"])
        append(topic=TOPIC, subject=DICTIONARY, name="word_struck", by=by, body={"word": found.pk})
    return found
