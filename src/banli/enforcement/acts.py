"""The acts of an organ's own procedures. Every act is a row of a table; doing one is the same for all (ADR 0217)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from banli.cases.service import (
    DECLARED,
    Case,
    Draft,
    Material,
    Moved,
    begin_own,
    case_of_draft,
    changed,
    give_notice,
    lock_own,
    may_act,
    move_own,
    notices,
    recount_own,
    reuse,
    told,
    unsaved_own,
)
from banli.catalogue.service import ItemRevision, current
from banli.enforcement.models import Attachment, Entry
from banli.enforcement.permissions import require
from banli.enforcement.rules.act import Act
from banli.enforcement.rules.asks import Ask, taken
from banli.enforcement.rules.inspection_acts import drawn
from banli.enforcement.rules.known import Item
from banli.enforcement.rules.papers import facts as paper_facts
from banli.enforcement.rules.replay import replay
from banli.enforcement.rules.table import ACTS, beginnings, begun_by_party, problems_of, stands_against
from banli.enforcement.selectors import Look, counted, is_party, look
from banli.enforcement.states import RECOUNT
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused
from banli.kernel.printable import require as require_printable
from banli.kernel.text import gettext_noop
from banli.ledger.service import compact

DECISIONS = frozenset({"penalty_decision", "no_penalty", "spot_penalty", "levy_notice"})
"""Papers that a case decides by; what follows names their number."""
NO_ACT = gettext_noop("There is no such act.")


@transaction.atomic
def begin(
    *,
    by: Actor,
    item: str,
    act: str,
    form: Mapping[str, Any],
    answers: Mapping[str, Any] | None = None,
    beside: Mapping[str, Any] | None = None,
    party: bool = False,
    handed_in: Sequence[Material] = (),
) -> Case:
    """Begin a case of ``item`` by ``act``, one of the beginnings of its kind.

    :param form: the answers of the item's form: the party and the matter.
    :param answers: what the act asks for besides.
    :param beside: what is kept with it that nobody typed, such as a draw.
    :param party: it is the party itself, online, that begins it; only an act that is the party's own.
    :param handed_in: the files that come with it.
    :raises Invalid: with every fault of form and answers at its place.
    """
    revision = current(item)
    chosen = next((one for one in beginnings(revision.spec.kind) if one.name == act), None)
    if chosen is None:
        raise Missing(NO_ACT)
    require(by, chosen, department=revision.spec.department, party=party)
    case = _unsaved(revision, chosen, form, answers or {}, by, [one.key for one in handed_in], online=party)
    known = Look(case, by, None, fresh=True)
    files = [one.file for one in handed_in if one.file]
    content = _content(known, chosen, answers or {}) | dict(beside or {}) | _handed(chosen, files)
    if chosen.files:
        known = known.after(changed(case, Moved(begins=True))[1])
    due_on = chosen.due(known, content)
    body = _told(chosen, content)
    if chosen.paper:
        body |= _paper(case, known, chosen, content)
    begin_own(case, chosen.transition, by, due_on, body, begins=chosen.files)
    return _keep(case, chosen, content, by, files)


def declare(*, by: Actor, draft_id: UUID) -> Case:
    """Begin the case of a draft as its party: the act by which one of this kind begins online.

    Done again, or twice at once, it leads to the same case.

    :raises Refused: where the organ alone begins the kind.
    """

    def begun(draft: Draft, item: str, handed_in: Sequence[Material]) -> Case:
        act = begun_by_party(current(item).spec.kind)
        if act is None:
            raise Refused(gettext_noop("The authority begins this itself; it cannot be applied for."))
        form = {key: value for key, value in draft.form.items() if key not in (DECLARED, reuse.REUSED)}
        return begin(by=by, item=item, act=act.name, form=form, party=True, handed_in=handed_in)

    return case_of_draft(draft_id, begun)


def _unsaved(
    revision: ItemRevision,
    act: Act,
    form: Mapping[str, Any],
    answers: Mapping[str, Any],
    by: Actor,
    handed_in: Sequence[str],
    *,
    online: bool,
) -> Case:
    """The case with these answers of the form. Raises :class:`Invalid` with the faults of form and act together."""
    try:
        return unsaved_own(revision, form, by, handed_in, online=online)
    except Invalid as of_form:
        try:
            _clean(act.asks(Item(revision.spec)), answers)
        except Invalid as of_act:
            raise Invalid([*of_form.problems, *of_act.problems]) from None
        raise


@transaction.atomic
def do(
    *,
    by: Actor,
    number: str,
    act: str,
    answers: Mapping[str, Any] | None = None,
    version: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Case:
    """Do ``act`` with the case: who, then what the actor saw, then in which state, then the act's own rules, then the
    answers. One event is left, one entry in the file, and where the act gives one a numbered paper.

    :param files: what the party hands in with it.
    :raises Denied: where it is not the person's act.
    :raises Stale: where somebody changed the case meanwhile.
    :raises Refused: where state or law do not allow it now.
    :raises Invalid: with every fault of the answers at its place.
    """
    case = lock_own(number, version)
    chosen = ACTS.get(act)
    if chosen is None or not chosen.transition.sources:
        raise Missing(NO_ACT)
    require(by, chosen, department=case.department_id, party=is_party(by, case))
    known = look(case, by)
    if (found := stands_against(known, chosen)) is not None:
        raise found
    content = _content(known, chosen, answers or {}) | _handed(chosen, files)
    change, statutory = changed(case, _moved(known, chosen, content))
    due_on = chosen.due(known.after(statutory), content)
    body = _told(chosen, content)
    if chosen.paper:
        body |= _paper(case, known, chosen, content)
    move_own(case, chosen.transition, change, by, due_on, body, begins=chosen.files)
    return _keep(case, chosen, content, by, files)


@transaction.atomic
def draw_inspections(
    *,
    by: Actor,
    item: str,
    parties: Sequence[Mapping[str, Any]],
    officers: Sequence[str],
    number: int,
    each: int = 2,
) -> list[Case]:
    """Plan inspections by double random draw (双随机): ``number`` of the parties, for each of them ``each`` officers.

    A seed is drawn first; parties and officers follow from it, so that whoever has seed and pools finds the same.

    :param parties: answers of the item's form, one for each object of the register.
    """
    faults = []
    if not 1 <= number <= len(parties):
        faults.append(Problem("number", gettext_noop("Draw at least one, and no more than there are.")))
    if len(set(officers)) < each:
        faults.append(Problem("officers", gettext_noop("There are too few officers to draw from.")))
    if faults:
        raise Invalid(faults)
    seed = secrets.token_hex(16)
    by_line = {compact(one): one for one in parties}
    cases = []
    for line in drawn(seed, list(by_line), number):
        chosen = drawn(f"{seed}\n{line}", officers, each)
        told = {
            "drawn_officers": chosen,
            "seed": seed,
            "parties": len(by_line),
            "pool": _digest(list(officers)),
        }
        cases.append(begin(by=by, item=item, act="plan_inspection", form=by_line[line], beside=told))
    return cases


def recount_open(*, by: Actor, edition: str) -> list[str]:
    """Count the days of every open own procedure again on the calendar now in force; the numbers of those that moved.

    Each in a transaction of its own: a count that was interrupted is begun again and finds done what was done.

    :param edition: what changed, such as ``2027-1``: it stands in the event of each case that moved.
    """
    return [number for number in counted() if _recount(number, by, edition)]


@transaction.atomic
def _recount(number: str, by: Actor, edition: str) -> bool:
    case = lock_own(number, None)
    if case.state not in RECOUNT.sources:
        return False
    if not may_act(by, RECOUNT, department=case.department_id):
        raise Denied(gettext_noop("Only the platform counts days again."))
    _change, statutory = changed(case, Moved())
    again = replay(look(case, by).after(statutory))
    content = {"edition": edition, "days": {str(seq): dict(days) for seq, days in again.told.items()}}
    body = {"act": RECOUNT.act, "edition": edition, "entry": _digest(content)}
    if not recount_own(case, RECOUNT, by, again.due_on, body, told=bool(again.told)):
        return False
    Entry.objects.create(
        case=case, seq=case.version, act=RECOUNT.act, content=content, digest=_digest(content), at=clock.now()
    )
    return True


def _content(known: Look, act: Act, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, clean and checked, with what follows from them."""
    clean = _clean(act.asks(known), answers)
    if problems := problems_of(known, act, clean):
        raise Invalid(problems)
    return {**act.says(known, clean), **clean}


