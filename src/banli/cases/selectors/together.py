"""Cases that were handed in together: all of a bundle, and those that one hangs on."""

from __future__ import annotations

from banli.cases.models import Case, Draft
from banli.cases.rules.together import ENDS, Needed
from banli.catalogue.service import revision


def handed_in_together(number: str) -> list[Case]:
    """The cases of the bundle ``number``, in the order they were handed in; none of ''."""
    found = Case.objects.filter(together=number).exclude(together="") if number else Case.objects.none()
    return list(found.select_related("department").order_by("id"))


def set_aside_in(number: str) -> list[Draft]:
    """The applications of the bundle ``number`` that wait for the signature of a second party; none of ''."""
    found = Draft.objects.filter(together=number, case=None).exclude(together="")
    return list(found.select_related("item").order_by("changed_at", "pk")) if number else []


def needed_by(case: Case) -> tuple[Needed, ...]:
    """What ``case`` hangs on, as it stands; asks the database only where it hangs on anything."""
    if not case.needs:
        return ()
    how = {str(one["number"]): str(one["how"]) for one in case.needs}
    rows = Case.objects.filter(number__in=how).order_by("id")
    return tuple(
        Needed(one.number, how[one.number], str(revision(one.revision_id).spec.name), one.state, one.result)
        for one in rows
    )


def hanging_open() -> list[str]:
    """Numbers of open cases that end with another one of their bundle."""
    rows = Case.objects.filter(completed_at__isnull=True).exclude(together="").order_by("id")
    return list(rows.filter(needs__contains=[{"how": ENDS}]).values_list("number", flat=True))
