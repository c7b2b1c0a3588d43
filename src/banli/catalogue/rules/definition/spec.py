"""The definition of an item (事项): what the law says of it, who it is for, what it asks, how it is decided.

Everything here is data read from a pack folder and frozen. Codes follow the national tables of the basic catalogue
and the implementation list (基本目录, 实施清单); each closed table below names its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field as Bound
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from banli.catalogue.rules.definition.answer import AnswerSpec
from banli.catalogue.rules.definition.certificate_life import (
    CheckPoint,
    Concerns,
    Renewal,
    ValidationRule,
)
from banli.catalogue.rules.definition.conditions import Condition, Strict
from banli.catalogue.rules.definition.cosigner import Cosigner
from banli.catalogue.rules.definition.enforcement import Enforcement
from banli.catalogue.rules.definition.fields import FormSpec
from banli.catalogue.rules.definition.names import NAME
from banli.catalogue.rules.definition.papers import PaperText
from banli.catalogue.rules.definition.public_step import PublicStep
from banli.catalogue.rules.definition.question import Question
from banli.catalogue.rules.definition.remedies import Remedies
from banli.catalogue.rules.definition.retirement import Retirement
from banli.catalogue.rules.definition.rulespec import RulesSpec, Threshold
from banli.kernel.text import Words

Kind = Literal["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"]
"""01 行政许可 … 10 其他行政权力, 20 公共服务."""
Unit = Literal["working", "calendar", "hour", "month"]
"""Equal as text to ``worktime.Unit``; never inferred, always as the item's own law says."""
CaseType = Literal["instant", "committed"]
StepKind = Literal[
    "examine",
    "consult_department",
    "site_visit",
    "expert_review",
    "technical_assessment",
    "publicity",
    "hearing",
    "coordinate_provinces",
    "approve",
    "countersign",
]
SUBSTANTIVE = frozenset({"site_visit", "technical_assessment"})
"""Steps that check the substance on the spot: at least two officers (行政许可法 34)."""
SpecialKind = Literal[
    "hearing",
    "tender",
    "auction",
    "inspection",
    "testing",
    "quarantine",
    "appraisal",
    "expert_review",
    "other",
]
"""The eight of article 45; ``other`` needs the item's own law as its basis."""
OwnerRole = Literal["clerk", "reviewer", "approver"]


class Law(Strict):
    """A source of law: the text's title and the article."""

    title: Words
    article: Words
    says: Words | None = None


class Visits(Strict):
    """How often the applicant must come (到办事现场次数), and why."""

    number: int = Bound(ge=0, le=9)
    reason: Words | None = None


class Fee(Strict):
    """A fee: what for, how much, on which legal basis (行政许可法 58: none without a law)."""

    item: Words
    standard: Words
    basis: Words | None = None
    online: bool = False


class Result(Strict):
    """What the applicant receives. ``type``: 10 出证, 20 出文, 30 审批, 40 上报, 50 其他办结."""

    name: Words
    type: Literal["10", "20", "30", "40", "50"]
    delivery: tuple[Literal["window", "post", "online"], ...] = Bound(min_length=1)
    sample: Words


class Limit(Strict):
    """So many ``unit``s from acceptance, and the law or promise that says so. 0 means on the spot."""

    days: int = Bound(ge=0, le=1000)
    unit: Unit
    basis: Words
    unit_because: Words | None = None
    """Why days of a law that does not say “working days” are counted as such (行政许可法 82 holds for its own only)."""


class LimitRule(Strict):
    """The limits of the cases that meet ``when``; the first rule met is the one that counts."""

    when: Condition | None = None
    statutory: Limit
    promised: Limit
    since: Literal["acceptance", "receipt"] = "acceptance"
    """From which day both count: some laws count from the day on which the material was received."""
    unset: Words | None = None
    """Where no law sets a limit: what the guide says in its place. ``statutory`` is then the organ's own longest."""


class Step(Strict):
    """A step of the review, from the closed vocabulary. ``special`` names the clock-stopping procedure it uses.

    A step begins when the steps in ``after`` are finished: where nothing is said, the step before it in the list;
    ``[]`` lets it begin with acceptance, so that steps run side by side. ``limit`` is its own clock, counted from
    the day it begins; ``with_department`` is the department whose step it is, where it is not the item's own.
    """

    key: str = Bound(pattern=NAME)
    kind: StepKind
    name: Words
    role: OwnerRole
    staff: int = Bound(default=1, ge=1, le=20)
    optional: bool = False
    when: Condition | None = None
    after: tuple[str, ...] | None = None
    limit: Limit | None = None
    with_department: str = ""
    special: str = ""
    each: str = ""
    """A field of several choices: one step is opened for each that was chosen, side by side, with its own clock."""
    checklist: tuple[CheckPoint, ...] = ()
    """What is ticked on the spot; the step is in order where all of it is."""
    basis: Words | None = None
    """The law that wants this step, where it names it: no green channel leaves it out."""
    public: PublicStep | None = None
    """Of a step of publicity: strangers read of the case on the public pages while it runs."""
    only: Literal["", "granted"] = ""
    """``granted``: it makes sense only on the way to a grant, as the publicity of who is to get an allowance. It does
    not begin once a step ended against the application, and a review that proposes refusal leaves it out."""


