"""Decisions in each state of publication, by real acts."""

from __future__ import annotations

from tests.enforcement.house import done, lead, reviewer
from tests.enforcement.test_acts import PUBLISHED, SPOT
from tests.house import granted, person

from banli.cases.models import Case
from banli.disclosure.models import Publication
from banli.disclosure.service import publish_online
from banli.kernel.actors import Actor, Role
from banli.site.jobs import drain_outbox


def head() -> Actor:
    return person(Role.APPROVER)


def due() -> Publication:
    """A permit that was granted, and is to be made public."""
    case = granted()
    drain_outbox()
    return Publication.objects.get(case=case)


def public() -> Publication:
    """… and was."""
    return publish_online(by=head(), key=due().pk)


def penalty(**form: str) -> Case:
    """A fine on the spot that its own act made public."""
    case = done(lead(**form), reviewer(), "penalise_on_the_spot", **SPOT | {"fine": "200"})
    case = done(case, reviewer(), "publish_decision", **PUBLISHED)
    drain_outbox()
    return case
