"""Taking over the pack's terms, and deleting the names of lists whose term is over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from banli.fieldwork.acts.outings import TOPIC, note_step
from banli.fieldwork.models import Attendee, FieldworkBook, Outing
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.book import FieldworkFile, names_go_on
from banli.fieldwork.selectors.book import came_to, fieldwork_book, last_book
from banli.fieldwork.selectors.outings import attendees_of
from banli.fieldwork.states import FORGET
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append


@transaction.atomic
def load_fieldwork_book(*, file: FieldworkFile, by: Actor) -> bool:
    """Load a pack's ``fieldwork.yaml``; True where it says something new. A new term counts for every list."""
    GRANTS.require(by, FieldworkPermission.SET_TERMS)
    said, known = file.model_dump(mode="json"), last_book()
    if known is not None and known.said == said:
        return False
    row = FieldworkBook.objects.create(said=said, loaded_at=clock.now())
    append(topic=TOPIC, subject="book", name="fieldwork_terms_loaded", by=by, body={"book": row.pk})
    return True


def forget_attendees(*, by: Actor) -> int:
    """Delete the names of every list whose term is over; of how many people. Doing it twice does no harm.

    Each list goes by itself, so that a killed job leaves whole lists alone.
    """
    GRANTS.require(by, FieldworkPermission.CLEAN)
    term, today = fieldwork_book().attendees, clock.today()
    names = Attendee.objects.filter(outing=OuterRef("pk"))
    last = today - timedelta(days=term.keep_days)
    due = (
        Outing.objects.filter(Exists(names), day__lt=last).order_by("day", "pk").values_list("pk", flat=True)
    )
    return sum(_forget(pk, by) for pk in due)


@transaction.atomic
def _forget(pk: int, by: Actor) -> int:
    row, today = Outing.objects.select_for_update().get(pk=pk), clock.today()
    if today < names_go_on(row.day, fieldwork_book().attendees.keep_days):
        return 0
    found = came_to(row, attendees_of(row))
    deleted = row.attendees.all().delete()[0]
    if not deleted:
        return 0
    row.listed, row.came, row.names_removed_on = found.listed, found.came, today
    row.save(update_fields=["listed", "came", "names_removed_on"])
    note_step(row, FORGET, by, {"listed": found.listed, "came": found.came})
    return deleted
