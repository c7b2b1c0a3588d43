"""A notice that waits to be served is served when its applicant opens it online."""

from __future__ import annotations

from django.http import HttpRequest

from banli.cases.service import Case, facts_of, opened_online
from banli.cases.states import SERVE_NOTICE
from banli.kernel.actors import Role
from banli.portal.kit.visitor import actor_of


def served_by_opening(request: HttpRequest, found: Case) -> bool:
    """True where the notice of ``found`` was served just now, by the applicant who looks at it.

    A browser that fetches pages ahead says so, and serves nothing: nobody has seen them.
    """
    by = actor_of(request)
    purpose = request.headers.get("Sec-Purpose", "")
    if request.method != "GET" or "prefetch" in purpose or Role.APPLICANT not in by.roles:
        return False
    if found.state not in SERVE_NOTICE.sources:
        return False
    serving = facts_of(found, by).serving
    return serving is not None and serving.waits and opened_online(by, found.number)
