"""Certificates at the desk: by their end or validation, and the page of one with its life and its acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import formats
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import CERTIFICATE, Undone
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import Words, gettext_noop
from banli.ledger.service import version_of
from banli.licences.service import (
    GRANTS,
    PAGE,
    Certificate,
    LicencePermission,
    Standing,
    Status,
    by_expiry,
    cases_about,
    end,
    find_certificate,
    grounds_for,
    history,
    last_to_ask,
    replaced_by,
    restore,
    standing_of,
    suspend,
    validate,
    validations_of,
)
from banli.licences.states import GROUNDS, LIVE, VALIDATION_NAMES, ValidationResult
from banli.screens.papers import answer, stored
from banli.screens.parameters import whole

STANDINGS: dict[Standing, tuple[Any, str]] = {
    Standing.VALID: (pgettext_lazy("standing", "valid"), "done"),
    Standing.NOT_YET: (pgettext_lazy("standing", "not yet valid"), "warning"),
    Standing.EXPIRED: (pgettext_lazy("standing", "expired"), "overdue"),
    Standing.SUSPENDED: (pgettext_lazy("standing", "suspended"), "overdue"),
    Standing.DEEMED_RENEWED: (pgettext_lazy("standing", "renewed by law, to be reviewed"), "warning"),
    Standing.RENEWING: (pgettext_lazy("standing", "renewal granted"), "done"),
    Standing.REVOKED: (pgettext_lazy("standing", "revoked"), "overdue"),
    Standing.WITHDRAWN: (pgettext_lazy("standing", "withdrawn"), "overdue"),
    Standing.CANCELLED: (pgettext_lazy("standing", "cancelled"), "overdue"),
    Standing.REPLACED: (pgettext_lazy("standing", "replaced"), "paused"),
}
VIEWS = (
    ("expiry", pgettext_lazy("certificates", "By expiry")),
    ("validation", pgettext_lazy("certificates", "By validation")),
    ("ended", pgettext_lazy("certificates", "Ended")),
)
ENDINGS = (
    ("revoke", Status.REVOKED, pgettext_lazy("certificate act", "Revoke")),
    ("withdraw", Status.WITHDRAWN, pgettext_lazy("certificate act", "Withdraw")),
    ("cancel", Status.CANCELLED, pgettext_lazy("certificate act", "Cancel")),
)
TYPED = ("ground", "reason", "until", "result", "months", "note")


def tag(found: Certificate) -> dict[str, Any]:
    """The standing as a tag: its word and tone."""
    word, tone = STANDINGS[standing_of(found)]
    return {"word": word, "tone": tone}


@screen
def certificates(request: HttpRequest) -> HttpResponse:
    """The live certificates by the day on which they end or are to be validated; or the ended ones."""
    by, view = actor(request), request.GET.get("view", "expiry")
    view = view if view in dict(VIEWS) else "expiry"
    words = request.GET.get("q", "").strip()
    found = by_expiry(by, view, words, _after(request.GET.get("after", "")))
    last = found[-1] if len(found) == PAGE and view != "ended" and not words else None
    day = (last.validate_by if view == "validation" else last.valid_to) if last else None
    context = {
        "view": view,
        "views": VIEWS,
        "words": words,
        "rows": [(one, Words(**one.title), tag(one)) for one in found],
        "following": f"{day.isoformat()}_{last.pk}" if last and day else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/certificates/certificates.html", "certificates", context)


def _after(text: str) -> tuple[date, int] | None:
    """Where a page begins: a day and a key; None for the first page and for what is neither."""
    day, _mark, key = text.partition("_")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None


@screen
def certificate(request: HttpRequest, key: int) -> HttpResponse:
    """One certificate: its face, days, validations, renewals and changes, and what happened to it."""
    return _page(request, key)


@screen
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The certificate as it was issued."""
    file = find_certificate(key, actor(request)).file
    if file is None:
        raise Missing(gettext_noop("This certificate was taken in; its paper is not kept here."))
    return answer(stored(file))


