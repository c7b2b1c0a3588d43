"""Drawing a panel."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from banli.experts.models import Expert, ExpertField, Panel, PanelSeat
from banli.experts.permissions import GRANTS, ExpertPermission
from banli.experts.rules.draw import Call, Candidate, Drawn, draw, proof, told
from banli.experts.rules.records import PanelRecord
from banli.experts.selectors import TOPIC, candidates, panels_of, states_of
from banli.experts.states import DRAW, PanelState, SeatState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take
from banli.people.service import department


@transaction.atomic
def draw_panel(
    *,
    record: PanelRecord,
    seed: bytes,
    seed_source: str,
    by: Actor,
    requests: Mapping[str, str] | None = None,
) -> Panel:
    """Draw the panel that ``record`` calls for; the same public id a second time is the same panel.

    :param seed: at least 16 bytes that nobody chose, such as the digest of the subject's latest event.
    :param seed_source: where the seed came from, in words.
    :param requests: experts who asked to be left out, with their reason.
    :raises Refused: where a panel is at work on the subject, or too few experts may be drawn (with the numbers).
    """
    GRANTS.require(by, ExpertPermission.DRAW, department=record.department)
    department(record.department)
    # The number's row is held until the end: two draws at once wait for each other, and the second sees the first.
    year = clock.today().year
    number = f"ZJZ-{year}-{take(f'experts:panel:{year}'):04d}"
    again = Panel.objects.filter(public_id=record.public_id).first() if record.public_id else None
    if again:
        return again
    _check(record)
    asked = Call(
        fields=tuple(sorted(set(record.fields))),
        wanted=record.wanted,
        stand_ins=record.stand_ins,
        organisations=tuple(record.organisations),
        persons=tuple(record.persons),
        apart=record.apart,
    )
    pool = _asked(
        candidates(asked.fields, record.topic, [record.subject, *record.predecessors]), requests or {}
    )
    drawn = draw(seed, asked, pool)
    return _write(record, number, asked, pool, drawn, seed, seed_source, by)


def _check(record: PanelRecord) -> None:
    known = set(ExpertField.objects.filter(code__in=record.fields).values_list("code", flat=True))
    problems = [
        Problem("fields", gettext_noop("“%(field)s” is no field of expertise."), (("field", code),))
        for code in record.fields
        if code not in known
    ]
    if problems:
        raise Invalid(problems)
    panels = panels_of(record.topic, record.subject)
    states = states_of(panels)
    for panel in panels:
        if states[panel.pk] in (PanelState.WAITING, PanelState.READY):
            raise Refused(
                gettext_noop("Panel %(panel)s is at work on this: it concludes first."), panel=panel.public_id
            )


def _asked(pool: list[Candidate], requests: Mapping[str, str]) -> list[Candidate]:
    """``pool`` with the wishes to be left out; each must be of an expert of the field and have a reason."""
    problems = [
        Problem(
            "requests",
            gettext_noop("“%(expert)s” is no expert of these fields, or gave no reason."),
            (("expert", key),),
        )
        for key, reason in requests.items()
        if key not in {one.id for one in pool} or not reason.strip()
    ]
    if problems:
        raise Invalid(problems)
    return [
        Candidate(**{**one.__dict__, "request": requests[one.id].strip()}) if one.id in requests else one
        for one in pool
    ]


def _write(
    record: PanelRecord,
    number: str,
    asked: Call,
    pool: list[Candidate],
    drawn: Drawn,
    seed: bytes,
    seed_source: str,
    by: Actor,
) -> Panel:
    panel = Panel(
        public_id=record.public_id or number,
        topic=record.topic,
        subject=record.subject,
        department_id=record.department,
        wanted=record.wanted,
        call=told(asked),
        predecessors=record.predecessors,
        seed=seed.hex(),
        seed_source=seed_source,
        pool=[told(one) for one in pool],
        exclusions=[told(one) for one in drawn.exclusions],
        proof=proof(seed, asked, pool, drawn),
        drawn_by_id=by.id,
        recorded_at=clock.now(),
    )
    panel.save(force_insert=True)
    _seat(panel, drawn)
    _note(panel, drawn, by)
    return panel


def _seat(panel: Panel, drawn: Drawn) -> None:
    """The seats in drawn order."""
    order = (*drawn.sitting, *drawn.stand_ins)
    ids = dict(Expert.objects.filter(public_id__in=order).values_list("public_id", "id"))
    PanelSeat.objects.bulk_create(
        PanelSeat(
            panel=panel,
            expert_id=ids[expert],
            place=place,
            state=str(SeatState.SITTING if expert in drawn.sitting else SeatState.STANDBY),
        )
        for place, expert in enumerate(order, 1)
    )


def _note(panel: Panel, drawn: Drawn, by: Actor) -> None:
    append(
        topic=TOPIC,
        subject=panel.public_id,
        name=DRAW.event,
        by=by,
        scope=panel.department_id,
        body={
            "of": f"{panel.topic}/{panel.subject}",
            "seed": panel.seed,
            "considered": drawn.considered,
            "excluded": len(drawn.exclusions),
            "sitting": list(drawn.sitting),
            "stand_ins": list(drawn.stand_ins),
            "proof": panel.proof,
        },
    )
