"""Who may do an act of the second table: by its owner, as for cases on application. When is in the rules."""

from __future__ import annotations

from banli.cases.service import may_act
from banli.cases.states import Owner
from banli.enforcement.rules.act import Act
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop


def may(by: Actor, act: Act, *, department: str, party: bool = False) -> bool:
    """True where the act is one of ``by`` in ``department``, or of the party where ``by`` is the ``party``.

    What the party does by itself, people of the department may write down for it.
    """
    if party and act.transition.owner == Owner.PARTY:
        return True
    return bool(by.department) and may_act(by, act.transition, department=department)


def require(by: Actor, act: Act, *, department: str, party: bool = False) -> None:
    """Raise :class:`Denied` unless :func:`may`."""
    if not may(by, act, department=department, party=party):
        raise Denied(gettext_noop("This act is not yours: %(act)s."), act=act.label)
