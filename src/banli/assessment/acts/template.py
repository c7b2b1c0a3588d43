"""Taking over what a pack says of assessment."""

from __future__ import annotations

from django.db import transaction

from banli.assessment.models import AssessmentBook
from banli.assessment.permissions import GRANTS, AssessmentPermission
from banli.assessment.rules.template import Template
from banli.assessment.selectors.rounds import TOPIC
from banli.assessment.selectors.template import last_book
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append


@transaction.atomic
def load_assessment_template(*, template: Template, by: Actor) -> int:
    """Load a pack's ``assessment.yaml``; how many criteria it has. Rounds that are frozen keep theirs."""
    GRANTS.require(by, AssessmentPermission.SET_TEMPLATE)
    said, last = template.model_dump(mode="json"), last_book()
    if last is None or last.said != said:
        row = AssessmentBook.objects.create(said=said, loaded_at=clock.now())
        append(topic=TOPIC, subject="template", name="template_loaded", by=by, body={"template": row.pk})
    return len(template.criteria)
