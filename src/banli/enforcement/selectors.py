"""Reads of an organ's own procedures: one case with its file, and the cases of a department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from banli.cases.service import Case, find, notices, spec_of, visible_to, whose
from banli.cases.states import OWN_PROCEDURE
from banli.catalogue.service import EX_OFFICIO, ItemSpec
from banli.enforcement.models import Attachment, Entry
from banli.enforcement.permissions import may
from banli.enforcement.rules import table
from banli.enforcement.rules.act import Act
from banli.enforcement.rules.known import Kept, last
from banli.enforcement.rules.penalty import penalty_entry, told
from banli.enforcement.states import OWNERS, RECOUNT
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import certificates_of
from banli.worktime.service import Calendar, calendar

PAGE = 50
HOUR = 3600
HELD = 256
"""So many files are held by a process."""


@dataclass(frozen=True)
class Look:
    """A case as ``by`` asks about it; it is :class:`banli.enforcement.rules.known.Known`."""

    case: Case
    by: Actor
    statutory_due: date | None
    """The last day by law; an act that moves it asks with the moved one."""
    fresh: bool = False
    """The case is not written yet and has no file."""

    @cached_property
    def spec(self) -> ItemSpec:
        """The definition the case was begun under."""
        return spec_of(self.case)

    @property
    def state(self) -> str:
        """Where the case stands."""
        return self.case.state

    @property
    def is_person(self) -> bool:
        """True where the party is a natural person: the form says so by its ``party_kind``."""
        return bool(self.case.form.get("party_kind") == "person")

    @cached_property
    def file(self) -> tuple[Kept, ...]:
        """The file, oldest first."""
        return () if self.fresh else file_of(self.case)

    @cached_property
    def entries(self) -> list[Entry]:
        """The rows of the file, oldest first, read once."""
        return [] if self.fresh else entries_of(self.case)

    @property
    def person(self) -> int | None:
        """Who asks."""
        return self.by.id

    @property
    def name(self) -> str:
        """What they are called."""
        return self.by.name

    @cached_property
    def certificates(self) -> Mapping[str, str]:
        """The certificates that the house knows of the department."""
        return certificates_of(self.case.department_id)

    @property
    def own_line(self) -> str:
        """Name and certificate of who asks, as a line of officers; '' for who has none."""
        number = self.certificates.get(self.by.name, "")
        return f"{self.by.name} {number}" if number else ""

    @property
    def is_party(self) -> bool:
        """True where the party itself asks: it opened the case by number and password, or it is the party's account."""
        return is_party(self.by, self.case)

    @property
    def today(self) -> date:
        """The day."""
        return clock.today()

    @property
    def hour(self) -> int:
        """Hours since the epoch."""
        return hours(clock.now())

    @property
    def days(self) -> Calendar:
        """The working days."""
        return calendar()

    @property
    def filed_on(self) -> date | None:
        """The day of filing."""
        return self.case.accepted_at.astimezone(clock.SHANGHAI).date() if self.case.accepted_at else None

    @property
    def due_on(self) -> date | None:
        """The last day of the clock that runs now."""
        return self.case.due_on

    def after(self, statutory_due: date | None) -> Look:
        """The same with another last day by law."""
        return replace(self, statutory_due=statutory_due)


def hours(moment: datetime) -> int:
    """Whole hours since the epoch."""
    return int(moment.timestamp()) // HOUR


def file_of(case: Case) -> tuple[Kept, ...]:
    """The file of the case as the rules see it, its days as they were counted last.

    It follows from the head of the case's record, whose events bear the digest of every entry: who reads it again under
    the same head, for a page or an act, is given what was read before.
    """
    key = (case.pk, bytes(case.head))
    found = _held.get(key)
    if found is None:
        found = _read(case)
        if found and case.version == max(one.seq for one in found):
            _held[key] = found
            while len(_held) > HELD:
                _held.pop(next(iter(_held)), None)
    return found


_held: dict[tuple[int, bytes], tuple[Kept, ...]] = {}
"""Files by case and head of its record, the latest ones; nobody changes what lies here."""


