"""Filing authorities at the desk: the network as of any day, one authority with its hand-overs, and its acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.authorities import service as authorities
from banli.authorities.states import (
    LEVEL_NAMES,
    OFFERED,
    OUTCOME_NAMES,
    POINT_NAMES,
    STAGE_NAMES,
    THING_NAMES,
    Level,
    Outcome,
    Point,
    Stage,
    Thing,
)
from banli.desk.hall.fieldwork import COUNTED
from banli.desk.kit.fields import choices, one_of
from banli.desk.kit.forms import (
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import Undone
from banli.fieldwork.service import GRANTS as FIELDWORK
from banli.fieldwork.service import FieldworkPermission, Group
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.ledger.service import version_of
from banli.people.service import Register, keeps, named, regions, require_keeper

WORDS = "分{{batches}}批举办{matter}，{{trainees}}人参加。截至目前，全省备案登记机关共{{total}}家。"
"""How the report usually tells it; the braces are filled in when it is recorded, and an editor may write it anew."""
PREPARE, DECIDE = authorities.AuthorityPermission.PREPARE, authorities.AuthorityPermission.DECIDE
TONES = {
    Stage.PREPARING: "warning",
    Stage.FILING: "done",
    Stage.SUSPENDED: "overdue",
    Stage.WITHDRAWN: "",
    Stage.ENDED: "",
}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@screen
def network(request: HttpRequest) -> HttpResponse:
    """The network as of a day, with its count by level."""
    by, words = actor(request), request.GET.get("q", "").strip()
    typed = request.GET.get("on", "")
    day = _day(typed) or clock.today()
    count = authorities.count_on(by, day)
    context = {
        "words": words,
        "day": day.isoformat(),
        "wrong_day": bool(typed) and _day(typed) is None,
        "count": count,
        "levels": [(LEVEL_NAMES[Level(level)], number) for level, number in count.by_level.items()],
        "rows": [_shown(row, standing) for row, standing in authorities.network(by, day, words)],
        "batches": [_batch(one) for one in authorities.trainings(by)],
        "may_prepare": keeps(by, Register.AUTHORITIES) and authorities.GRANTS.may(by, PREPARE),
        "report": _report(by),
    }
    return show(request, "desk/authorities/authorities.html", "authorities", context)


def _report(by: Actor) -> str:
    """The address of the weekly report's entry that counts this year's batches; '' where there is none to count."""
    today = clock.today()
    latest = [one for one in authorities.trainings(by) if one.day.year == today.year]
    if not latest or not FIELDWORK.may(by, FieldworkPermission.RECORD, department=latest[0].department_id):
        return ""
    same = [one.day for one in latest if one.matter == latest[0].matter]
    told = {
        "since": min(same).isoformat(),
        "until": today.isoformat(),
        "matter": latest[0].matter,
        "group": str(Group.BUSINESS_ENVIRONMENT),
        "department": latest[0].department_id,
        "report_text": f"近期，{latest[0].department.short_name}{WORDS.format(matter=latest[0].matter)}",
    }
    return f"{reverse('desk:activity_new', args=[COUNTED])}?{urlencode(told)}"


def _shown(row: authorities.Authority, standing: Stage) -> dict[str, Any]:
    level = LEVEL_NAMES[Level(row.level)]
    return {"row": row, "level": level, "stage": STAGE_NAMES[standing], "tone": TONES[standing]}


def _batch(training: authorities.Training) -> dict[str, Any]:
    people = sorted(training.attendances.all(), key=lambda one: one.pk)
    return {"training": training, "came": sum(one.attended for one in people), "told": len(people)}


@screen
def authority(request: HttpRequest, public_id: str) -> HttpResponse:
    """One authority with everything on record."""
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, status: int = 200, **tried_: Any) -> HttpResponse:
    by, version = actor(request), version_of("authority", public_id)
    row = authorities.find_authority(public_id, by)
    standing = authorities.stage(authorities.life_of(row), clock.today())
    may_decide = authorities.GRANTS.may(by, DECIDE, department=row.department_id)
    context = {
        **_shown(row, standing),
        "version": version,
        "reviews": [
            (one, [POINT_NAMES[Point(key)] for key in one.passed])
            for one in row.reviews.order_by("day", "id")
        ],
        "people": row.attendances.select_related("training").order_by("training__day", "id"),
        "hand_overs": [(one, THING_NAMES[Thing(one.thing)]) for one in row.hand_overs.order_by("day", "id")],
        "gone": [
            (one, OUTCOME_NAMES[Outcome(one.outcome)]) for one in row.forms_gone.order_by("first_number")
        ],
        "left": authorities.shown_ranges(authorities.left_forms(row)),
        "suspensions": row.suspensions.order_by("first"),
        "points": choices(POINT_NAMES),
        "may_prepare": authorities.GRANTS.may(by, PREPARE, department=row.department_id),
        "offers": [(move.act, ACT_NAMES()[move.act]) for move in OFFERED if standing in move.sources]
        if may_decide
        else [],
        "words": "",
        "about": "",
        "typed": "",
        **tried_,
    }
    return show(request, "desk/authorities/authority.html", "authorities", context, status)


def ACT_NAMES() -> dict[str, str]:  # noqa: N802
    """What the acts are called, in the reader's language."""
    return {
        "go_live": _("Let it file from today"),
        "suspend": pgettext("authority", "Suspend"),
        "resume": pgettext("authority", "Let it file again"),
        "withdraw": _("Withdraw the entrustment"),
    }


