"""A panel at the desk: the draw with its proof, who leaves and moves up, opinions, the conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.cases.service import Case, find
from banli.desk.experts.pool import (
    TONES,
    field_names,
    lines,
    panel_rows,
)
from banli.desk.kit.fields import Entry
from banli.desk.kit.forms import (
    Errors,
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import Undone
from banli.desk.kit.labels import HELPS, LABELS
from banli.experts.service import (
    GRANTS,
    ExpertOpinion,
    ExpertPermission,
    Panel,
    PanelRecord,
    PanelSeat,
    conclude,
    decline,
    draw_panel,
    find_panel,
    give_opinion,
    is_concluded,
    opinions_of,
    panels_of,
    recompute,
    seats_of,
    state_of,
    states_of,
)
from banli.experts.states import (
    EXCLUSION_NAMES,
    OUTCOME_NAMES,
    PANEL_NAMES,
    SEAT_NAMES,
    VERDICT_NAMES,
    ExclusionGround,
    Outcome,
    PanelState,
    SeatState,
    Verdict,
)
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of

TOPIC = "case"
SEAT_TONES = {
    SeatState.SITTING: "action",
    SeatState.STANDBY: "",
    SeatState.DECLINED: "",
    SeatState.RECUSED: "warning",
}
VERDICT_TONES = {
    Verdict.AGREES: "done",
    Verdict.AGREES_WITH_CONDITIONS: "warning",
    Verdict.DISAGREES: "overdue",
}
PARTIES = ("agent_name", "legal_name", "head_name", "contact_name")
"""Questions of the items' forms that ask for a person of the applicant."""


@screen
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Draw a panel for a case; the seed is the digest of the case's latest event."""
    by, case = actor(request), find(number, actor(request))
    GRANTS.require(by, ExpertPermission.DRAW, department=case.department_id)
    panels = panels_of(TOPIC, number)
    busy = not {PanelState.WAITING, PanelState.READY}.isdisjoint(states_of(panels).values())
    sheet = Sheet(
        section="experts",
        title=_("Draw a panel of experts"),
        crumbs=(
            (reverse("desk:cases"), pgettext("desk", "Cases")),
            (reverse("desk:case", args=[number]), number),
        ),
        shape=PanelRecord,
        series="ZJZ",
        button=_("Draw"),
        about=_(
            "Experts are sorted by a digest of the case's latest event and their number. Nobody chooses; anybody can"
            " compute it again."
        ),
        hidden=("topic", "subject"),
        boxes=tuple(field_names().items()),
        extra={"panels": panel_rows(panels), "busy": busy},
        more=requests_entry,
    )

    def record(made: PanelRecord) -> str:
        panel = draw_panel(
            record=made,
            seed=bytes(case.head),
            seed_source=f"{number} #{case.version}",
            by=by,
            requests=wishes(request.POST.get("requests", "")),
        )
        return reverse("desk:panel", args=[panel.public_id])

    fixed = {"topic": TOPIC, "subject": number, "department": case.department_id}
    return answer(request, sheet, _fresh(case), fixed, record)


def _fresh(case: Case) -> dict[str, str]:
    """What the case itself tells of the parties; the reviewer adds affiliates and officers."""
    persons = [case.contact, *(str(case.form.get(key, "")) for key in PARTIES)]
    return {
        "wanted": "3",
        "stand_ins": "2",
        "organisations": case.applicant,
        "persons": "\n".join(dict.fromkeys(name for name in persons if name)),
    }


def requests_entry(typed: Mapping[str, str], errors: Errors) -> list[Entry]:
    """The field for experts who asked to be left out."""
    return [
        Entry(
            name="requests",
            label=LABELS["requests"],
            control="lines",
            value=typed.get("requests", ""),
            help=HELPS["requests"],
            required=False,
            errors=tuple(errors.get("requests", ())),
        )
    ]


def wishes(text: str) -> dict[str, str]:
    """``ZJ-00001: reason`` line by line."""
    found = {}
    for line in lines(text):
        expert, colon, reason = line.replace("：", ":", 1).partition(":")
        if not colon:
            message = gettext_noop("Write the expert's number, a colon and the reason: “%(line)s”.")
            raise Invalid([Problem("requests", message, (("line", line),))])
        found[expert.strip()] = reason.strip()
    return found


