"""The door of assessment."""

from banli.assessment.acts.rounds import (
    answer_objection,
    freeze_month,
    note_mark,
    object_to,
    publish_month,
    publish_year,
)
from banli.assessment.acts.template import load_assessment_template
from banli.assessment.models import Assessment, AssessmentNote, AssessmentScore, Objection
from banli.assessment.permissions import GRANTS, AssessmentPermission
from banli.assessment.rules.moves import NoteRecord, why_not_freeze, why_not_object, why_not_publish
from banli.assessment.rules.score import Mark, Part, Score, month_of, score
from banli.assessment.rules.template import Criterion, Template
from banli.assessment.selectors.rounds import (
    TOPIC,
    find_round,
    find_score,
    frozen_until,
    holds,
    left_out,
    objections_of,
    oversees,
    preview,
    rounds,
    score_of,
    template_of,
    visible_scores,
)
from banli.assessment.selectors.template import last_book, template

__all__ = [
    "GRANTS",
    "TOPIC",
    "Assessment",
    "AssessmentNote",
    "AssessmentPermission",
    "AssessmentScore",
    "Criterion",
    "Mark",
    "NoteRecord",
    "Objection",
    "Part",
    "Score",
    "Template",
    "answer_objection",
    "find_round",
    "find_score",
    "freeze_month",
    "frozen_until",
    "holds",
    "last_book",
    "left_out",
    "load_assessment_template",
    "month_of",
    "note_mark",
    "object_to",
    "objections_of",
    "oversees",
    "preview",
    "publish_month",
    "publish_year",
    "rounds",
    "score",
    "score_of",
    "template",
    "template_of",
    "visible_scores",
    "why_not_freeze",
    "why_not_object",
    "why_not_publish",
]
