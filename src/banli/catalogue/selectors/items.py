"""Items and their revisions. Parsed definitions are kept in the process: a revision never changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from banli.catalogue.models import Item, Revision
from banli.catalogue.rules.checks.checker import specs_in
from banli.catalogue.rules.definition.folder import in_force
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.tables import THEMES
from banli.catalogue.rules.definition.timeline import after_day, counting, on_day
from banli.kernel import clock
from banli.kernel.errors import Missing, Refused
from banli.kernel.remembered import remembered, remembered_each
from banli.kernel.statements import statements
from banli.kernel.text import Words, gettext_noop

CACHED = 4096
CATALOG_CODE = 12
"""Characters of the code that several departments' items may share."""
NO_ITEM = gettext_noop("There is no item of that name.")
Found = TypeVar("Found")


@dataclass(frozen=True)
class ItemRevision:
    """A published revision with its parsed definition. ``id`` is what a case pins (``revision_id``)."""

    id: int
    item_id: int
    number: int
    digest: str
    published_at: datetime
    effective_from: date
    spec: ItemSpec

    @property
    def slug(self) -> str:
        """The item's short name in addresses."""
        return self.spec.slug


@lru_cache(maxsize=CACHED)
def revision(revision_id: int) -> ItemRevision:
    """The revision of that id. Raises :class:`Missing`. Read from the database once per process."""
    row = Revision.objects.filter(pk=revision_id).first()
    if row is None:
        raise Missing(gettext_noop("There is no such revision of an item."))
    return ItemRevision(
        id=row.pk,
        item_id=row.item_id,
        number=row.number,
        digest=row.digest,
        published_at=row.published_at,
        effective_from=row.effective_from,
        spec=ItemSpec.model_validate(row.definition),
    )


@dataclass(frozen=True)
class Place:
    """A published revision by its place in time."""

    id: int
    number: int
    effective_from: date


@remembered_each(lambda slug: slug)
def published_each(slugs: Sequence[str]) -> list[list[Place]]:
    """Of each item every published revision by its place in time, in no order. A page that asks :func:`current` of many
    items reads them here at once before."""
    found: dict[str, list[Place]] = {slug: [] for slug in slugs}
    rows = Revision.objects.filter(item__slug__in=list(found))
    for slug, key, number, day in rows.values_list("item__slug", "pk", "number", "effective_from"):
        found[slug].append(Place(key, number, day))
    return [found[slug] for slug in slugs]


def published(slug: str) -> list[Place]:
    """Every published revision of an item by its place in time, in no order."""
    return published_each([slug])[0]


def turns_of_items() -> dict[int, list[tuple[date, int]]]:
    """Item id -> the first day and the id of each revision that counts, in their order; items with several only."""
    by_item: dict[int, list[Place]] = {}
    rows = Revision.objects.values_list("item_id", "pk", "number", "effective_from")
    for item, key, number, day in rows:
        by_item.setdefault(item, []).append(Place(key, number, day))
    found = {item: counting(places) for item, places in by_item.items() if len(places) > 1}
    return {
        item: [(one.effective_from, one.id) for one in places]
        for item, places in found.items()
        if len(places) > 1
    }


def current(slug: str, day: date | None = None) -> ItemRevision:
    """The revision of an item in force on ``day`` (today). Raises :class:`Missing`."""
    found = on_day(published(slug), day or clock.today())
    if found is None:
        raise Missing(NO_ITEM)
    return revision(found.id)


def upcoming(slug: str, day: date) -> list[ItemRevision]:
    """The revisions that come into force after ``day``, the next one first."""
    return [revision(one.id) for one in after_day(published(slug), day)]


def named(name: str, day: date | None = None) -> ItemRevision:
    """The revision in force on ``day`` (today) of the item with this slug, or this code of 31 or 12 characters.

    :raises Missing: where there is none.
    :raises Refused: where several departments carry out the item of a 12-character code; it names them.
    """
    meant = Q(slug=name) | Q(code=name)
    if len(name) == CATALOG_CODE:
        meant |= Q(code__endswith=name)
    found = list(Item.objects.filter(meant, current__isnull=False).order_by("slug"))
    return current(_only(name, {item.slug: item.slug for item in found}), day)


def named_in(pack: Path, name: str, day: date | None = None) -> ItemSpec:
    """As :func:`named`, among the item folders of a pack and without any database."""
    every = [specs_in(path) for path in sorted((pack / "items").iterdir()) if path.is_dir()]
    specs = [in_force(specs, day or clock.today()) for specs in every if specs]
    meant = [spec for spec in specs if name in (spec.slug, spec.task_code, spec.catalog_code)]
    return _only(name, {spec.slug: spec for spec in meant})


