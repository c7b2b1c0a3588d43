"""A card of an item to send on or pin up, as a picture with the code of its guide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from banli.catalogue.service import ItemSpec, current
from banli.documents.service import Card, card_png
from banli.people.service import department, named, platform
from banli.portal.items.guide import promise
from banli.portal.kit.visitor import page


def card_of(spec: ItemSpec, address: str) -> Card:
    """What stands on the card of an item whose guide is at ``address``; in the active language."""
    visits = _("None: everything online") if spec.visits.number == 0 else str(spec.visits.number)
    rows = (
        (_("Department"), named(department(spec.department))),
        (_("Promised time"), promise(spec).promised),
        (_("Fee"), str(spec.fee.standard) if spec.fee else _("None")),
        (_("Visits to the hall"), visits),
        (_("Questions"), spec.consult),
    )
    return Card(
        platform=str(platform().name),
        title=str(spec.name),
        summary=str(spec.summary),
        rows=rows,
        scan=_("Scan for the guide: what you need, how it goes, apply online"),
        verify_url=address,
    )


@page
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of an item as PNG."""
    spec = current(slug).spec
    if spec.enforcement:
        raise Http404
    address = request.build_absolute_uri(reverse("portal:item", args=[slug]))
    response = HttpResponse(card_png(card_of(spec, address)), content_type="image/png")
    file = content_disposition_header(as_attachment=False, filename=f"{spec.name}.png")
    response["Content-Disposition"] = file or "inline"
    return response
