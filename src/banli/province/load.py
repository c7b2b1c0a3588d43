"""Loading a province's pack: its house, its calendars, its items. Safe to repeat; a fault names file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from banli.accounts.service import address_of, keep_contact
from banli.bundles.service import load_bundles
from banli.catalogue.service import current, load_pack_items, load_synonyms
from banli.credit.service import load_count_rules
from banli.databanks.service import load_databanks
from banli.experts.service import ExpertRecord, FieldRecord, load_pool
from banli.guidance.service import load_guidance
from banli.hall.service import load_patrol_plan
from banli.kernel.actors import Actor, Role
from banli.kernel.text import Words, gettext_noop
from banli.kernel.yamlfile import FileFault, YamlFile, read
from banli.notices.service import MessageFile, load_message_rules
from banli.people.service import Register, add_person, load_house, load_keepers, load_platform
from banli.province.bundles import bundles_of
from banli.province.certificates import load_certificates_of
from banli.province.databanks import databanks_of
from banli.province.guidance import guidance_of
from banli.province.measures import load_measures_of
from banli.province.network import load_network_of
from banli.province.patrol import patrol_plan_of
from banli.province.suggestions import suggestion_book_of
from banli.province.synonyms import synonyms_of
from banli.ratings.service import Book as RatingBookFile
from banli.ratings.service import load_rating_book
from banli.roads.service import NetworkSpec, load_network
from banli.suggestions.service import load_suggestion_book
from banli.supervision.service import load_rules
from banli.tickets.service import Plan as QueuePlanFile
from banli.tickets.service import load_queue_plan
from banli.weekly import service as weekly
from banli.worktime.service import load_editions

SICHUAN = Path(__file__).parents[1] / "packs" / "sichuan"
"""The pack that comes with the platform."""


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Frame(Strict):
    """pack.toml: whose pack it is. ``province`` is the code of the province, or of the city whose centre it is."""

    name: str
    name_en: str
    version: str
    province: str = Field(pattern=r"^\d{6}$")
    languages: tuple[str, ...]
    platform: Words | None = None
    """What public pages call the platform; without it, the name of the place and what it is."""
    centre: Words | None = None
    """Who runs it, as the foot of public pages says."""
    terms: str = ""
    """What in the pack is real and what is invented."""
    cities: int | None = Field(default=None, ge=1)
    """How many cities and prefectures the province has (a city: districts and counties), so that a missing one is
    found."""


class RegionRow(Strict):
    code: str = Field(pattern=r"^\d{6}$")
    name: str
    name_en: str = ""
    parent: str | None = None


class DepartmentRow(Strict):
    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    short_name: str
    name_en: str = ""
    uscc: str = Field(pattern=r"^[0-9A-Z]{18}$")
    region: str
    order: int = 0


class WindowRow(Strict):
    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    name_en: str = ""
    department: str


class Keepers(Strict):
    """registers.yaml: the departments that keep each register."""

    roads: tuple[str, ...] = ()
    roadside: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()


class PersonRow(Strict):
    username: str
    display_name: str
    roles: tuple[Role, ...] = Field(min_length=1)
    department: str | None = None
    window: str | None = None
    identity: str = ""
    """The identity number verified for an applicant; in a demo it is invented."""
    certificate: str = ""
    """The number of an officer's enforcement certificate; in a demo it is invented."""
    mobile: str = ""
    """The mobile number by which an applicant signs in with a code; in a demo it is invented."""


RowModel = TypeVar("RowModel", bound=BaseModel)


@dataclass(frozen=True)
class Loaded:
    """What loading a pack found: the pack's frame, and how many editions of calendars and items are there."""

    frame: Frame
    house: int
    items: int


@transaction.atomic
def load_pack(folder: Path, *, by: Actor) -> Loaded:
    """Load regions, departments, windows, calendars, experts and items of the pack in ``folder``, all or nothing.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    frame = read_pack_frame(folder / "pack.toml")
    house = load_house_of(folder, by=by)
    load_platform(by=by, name=frame.platform or _plain_name(frame), centre=frame.centre or Words(zh=""))
    _load_weekly(folder / "weekly.yaml", by)
    if (folder / "supervision.yaml").exists():
        load_rules(path=folder / "supervision.yaml", by=by)
    if (folder / "ratings.yaml").exists():
        load_rating_book(book=read(folder / "ratings.yaml").validated(RatingBookFile), by=by)
    if (folder / "suggestions.yaml").exists():
        load_suggestion_book(book=suggestion_book_of(folder), by=by)
    if (folder / "queue.yaml").exists():
        load_queue_plan(plan=read(folder / "queue.yaml").validated(QueuePlanFile), by=by)
    load_measures_of(folder, by=by)
    if (folder / "credit.yaml").exists():
        load_count_rules(path=folder / "credit.yaml", by=by)
    load_message_rules(by=by, rules=messages_of(folder))
    load_experts_of(folder, by=by)
    load_roads_of(folder, by=by)
    load_network_of(folder, by=by)
    items = load_pack_items(path=folder, by=by)
    load_synonyms(by=by, synonyms=synonyms_of(folder))
    load_bundles_of(folder, by=by)
    load_guidance_of(folder, by=by)
    load_certificates_of(folder, by=by)
    return Loaded(frame, house, len(items))


def load_bundles_of(folder: Path, *, by: Actor) -> int:
    """Publish the pack's bundles over the items that are on record; how many revisions were new.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    departments = {row.code for row in rows_of(folder / "departments.yaml", DepartmentRow)}
    return load_bundles(by=by, found=bundles_of(folder, lambda item: current(item).spec, departments))


