"""Making decisions public, keeping them back, taking them back. Each act is one event; reasons stand in the row."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from banli.cases.service import Case, spec_of
from banli.disclosure.models import Publication
from banli.disclosure.permissions import may_move
from banli.disclosure.rules.publishing import check_ground, check_reason, why_not_move
from banli.disclosure.selectors.publications import find_publication
from banli.disclosure.states import KEEP_BACK, PUBLISH, RELEASE, TAKE_BACK, PublicationMove
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Refused
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.projects.service import GRANTS as PROJECT_GRANTS
from banli.projects.service import ProjectPermission, announce_by, announcement_of, publish_decision

TOPIC = "disclosure"
PLACE = "政务服务平台"
"""Where it is public, as the announcement of an item with a time of its own says."""


def _held(key: int, move: PublicationMove, by: Actor, version: int | None) -> Publication:
    """The publication, locked. Who, then what was read, then when: raises Missing, Denied, Overtaken or Refused."""
    number = find_publication(key, by).case.number
    row = Publication.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
    if not may_move(by, move, row.department_id):
        raise Denied(gettext_noop("You are not allowed to do this."))
    check_unchanged(topic=TOPIC, subject=number, version=version)
    if error := why_not_move(move, row.state):
        raise error
    return row


def _moved(row: Publication, move: PublicationMove, by: Actor, **values: object) -> Publication:
    for name, value in {**values, "state": move.target, "by_id": by.id}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "by", *values])
    body = {"document": row.number, "ground": row.ground} if row.ground else {"document": row.number}
    append(topic=TOPIC, subject=row.case.number, name=move.event, by=by, scope=row.department_id, body=body)
    return row


@transaction.atomic
def publish_online(*, by: Actor, key: int, version: int | None = None) -> Publication:
    """Put a decision on the public list, masked where it is a person's."""
    row = _held(key, PUBLISH, by, version)
    if row.ended_on is not None:
        raise Refused(gettext_noop("The decision was revoked; there is none to make public."))
    _announced(row.case, by)
    return _moved(row, PUBLISH, by, published_at=clock.now())


def _announced(case: Case, by: Actor) -> None:
    """An item with a time of its own has this publication on the sheet of its project as well, where none is yet."""
    keeps = PROJECT_GRANTS.may(by, ProjectPermission.KEEP, department=case.department_id)
    if keeps and announce_by(case) is not None and announcement_of(case) is None:
        publish_decision(case=case.number, on=clock.today(), place=PLACE, by=by)


def publish_all(*, by: Actor, keys: Collection[int]) -> tuple[int, list[Refused]]:
    """Put each of these on the public list; how many were, and why the others were not."""
    done, faults = 0, []
    for key in sorted(set(keys)):
        try:
            publish_online(by=by, key=key)
        except Refused as error:
            faults.append(error)
        else:
            done += 1
    return done, faults


@transaction.atomic
def keep_back(*, by: Actor, key: int, ground: str, reason: str, version: int | None = None) -> Publication:
    """The head keeps a decision back, on a ground of the regulations and with a reason."""
    row = _held(key, KEEP_BACK, by, version)
    check_ground(ground)
    return _moved(row, KEEP_BACK, by, ground=ground, reason=check_reason(reason))


@transaction.atomic
def release(*, by: Actor, key: int, version: int | None = None) -> Publication:
    """The ground has gone: the decision is due again, with the day it always had."""
    row = _held(key, RELEASE, by, version)
    return _moved(row, RELEASE, by, ground="", reason="")


@transaction.atomic
def take_back(*, by: Actor, key: int, reason: str, version: int | None = None) -> Publication:
    """Take a publication back; its page stays and says since when and why."""
    row = _held(key, TAKE_BACK, by, version)
    said = check_reason(reason)
    unnamed = " ".join((folded_number(row.number), folded_name(spec_of(row.case).name.zh)))
    day = clock.today()
    return _moved(row, TAKE_BACK, by, reason=said, taken_back_on=day, take_back_by=None, found_by=unnamed)