def _page(request: HttpRequest, key: int, status: int = 200, **tried: Any) -> HttpResponse:
    by = actor(request)
    version = version_of("certificate", find_certificate(key, by).number)
    found = find_certificate(key, by)
    ground, live = GROUNDS.get(found.ground), found.status in LIVE
    may = GRANTS.may(by, LicencePermission.END, department=found.department_id) and live
    context = {
        "found": found,
        "version": version,
        "title": Words(**found.title),
        "standing": tag(found),
        "ground": ground,
        "lines": [(Words(**line["label"]), line["value"]) for line in found.lines],
        "last_to_ask": last_to_ask(found) if live else None,
        "newer": replaced_by(found),
        "validations": [
            (one, VALIDATION_NAMES[ValidationResult(one.result)]) for one in validations_of(found)
        ],
        "links": cases_about(found),
        "events": [
            (CERTIFICATE[event.name], event, _told(json.loads(event.body or "{}")))
            for event in history(found)
        ],
        "may_suspend": may and found.status == Status.VALID,
        "may_restore": may and found.status == Status.SUSPENDED,
        "may_validate": may and found.validate_by is not None,
        "suspend_grounds": _choices(Status.SUSPENDED),
        "endings": [(name, label, _choices(target)) for name, target, label in ENDINGS] if may else [],
        "results": list(VALIDATION_NAMES.items()),
        "act": "",
        "chosen": "",
        "words": "",
        **dict.fromkeys(TYPED[1:], ""),
        **tried,
    }
    return show(request, "desk/certificates/certificate.html", "certificates", context, status)


def _choices(target: Status) -> list[tuple[str, str]]:
    return [(key, f"{GROUNDS[key].words}（{GROUNDS[key].article}）") for key in grounds_for(target)]


def _shown(day: str) -> str:
    """An ISO day of an event in the reader's words."""
    form = "j F Y" if (get_language() or "").startswith("en") else "Y年n月j日"
    return formats.date_format(date.fromisoformat(day), form)


def _told(body: dict[str, Any]) -> str:
    """What an event says besides its name."""
    ground = GROUNDS.get(str(body.get("ground", "")))
    said = [str(ground.words)] if ground else []
    said += (
        [str(body["reason"])]
        if body.get("reason") and (not ground or body["reason"] != ground.words.zh)
        else []
    )
    said += [_("until %(day)s") % {"day": _shown(body["until"])}] if body.get("until") else []
    said += (
        [_("%(days)s days before %(day)s") % {"days": body["days"], "day": _shown(body["last_day"])}]
        if "days" in body
        else []
    )
    if body.get("result") in set(ValidationResult):
        said.append(str(VALIDATION_NAMES[ValidationResult(body["result"])]))
    said += [str(body["by"])] if body.get("by") else []
    return " · ".join(said)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = gettext_noop("This is not a day: write it as 2022-10-17.")
        raise Invalid([Problem("until", message)]) from None


@screen
@require_POST
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Suspend, give back, revoke, withdraw, cancel or validate."""
    by, sent = actor(request), request.POST
    typed = {field: sent.get(field, "").strip() for field in TYPED}
    found = find_certificate(key, by)
    who: dict[str, Any] = {"by": by, "number": found.number, "version": seen(request)}
    why: dict[str, Any] = {"ground": typed["ground"], "reason": typed["reason"]}
    acts: dict[str, Callable[[], object]] = {
        "suspend": lambda: suspend(**who, **why, until=_day(typed["until"])),
        "restore": lambda: restore(**who, reason=typed["reason"]),
        "validate": lambda: validate(
            **who, result=typed["result"], months=whole(typed["months"]) or 0, note=typed["note"]
        ),
        **{ending: _ending(who, why, target) for ending, target, _label in ENDINGS},
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    kept = {("chosen" if field == "ground" else field): text for field, text in typed.items()}

    def page(words: Undone, status: int) -> HttpResponse:
        return _page(request, key, status, act=name, words=words, **kept)

    return tried(request, acts[name], page, "desk:certificate", str(key))


def _ending(who: dict[str, Any], why: dict[str, Any], target: Status) -> Callable[[], object]:
    return lambda: end(**who, **why, target=target)
