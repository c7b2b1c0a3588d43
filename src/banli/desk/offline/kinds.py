"""Everything that can be written without a network, by whoever may write it with one."""

from __future__ import annotations

from collections.abc import Iterator

from banli.desk.offline import fieldwork, patrol, roadside
from banli.desk.offline.kind import Kind
from banli.desk.permissions import may_open
from banli.kernel.actors import Actor

KINDS = (patrol.ROUND, *fieldwork.KINDS, roadside.CHECK)


def kinds(by: Actor) -> Iterator[Kind]:
    """The kinds that ``by`` may write."""
    for one in KINDS:
        if may_open(one.page, by.roles) and one.offered(by):
            yield one
