"""Handing in several items at one go: every case, or none; and what becomes of one whose other was not granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.application import submit
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.observers import watched_form
from banli.cases.acts.off_network import OffNetwork
from banli.cases.acts.platform import once
from banli.cases.acts.silence import lapsed
from banli.cases.acts.transition import Change, move
from banli.cases.models import Case, Draft, Material
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules.cosigning import cosigner_of as cosigner_of
from banli.cases.rules.together import ENDS, WAITS, needs_of
from banli.cases.rules.words import check_state
from banli.cases.states import NOTE_TOGETHER, RETRACT, WITHDRAW
from banli.catalogue.service import current
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import storable
from banli.kernel.text import gettext_noop

handed_in_together, needed_by = selectors.handed_in_together, selectors.needed_by
set_aside_in = selectors.set_aside_in
NOTHING_TO_END = gettext_noop("No case that this one ends with has failed.")


@dataclass(frozen=True)
class Share:
    """What of a bundle goes to one item: its clean or typed answers, its files, what came on paper."""

    item: str
    form: Mapping[str, Any]
    files: Sequence[tuple[str, StoredFile]] = ()
    on_paper: Sequence[str] = ()
    declared: bool = False
    hangs: Sequence[tuple[str, str]] = field(default=())
    """(item it hangs on, how), as :mod:`banli.cases.rules.together` calls it."""
    written: OffNetwork | None = None
    """Of one that was taken in without a network: its number."""


class OfItem(Invalid):
    """What was entered for ``item`` has faults; each at its place in the form of that item."""

    def __init__(self, item: str, problems: list[Problem], message: str) -> None:
        super().__init__(problems, message)
        self.item = item


def lock_draft(draft_id: UUID) -> Draft | None:
    """The draft of a bundle that is not handed in yet, held until the transaction ends."""
    return Draft.objects.select_for_update().filter(pk=draft_id).exclude(bundle="").first()


@transaction.atomic
def submit_together(
    *,
    by: Actor,
    draft: Draft,
    number: str,
    shares: Sequence[Share],
    channel: str,
    known: str | None = None,
    electronic: bool = False,
) -> tuple[list[Case], list[Draft]]:
    """Hand every share in as a case of its own, or none; the draft is used up. The first case leads the bundle.

    Online a share that a second party signs as well becomes a draft of its own (the second list), which is signed and
    handed in as any other; the cases do not wait for it. At the window both sign on paper.

    Numbers of cases are drawn in the order of the items' names, whatever the bundle: two bundles with items in common
    never wait for each other.

    :param known: as for :func:`submit`, the marks of all items together.
    :raises OfItem: as :func:`submit` raises :class:`Invalid`, with the item.
    """
    aside = [one for one in shares if channel == "online" and _is_cosigned(one)]
    at_once = [one for one in shares if one not in aside]
    made = {
        one.item: _submitted(by, one, number, channel, known, draft.company, electronic)
        for one in sorted(at_once, key=_item)
    }
    now = clock.now()
    Material.objects.bulk_create(
        Material(case=made[one.item], key=key, file=file, handed_in_at=now)
        for one in at_once
        for key, file in one.files
    )
    _hang(made, at_once)
    waiting = [_set_aside(one, draft, number, made) for one in aside]
    lead = made[at_once[0].item]
    told = {"together": number, "cases": [made[one.item].number for one in at_once]}
    move(lead, NOTE_TOGETHER, Change.of(lead), by, told)
    draft.delete()
    return [made[one.item] for one in at_once], waiting


def _is_cosigned(share: Share) -> bool:
    return cosigner_of(current(share.item).spec, share.form) is not None


def _set_aside(share: Share, draft: Draft, number: str, made: Mapping[str, Case]) -> Draft:
    """A draft of the share's own, as whole as what is handed in, with its files and what it hangs on."""
    revision = current(share.item)
    try:
        watched_form(revision.spec, share.form, {key for key, _file in share.files})
    except Invalid as error:
        raise OfItem(share.item, error.problems, error.message) from None
    now = clock.now()
    needs = [{"number": made[item].number, "how": how} for item, how in share.hangs if item in made]
    row = Draft.objects.create(
        item_id=revision.item_id,
        owner_id=draft.owner_id,
        company=draft.company,
        form=storable(share.form),
        changed_at=now,
        origin=draft.origin,
        together=number,
        needs=needs,
    )
    Material.objects.bulk_create(
        Material(draft=row, key=key, file=file, handed_in_at=now) for key, file in share.files
    )
    return row


def _item(share: Share) -> str:
    return share.item


def _submitted(
    by: Actor, share: Share, number: str, channel: str, known: str | None, company: str, electronic: bool
) -> Case:
    """The case of one share; what is wrong with it says of which item."""
    try:
        return submit(
            by=by,
            item=share.item,
            form=share.form,
            handed_in=[key for key, _file in share.files],
            channel=channel,
            on_paper=share.on_paper,
            declared=share.declared,
            known=known,
            together=number,
            company=company,
            electronic=electronic,
            written=share.written,
        )
    except Invalid as error:
        raise OfItem(share.item, error.problems, error.message) from None


def _hang(made: Mapping[str, Case], shares: Iterable[Share]) -> None:
    """Keep on each case which others of the bundle it hangs on."""
    numbers = {item: case.number for item, case in made.items()}
    needs = needs_of(numbers, {one.item: one.hangs for one in shares})
    for case in made.values():
        if needs.get(case.number):
            case.needs = needs[case.number]
            case.save(update_fields=["needs"])


def end_hanging(*, by: Actor) -> int:
    """Take back every open case whose other was not granted, as its bundle says; how many there were."""
    return sum(once(partial(_end_with, number, by)) for number in selectors.hanging_open())


@transaction.atomic
def _end_with(number: str, by: Actor) -> Case:
    """The applicant handed it in on condition that the other is granted; the condition failed."""
    GRANTS.require(by, CasePermission.RUN)
    case = selectors.for_officer(number)
    failed = next((one for one in selectors.needed_by(case) if one.how == ENDS and one.failed), None)
    if failed is None:
        raise Refused(NOTHING_TO_END)
    transition = RETRACT if case.state in RETRACT.sources and not lapsed(case) else WITHDRAW
    check_state(transition, case.state)
    reasons = f"本件与“{failed.name}”（{failed.number}）一并提出，该件未获准，按申请时的约定一并撤回。"
    change = Change.of(case)
    change.end_pause(selectors.pause_notice(case))
    notice = give_notice(case, "withdrawn", {"reasons": reasons, "accepted": transition is WITHDRAW})
    return move(case, transition, change, by, {**paper_told(notice), "with": failed.number})


__all__ = [
    "ENDS",
    "WAITS",
    "OfItem",
    "Share",
    "end_hanging",
    "handed_in_together",
    "lock_draft",
    "needed_by",
    "submit_together",
]
