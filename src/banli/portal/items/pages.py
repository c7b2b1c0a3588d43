"""The list of items and the guide of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from banli.bundles.service import bundles
from banli.cases.service import remedies_words
from banli.catalogue.service import (
    CASE_TYPES,
    KINDS,
    MATERIAL_FORMS,
    MATERIAL_SOURCES,
    SERVER_TYPES,
    THEMES,
    ItemCard,
    ItemRevision,
    asks_applicant,
    bpmn,
    closed_because,
    current,
    draw,
    history,
    published_each,
    search,
    themes,
    upcoming,
)
from banli.catalogue.service import items as all_items
from banli.documents.service import paper_docx, paper_pdf
from banli.enforcement.service import begun_by_party
from banli.kernel import clock
from banli.people.service import department, named, windows
from banli.portal.items import blanks
from banli.portal.items.guide import (
    Promise,
    classes,
    ending,
    limit_lines,
    material_rows,
    promise,
    stations,
)
from banli.portal.items.own_procedure import own_clocks, own_course
from banli.portal.items.tables import identity_words, online_steps, result_words
from banli.portal.items.usual import usual_words
from banli.portal.kit.answers import model_form
from banli.portal.kit.drafts import begun
from banli.portal.kit.visitor import page

PERSON = "1"
ORGANISATIONS = ("2", "3", "4", "5", "6")
SUGGESTED = 8
PAPER_KINDS = {
    "pdf": (paper_pdf, "application/pdf"),
    "docx": (paper_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def _wanted(request: HttpRequest) -> dict[str, str]:
    """The filters of the address, only those that mean something."""
    who = request.GET.get("who", "")
    kind, theme = request.GET.get("kind", ""), request.GET.get("theme", "")
    return {
        "q": request.GET.get("q", "").strip()[:80],
        "who": who if who in ("person", "organisation") else "",
        "kind": kind if kind in KINDS else "",
        "theme": theme if theme in THEMES else "",
        "department": request.GET.get("department", "")[:40],
    }


def _meets(card: ItemCard, wanted: dict[str, str]) -> bool:
    """True where a card found by words also meets the filters."""
    types = set(card.server_types)
    return (
        (not wanted["kind"] or card.kind == wanted["kind"])
        and (not wanted["department"] or card.department == wanted["department"])
        and (not wanted["theme"] or wanted["theme"] in card.themes)
        and (wanted["who"] != "person" or PERSON in types)
        and (wanted["who"] != "organisation" or bool(types & set(ORGANISATIONS)))
    )


def _cards(found: list[ItemCard]) -> list[tuple[ItemCard, Promise]]:
    published_each([card.slug for card in found])
    return [(card, promise(current(card.slug).spec)) for card in found]


@page
def items(request: HttpRequest) -> HttpResponse:
    """Every item, or those found by words and filters; htmx gets the list alone."""
    wanted = _wanted(request)
    every = all_items()
    found = [card for card in (search(wanted["q"]) if wanted["q"] else every) if _meets(card, wanted)]
    if request.headers.get("HX-Target") == "suggestions":
        return render(
            request, "portal/items/parts/suggestions.html", {"cards": found[:SUGGESTED], "q": wanted["q"]}
        )
    offices = {card.department: card.department_name for card in every}
    context = {
        "section": "items",
        "wanted": wanted,
        "cards": _cards(found),
        "count": len(found),
        "today": clock.today(),
        "kinds_by": KINDS,
        "kinds": [(kind, KINDS[kind]) for kind in sorted({card.kind for card in every})],
        "themes": [(key, THEMES[key], count) for key, count in themes()],
        "departments": sorted(offices.items(), key=lambda pair: str(pair[1])),
        "matters": [] if any(wanted.values()) else [one.spec for one in bundles()],
        "filtered": any(value for key, value in wanted.items() if key != "q"),
    }
    template = (
        "portal/items/parts/item_list.html"
        if request.headers.get("HX-Request")
        else "portal/items/items.html"
    )
    response = render(request, template, context)
    response["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def _own(request: HttpRequest, revision: ItemRevision) -> HttpResponse:
    """The guide of what the organ begins by itself: authority, basis, discretion, course, remedies."""
    spec = revision.spec
    context = {
        "section": "items",
        "revision": revision,
        "spec": spec,
        "own": spec.enforcement,
        "kind": KINDS[spec.kind],
        "begins": begun_by_party(spec.kind),
        "closed": closed_because(spec, clock.today()),
        "draft": spec.slug in begun(request),
        "course": own_course(spec.kind),
        "clocks": own_clocks(spec),
        "limits": limit_lines(spec),
        "remedies": remedies_words(spec.remedies, spec.result.name.zh, clock.today()),
        "department": named(department(spec.department)),
        "history": history(spec.slug),
    }
    return render(request, "portal/items/own.html", context)


@page
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide: what article 30 wants published, the limits, the way, the materials, the law."""
    revision = current(slug)
    spec = revision.spec
    if spec.enforcement is not None:
        return _own(request, revision)
    by_code = {window.code: window for window in windows()}
    return render(
        request,
        "portal/items/item.html",
        {
            "section": "items",
            "revision": revision,
            "spec": spec,
            "closed": closed_because(spec, clock.today()),
            **ending(slug),
            "promise": promise(spec),
            "usual": usual_words(revision.item_id, clock.today()),
            "limits": limit_lines(spec),
            "stations": stations(spec),
            "drawing": draw(spec) if spec.case_type == "committed" else "",
            "classes": classes(spec),
            "materials": material_rows(spec),
            "kind": KINDS[spec.kind],
            "case_type": CASE_TYPES[spec.case_type],
            "servers": [SERVER_TYPES[one] for one in spec.server_types],
            "department": named(department(spec.department)),
            "windows": [named(by_code[code]) for code in spec.windows if code in by_code],
            "online": online_steps(spec),
            "identity": identity_words(spec),
            "result": result_words(spec),
            "history": history(slug),
            "upcoming": upcoming(slug, clock.today()),
            "forms": MATERIAL_FORMS,
            "sources": MATERIAL_SOURCES,
            "draft": slug in begun(request),
            "questions": sum(asks_applicant(field, {}) for field in spec.form.fields),
            "model": model_form(spec),
        },
    )


@page
def paper(request: HttpRequest, slug: str, name: str, kind: str) -> HttpResponse:
    """A paper to take along: the form, blank or as a model, or the blank of a material; PDF or DOCX."""
    spec = current(slug).spec
    sheet = None if spec.enforcement else blanks.paper(spec, name)
    if sheet is None or kind not in PAPER_KINDS:
        raise Http404
    typeset, mime = PAPER_KINDS[kind]
    response = HttpResponse(typeset(sheet), content_type=mime)
    file = content_disposition_header(as_attachment=True, filename=f"{sheet.title}.{kind}")
    response["Content-Disposition"] = file or "attachment"
    return response


@page
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedure alone, as large as it is drawn, with the same in words."""
    spec = current(slug).spec
    if spec.case_type != "committed" or spec.enforcement:
        raise Http404
    return render(
        request, "portal/items/procedure.html", {"section": "items", "spec": spec, "drawing": draw(spec)}
    )


@page
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedure as a BPMN file, for those who work on it with a modeler."""
    spec = current(slug).spec
    if spec.enforcement:
        raise Http404
    response = HttpResponse(bpmn(spec), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.bpmn"'
    return response
