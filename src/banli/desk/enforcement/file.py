"""The file of an own procedure as it is read: the matter, and what each act left, with its labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from banli.accounts.service import company_of_code
from banli.cases.service import whose
from banli.catalogue.service import ItemSpec, fact_shown, masked_answer
from banli.desk.cases.handled import authority
from banli.enforcement.service import ACTS, Attachment, Entry, Item, Look
from banli.enforcement.states import RECOUNT
from banli.kernel.text import Words

FOLLOWED = {
    "until": Words(zh="期限至", en="Until"),
    "pay_until": Words(zh="缴款期限至", en="To be paid by"),
    "open": Words(zh="尚欠（元）", en="Still owed, in yuan"),
    "added": Words(zh="加处罚款（元）", en="Added for delay, in yuan"),
    "drawn_officers": Words(zh="抽取的执法人员", en="Officers drawn"),
    "seed": Words(zh="抽取种子", en="Seed of the draw"),
}
"""What follows from an act and is shown beside its answers."""


RECOUNTED = Words(zh="日期重新计算", en="Days counted again")
PLATFORM = Words(zh="平台", en="The platform")
CALENDAR = Words(zh="因节假日安排", en="Because of the notice of public holidays")
PARTY = Words(zh="当事人，网上", en="The party, online")


@dataclass(frozen=True)
class Line:
    """One entry of the file."""

    at: datetime
    title: Words
    who: Any
    answers: tuple[tuple[Any, str], ...]
    files: tuple[Attachment, ...] = ()


def matter_of(known: Look) -> list[tuple[Any, str]]:
    """What was written down when the case began, numbers of people masked."""
    form, spec = known.case.form, known.spec
    told = [(one, fact_shown(spec, one.key, form)) for one in spec.form.fields]
    return [(one.label, masked_answer(spec, form, one, value)) for one, value in told if value]


def lines_of(spec: ItemSpec, entries: Sequence[Entry]) -> list[Line]:
    """The file, newest first."""
    return [_line(spec, one) for one in reversed(entries)]


def _line(spec: ItemSpec, entry: Entry) -> Line:
    if entry.act == RECOUNT.act:
        return Line(entry.at, RECOUNTED, PLATFORM, ((CALENDAR, entry.content["edition"]), *_moved(entry)))
    act, content = ACTS[entry.act], entry.content
    asks = {ask.name: ask for ask in act.asks(Item(spec))}
    told: list[tuple[Any, str]] = []
    for name, ask in asks.items():
        value = content.get(name)
        if value in (None, "", [], False):
            continue
        options = {key: str(words) for key, words in ask.options}
        told.append((ask.label, options.get(str(value), _plain(value))))
    told += [
        (words, _plain(content[name]))
        for name, words in FOLLOWED.items()
        if content.get(name) and name not in asks
    ]
    return Line(entry.at, act.label, _who(entry), tuple(told), tuple(entry.attachments.all()))


def _moved(entry: Entry) -> Iterator[tuple[Any, str]]:
    """The days of earlier entries that are others now."""
    for days in entry.content["days"].values():
        yield from ((FOLLOWED[name], day) for name, day in days.items())


def _who(entry: Entry) -> Any:
    """Who did it; the party is named as such where it came with number and password, and who acted for a company with
    the authorisation."""
    by, case = entry.by, entry.case
    if by is None:
        return PARTY
    company = company_of_code(case.applicant_code) if by.department_id is None else None
    if company is None:
        return by.display_name
    acted = whose.acted_by(case, company.code, by, entry.at)
    told = {"name": by.display_name, "company": company.name, "authority": authority(acted.authorisation)}
    return _("%(name)s for %(company)s, %(authority)s") % told


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return "✓" if value is True else str(value)