def load_guidance_of(folder: Path, *, by: Actor) -> bool:
    """Take over the pack's stages of life and walks over the items that are on record; True where they are new.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    items = folder / "items"
    slugs = [one.name for one in sorted(items.iterdir()) if one.is_dir()] if items.is_dir() else []
    return load_guidance(by=by, guidance=guidance_of(folder, {slug: current(slug).spec for slug in slugs}))


def messages_of(folder: Path) -> MessageFile:
    """What the pack says of messages; the house's own where it says nothing. Raises :class:`FileFault`."""
    path = folder / "messages.yaml"
    return read(path).validated(MessageFile) if path.exists() else MessageFile()


def _plain_name(frame: Frame) -> Words:
    return Words(
        zh=f"{frame.name}一体化政务服务平台", en=f"Integrated government services of {frame.name_en}"
    )


@transaction.atomic
def load_house_of(folder: Path, *, by: Actor) -> int:
    """Load everything of a pack but its items; returns how many regions, departments and windows there are.

    What a notice fixes or moves of the dates of open cases is counted afterwards, a case at a time: by
    ``banli.site.recount``, which a job calls every minute.
    """
    regions = rows_of(folder / "regions.yaml", RegionRow)
    departments = rows_of(folder / "departments.yaml", DepartmentRow)
    windows = rows_of(folder / "windows.yaml", WindowRow)
    _check_links(folder / "departments.yaml", departments, "region", {row.code for row in regions})
    _check_links(folder / "windows.yaml", windows, "department", {row.code for row in departments})
    house = load_house(
        by=by,
        regions=[row.model_dump() for row in regions],
        departments=[row.model_dump() for row in departments],
        windows=[row.model_dump() for row in windows],
    )
    load_keepers(by=by, keepers=keepers_of(folder))
    if (patrols := patrol_plan_of(folder)) is not None:
        load_patrol_plan(plan=patrols, by=by)
    load_editions(folder=folder / "calendars", by=by)
    load_databanks(by=by, found=databanks_of(folder))
    return house


def keepers_of(folder: Path) -> dict[Register, tuple[str, ...]]:
    """Who keeps each register, as the pack says it; a register that it does not name is kept by nobody.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    path = folder / "registers.yaml"
    if not path.exists():
        return {}
    told = read(path).validated(Keepers)
    known = {row.code for row in rows_of(folder / "departments.yaml", DepartmentRow)}
    found = {register: getattr(told, str(register)) for register in Register}
    for register, codes in found.items():
        for place, code in enumerate(codes):
            if code not in known:
                fault = gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have.")
                raise read(path).fault((str(register), place), fault, key=str(register), code=code)
    return found


def register_of_pack(folder: Path) -> weekly.Register:
    """The names, laws and terms a pack knows, without a database. Raises :class:`FileFault`."""
    frame = weekly.read_frame(folder / "weekly.yaml")
    rows = rows_of(folder / "departments.yaml", DepartmentRow)
    names = weekly.organisations((row.name, row.short_name) for row in rows)
    return weekly.register([*names, *frame.organisations], frame.laws, frame.terms, frame.words)


def _load_weekly(path: Path, by: Actor) -> None:
    """What is printed on every issue of the weekly, and where its numbering stood before."""
    frame = weekly.read_frame(path)
    weekly.load_frame(by=by, frame=frame)
    weekly.load_numbering(by=by, frame=frame)


def departments_of(folder: Path) -> list[DepartmentRow]:
    """The departments of a pack, in its order."""
    return rows_of(folder / "departments.yaml", DepartmentRow)


@transaction.atomic
def load_experts_of(folder: Path, *, by: Actor) -> int:
    """Take in the pack's pool of experts, where it has one; returns how many were added.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    fields, experts = check_experts_of(folder)
    return load_pool(fields=fields, experts=experts, by=by) if fields or experts else 0