def _read(case: Case) -> tuple[Kept, ...]:
    names = ("act", "at", "content", "by_id", "seq")
    rows = list(Entry.objects.filter(case=case).order_by("seq").values_list(*names))
    moved: dict[int, dict[str, str]] = {}
    for act, _at, content, _by, _seq in rows:
        if act == RECOUNT.act:
            for seq, days in content["days"].items():
                moved.setdefault(int(seq), {}).update(days)
    return tuple(
        Kept(act, _day(at), {**content, **moved.get(seq, {})}, by, hours(at), seq)
        for act, at, content, by, seq in rows
        if act != RECOUNT.act
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def is_party(by: Actor, case: Case) -> bool:
    """True where ``by`` is the party of the case."""
    return whose.is_mine(case, by)


def look(case: Case, by: Actor) -> Look:
    """The facts of ``case`` as ``by`` asks."""
    return Look(case, by, case.statutory_due_on)


def entries_of(case: Case) -> list[Entry]:
    """The file of the case, oldest first."""
    found = Entry.objects.filter(case=case).select_related("by").prefetch_related("attachments__file")
    return list(found.order_by("seq"))


def found(number: str, by: Actor) -> Case:
    """The case, where ``by`` may see it and it is an organ's own procedure. Raises :class:`Missing`."""
    case = find(number, by)
    if case.state not in OWNERS:
        raise Missing(gettext_noop("There is no such case, or it is not yours to see."))
    return case


def counted() -> Iterator[str]:
    """Numbers of the own procedures whose days a calendar may move, oldest first."""
    rows = Case.objects.filter(state__in=[str(one) for one in RECOUNT.sources], source="")
    return rows.order_by("id").values_list("number", flat=True).iterator(chunk_size=1000)


def is_own(case: Case) -> bool:
    """True for a case of an organ's own procedure; one that was revoked is told by its file."""
    if case.kind not in EX_OFFICIO:
        return False
    return case.state in OWN_PROCEDURE or Entry.objects.filter(case=case).exists()


def possible(known: Look) -> list[Act]:
    """The acts that ``by`` may do now."""
    return [one for one in _own(known) if table.refusal(known, one) is None]


def withheld(known: Look) -> list[tuple[Act, Refused]]:
    """The acts of ``by`` that people look for in this state and that a rule refuses now."""
    refusals = ((one, table.refusal(known, one)) for one in _own(known) if one.sought)
    return [(one, refused) for one, refused in refusals if refused is not None]


def _own(known: Look) -> list[Act]:
    department = known.case.department_id
    return [
        one
        for one in table.from_state(known)
        if may(known.by, one, department=department, party=known.is_party)
    ]


def cases_of(by: Actor, *, ended: bool = False, before: int | None = None) -> list[Case]:
    """The own procedures ``by`` may see, those whose clock ends first in front; ended ones newest first, a page below
    the id ``before``."""
    rows = case_rows(by, ended=ended)
    return list((rows.filter(id__lt=before) if ended and before else rows)[:PAGE])


def case_rows(by: Actor, *, ended: bool = False) -> QuerySet[Case]:
    """The query behind :func:`cases_of`, in its order."""
    rows = visible_to(by).filter(source="", state__in=[str(one) for one in OWNERS])
    rows = rows.select_related("revision__item", "department").defer("revision__definition")
    over = [str(state) for state, owner in OWNERS.items() if owner == "nobody"]
    if ended:
        return rows.filter(state__in=over).order_by("-id")
    return rows.exclude(state__in=over).order_by("due_on", "id")


def answers_of_party(known: Look) -> tuple[list[Act], list[tuple[Act, Refused]]]:
    """The acts of the party in this state: those it may do now, and those a rule refuses now, with why; what is rarely
    done, such as giving a right up, stands last."""
    mine = sorted((one for one in _own(known) if one.mine is not None), key=lambda one: one.rare)
    against = [(one, table.refusal(known, one)) for one in mine]
    may_now = [one for one, refused in against if refused is None]
    return may_now, [(one, refused) for one, refused in against if refused is not None]


def attached(case: Case, pk: int) -> Attachment:
    """A file of the case's file (案卷). Raises :class:`Missing`."""
    found = Attachment.objects.filter(entry__case=case, pk=pk).select_related("file").first()
    if found is None:
        raise Missing(gettext_noop("There is no such file."))
    return found


def content_of(known: Look, act: str) -> Mapping[str, Any]:
    """What the latest ``act`` left; empty where it was not done."""
    entry = next((one for one in reversed(known.file) if one.act == act), None)
    return entry.content if entry else {}


PENALTY_PAPERS = frozenset({"penalty_decision", "spot_penalty"})


@dataclass(frozen=True)
class PublishedPenalty:
    """A penalty that was made public by the act for that, as far as its own paper says it."""

    number: str
    decided_on: date
    published_on: date
    place: str
    penalties: tuple[str, ...]
    annulled_on: date | None
    take_back_by: date | None


def published_penalty(case: Case) -> PublishedPenalty | None:
    """The penalty of ``case`` as it was made public; None where it was not, or is none."""
    known = Look(case, SYSTEM, case.statutory_due_on)
    decided, public = penalty_entry(known), last(known, "publish_decision")
    if decided is None or public is None:
        return None
    annulled = last(known, "annul_decision")
    return PublishedPenalty(
        number=next((one.number for one in reversed(notices(case)) if one.kind in PENALTY_PAPERS), ""),
        decided_on=decided.on,
        published_on=date.fromisoformat(public.content["on"]),
        place=str(public.content["where"]),
        penalties=tuple(told(decided.content)),
        annulled_on=annulled.on if annulled else None,
        take_back_by=case.due_on if annulled else None,
    )
