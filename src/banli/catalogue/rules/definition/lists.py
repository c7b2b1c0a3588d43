"""Code lists: the answers of a choice that several items share, each list once, in the platform or in a pack.

A form says ``options: {list: provinces, without: [sichuan]}`` and the definition holds the options themselves: nothing
after reading knows of lists. A list that changes makes a new revision of the items that name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from os.path import normpath
from pathlib import Path as FilePath
from typing import Any

from pydantic import BeforeValidator, GetJsonSchemaHandler, TypeAdapter, ValidationError, ValidationInfo
from pydantic import Field as Bound
from pydantic_core import CoreSchema

from banli.catalogue.rules.definition.conditions import Strict
from banli.catalogue.rules.definition.names import KEY
from banli.catalogue.rules.definition.worded_faults import told
from banli.catalogue.rules.definition.yamlfile import Document, Fault, Unreadable, read_yaml
from banli.kernel.text import Words, gettext_noop

FILE = "lists.yaml"
"""The file of a pack that holds its lists."""
OF_PLATFORM = FilePath(__file__).parent / FILE

NO_LIST = gettext_noop("there is no list “%(key)s”; there are: %(known)s")
NO_CODE = gettext_noop("the list “%(list)s” has no code “%(code)s”")
ONE_WAY = gettext_noop(
    "a list is named as {list: name}, with “without”, “only” or “first” and some of its codes"
)


class Code(Strict):
    """One entry: what is stored, and what is read in Chinese and English."""

    code: str = Bound(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    zh: str = Bound(min_length=1)
    en: str = Bound(min_length=1)


class CodeList(Strict):
    """A list by its name."""

    key: str = Bound(pattern=KEY)
    name: Words
    codes: tuple[Code, ...] = Bound(min_length=1)


class ListName(Strict):
    """A list that is named where its entries are wanted: all of it, all ``without`` some codes, or ``only`` some.

    They stand in the order of the list, those named in ``first`` before the others.
    """

    list: str = Bound(pattern=KEY)
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


ROWS: TypeAdapter[tuple[CodeList, ...]] = TypeAdapter(tuple[CodeList, ...])


@dataclass
class Lists:
    """The lists that an item may name, and the faults of the file they come from."""

    known: Mapping[str, CodeList]
    faults: tuple[Fault, ...] = ()
    asked: bool = field(default=False, init=False)
    """Whether any of them was named."""

    def entries(self, value: Mapping[str, Any]) -> list[Code]:
        """The entries that a name stands for. Raises what :func:`told` makes."""
        self.asked = True
        try:
            named = ListName.model_validate(value)
        except ValidationError:
            raise told("lists", ONE_WAY) from None
        found = self.known.get(named.list)
        if found is None:
            raise told("lists", NO_LIST, key=named.list, known=", ".join(sorted(self.known)))
        codes = {one.code for one in found.codes}
        for code in (*named.without, *named.only, *named.first):
            if code not in codes:
                raise told("lists", NO_CODE, list=named.list, code=code)
        wanted = set(named.only or codes) - set(named.without)
        order = {code: place for place, code in enumerate(named.first)}
        kept = [one for one in found.codes if one.code in wanted]
        return sorted(kept, key=lambda one: order.get(one.code, len(order)))


def lists_beside(item: FilePath) -> Lists:
    """The lists that the item in the folder ``item`` may name: the platform's and those of the pack it lies in."""
    return lists_of(FilePath(normpath(item / ".." / "..")))


def lists_of(pack: FilePath) -> Lists:
    """The lists of the platform and of the pack in that folder, with every fault of the pack's file."""
    ours = _of_platform()
    file = FilePath(normpath(pack / FILE))
    if not file.exists():
        return Lists(ours)
    try:
        document = read_yaml(file, str(file))
    except Unreadable as wrong:
        return Lists(ours, (wrong.fault,))
    try:
        rows = ROWS.validate_python(document.data)
    except ValidationError as wrong:
        faults = [_fault(document, error) for error in wrong.errors(include_url=False)]
        return Lists(ours, (*document.faults, *faults))
    faults = [*document.faults, *_twice(document, rows, ours)]
    return Lists({**{one.key: one for one in rows}, **ours}, tuple(faults))


@cache
def _of_platform() -> Mapping[str, CodeList]:
    rows = ROWS.validate_python(read_yaml(OF_PLATFORM, FILE).data)
    return {one.key: one for one in rows}


def _fault(document: Document, error: Mapping[str, Any]) -> Fault:
    path = tuple(error["loc"])
    key = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        return document.fault(path, "lists", gettext_noop("there is no such key: “%(key)s”"), key=key)
    if error["type"] == "missing":
        return document.fault(path, "lists", gettext_noop("“%(key)s” is missing"), key=key)
    message = gettext_noop("“%(key)s”: %(why)s")
    return document.fault(path, "lists", message, key=key, why=error["msg"])


def _twice(document: Document, rows: Sequence[CodeList], ours: Mapping[str, CodeList]) -> Iterator[Fault]:
    """A name that the platform uses, and what stands in the file twice."""
    for index, row in enumerate(rows):
        if row.key in ours:
            message = gettext_noop("the platform has a list “%(key)s” already; call yours something else")
            yield document.fault((index, "key"), "lists", message, key=row.key)
        if row.key in {one.key for one in rows[:index]}:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield document.fault((index, "key"), "lists", message, key=row.key)
        codes = [one.code for one in row.codes]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                message = gettext_noop("the list “%(list)s” has the code “%(code)s” twice")
                yield document.fault((index, "codes", place), "lists", message, list=row.key, code=code)


def _entries(value: Any, info: ValidationInfo) -> list[Code] | None:
    """The entries of a list that ``value`` names; None where it names none."""
    if not isinstance(value, Mapping) or not isinstance(value.get("list"), str):
        return None
    lists = info.context if isinstance(info.context, Lists) else Lists(_of_platform())
    return lists.entries(value)


def _options(value: Any, info: ValidationInfo) -> Any:
    found = _entries(value, info)
    if found is None and isinstance(value, list | tuple):
        return value
    if found is None:
        raise told("lists", ONE_WAY)
    return [{"value": one.code, "label": {"zh": one.zh, "en": one.en}} for one in found]


def _labels(value: Any, info: ValidationInfo) -> Any:
    found = _entries(value, info)
    return value if found is None else {one.code: {"zh": one.zh, "en": one.en} for one in found}


class _OrList:
    """Tells editors that the name of a list may stand here."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(ListName.__pydantic_core_schema__), handler(core)]}


OptionsOrList = (BeforeValidator(_options), _OrList())
"""Marks the options of a choice."""
LabelsOrList = (BeforeValidator(_labels), _OrList())
"""Marks the words for the values of a fact."""