def _paper(case: Case, known: Look, act: Act, content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the paper of an act; what the event says of it."""
    decided = next((one.number for one in notices(case) if one.kind in DECISIONS), "")
    return told(give_notice(case, act.paper, {"facts": paper_facts(known, act, content, decided)}))


def _clean(asks: Sequence[Ask], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of an act that can be printed, each of its kind."""
    require_printable({ask.name: str(answers[ask.name]) for ask in asks if answers.get(ask.name)})
    return taken(asks, answers, clock.today())


def _moved(known: Look, act: Act, content: Mapping[str, Any]) -> Moved:
    return Moved(
        begins=act.files,
        longer=act.lengthens(known, content) if act.lengthens else 0,
        stood_still=act.stood_still(known, content) if act.stood_still else None,
    )


def _told(act: Act, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the public record says: the digest of the entry, and the days and counts that the act may tell."""
    open_ = {name: content[name] for name in act.told if content.get(name) not in (None, "")}
    return {"act": act.name, "entry": _digest(content), **open_}


def _digest(content: Any) -> str:
    return hashlib.sha256(compact({"content": content}).encode()).hexdigest()


def _handed(act: Act, files: Sequence[StoredFile]) -> dict[str, Any]:
    """What the entry says of the files that came with the act: their names and digests."""
    if not files:
        return {}
    if act.mine is None or not act.mine.takes_files:
        raise Refused(gettext_noop("No files are taken with this act."))
    return {"files": [{"name": one.name, "sha256": one.sha256} for one in files]}


def _keep(
    case: Case, act: Act, content: Mapping[str, Any], by: Actor, files: Sequence[StoredFile] = ()
) -> Case:
    entry = Entry.objects.create(
        case=case,
        seq=case.version,
        act=act.name,
        content=dict(content),
        digest=_digest(content),
        by_id=by.id,
        at=clock.now(),
    )
    Attachment.objects.bulk_create(Attachment(entry=entry, file=one) for one in dict.fromkeys(files))
    return case