def _only(name: str, found: dict[str, Found]) -> Found:
    """The one that was found, by slug."""
    if not found:
        raise Missing(NO_ITEM)
    if len(found) > 1:
        raise Refused(
            gettext_noop("Several items have the code %(code)s: %(items)s."),
            code=name,
            items=", ".join(sorted(found)),
        )
    return next(iter(found.values()))


def history(slug: str) -> list[ItemRevision]:
    """Every revision of an item, newest first."""
    ids = Revision.objects.filter(item__slug=slug).order_by("-number").values_list("pk", flat=True)
    return [revision(one) for one in ids]


@dataclass(frozen=True)
class ItemCard:
    """What a list shows of an item."""

    id: int
    slug: str
    code: str
    name: Words
    summary: Words
    kind: str
    case_type: str
    department: str
    department_name: Words
    server_types: tuple[str, ...]
    themes: tuple[str, ...]
    cancelled_on: date | None
    revision_id: int


def card_of(item: Item) -> ItemCard:
    """What a list shows of ``item``."""
    return ItemCard(
        id=item.pk,
        slug=item.slug,
        code=item.code,
        name=Words(zh=item.name_zh, en=item.name_en),
        summary=Words(zh=item.summary_zh, en=item.summary_en),
        kind=item.kind,
        case_type=item.case_type,
        department=item.department_id,
        department_name=Words(zh=item.department.short_name, en=item.department.name_en),
        server_types=tuple(item.server_types),
        themes=tuple(item.themes),
        cancelled_on=item.cancelled_on,
        revision_id=item.current_id or 0,
    )


def in_lists() -> QuerySet[Item]:
    """The items of the public lists, in no order."""
    return (
        Item.objects.filter(current__isnull=False, listed=True)
        .select_related("department")
        .defer("search", "words", "sounds")
    )


@remembered(lambda **asked: tuple(sorted(asked.items())))
def items(
    *,
    kind: str = "",
    department: str = "",
    theme: str = "",
    server_type: str = "",
    case_type: str = "",
) -> list[ItemCard]:
    """Every published item that meets what is given, in the order of its Chinese name's pinyin."""
    found = in_lists().order_by("sort_key", "slug")
    if kind:
        found = found.filter(kind=kind)
    if department:
        found = found.filter(department_id=department)
    if theme:
        found = found.filter(themes__contains=[theme])
    if server_type:
        found = found.filter(server_types__contains=[server_type])
    if case_type:
        found = found.filter(case_type=case_type)
    return [card_of(item) for item in found]


def asking(adviser: str, department: str) -> QuerySet[Item]:
    """The department's published items that have their applications looked at by ``adviser``, in no order."""
    found = in_lists().filter(department_id=department)
    return found.filter(current__definition__rules__ask__contains=[adviser])


def enforced(department: str) -> QuerySet[Item]:
    """The department's items that it begins by itself (依职权), in no order."""
    found = Item.objects.filter(current__isnull=False, department_id=department)
    return found.filter(current__definition__enforcement__authority__isnull=False)


def begun_by_organ(department: str) -> list[ItemCard]:
    """The same as cards, in the order of their Chinese names' pinyin."""
    rows = enforced(department).select_related("department").defer("search", "words", "sounds")
    return [card_of(item) for item in rows.order_by("sort_key", "slug")]


def hold_revisions(revisions: Collection[int]) -> set[int]:
    """Those of ``revisions`` that are there; none of them goes away until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(statements("catalogue", "holding")["revisions"], {"keys": list(revisions)})
        return {key for (key,) in cursor.fetchall()}


def task_codes() -> list[str]:
    """The 31-character code of every item there is; the numbers of its cases begin with it."""
    return list(Item.objects.exclude(code="").values_list("code", flat=True).distinct())


def keeper_of(slug: str) -> str:
    """The code of the department whose item it is, listed or not, in force or ended; '' where there is no such item."""
    return Item.objects.filter(slug=slug).values_list("department_id", flat=True).first() or ""


def registers(department: str) -> list[ItemCard]:
    """The department's items that the organ begins itself and that stand in no public list."""
    found = Item.objects.filter(current__isnull=False, listed=False, department_id=department)
    rows = found.select_related("department").defer("search", "words", "sounds").order_by("sort_key", "slug")
    return [card_of(item) for item in rows]


def themes() -> list[tuple[str, int]]:
    """Each theme in use with the number of its items, in the order of the table of themes."""
    counts: dict[str, int] = {}
    for row in Item.objects.filter(current__isnull=False, listed=True).values_list("themes", flat=True):
        for theme in row:
            counts[theme] = counts.get(theme, 0) + 1
    return [(theme, counts[theme]) for theme in THEMES if theme in counts]
