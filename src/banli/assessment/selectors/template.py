"""The template now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.assessment.models import AssessmentBook
from banli.assessment.rules.moves import NO_TEMPLATE
from banli.assessment.rules.template import Template
from banli.kernel.errors import Refused


def last_book() -> AssessmentBook | None:
    """What was loaded last; None where no pack says anything."""
    return AssessmentBook.objects.order_by("-id").first()


def template() -> Template:
    """The template now in force. Raises :class:`Refused` where the pack has none."""
    found = last_book()
    if found is None:
        raise Refused(NO_TEMPLATE)
    return read_template(json.dumps(found.said, sort_keys=True))


@lru_cache(maxsize=32)
def read_template(said: str) -> Template:
    """A template as it was kept with a round."""
    return Template.model_validate_json(said)
