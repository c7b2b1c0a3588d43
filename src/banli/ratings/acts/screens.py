"""The second screen of a window, and the visits it asks about."""

from __future__ import annotations

import secrets

from django.db import transaction

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import CODE_LENGTH, code_from
from banli.ledger.service import append
from banli.people.service import windows
from banli.ratings.acts.giving import TOPIC
from banli.ratings.models import Screen, Visit
from banli.ratings.permissions import GRANTS, RatingPermission


@transaction.atomic
def open_screen(*, by: Actor, anew: bool = False) -> Screen:
    """The screen of the window ``by`` sits at, made where it has none; ``anew`` gives it another code, and a tablet
    with the old one shows nothing any more."""
    window = next((one for one in windows(by.department) if one.code == by.window), None)
    if window is None:
        raise Missing(gettext_noop("A second screen belongs to a window; your account has none."))
    GRANTS.require(by, RatingPermission.SCREEN, department=window.department_id)
    found = Screen.objects.select_for_update().filter(window=window).first()
    if found is not None and not anew:
        return found
    code = code_from([secrets.randbelow(1 << 16) for _one in range(CODE_LENGTH)])
    values = {"code": code, "made_at": clock.now()}
    row, _made = Screen.objects.update_or_create(window=window, defaults=values)
    append(
        topic=TOPIC, subject=f"screen-{window.code}", name="screen_opened", by=by, scope=window.department_id
    )
    return row


@transaction.atomic
def note_visit(*, case: Case, by: Actor) -> Visit | None:
    """The applicant of ``case`` was just served at the window of ``by``: its screen asks about that.

    None where nobody came: a visit is noted once, and only where the case counts one more (``visits``). The visit
    itself is told by the event of the case that counted it.
    """
    if not by.window or case.visits < 1 or case.source:
        return None
    values = {"window_id": by.window, "at": clock.now()}
    row, made = Visit.objects.get_or_create(case=case, ordinal=case.visits, defaults=values)
    return row if made else None
