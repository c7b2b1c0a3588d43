"""Checking a whole pack without a database: every fault with file, line and rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from banli.catalogue.service import (
    Fault,
    ItemSpec,
    check_folder,
    check_pack_papers,
    hindering,
    lists_of,
    named_items,
    remedies_of,
    specs_in,
)
from banli.credit.service import CountRules
from banli.kernel.checkdigits import is_credit_code
from banli.kernel.errors import BanliError, Problem
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import FileFault, YamlFile, read
from banli.licences.service import read_earlier
from banli.province.bundles import bundle_faults
from banli.province.certificates import fault_of, files_of, read_rows
from banli.province.databanks import databank_files, read_databank
from banli.province.guidance import guidance_faults
from banli.province.load import (
    DepartmentRow,
    Frame,
    PersonRow,
    RegionRow,
    WindowRow,
    check_experts_of,
    messages_of,
    read_pack_frame,
)
from banli.province.measures import trading_rules_of
from banli.province.network import read_network
from banli.province.patrol import patrol_plan_of
from banli.province.synonyms import synonyms_of
from banli.province.weeks import read_week
from banli.province.whose import may_have_a_pack, region_faults
from banli.weekly import service as weekly
from banli.worktime.service import editions_in

Row = TypeVar("Row", bound=BaseModel)
NAMES = gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have.")
TWICE = gettext_noop("“%(code)s” stands here twice.")


KEEPERS = ("editors", "reviewers", "signers")
"""Who works on a column of the weekly report."""


class Check:
    """The faults found so far, and the rows that could be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.files: dict[str, YamlFile] = {}

    def note(self, fault: FileFault, rule: str) -> None:
        """Keep what reading a file found."""
        self.faults.append(Fault(fault.file, max(fault.line, 1), rule, BanliError.__str__(fault)))

    def wrong(self, file: str, where: tuple[object, ...], rule: str, message: str, **told: Any) -> None:
        """Keep a fault at a place of a file that was read."""
        line = self.files[file].line(*where) if file in self.files else 1
        self.faults.append(Fault(file, line, rule, str(Problem("", message, tuple(told.items())))))

    def tried(self, rule: str, act: Callable[[], Any]) -> Any:
        """The result of reading something; None where it has a fault, which is kept."""
        try:
            return act()
        except FileFault as fault:
            self.note(fault, rule)
        return None

    def rows(self, name: str, model: type[Row]) -> list[tuple[int, Row]]:
        """The rows of a list that can be read, each with its place."""
        file = self.tried(name, lambda: read(self.folder / f"{name}.yaml"))
        if file is None:
            return []
        self.files[file.name] = file
        if not isinstance(file.data, list):
            self.wrong(file.name, (), name, gettext_noop("a list is expected here."))
            return []
        found = []
        for index in range(len(file.data)):
            row = self.tried(name, lambda index=index: file.validated(model, index))  # type: ignore[misc]
            if row is not None:
                found.append((index, row))
        return found

    def once(self, name: str, rows: Sequence[tuple[int, BaseModel]], key: str) -> None:
        """Say where a value stands a second time."""
        seen: set[object] = set()
        for index, row in rows:
            value = getattr(row, key)
            if value in seen:
                self.wrong(f"{name}.yaml", (index, key), name, TWICE, code=value)
            seen.add(value)

    def links(self, name: str, rows: Sequence[tuple[int, BaseModel]], key: str, known: set[str]) -> None:
        """Say where a row names what the pack does not have."""
        for index, row in rows:
            code = getattr(row, key)
            if code is not None and code not in known:
                self.wrong(f"{name}.yaml", (index, key), name, NAMES, key=key, code=code)


def check_pack(folder: Path) -> list[Fault]:
    """Every fault of the pack in ``folder``, in the order of its files; none where it can be loaded and run."""
    check = Check(folder)
    frame = check.tried("frame", lambda: read_pack_frame(folder / "pack.toml"))
    if frame is not None and not frame.terms.strip():
        message = gettext_noop("say under “terms” what in the pack is real and what is invented.")
        check.wrong("pack.toml", (), "terms", message)
    regions = check.rows("regions", RegionRow)
    departments = check.rows("departments", DepartmentRow)
    windows = check.rows("windows", WindowRow)
    people = check.rows("people", PersonRow) if (folder / "people.yaml").exists() else []
    _regions(check, regions, frame)
    _house(check, {row.code for _index, row in regions}, departments, windows, people)
    check.faults += [*lists_of(folder).faults, *check_pack_papers(folder), *remedies_of(folder)[1]]
    check.tried("calendar", lambda: editions_in(folder / "calendars"))
    _weekly(check, {row.code for _index, row in departments}, {row.username for _index, row in people})
    check.tried("experts", lambda: check_experts_of(folder))
    check.tried("messages", lambda: messages_of(folder))
    check.tried("synonyms", lambda: synonyms_of(folder))
    check.tried("patrol", lambda: patrol_plan_of(folder))
    check.tried("trading", lambda: trading_rules_of(folder))
    _network(check, {row.code for _index, row in regions})
    _credit(check, {row.code for _index, row in departments})
    for path in sorted((folder / "weeks").glob("*.yaml")):
        check.tried("week", lambda path=path: read_week(read(path)))  # type: ignore[misc]
    _databanks(check, {row.code for _index, row in departments})
    _items(check, departments, windows, people)
    return check.faults


