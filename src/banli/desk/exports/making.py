"""The job of an export: the list is read as whoever asked may read it now, and written whole or not at all."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.desk.exports.listing import Listing
from banli.desk.exports.sources import SOURCES
from banli.desk.permissions import may_open
from banli.documents.service import TableWords, write_csv, write_xlsx
from banli.exports.service import (
    GIVEN_UP,
    NO_ROOM,
    UNFORESEEN,
    Export,
    claim_export,
    end_export,
    fail_export,
    startable_exports,
    tell_export,
)
from banli.exports.states import TRIES, ExportFormat
from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import BanliError, Denied
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import aside, no_room
from banli.people.service import actor_for
from banli.screens.templatetags.banli import moment

NOT_ANY_MORE = gettext_noop("You may not open this list any more.")
LOG = logging.getLogger(__name__)


def make_export(key: UUID, folder: Path) -> None:
    """Make an export where it is its turn, from the beginning; what fails is told at the export.

    :param folder: where finished files lie.
    """
    export = claim_export(by=SYSTEM, key=key)
    if export is None:
        return
    with translation.override(export.language):
        try:
            if export.tries > TRIES:
                fail_export(by=SYSTEM, export=export, fault=_(GIVEN_UP) % {"tries": TRIES})
                return
            rows = _write(export, folder)
            end_export(by=SYSTEM, export=export, rows=rows, path=export.path(folder))
        except BanliError as error:
            fail_export(by=SYSTEM, export=export, fault=str(error))
        except (OperationalError, InterfaceError):
            raise  # the database went away: the round of a minute begins again
        except Exception as error:
            LOG.exception("export %s", key)
            fail_export(by=SYSTEM, export=export, fault=_(NO_ROOM if no_room(error) else UNFORESEEN))


def make_exports(folder: Path) -> None:
    """Make what waits, and what a killed job left."""
    for key in startable_exports():
        make_export(key, folder)


def _write(export: Export, folder: Path) -> int:
    """Write the file beside its place and put it there; how many rows."""
    source, by = SOURCES[export.what], actor_for(export.asked_by)
    if not (export.asked_by.is_active and may_open(source.page, by.roles)):
        raise Denied(NOT_ANY_MORE)
    read_at = moment(clock.now())
    listing = source.read(by, QueryDict(export.query))
    tell_export(by=SYSTEM, key=export.pk, rows=0, total=listing.total)
    folder.mkdir(parents=True, exist_ok=True)
    # What a killed job left of a spreadsheet, sheet by sheet.
    work = folder / f"{export.pk}.work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        with aside(export.path(folder)) as draft:
            return _written(export, listing, draft, work, read_at)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _written(export: Export, listing: Listing, draft: Path, work: Path, read_at: str) -> int:
    def told(rows: int) -> None:
        tell_export(by=SYSTEM, key=export.pk, rows=rows)

    if export.format == ExportFormat.CSV:
        return write_csv(draft, listing.columns, listing.rows, told=told)
    words = TableWords(about=_("About this list"), rows=_("Rows"))
    about = _about(export, listing, read_at)
    return write_xlsx(draft, listing.columns, listing.rows, words=words, about=about, told=told, work=work)


def _about(export: Export, listing: Listing, read_at: str) -> Callable[[int, int], Sequence[tuple[str, str]]]:
    """What the first sheet says: the list, its source, filters and cut-off, who took it, how many rows."""
    who = export.asked_by

    def said(rows: int, sheets: int) -> Sequence[tuple[str, str]]:
        source = listing.source or _("The list of that name on this platform, as it stood then.")
        parts = [
            (_("List"), listing.title),
            (_("Source"), source),
            *((_("Filter"), f"{name}: {value}") for name, value in listing.filters),
            (pgettext("export", "Cut-off"), read_at),
            (_("Asked for by"), f"{who.display_name} ({who.username})"),
            (_("Asked for at"), moment(export.asked_at)),
            (_("Number of rows"), f"{rows:,}"),
        ]
        if sheets > 1:
            words = _("A sheet holds 1,048,576 rows; the list goes on in the next one. Sheets: %(sheets)s.")
            parts.append((_("Sheets"), words % {"sheets": sheets}))
        parts.append((_("Persons"), _("Names and numbers of persons stand here in part, as in lists.")))
        return parts

    return said
