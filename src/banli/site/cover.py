"""Standing in (AB角): a request whose session says so acts with the roles and place of whoever is on leave.

Asked anew in each request: when the leave is over, was ended early, or somebody else stands in, the next request acts
for nobody. No job has to take anything back.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from banli.people.service import User
from banli.roster.service import COVER, lent_to


class CoverMiddleware:
    """Says at ``request.user.lent`` for whom the request acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        leave = request.session.get(COVER, "")
        if leave and isinstance(request.user, User):
            lent = lent_to(request.user, str(leave))
            if lent is None:
                del request.session[COVER]
                messages.warning(request, _("You do not stand in for anybody any more."))
            request.user.lent = lent
        return self.get_response(request)