def _regions(check: Check, rows: Sequence[tuple[int, RegionRow]], frame: Frame | None) -> None:
    check.once("regions", rows, "code")
    check.links("regions", rows, "parent", {row.code for _index, row in rows})
    if frame is None:
        return
    if not may_have_a_pack(frame):
        message = gettext_noop("a pack is a province’s or a city’s; “%(code)s” is neither.")
        check.wrong("pack.toml", (), "regions", message, code=frame.province)
    for where, message, told in region_faults(rows, frame) if rows else ():
        check.wrong("regions.yaml", where, "regions", message, **told)


def _house(
    check: Check,
    regions: set[str],
    departments: Sequence[tuple[int, DepartmentRow]],
    windows: Sequence[tuple[int, WindowRow]],
    people: Sequence[tuple[int, PersonRow]],
) -> None:
    check.once("departments", departments, "code")
    check.once("departments", departments, "uscc")
    check.links("departments", departments, "region", regions)
    for index, row in departments:
        if not is_credit_code(row.uscc):
            message = gettext_noop("the check digit of the unified social credit code “%(code)s” is wrong.")
            check.wrong("departments.yaml", (index, "uscc"), "departments", message, code=row.uscc)
    known = {row.code for _index, row in departments}
    check.once("windows", windows, "code")
    check.links("windows", windows, "department", known)
    check.once("people", people, "username")
    check.links("people", people, "department", known)
    check.links("people", people, "window", {row.code for _index, row in windows})


def _network(check: Check, regions: set[str]) -> None:
    found = check.tried("authorities", lambda: read_network(check.folder))
    if found is None:
        return
    file, network = found
    check.files[file.name] = file
    if not (check.folder / "items" / network.item / "item.yaml").exists():
        check.wrong(file.name, ("item",), "authorities", NAMES, key="item", code=network.item)
    for part in ("filing", "entrusted"):
        for place, row in enumerate(getattr(network, part)):
            if row.region not in regions:
                where = (part, place, "region")
                check.wrong(file.name, where, "authorities", NAMES, key="region", code=row.region)


def _weekly(check: Check, departments: set[str], people: set[str]) -> None:
    """Columns of the weekly report name departments and people of the pack; a pack without people has them later."""
    path = check.folder / "weekly.yaml"
    found = check.tried("weekly", lambda: weekly.read_frame(path))
    if found is None or not found.columns:
        return
    check.files[path.name] = read(path)
    for place, column in enumerate(found.columns):
        named = {"windows": departments, **(dict.fromkeys(KEEPERS, people) if people else {})}
        for key, known in named.items():
            for index, code in enumerate(getattr(column, key)):
                if code not in known:
                    where = ("columns", place, key, index)
                    check.wrong(path.name, where, "weekly", NAMES, key=key, code=code)


def _databanks(check: Check, departments: set[str]) -> None:
    """Every databank can be loaded, and its department is the pack's."""
    for path in databank_files(check.folder):
        found = check.tried("databanks", lambda path=path: read_databank(path))  # type: ignore[misc]
        if found is not None and found.databank.department not in departments:
            check.files[path.name] = read(path)
            where = ("databank", "department")
            told = {"key": "department", "code": found.databank.department}
            check.wrong(path.name, where, "databanks", NAMES, **told)


def _credit(check: Check, departments: set[str]) -> None:
    """Articles that bar, and rules of counted violations, name departments and items of the pack."""
    path = check.folder / "credit.yaml"
    if not path.exists():
        return

    def rules() -> CountRules:
        check.files[path.name] = read(path)
        return check.files[path.name].validated(CountRules)

    found = check.tried("credit", rules)
    if found is None:
        return
    for part, rows in (("bases", found.bases), ("rules", found.rules)):
        for place, row in enumerate(rows):
            if row.department not in departments:
                where = (part, place, "department")
                check.wrong(path.name, where, "credit", NAMES, key="department", code=row.department)
            if row.item and not (check.folder / "items" / row.item).is_dir():
                check.wrong(path.name, (part, place, "item"), "credit", NAMES, key="item", code=row.item)