def check_experts_of(folder: Path) -> tuple[list[FieldRecord], list[ExpertRecord]]:
    """The pack's fields of expertise and experts, none where it has no such file.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    path = folder / "experts.yaml"
    if not path.exists():
        return [], []
    file = read(path)
    if not isinstance(file.data, dict) or set(file.data) != {"fields", "experts"}:
        raise file.fault((), gettext_noop("“fields” and “experts” are expected here, and nothing else."))
    fields = _part(file, "fields", FieldRecord)
    experts = _part(file, "experts", ExpertRecord)
    departments = {row.code for row in rows_of(folder / "departments.yaml", DepartmentRow)}
    for index, field in enumerate(fields):
        if field.department and field.department not in departments:
            fault = gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have.")
            where = ("fields", index, "department")
            raise file.fault(where, fault, key="department", code=field.department)
    _check_experts(file, fields, experts, {row.code for row in rows_of(folder / "regions.yaml", RegionRow)})
    return fields, experts


@transaction.atomic
def load_roads_of(folder: Path, *, by: Actor) -> bool:
    """Take in the pack's road network, where it has one; False where it has none or nothing is new.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    path = folder / "roads.yaml"
    return load_network(spec=read(path).validated(NetworkSpec), by=by) if path.exists() else False


def _part(file: YamlFile, part: str, model: type[RowModel]) -> list[RowModel]:
    if not isinstance(file.data[part], list):
        raise file.fault((part,), gettext_noop("a list is expected here."))
    return [file.validated(model, part, index) for index in range(len(file.data[part]))]


def _check_experts(
    file: YamlFile, fields: list[FieldRecord], experts: list[ExpertRecord], regions: set[str]
) -> None:
    """Every expert has a number of its own, in a known region and of known fields."""
    known, seen = {field.code for field in fields}, set[str]()
    names_it = gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have.")
    for index, one in enumerate(experts):
        where = ("experts", index)
        if not one.public_id or one.public_id in seen:
            fault = gettext_noop("every expert needs a “public_id” of its own.")
            raise file.fault((*where, "public_id"), fault)
        seen.add(one.public_id)
        if one.region not in regions:
            raise file.fault((*where, "region"), names_it, key="region", code=one.region)
        for place, code in enumerate(one.fields):
            if code not in known:
                raise file.fault((*where, "fields", place), names_it, key="fields", code=code)


def people_of(folder: Path) -> list[PersonRow]:
    """The demo's sign-ins of a pack."""
    people = rows_of(folder / "people.yaml", PersonRow)
    departments = {row.code for row in rows_of(folder / "departments.yaml", DepartmentRow)}
    _check_links(folder / "people.yaml", people, "department", departments)
    windows = {row.code for row in rows_of(folder / "windows.yaml", WindowRow)}
    _check_links(folder / "people.yaml", people, "window", windows)
    return people


@transaction.atomic
def load_people(folder: Path, *, by: Actor, password: str) -> list[PersonRow]:
    """Make the demo's sign-ins, all with ``password``; people who are there already keep theirs."""
    people = people_of(folder)
    once = make_password(password)
    for person in people:
        user = add_person(
            by=by,
            username=person.username,
            display_name=person.display_name,
            roles=person.roles,
            password=once,
            hashed=True,
            department=person.department,
            window=person.window,
            identity=person.identity,
            certificate=person.certificate,
        )
        if (address := address_of(person.mobile)) is not None:
            keep_contact(by=by, person=user, address=address)
    return people


def read_pack_frame(path: Path) -> Frame:
    """The frame in ``path``. Raises :class:`FileFault`."""
    try:
        return Frame.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        fault = gettext_noop("the file cannot be read: %(detail)s")
        raise FileFault(str(path), 0, fault, detail=error.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileFault(
            path.name, 0, gettext_noop("the file is not TOML: %(detail)s"), detail=str(error)
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"])
        fault = gettext_noop("“%(key)s” is not valid: %(detail)s")
        raise FileFault(path.name, 0, fault, key=key, detail=first["msg"]) from None


def rows_of(path: Path, model: type[RowModel]) -> list[RowModel]:
    """The rows of a list of a pack.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    file = read(path)
    if not isinstance(file.data, list):
        raise file.fault((), gettext_noop("a list is expected here."))
    return [file.validated(model, index) for index in range(len(file.data))]


def _check_links(path: Path, rows: Sequence[BaseModel], link: str, known: set[str]) -> None:
    for index, row in enumerate(rows):
        code = getattr(row, link)
        if code is not None and code not in known:
            raise read(path).fault(
                (index, link),
                gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have."),
                key=link,
                code=code,
            )
