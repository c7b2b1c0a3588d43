"""Large print and appearance, kept in cookies and read by the templates; no script is needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600
COOKIES = {"elder": ("banli_elder", ("0", "1")), "theme": ("banli_theme", ("auto", "light", "dark"))}


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back to the page it was chosen on."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, (cookie, values) in COOKIES.items():
        chosen = request.POST.get(name)
        if chosen in values:
            response.set_cookie(cookie, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return response
