"""A databank in the platform's own table."""

from __future__ import annotations

from banli.databanks.models import Kept, Record
from banli.databanks.rules import Databank, Question, folded
from banli.databanks.rules.question import MOST
from banli.databanks.selectors.adapters import Found, Silent


def in_own_table(databank: Databank, question: Question) -> Found:
    """The records whose keys fit, in their order."""
    kept = Kept.objects.filter(key=databank.key).first()
    if kept is None:
        raise Silent("it was never loaded")
    found = Record.objects.filter(databank=kept)
    same = {}
    for key in databank.asks:
        if key.key not in question:
            continue
        value = folded(key, question[key.key])
        if key.match == "within":
            found = found.filter(**{f"keys__{key.key}__icontains": value})
        else:
            same[key.key] = value
    if same:
        found = found.filter(keys__contains=same)
    rows = list(found.order_by("place")[:MOST])
    total = len(rows) if len(rows) < MOST else found.count()
    return Found([one.values for one in rows], kept.as_of, total)
