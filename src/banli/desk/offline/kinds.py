"""Everything that can be written without a network, by whoever may write it with one."""

from __future__ import annotations

from collections.abc import Iterator

from banli.desk.offline import bundles, calls, fieldwork, intake, patrol, roadside, tickets
from banli.desk.offline.kind import Kind
from banli.desk.permissions import may_open
from banli.kernel.actors import Actor

KINDS = (tickets.TICKET, calls.CALL, patrol.ROUND, *fieldwork.KINDS, roadside.CHECK)


def kinds(by: Actor) -> Iterator[Kind]:
    """The kinds that ``by`` may begin now."""
    for one in (*KINDS, *bundles.kinds(by), *intake.kinds(by)):
        if may_open(one.page, by.roles) and one.offered(by):
            yield one


def kind_of(by: Actor, key: str) -> Kind | None:
    """The kind of a record that comes in; None where ``by`` may not record it. An item that was closed since it was
    begun is one still: the act says whether it was open on its day."""
    before, _colon, slug = key.partition(":")
    by_slug = {intake.PREFIX: intake.kind_of, bundles.PREFIX: bundles.kind_of}
    found = by_slug[before](by, slug) if before in by_slug else None
    one = found or next((one for one in KINDS if one.key == key), None)
    return one if one is not None and may_open(one.page, by.roles) and one.offered(by) else None
