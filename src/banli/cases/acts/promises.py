"""Promises come due: material handed in later, declarations verified."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, move
from banli.cases.acts.window import hand_in
from banli.cases.models import Case, Material, Promise
from banli.cases.rules.drafts import check_files
from banli.cases.rules.promises import check_found
from banli.cases.rules.why_not import (
    awaited,
    raise_for,
    why_not_break_promise,
    why_not_keep_promise,
    why_not_supplement,
)
from banli.cases.states import BREAK_PROMISE, KEEP_PROMISE, SUPPLEMENT
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop


@transaction.atomic
def supplement(
    *,
    by: Actor,
    number: str,
    files: Sequence[tuple[str, StoredFile]] = (),
    on_paper: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Hand in material that was promised at acceptance (容缺后补); whoever examines says whether it is in order."""
    case = selectors.for_applicant(number, by)
    check(case, SUPPLEMENT, by, version)
    check_files((key, file.size) for key, file in files)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_supplement(facts))
    keys = sorted({*(key for key, _file in files), *on_paper})
    wrong = [key for key in keys if key not in awaited(facts)]
    if wrong or not keys:
        message = gettext_noop("This material was not promised, or has come already.")
        raise Invalid([Problem(f"material.{key}", message) for key in wrong or [""]])
    now = clock.now()
    Material.objects.bulk_create(
        Material(case=case, key=key, file=file, handed_in_at=now) for key, file in files
    )
    hand_in(case, on_paper)
    return move(case, SUPPLEMENT, Change.of(case), by, {"materials": keys})


@transaction.atomic
def keep_promise(*, by: Actor, number: str, what: str, note: str, version: int | None = None) -> Case:
    """Find a promise kept: the material is here and in order, the declaration was verified and is true."""
    case = selectors.for_officer(number)
    check(case, KEEP_PROMISE, by, version)
    promise = _settle(case, by, what, note, kept=True)
    return move(case, KEEP_PROMISE, Change.of(case), by, {"promise": promise.what})


@transaction.atomic
def break_promise(*, by: Actor, number: str, what: str, note: str, version: int | None = None) -> Case:
    """Find a promise broken. Before the decision nothing can be granted any more; after it the grant is revoked by
    an act of its own, with its ground."""
    case = selectors.for_officer(number)
    check(case, BREAK_PROMISE, by, version)
    promise = _settle(case, by, what, note, kept=False)
    return move(case, BREAK_PROMISE, Change.of(case), by, {"promise": promise.what})


def _settle(case: Case, by: Actor, what: str, note: str, *, kept: bool) -> Promise:
    promise = Promise.objects.select_for_update().filter(case=case, what=what).first()
    if promise is None:
        raise Missing(gettext_noop("Nothing of that name was promised in this case."))
    facts = selectors.facts_of(case, by)
    raise_for((why_not_keep_promise if kept else why_not_break_promise)(facts, what))
    check_found(note)
    promise.kept, promise.note, promise.settled_at = kept, note, clock.now()
    promise.save(update_fields=["kept", "note", "settled_at"])
    return promise