class GreenChannel(Strict):
    """绿色通道: how a case that was let into it is sped up, on what ``basis``.

    ``promised`` takes the place of the longer promise; ``leaves_out`` names optional steps that no law wants;
    ``side_by_side`` says of other steps after which they begin instead.
    """

    promised: Limit
    basis: Words
    leaves_out: tuple[str, ...] = ()
    side_by_side: dict[str, tuple[str, ...]] = Bound(default_factory=dict)


class SpecialProcedure(Strict):
    """A procedure whose time is excluded from the limit (行政许可法 45), told to the applicant in writing."""

    key: str = Bound(pattern=NAME)
    kind: SpecialKind
    name: Words
    basis: Words
    max_days: int | None = Bound(default=None, ge=1)


class Extension(Strict):
    """How far the item's own law lets the limit be extended, once, and who allows it."""

    days: int = Bound(ge=1, le=365)
    by: Literal["head", "government"] = "head"
    basis: Words


class Commitment(Strict):
    """告知承诺: the applicant declares to meet what ``text`` says and is granted on that; verified afterwards."""

    text: Words
    verify: Limit
    """The time to verify, counted from the decision."""
    basis: Words


class CertificateField(Strict):
    """One line of the certificate: ``source`` is a form field or a derived fact."""

    key: str = Bound(pattern=NAME)
    label: Words
    source: str
    unit: str = ""


class Validity(Strict):
    """How long a certificate holds where ``when`` does: so many months, those of a field, the days of two fields, or
    without end."""

    when: Condition | None = None
    months: int | None = Bound(default=None, ge=1)
    months_field: str = ""
    """The term in months as somebody answered it, ``max_months`` at most."""
    from_field: str = ""
    after_field: str = ""
    """The last day of the term before: this one begins on the day after it."""
    until_field: str = ""
    max_days: int | None = Bound(default=None, ge=1)
    max_months: int | None = Bound(default=None, ge=1)
    basis: Words | None = None


class Certificate(Strict):
    """The certificate an item ends in. ``number`` holds ``{serial}`` (or ``{serial:05d}``), mostly ``{year}`` too.

    The first ``validity`` whose condition is met counts; where there is none, the certificate has no end. Where
    ``when`` does not hold, the decision itself is the result: giving a filing up ends in no new form.
    """

    when: Condition | None = None
    title: Words
    series: str = Bound(pattern=r"^[a-z][a-z0-9-]{0,59}$")
    number: str
    printed_number: str = ""
    """A field whose answer is printed in place of ``number``: what a right keeps for life, whatever is issued."""
    number_label: Words = Words(zh="编号", en="Number")
    """What the number is called on its face: 证号."""
    validity: tuple[Validity, ...] = ()
    fields: tuple[CertificateField, ...] = Bound(min_length=1)
    conditions: tuple[Words, ...] = ()
    conditions_title: Words = Words(zh="许可条件和要求", en="Conditions")
    """What stands over the conditions: a filing has notes and no conditions."""
    issued_label: Words | None = None
    """What the day of issue is called where it stands as a line of its own: 备案日期."""
    no_term: bool = False
    """No term is printed: what is filed has none."""
    validated_label: Words | None = None
    """What the day of the next validation is called where it stands as a line of its own: 下次校验日期."""
    copies: tuple[Words, ...] = ()
    """The copies of one certificate, each marked with its words: 正本, 副本. Without them one, unmarked."""
    template: str = ""
    public_register: Words | None = None
    """By which law everybody may look through those that hold; None where they are verified one by one alone."""
    renewal: Renewal | None = None
    """Where it is not the thirty days of 行政许可法 50."""
    concerns: Concerns | None = None
    validation: tuple[ValidationRule, ...] = ()


class MaterialSpec(Strict):
    """One material (申请材料). ``source``: 10 own, 20 issued by government, 30 by an intermediary, 99 other."""

    key: str = Bound(pattern=NAME)
    name: Words
    form: Literal["paper", "electronic", "both"] = "both"
    necessity: Literal["required", "optional", "later", "checked"] = "required"
    """``checked``: not handed in; the organ looks it up itself (国务院令第716号)."""
    why_asked: Words | None = None
    """Of what the government issued and asks for all the same: why it cannot be looked up."""
    when: Condition | None = None
    source: Literal["10", "20", "30", "99"] = "10"
    source_note: Words | None = None
    standard: Words
    sample: Words
    blank: tuple[str, ...] = ()
    """Lines of the blank or the outline that is offered to download, in Chinese as it is handed in."""
    basis: Words | None = None
    copies: int = Bound(default=1, ge=0, le=20)
    later: Limit | None = None
    """With ``necessity: later`` (容缺后补): the longest time for which it may be promised, from acceptance."""


