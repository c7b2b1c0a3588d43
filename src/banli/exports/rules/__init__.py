"""What may be asked for."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from banli.kernel.text import gettext_noop

TOO_MANY = gettext_noop("%(most)s exports of yours are under way; wait for one of them to end.")
GONE = gettext_noop("There is no such export, or its file is no longer kept.")
NOT_YET = gettext_noop("The file is not ready yet.")
GIVEN_UP = gettext_noop("The export was begun %(tries)s times and did not end; ask for it again.")
UNFORESEEN = gettext_noop(
    "The export failed for a reason of ours; ask for it again, or tell the administrator."
)
NO_ROOM = gettext_noop("There is no room left for the file; tell the administrator.")
LONGEST = 2_000
"""Characters of a list's filters."""
TURNING = frozenset({"after", "csrfmiddlewaretoken", "format", "what"})
"""What an address says of the page one is on, and not of the list."""


def filters(query: str) -> str:
    """The filters in an address, in their order, without what turns pages and without empty ones; cut at a length
    that no list of ours needs."""
    said = [(name, value) for name, value in parse_qsl(query[:LONGEST]) if name not in TURNING and value]
    return urlencode(said)


def filter_names(query: str) -> list[str]:
    """Which filters are set, without what they say: the record never tells whom somebody looked for."""
    return sorted({name for name, _value in parse_qsl(query)})


def share(rows: int, total: int | None) -> int | None:
    """Per cent of the rows that are written, 99 at most before the end; None where nobody counted them."""
    if not total:
        return None
    return min(99, 100 * rows // total)
