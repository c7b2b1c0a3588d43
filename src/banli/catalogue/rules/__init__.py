"""The pure rules of the catalogue: definitions, conditions, forms, and what follows from them."""

from banli.catalogue.rules.definition.answer import AnswerSpec
from banli.catalogue.rules.definition.certificate_life import Concern, Concerns, Renewal
from banli.catalogue.rules.definition.conditions import Comparison, Condition, Strict, comparisons, holds
from banli.catalogue.rules.definition.cosigner import Cosigner
from banli.catalogue.rules.definition.enforcement import EX_OFFICIO, Breach, Enforcement
from banli.catalogue.rules.definition.fields import (
    Field,
    FormSpec,
    Option,
    Section,
)
from banli.catalogue.rules.definition.graph import (
    awaited,
    ready,
    side_by_side,
    waits,
)
from banli.catalogue.rules.definition.months import months_earlier, months_later
from banli.catalogue.rules.definition.own_paper_facts import OWN_PAPERS
from banli.catalogue.rules.definition.question import Question
from banli.catalogue.rules.definition.remedies import Remedies
from banli.catalogue.rules.definition.retirement import Retirement
from banli.catalogue.rules.definition.spec import (
    Certificate,
    Commitment,
    Extension,
    Fee,
    GreenChannel,
    ItemSpec,
    Law,
    Limit,
    MaterialSpec,
    Result,
    SpecialProcedure,
    Step,
    Validity,
)
from banli.catalogue.rules.meaning.bounded import not_taken
from banli.catalogue.rules.meaning.certificate import (
    certificate_lines,
    certificate_number,
    certified,
    concern,
    named_items,
    printed_number,
    renewal,
    validated_every,
    validity,
)
from banli.catalogue.rules.meaning.entered import (
    asks_applicant,
    carried_answers,
    carried_fields,
    entered_fields,
)
from banli.catalogue.rules.meaning.evaluate import (
    Finding,
    Limits,
    Line,
    applicant_of,
    derive,
    fact_label,
    fact_shown,
    limits,
    materials,
    not_yet,
    steps,
    summary,
    verdicts,
)
from banli.catalogue.rules.meaning.forms import Wrong, read_answer, shown, validate_fields, validate_form
from banli.catalogue.rules.meaning.loaded import printed, read_face, serial_of, term_fields

__all__ = [
    "EX_OFFICIO",
    "OWN_PAPERS",
    "AnswerSpec",
    "Breach",
    "Certificate",
    "Commitment",
    "Comparison",
    "Concern",
    "Concerns",
    "Condition",
    "Cosigner",
    "Enforcement",
    "Extension",
    "Fee",
    "Field",
    "Finding",
    "FormSpec",
    "GreenChannel",
    "ItemSpec",
    "Law",
    "Limit",
    "Limits",
    "Line",
    "MaterialSpec",
    "Option",
    "Question",
    "Remedies",
    "Renewal",
    "Result",
    "Retirement",
    "Section",
    "SpecialProcedure",
    "Step",
    "Strict",
    "Validity",
    "Wrong",
    "applicant_of",
    "asks_applicant",
    "awaited",
    "carried_answers",
    "carried_fields",
    "certificate_lines",
    "certificate_number",
    "certified",
    "comparisons",
    "concern",
    "derive",
    "entered_fields",
    "fact_label",
    "fact_shown",
    "holds",
    "limits",
    "materials",
    "months_earlier",
    "months_later",
    "named_items",
    "not_taken",
    "not_yet",
    "printed",
    "printed_number",
    "read_answer",
    "read_face",
    "ready",
    "renewal",
    "serial_of",
    "shown",
    "side_by_side",
    "steps",
    "summary",
    "term_fields",
    "validate_fields",
    "validate_form",
    "validated_every",
    "validity",
    "verdicts",
    "waits",
]
