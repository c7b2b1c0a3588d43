"""Where an item stands on a day: drafted, published, suspended, retired; and why it takes no applications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from banli.catalogue.models import Draft, Item
from banli.catalogue.models import Retirement as RetirementRow
from banli.catalogue.models import Suspension as SuspensionRow
from banli.catalogue.rules.definition.retirement import Retirement
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.evaluate import not_yet
from banli.catalogue.selectors.items import ItemRevision, current
from banli.catalogue.states import State
from banli.kernel import clock
from banli.kernel.remembered import remembered
from banli.kernel.text import Words


@dataclass(frozen=True)
class Suspension:
    """A time in which an item takes no applications: from ``starts_on`` to the day before ``ends_on``."""

    starts_on: date
    ends_on: date | None
    because: Words
    law: Words


@remembered(lambda slug: slug)
def retirement(slug: str) -> Retirement | None:
    """The end of an item, whether it has come yet or not; None where none is set."""
    row = RetirementRow.objects.filter(item__slug=slug).first()
    if row is None:
        return None
    return Retirement(
        on=row.on,
        because=Words(zh=row.because_zh, en=row.because_en),
        law=Words(zh=row.law_zh, en=row.law_en),
        open_cases=row.open_cases,
        branch_to=row.branch_to,
    )


def suspensions(slug: str) -> list[Suspension]:
    """Every suspension of an item that has not been lifted before it began, latest first."""
    rows = SuspensionRow.objects.filter(item__slug=slug).order_by("-starts_on", "-pk")
    return [_suspension(row) for row in rows if row.ends_on is None or row.ends_on > row.starts_on]


def suspension(slug: str, day: date) -> Suspension | None:
    """The suspension of an item that holds on ``day``."""
    row = SuspensionRow.objects.filter(_on(day), item__slug=slug).order_by("-starts_on", "-pk").first()
    return _suspension(row) if row else None


def _on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def _suspension(row: SuspensionRow) -> Suspension:
    return Suspension(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        because=Words(zh=row.because_zh, en=row.because_en),
        law=Words(zh=row.law_zh, en=row.law_en),
    )


def state_of(slug: str, day: date) -> State:
    """The state of an item on ``day``. Raises :class:`Missing` where there is neither revision nor draft."""
    end = retirement(slug)
    if end is not None and end.on <= day:
        return State.RETIRED
    if suspension(slug, day) is not None:
        return State.SUSPENDED
    prepared = draft(slug)
    if prepared is not None and not Item.objects.filter(slug=slug, current__isnull=False).exists():
        return State(prepared.state)
    current(slug)
    return State.PUBLISHED


def states(day: date) -> dict[str, State]:
    """The state of every item on ``day``, by its short name."""
    found = {row.slug: State(row.state) for row in Draft.objects.only("slug", "state")}
    for slug in Item.objects.filter(current__isnull=False).values_list("slug", flat=True):
        found[slug] = State.PUBLISHED
    for slug in SuspensionRow.objects.filter(_on(day)).values_list("item__slug", flat=True):
        found[slug] = State.SUSPENDED
    for slug in RetirementRow.objects.filter(on__lte=day).values_list("item__slug", flat=True):
        found[slug] = State.RETIRED
    return found


def closed_because(item: str | ItemSpec | ItemRevision, day: date) -> Words | None:
    """Why no application can be made on ``day``, with the law; None where it can.

    ``item`` is a short name (Missing where there is none), a revision, or its definition.
    """
    spec = (
        current(item).spec if isinstance(item, str) else item.spec if isinstance(item, ItemRevision) else item
    )
    end = retirement(spec.slug)
    if end is not None and end.on <= day:
        return with_law(end.because, end.law)
    stopped = suspension(spec.slug, day)
    if stopped is not None:
        return with_law(stopped.because, stopped.law)
    return not_yet(spec, day)


def with_law(because: Words, law: Words) -> Words:
    """The reason and behind it the law, where the reason is not the law itself."""
    if law.zh in because.zh:
        return because
    reason_en, law_en = because.en or because.zh, law.en or law.zh
    return Words(zh=f"{because.zh}（依据：{law.zh}）", en=f"{reason_en} ({law_en})")


def draft(slug: str) -> Draft | None:
    """The draft of an item's next revision."""
    return Draft.objects.filter(slug=slug).first()


def drafts() -> list[Draft]:
    """Every draft, by short name."""
    return list(Draft.objects.order_by("slug"))


def changing(slug: str) -> list[ItemRevision]:
    """The items by whose application a certificate of the item ``slug`` is changed, that take applications today."""
    rows = Item.objects.filter(changes__contains=[slug], current__isnull=False).order_by("slug")
    found = [current(one) for one in rows.values_list("slug", flat=True)]
    return [one for one in found if closed_because(one.spec, clock.today()) is None]
