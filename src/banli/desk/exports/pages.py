"""Exports at the desk: a list is asked for, its file made meanwhile, taken by whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app

from banli.desk.exports.sources import SOURCES
from banli.desk.kit.frame import actor, screen, show
from banli.desk.permissions import may_open
from banli.exports.service import GONE, Export, ask_export, own_exports, share, take_export
from banli.exports.states import EXPORTS, MEDIA_TYPES, UNDER_WAY, ExportFormat, ExportState
from banli.kernel import clock
from banli.kernel.errors import Denied, Missing
from banli.kernel.retention import term
from banli.kernel.text import gettext_noop

JOB = "banli.export"
NO_LIST = gettext_noop("There is no such list.")
DENIED = gettext_noop("You are not allowed to do this.")
STATE_NAMES = {
    ExportState.WAITING: (pgettext_lazy("export", "Waiting"), ""),
    ExportState.RUNNING: (pgettext_lazy("export", "Being made"), "action"),
    ExportState.DONE: (pgettext_lazy("export", "Ready"), "done"),
    ExportState.FAILED: (pgettext_lazy("export", "Failed"), "overdue"),
}


@dataclass(frozen=True)
class Row:
    """An export in the reader's words."""

    one: Export
    title: Any
    state: Any
    tone: str
    share: int | None
    """Per cent that is written, while it is under way."""
    kept_until: datetime
    done: bool


@screen
def exports(request: HttpRequest) -> HttpResponse:
    """The lists one asked for, the newest first, and how far each is."""
    return show(request, "desk/exports/exports.html", "exports", _context(request))


@screen
def progress(request: HttpRequest) -> HttpResponse:
    """The same for a page that is open and looks again by itself."""
    return show(request, "desk/exports/parts/rows.html", "exports", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    found = own_exports(actor(request))
    return {"rows": [_row(one) for one in found], "under_way": any(one.state in UNDER_WAY for one in found)}


def _row(one: Export) -> Row:
    words, tone = STATE_NAMES[ExportState(one.state)]
    source = SOURCES.get(one.what)
    return Row(
        one,
        source.title if source else one.what,
        words,
        tone,
        share(one.rows, one.total) if one.state in UNDER_WAY else None,
        one.touched_at + term("export"),
        one.state == ExportState.DONE,
    )


@screen
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a list as a file; the job begins at once."""
    by, sent = actor(request), request.POST
    source = SOURCES.get(sent.get("what", ""))
    if source is None:
        raise Missing(NO_LIST)
    if not may_open(source.page, by.roles):
        raise Denied(DENIED)

    def later(key: UUID) -> None:
        # One lane for each person: nobody waits for another one's long list.
        app.configure_task(JOB, lock=f"{JOB}.{by.id}").defer(export=str(key))

    ask_export(
        by=by,
        what=sent["what"],
        query=sent.get("query", ""),
        format=ExportFormat.CSV if sent.get("format") == ExportFormat.CSV else ExportFormat.XLSX,
        language=get_language() or settings.LANGUAGE_CODE,
        later=later,
    )
    return redirect("desk:exports")


@screen
@require_POST
def take(request: HttpRequest, key: UUID) -> Any:
    """The file, for whoever asked; each taking is in the record."""
    found = take_export(by=actor(request), key=key)
    try:
        content = found.path(settings.DATA_FOLDER / EXPORTS).open("rb")
    except FileNotFoundError:
        raise Missing(GONE) from None
    title = str(SOURCES[found.what].title) if found.what in SOURCES else found.what
    name = f"{title} {found.asked_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H%M}.{found.format}"
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type=MEDIA_TYPES[ExportFormat(found.format)]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