class ItemSpec(Strict):
    """A whole item: item.yaml with its form, materials and rules. Immutable, so safe to cache by revision."""

    slug: str = Bound(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)
    name: Words
    summary: Words
    kind: Kind
    catalog_code: str
    task_code: str
    department: str
    level: Literal["1", "2", "3", "4", "5", "6", "7"]
    laws: tuple[Law, ...] = Bound(min_length=1)
    server_types: tuple[Literal["1", "2", "3", "4", "5", "6"], ...] = Bound(min_length=1)
    themes: tuple[str, ...] = ()
    case_type: CaseType
    visits: Visits
    identity: Literal["none", "code", "checked"] = "none"
    """How well it must be known who applies online: not at all, by a code, by papers that were seen (实名)."""
    online_depth: tuple[Literal[1, 2, 3, 4, 5, 6, 7], ...] = ()
    windows: tuple[str, ...] = Bound(min_length=1)
    address: Words
    hours: Words
    consult: str
    complaint: str
    conditions: tuple[Words, ...] = Bound(min_length=1)
    quantity: Words | None = None
    fee: Fee | None = None
    result: Result
    faq: tuple[Question, ...] = ()
    keywords: tuple[str, ...] = ()
    example: bool = False
    """True of an item that only shows what the platform can do: its basis is invented, and it is no real service."""
    listed: bool = True
    """False for a register that only books reported cases: it stands in no public list and no search."""
    effective_from: date
    change: Words | None = None
    """Of a later revision: what is new against the one before it, and by which law."""
    retirement: Retirement | None = None
    """The item's end, where it is known when the definition is published."""
    limits: tuple[LimitRule, ...] = ()
    steps: tuple[Step, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    joint: bool = False
    """统一、联合、集中办理: several organs decide side by side under the item's own (行政许可法 42(2): 45 days)."""
    extension: Extension | None = None
    """Where an own law says more or less than ten days by the head, or fifteen by the government for joint handling."""
    hearing: Literal["none", "on_request", "required"] = "none"
    """Whether there is a hearing before the decision: required by law (行政许可法 46), or on request of those concerned
    (47), so that a refusal is told them before it is made."""
    public_safety: bool = False
    """Touches public safety or people's lives: false material bars for one year (78), fraud for three (79)."""
    commitment: Commitment | None = None
    cosigner: Cosigner | None = None
    """Who signs beside the applicant what is handed in online; at the window both sign on paper."""
    correction: Limit | None = None
    """The applicant's time to answer a correction notice, where an own rule sets it."""
    delivery: Limit | None = None
    """The time to hand the result over, where it is not the ten days of 行政许可法 44."""
    announcement: Limit | None = None
    """The time within which the decision is made public, where an own rule sets it; counted from the decision."""
    green_channel: GreenChannel | None = None
    several_open: Words | None = None
    """Why one applicant may well have several open applications; elsewhere a second one is pointed out."""
    forwards_to: str = ""
    """For a result of type 40: the slug of the upper organ's item that takes over (行政许可法 35)."""
    upper_organ: Words | None = None
    """For a result of type 40: the upper organ, where its item is not in this catalogue."""
    received: Literal["as_is", "next_working_day"] = "as_is"
    """When what is handed in on a day of rest or after hours counts as received."""
    certificate: Certificate | None = None
    enforcement: Enforcement | None = None
    """For what the organ begins by itself: no application, its own acts (``banli.enforcement``)."""
    answer: AnswerSpec | None = None
    """A look-up: the databank that answers it."""
    form: FormSpec
    materials: tuple[MaterialSpec, ...] = ()
    rules: RulesSpec = RulesSpec()
    thresholds: tuple[Threshold, ...] = ()
    papers: Mapping[str, PaperText] = {}
    """The papers that are worded otherwise than the platform words them for every item, by name."""
    remedies: tuple[Remedies, ...] = ()
    """Where one may turn against a decision, by the day from which on it is so."""

    @model_validator(mode="after")
    def _has_a_procedure(self) -> ItemSpec:
        """What is applied for has limits and steps; what the organ begins by itself has acts and clocks of its own."""
        for key in ("limits", "steps"):
            if self.enforcement is None and not getattr(self, key):
                raise PydanticCustomError("missing", "Field required", {"key": key})
        return self

    @model_validator(mode="before")
    @classmethod
    def _older_definition(cls, value: Any) -> Any:
        """A definition published before retirements says cancelled_on and cancelled_because."""
        if not isinstance(value, dict) or "cancelled_on" not in value:
            return value
        kept = {key: one for key, one in value.items() if not key.startswith("cancelled_")}
        because = value.get("cancelled_because", "")
        ended = {"on": value["cancelled_on"], "because": because, "law": because, "open_cases": "close"}
        return {**kept, "retirement": ended}

    @property
    def code(self) -> str:
        """The 31-character implementation code (实施编码)."""
        return self.task_code


ItemSpec.model_rebuild()
