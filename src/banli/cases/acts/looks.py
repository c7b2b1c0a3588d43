"""Looking at a case in full: names and numbers with a reason, materials and receipts by whoever has to do with it."""

from __future__ import annotations

from banli.cases.acts.silence import find
from banli.cases.models import Case, Material
from banli.cases.permissions import GRANTS, CasePermission, handles
from banli.cases.selectors import tasks_of
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop
from banli.people.service import LookedAt, check_look, note_look

FIRST = gettext_noop("Only the departments that handle a case open its materials without saying why.")


def look_in_full(*, by: Actor, number: str, reason: str) -> Case:
    """The case, for a page that shows names and numbers of persons in full; who looked and why is kept.

    :raises Invalid: without a reason.
    """
    case = find(number, by)
    note_look(by=by, what=LookedAt.CASE, subject=case.number, reason=check_look(reason))
    return case


def opens_materials(*, by: Actor, case: Case, told: bool) -> bool:
    """Whether the materials of ``case`` open for ``by``: for the departments that handle it, and for whoever said why
    (``told``)."""
    return told or handles(by, {case.department_id, *(task.department_id for task in tasks_of(case))})


def look_at_material(*, by: Actor, case: Case, material: Material, told: bool) -> None:
    """Write down that a material was opened; ``told``: the case was looked at in full before, with a reason.

    :raises Denied: for somebody who only watches and said no reason.
    """
    look_at_document(by=by, case=case, name=material.file.name if material.file else material.key, told=told)


def look_at_document(*, by: Actor, case: Case, name: str, told: bool = False) -> None:
    """The same for a document called ``name`` that came with an own procedure of the organ.

    :raises Denied: for somebody who only watches and said no reason.
    """
    if not opens_materials(by=by, case=case, told=told):
        raise Denied(FIRST)
    note_look(by=by, what=LookedAt.MATERIAL, subject=case.number, detail=name)


def may_hand_slip(*, by: Actor, case: Case) -> bool:
    """Whether ``by`` may print the number and password for the party of an own procedure: who handles the case."""
    return by.id is not None and handles(by, {case.department_id})


def look_at_slip(*, by: Actor, case: Case) -> None:
    """Write down that the slip with the party's password was printed.

    :raises Denied: for somebody who does not handle the case.
    """
    if not may_hand_slip(by=by, case=case):
        raise Denied(gettext_noop("You are not allowed to do this."))
    note_look(by=by, what=LookedAt.RECEIPT, subject=case.number)


def look_at_receipt(*, by: Actor, case: Case, told: bool) -> bool:
    """Whether ``by`` sees the query password on the receipt: the window that took the application in, or a clerk of
    the department who said why. Each time it is written down."""
    clerk = GRANTS.may(by, CasePermission.ACCEPT, department=case.department_id) and by.id is not None
    own_window = case.window_id is not None and case.window_id == by.window
    if not clerk or not (own_window or told):
        return False
    note_look(by=by, what=LookedAt.RECEIPT, subject=case.number)
    return True
