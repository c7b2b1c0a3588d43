"""What a form is made of: sections of typed fields, each with its label, help and bounds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Bound

from banli.catalogue.rules.definition.conditions import Condition, Scalar, Strict
from banli.catalogue.rules.definition.lists import OptionsOrList
from banli.catalogue.rules.definition.names import KEY, NAME
from banli.kernel.text import Words

FieldType = Literal[
    "text",
    "long_text",
    "number",
    "integer",
    "date",
    "choice",
    "multi",
    "yes_no",
    "number_list",
    "identity",
    "uscc",
    "subject",
    "mobile",
    "plate",
    "polygon",
]
VehicleFact = Literal[
    "type",
    "tractor_plate",
    "trailer_plate",
    "model",
    "licence_no",
    "curb_mass_kg",
    "single_drive_axle",
    "axles",
    "tyres",
    "axle_tyres",
    "single_tyres",
    "axle_gaps_m",
    "tyre_capacity_kg",
    "tractor_axles",
    "steer_axles",
    "drive_axles",
]
"""What a chosen vehicle, or a tractor with its trailer, can answer. Sums and lists are of both."""
NUMERIC = frozenset({"number", "integer"})
TEXTUAL = frozenset({"text", "long_text", "identity", "uscc", "subject", "mobile", "plate"})


class Option(Strict):
    """One answer of a choice: what is stored, and what is read."""

    value: str
    label: Words


class Ahead(Strict):
    """A day before which one must have applied by so many calendar ``days``, where ``when`` is met (a renewal)."""

    days: int = Bound(ge=0, le=366)
    when: Condition | None = None
    basis: Words


class NoOlder(Strict):
    """A day after which one must apply within so many calendar ``days``, where ``when`` is met: a change is filed.

    A last day of rest moves on (民法典 203).
    """

    days: int = Bound(ge=1, le=366)
    when: Condition | None = None
    basis: Words


class LeastAge(Strict):
    """How many years old somebody must be on the day of application, and by which law."""

    years: int = Bound(ge=1, le=120)
    basis: Words


class Entered(Strict):
    """A question that the organ answers and not the applicant, where ``when`` is met: before it proposes a grant, or
    before the certificate is issued."""

    before: Literal["proposal", "certificate"]
    when: Condition | None = None


class Register(Strict):
    """The register of areas ``name``, in which this area may overlap no live right of another number.

    ``number`` names the field with the number of the right. Where ``fresh`` is met the number must be new; elsewhere
    it must be that of a live right of one of the ``holders`` (fields with credit codes), which this one replaces, and
    its last day is what the field ``until`` says.
    """

    name: str = Bound(pattern=NAME)
    number: str
    holders: tuple[str, ...] = Bound(min_length=1)
    fresh: Condition | None = None
    until: str = ""
    basis: Words


class Field(Strict):
    """One question of the form.

    ``min``/``max`` bound a number, each number of a list (in ``unit``), or the length of a text in characters.
    ``show_when`` may look at fields before it only; a field that is not shown is neither asked nor kept.
    """

    key: str = Bound(pattern=KEY)
    label: Words
    type: FieldType
    required: bool = True
    unit: str = ""
    min: float | None = None
    max: float | None = None
    pattern: str = ""
    pattern_hint: Words | None = None
    help: Words | None = None
    entered: Entered | None = None
    found_at: Words | None = None
    """Where the applicant reads a number or learns an answer that others gave: on which paper, in which notice."""
    options: Annotated[tuple[Option, ...], *OptionsOrList] = ()
    show_when: Condition | None = None
    example: Scalar | tuple[Scalar, ...] | None = None
    ahead: Ahead | None = None
    """For a date: how long before it one must apply."""
    no_older: NoOlder | None = None
    """For a date: how long after it one may still apply."""
    least_age: LeastAge | None = None
    """For an identity number: how old its holder must be."""
    not_before: str = ""
    """For a day that follows another, as the last of a period: the field before it with the earlier day."""
    past: bool = False
    """For a date: it tells what has been, and lies no later than the day of application."""
    any_day: Words | None = None
    """For a date that is neither past nor ahead nor after another: why any day may be told."""
    rights: Register | None = None
    """For a polygon: the register of areas that it is compared with."""
    vehicle: VehicleFact | Literal[""] = ""
    """What a vehicle that the applicant keeps answers here, where one is chosen."""
    carried: str = Bound(default="", pattern=f"^$|{KEY}")
    """The fact of the application behind the named certificate (``certificate.concerns``) that answers this question:
    nobody is asked it."""


class Section(Strict):
    """A group of questions under one heading."""

    key: str = Bound(pattern=KEY)
    title: Words
    help: Words | None = None
    fields: tuple[Field, ...] = Bound(min_length=1)


class FormSpec(Strict):
    """The whole form (form.yaml). ``summary`` names the fields that tell one case from another in lists.

    ``applicant``, ``applicant_code`` and ``contact_mobile`` name the fields that say who applies and how to reach
    them; every form has them.
    """

    sections: tuple[Section, ...] = Bound(min_length=1)
    applicant: str
    applicant_code: str
    applicant_identity: str = ""
    """Where a natural person answers another field than an organisation: the one with the identity number."""
    contact_mobile: str
    contact_name: str = ""
    summary: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field in order."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        # The first of a key counts; the checker tells of a second one.
        return {field.key: field for field in reversed(self.fields)}

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        return self._by_key.get(key)
