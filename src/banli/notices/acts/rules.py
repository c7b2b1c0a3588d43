"""Taking over what a pack says of messages."""

from __future__ import annotations

from django.db import transaction

from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.notices.models import MessageRules
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.rules import MessageFile
from banli.notices.selectors.message_rules import message_rules

TOPIC = "message"


@transaction.atomic
def load_message_rules(*, by: Actor, rules: MessageFile) -> bool:
    """Let ``rules`` hold from now on; True where they say something new."""
    GRANTS.require(by, NoticePermission.LOAD)
    if MessageRules.objects.exists() and message_rules() == rules:
        return False
    said = rules.model_dump(mode="json")
    MessageRules.objects.update_or_create(pk=1, defaults={"said": said})
    append(topic=TOPIC, subject="rules", name="rules_loaded", by=by, body=said)
    return True