@screen
def panel(request: HttpRequest, public_id: str) -> HttpResponse:
    """The panel: members and what they say, the conclusion, the proof of the draw."""
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, status: int = 200, **tried: Any) -> HttpResponse:
    by, version = actor(request), version_of("experts", public_id)
    found = find_panel(public_id, by)
    given: dict[int, list[ExpertOpinion]] = {}
    for one in opinions_of(found):
        given.setdefault(one.seat_id, []).append(one)
    stands = state_of(found)
    seats = [_seat(seat, given.get(seat.pk, [])) for seat in seats_of(found)]
    own = found.department_id
    open_ = stands is not PanelState.CONCLUDED
    context = {
        "panel": found,
        "version": version,
        "state": PANEL_NAMES[stands],
        "tone": TONES[stands],
        "ready": stands is PanelState.READY,
        "members": [row for row in seats if row["seat"].state == SeatState.SITTING],
        "others": [row for row in seats if row["seat"].state != SeatState.SITTING],
        "may_leave": open_ and GRANTS.may(by, ExpertPermission.DRAW, department=own),
        "may_record": open_ and GRANTS.may(by, ExpertPermission.RECORD, department=own),
        "may_conclude": GRANTS.may(by, ExpertPermission.CONCLUDE, department=own),
        "verdicts": list(VERDICT_NAMES.items()),
        "conclusion": _conclusion(found),
        **_proof(found),
        "act": "",
        "about": "",
        "words": "",
        "typed": {},
        **tried,
    }
    return show(request, "desk/experts/panel.html", "experts", context, status)


def _seat(seat: PanelSeat, given: list[ExpertOpinion]) -> dict[str, Any]:
    said = [
        {
            "opinion": one,
            "verdict": VERDICT_NAMES[Verdict(one.verdict)],
            "tone": VERDICT_TONES[Verdict(one.verdict)],
        }
        for one in given
    ]
    state = SeatState(seat.state)
    return {
        "seat": seat,
        "expert": seat.expert,
        "state": SEAT_NAMES[state],
        "tone": SEAT_TONES[state],
        "latest": said[-1] if said else None,
        "earlier": said[:-1],
        "given": len(said),
    }


def _conclusion(found: Panel) -> dict[str, Any] | None:
    if not is_concluded(found):
        return None
    names = {one["id"]: one["name"] for one in found.pool}
    made = found.conclusion
    return {
        "made": made,
        "outcome": OUTCOME_NAMES[Outcome(made.outcome)],
        "dissent": [
            (names[one["expert"]], VERDICT_NAMES[Verdict(one["verdict"])], one["text"])
            for one in made.dissent
        ],
    }


def _proof(found: Panel) -> dict[str, Any]:
    """Seed, order and exclusions as drawn, and what computing them again finds."""
    again, fields = recompute(found), field_names()
    names = {one["id"]: (one["name"], one["employer"]) for one in found.pool}
    return {
        "again": again,
        "order": [(place, expert, *names[expert]) for place, expert in enumerate(again.order, 1)],
        "exclusions": [
            (one["id"], *names[one["id"]], EXCLUSION_NAMES[ExclusionGround(one["ground"])], one["detail"])
            for one in found.exclusions
        ],
        "considered": len(found.pool),
        "call": found.call,
        "call_fields": [fields.get(code, code) for code in found.call["fields"]],
    }


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Somebody leaves, an opinion is given, the panel concludes."""
    by, sent = actor(request), request.POST
    expert, text = sent.get("expert", ""), sent.get("text", "")
    version = seen(request)

    def opinion() -> None:
        verdict = sent.get("verdict", "")
        if verdict not in set(Verdict):
            raise Invalid([Problem("verdict", gettext_noop("Choose what the expert says."))])
        give_opinion(
            panel=public_id,
            expert=expert,
            verdict=Verdict(verdict),
            text=text,
            by=by,
            version=version,
        )

    acts = {
        "opinion": opinion,
        "leave": lambda: decline(
            panel=public_id,
            expert=expert,
            reason=text,
            by=by,
            recused=sent.get("recused", "") == "yes",
            version=version,
        ),
        "conclude": lambda: conclude(panel=public_id, text=text, by=by, version=version),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))

    def page(words: Undone, status: int) -> HttpResponse:
        typed = {"text": text, "verdict": sent.get("verdict", ""), "recused": sent.get("recused", "")}
        return _page(request, public_id, status, act=name, about=expert, words=words, typed=typed)

    return tried(request, acts[name], page, "desk:panel", public_id)
