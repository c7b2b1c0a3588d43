"""Taking over what a pack changes of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.yamlfile import read
from banli.ledger.service import append
from banli.supervision.acts.rounds import TOPIC
from banli.supervision.models import RuleBook
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.rules.table import RuleChange, read_changes
from banli.supervision.selectors.rules import forget_rules, rule_book


def load_rules(*, path: Path, by: Actor) -> int:
    """Load a pack's ``supervision.yaml``; how many rules it changes. Signals already raised stay as they are.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    return _keep(read_changes(read(path)), by)


@transaction.atomic
def _keep(changes: Sequence[RuleChange], by: Actor) -> int:
    GRANTS.require(by, SupervisionPermission.SET_RULES)
    said = [one.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for one in changes]
    known = rule_book()
    if said != (known.changes if known else []):
        book = RuleBook.objects.create(changes=said, loaded_at=clock.now())
        forget_rules()
        append(
            topic=TOPIC, subject="rules", name="rules_loaded", by=by, body={"book": book.pk, "rules": said}
        )
    return len(said)