def _crumbs() -> tuple[tuple[str, Any], ...]:
    return ((reverse("desk:authorities"), pgettext("desk", "Authorities")),)


@screen
def new(request: HttpRequest) -> HttpResponse:
    """Enter an authority that the ministry has entrusted."""
    by = actor(request)
    authorities.GRANTS.require(by, PREPARE, department=by.department)
    require_keeper(by, Register.AUTHORITIES)
    sheet = Sheet(
        section="authorities",
        title=_("An authority the ministry has entrusted"),
        crumbs=_crumbs(),
        shape=authorities.AuthorityRecord,
        series="JG",
        button=_("Record"),
        about=_("Only the ministry entrusts; what was entrusted is not entrusted on."),
        hidden=("entrusted_by",),
        options={
            "level": (("", _("Choose")), *choices(LEVEL_NAMES)),
            "region": (("", _("Choose")), *((one.code, named(one)) for one in regions())),
        },
    )

    def keep(made: authorities.AuthorityRecord) -> str:
        row = authorities.entrust(record=made, department=by.department, by=by)
        return reverse("desk:authority", args=[row.public_id])

    return answer(request, sheet, {"entrusted_on": clock.today().isoformat()}, {}, keep)


@screen
def record(request: HttpRequest, public_id: str, what: str) -> HttpResponse:
    """Hand something over, or record what became of blank forms."""
    by = actor(request)
    row = authorities.find_authority(public_id, by)
    authorities.GRANTS.require(by, PREPARE, department=row.department_id)
    page = reverse("desk:authority", args=[public_id])
    above = (*_crumbs(), (page, row.name))
    fresh = {"day": clock.today().isoformat()}
    if what == "forms":
        sheet = Sheet(
            section="authorities",
            title=_("Blank forms used, returned or lost"),
            crumbs=above,
            shape=authorities.FormsRecord,
            series="BD",
            button=_("Record"),
            options={"outcome": (("", _("Choose")), *choices(OUTCOME_NAMES))},
        )

        def keep(made: Any) -> str:
            authorities.account_for(authority=public_id, record=made, by=by)
            return page

        return answer(request, sheet, fresh, {}, keep)
    if what != "hand-over":
        raise Http404
    sheet = Sheet(
        section="authorities",
        title=_("Hand over a seal, an account or blank forms"),
        crumbs=above,
        shape=authorities.HandOverRecord,
        series="JJ",
        button=_("Record"),
        about=_("A form number is handed over once in the whole network."),
        options={"thing": (("", _("Choose")), *choices(THING_NAMES))},
    )

    def hand(made: Any) -> str:
        authorities.hand_over(authority=public_id, record=made, by=by)
        return page

    return answer(request, sheet, fresh, {}, hand)


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Review, take stock, go live, suspend, resume or withdraw."""
    by, text, version = actor(request), request.POST.get("text", ""), seen(request)
    told: dict[str, Any] = {"authority": public_id, "reason": text, "by": by, "version": version}
    acts: dict[str, Callable[[], object]] = {
        "review": lambda: _review(request, public_id, by),
        "stock": lambda: authorities.take_stock(
            authority=public_id, on_shelf=authorities.read_ranges(text), by=by
        ),
        "go_live": lambda: authorities.go_live(authority=public_id, on=clock.today(), by=by, version=version),
        "suspend": lambda: authorities.suspend(**told),
        "resume": lambda: authorities.resume(**told),
        "withdraw": lambda: authorities.withdraw(**told),
    }
    if name not in acts:
        raise Http404
    missing: list[tuple[int, int]] = []

    def done() -> None:
        found = acts[name]()
        missing.extend(found if isinstance(found, list) else [])

    def page(words: Undone, status: int) -> HttpResponse:
        return _page(request, public_id, status, words=words, about=name, typed=text)

    answered = tried(request, done, page, "desk:authority", public_id)
    if missing:
        lost = _("Missing forms: %(ranges)s. Find them, or record them as lost.")
        return page(Undone(lost % {"ranges": authorities.shown_ranges(missing)}), 200)
    return answered


def _review(request: HttpRequest, public_id: str, by: Actor) -> authorities.Review:
    reviewers = request.POST.get("text", "").strip()
    if not reviewers:
        raise Invalid([Problem("text", _("Say who looked at it."))])
    told = authorities.ReviewRecord(
        day=clock.today(),
        reviewers=reviewers[:200],
        passed=[Point(one) for one in request.POST.getlist("passed") if one_of(Point, one)],
    )
    return authorities.review(authority=public_id, record=told, by=by)