def _items(
    check: Check,
    departments: Sequence[tuple[int, DepartmentRow]],
    windows: Sequence[tuple[int, WindowRow]],
    people: Sequence[tuple[int, PersonRow]],
) -> None:
    base = check.folder / "items"
    folders = sorted(one for one in base.iterdir() if one.is_dir()) if base.is_dir() else []
    if not folders:
        check.wrong("items", (), "items", gettext_noop("the pack has no items."))
    every: list[tuple[str, ItemSpec]] = []
    """Each revision of each item, with the file of its codes."""
    for folder in folders:
        check.faults += [one for one in hindering(check_folder(folder)) if one not in check.faults]
        every += [(str(folder / "item.yaml"), spec) for spec in specs_in(folder)]
    house = {row.code: row.uscc for _index, row in departments}
    places = {row.code: row.department for _index, row in windows}
    specs = list({file: (file, spec) for file, spec in every}.values())
    slugs = {spec.slug for _file, spec in specs}
    for file, spec in every:
        check.tried("items", lambda file=file: check.files.__setitem__(file, read(Path(file), file)))  # type: ignore[misc]
        for where, message, told in _fits(spec, house, places, slugs):
            check.wrong(file, where, "items", message, **told)
        if people:
            _staffed(check, file, spec, [row for _index, row in people])
    _distinct(check, specs)
    for fault in bundle_faults(check.folder, {spec.slug: spec for _file, spec in specs}, set(house)):
        check.faults.append(fault)
    check.faults += guidance_faults(check.folder, {spec.slug: spec for _file, spec in specs})
    _certificates(check, {spec.slug: spec for _file, spec in specs})


def _certificates(check: Check, specs: Mapping[str, ItemSpec]) -> None:
    """Every row of the pack's certificates reads as the loader reads it; overlaps are found when they are loaded."""
    for slug, path in files_of(check.folder):
        spec = specs.get(slug)
        if spec is None:
            check.note(FileFault(path.name, 0, NAMES, key="item", code=slug), "certificates")
            continue
        validated = bool(spec.certificate and spec.certificate.validation)
        for line, row in check.tried("certificates", partial(read_rows, path, spec)) or []:
            for problem in read_earlier(spec, row, None, validated=validated)[1]:
                check.note(fault_of(path.name, line, problem), "certificates")


Found = tuple[tuple[object, ...], str, dict[str, object]]


def _fits(spec: ItemSpec, house: dict[str, str], windows: dict[str, str], slugs: set[str]) -> Iterator[Found]:
    """What an item names must be in the pack."""
    if spec.department not in house:
        yield ("department",), NAMES, {"key": "department", "code": spec.department}
    elif not spec.task_code.startswith(house[spec.department]):
        message = gettext_noop(
            "the implementation code begins with another code than the department’s, %(code)s."
        )
        yield ("task_code",), message, {"code": house[spec.department]}
    for index, code in enumerate(spec.windows):
        if windows.get(code) != spec.department:
            message = gettext_noop("“%(code)s” is no window of the department.")
            yield ("windows", index), message, {"code": code}
    for index, step in enumerate(spec.steps):
        if step.with_department and step.with_department not in house:
            where = ("steps", index, "with_department")
            yield where, NAMES, {"key": "with_department", "code": step.with_department}
    branch = spec.retirement.branch_to if spec.retirement else ""
    for key, slug in (("forwards_to", spec.forwards_to), ("retirement", branch)):
        if slug and slug not in slugs:
            yield (key,), NAMES, {"key": key, "code": slug}


def _staffed(check: Check, file: str, spec: ItemSpec, people: list[PersonRow]) -> None:
    """Every step has the people it needs, where the pack brings people."""
    for index, step in enumerate(spec.steps):
        of = step.with_department or spec.department
        able = [one for one in people if one.department == of and step.role in one.roles]
        if len(able) < step.staff and not step.with_department:
            message = gettext_noop(
                "the step needs %(staff)s with the role “%(role)s”; people.yaml has %(count)s."
            )
            told = {"staff": step.staff, "role": step.role, "count": len(able)}
            check.wrong(file, ("steps", index), "people", message, **told)


def _distinct(check: Check, specs: Sequence[tuple[str, ItemSpec]]) -> None:
    """Codes and series of certificates are used once, but for an item that changes the certificates of another."""
    codes: set[str] = set()
    series: dict[str, ItemSpec] = {}
    for file, spec in specs:
        if spec.task_code in codes:
            check.wrong(file, ("task_code",), "items", TWICE, code=spec.task_code)
        codes.add(spec.task_code)
        name = spec.certificate.series if spec.certificate else ""
        if name in series and not _continues(spec, series[name]):
            check.wrong(file, ("certificate", "series"), "items", TWICE, code=name)
        if name:
            series.setdefault(name, spec)


def _continues(one: ItemSpec, other: ItemSpec) -> bool:
    """True where one of the two issues the certificates of the other anew, numbered on in the same way."""
    if (
        one.certificate is None
        or other.certificate is None
        or one.certificate.number != other.certificate.number
    ):
        return False
    return other.slug in named_items(one) or one.slug in named_items(other)
