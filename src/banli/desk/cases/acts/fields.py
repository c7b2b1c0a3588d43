"""What the acts of the desk ask for, where it follows from the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.cases.service import (
    HELP_NAMES,
    Facts,
    allowance,
    awaited,
    enterable,
    has_declared,
    held,
    later,
    may_warn,
    open_endings,
    open_procedures,
    open_refusals,
    redoable,
)
from banli.cases.states import DELIVERY_WAYS, REVOCATIONS, SERVED_AT_DESK
from banli.catalogue.service import SPECIAL_KINDS, ItemSpec, Step, materials, measure, paper_text
from banli.catalogue.service import Field as FormField
from banli.desk.cases.acts.offer import Field
from banli.desk.cases.timeline import WAYS
from banli.screens.item_form import as_text
from banli.screens.words_by_kind import act_words


def procedures_of(spec: ItemSpec) -> tuple[tuple[str, Any], ...]:
    """The special procedures the item allows, by key, in the reader's words; a hearing has acts of its own."""
    own = {one.key: one.name for one in spec.special_procedures}
    return tuple((key, own.get(key, SPECIAL_KINDS[one.kind])) for key, one in open_procedures(spec))


def _officers(help_text: str) -> Field:
    return Field("officers", _("Officers"), "text", help_text)


def pause(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Which procedure, why, and by whom."""
    return (
        Field("procedure", _("Which procedure"), "choice", options=procedures_of(facts.spec)),
        Field("days", _("Working days it will take, as the applicant is told (art. 45)"), "number"),
        Field("reason", _("Reason, as the applicant will read it")),
        _officers(_("For an inspection two or more names, with a comma between them.")),
    )


def resume(facts: Facts, _key: str) -> tuple[Field, ...]:
    """The result; with yes or no where the procedure is a step of the review."""
    result = Field("result", _("Result of the procedure"), where="opinion")
    special = facts.case.paused_for
    if not any(step.special == special for step in facts.spec.steps):
        return (result,)
    agrees = Field(
        "agrees", _("Result of the step"), "agree", yes=_("In order"), no=_("Not in order"), value="yes"
    )
    return (agrees, result)


def accept(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Each material that may come later with its day, and the declaration where the item has one."""
    asked: list[Field] = []
    for one in later(materials(facts.spec, facts.derived), facts.handed_in):
        where = f"material.{one.key}"
        label = _("“%(name)s” is promised for later") % {"name": one.name}
        asked.append(Field(f"later.{one.key}", label, "check", where=where))
        asked.append(Field(f"until.{one.key}", _("until (the last day allowed where left empty)"), "date"))
    if facts.spec.commitment is not None:
        value = "on" if has_declared(facts.case) else ""
        label = _("The applicant declares: %(text)s") % {"text": facts.spec.commitment.text}
        asked.append(Field("declared", label, "check", value=value))
    return tuple(asked)


def answer_by_hand(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Each line that the item prints; or that nothing is found."""
    told = facts.spec.answer
    if told is None:
        return ()
    lines = [Field(f"line.{place}", one.label, "text") for place, one in enumerate(told.prints)]
    return (*lines, Field("nothing", _("Nothing is found in the databank"), "check"))


def note_help(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Whether somebody helped the applicant along, or did it in the applicant's place."""
    kinds = (("", _("Choose")), *((str(kind), name) for kind, name in HELP_NAMES.items()))
    return (Field("how", _("How the applicant was helped"), "choice", options=kinds, where="help"),)


def step_of(facts: Facts, key: str) -> Step | None:
    """The step of that key."""
    return next((step for step in facts.spec.steps if step.key == key), None)


def step_name(facts: Facts, key: str) -> Any:
    """What a step is called."""
    step = step_of(facts, key)
    return step.name if step else ""


def finish_step(facts: Facts, key: str) -> tuple[Field, ...]:
    """Yes or no, what was found, and the officers where substance is checked."""
    step = step_of(facts, key)
    asked = [
        Field("agrees", _("Result of the step"), "agree", yes=_("In order"), no=_("Not in order")),
        Field("text", pgettext("step", "What was found"), where="opinion"),
    ]
    if step is not None:
        asked += [
            Field(f"tick.{one.key}", one.label, "check", where="ticked" if one is step.checklist[0] else "")
            for one in step.checklist
        ]
    if step is not None and (step.staff > 1 or step.kind in ("site_visit", "technical_assessment")):
        asked.append(
            _officers(
                _("At least %(n)d names, with a comma between them (art. 34).") % {"n": max(2, step.staff)}
            )
        )
    return tuple(asked)


def enter(facts: Facts, _key: str) -> tuple[Field, ...]:
    """What the office enters in this case, with what stands there."""
    return tuple(
        Field(
            f"enter.{one.key}",
            one.label,
            ENTRIES.get(one.type, "text"),
            help=one.help or one.pattern_hint or "",
            value=as_text(facts.case.form.get(one.key)),
            options=_answers(one),
            where=one.key,
        )
        for one in enterable(facts.spec, facts.derived, facts.case.state)
    )


def all_entered(facts: Facts, _key: str) -> bool:
    """True where nothing is left to enter."""
    return all(one.key in facts.derived for one in enterable(facts.spec, facts.derived, facts.case.state))


def _answers(field: FormField) -> tuple[tuple[str, Any], ...]:
    """The answers offered, with room to leave it open."""
    if field.type == "yes_no":
        return (("", "—"), ("true", _("Yes")), ("false", _("No")))
    return (("", "—"), *((option.value, option.label) for option in field.options))


ENTRIES = {"choice": "choice", "yes_no": "choice", "date": "date", "long_text": "long"}
"""How a field of the form is drawn in an act; all others are typed as text."""


def promise_name(facts: Facts, what: str) -> Any:
    """What a promised material is called, or the declaration."""
    names = {one.key: one.name for one in facts.spec.materials}
    return names.get(what, _("Declaration"))


def supplement(facts: Facts, _key: str) -> tuple[Field, ...]:
    """For each promised material that has not come: on paper, or a scan."""
    asked: list[Field] = []
    for one in awaited(facts):
        name = promise_name(facts, one)
        asked.append(Field(f"paper.{one}", name, "file", where=f"material.{one}"))
    return tuple(asked)


def extend(facts: Facts, _key: str) -> tuple[Field, ...]:
    """How many days, within what the law allows for this item, and why."""
    allowed = allowance(facts.spec)
    unit = facts.case.limits.get("statutory", {}).get("unit", "working")
    label = _("Days, 1 to %(most)d") if unit == "calendar" else _("Working days, 1 to %(most)d")
    return (
        Field("days", label % {"most": allowed.days}, "number"),
        Field("reason", _("Reason, as the applicant will read it")),
    )


def call_hearing(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Who chairs, where, when and why; by when it is to be held where it was asked for."""
    by = next(
        (face.due for face in facts.running.faces if face.key == "hearing" and face.done_on is None), None
    )
    earliest = _("Seven working days from today or later (art. 48).")
    due = _("It is to be held by %(day)s (art. 47); later than that it is held all the same.") % {"day": by}
    return (
        Field("chair", _("Who chairs it"), "text", _("Somebody who did not examine the case (art. 48).")),
        Field("place", _("Where"), "text"),
        Field("on", _("On which day"), "date", f"{earliest}{due}" if by else earliest),
        Field("hour", _("At which hour"), "text", _("As 9:30.")),
        Field("reason", _("Reason, as the applicant will read it")),
    )


def hold_hearing(_facts: Facts, _key: str) -> tuple[Field, ...]:
    """The record and who signed it."""
    return (
        Field("transcript", _("Record of the hearing")),
        Field("signed", _("Who signed the record"), "text", _("Names, with a comma between them.")),
    )


def review(facts: Facts, _key: str) -> tuple[Field, ...]:
    """What is proposed, in the words of the item's kind, and why."""
    grant, refuse = act_words("grant", facts.spec.kind)[0], act_words("refuse", facts.spec.kind)[0]
    return (
        Field("agrees", _("Proposal"), "agree", yes=grant or "", no=refuse or ""),
        Field("opinion", _("Opinion"), help=_("What you marked while reading is added below it.")),
    )


KINDS = {"long_text": "long", "number": "text", "integer": "text", "date": "date", "choice": "choice"}
"""Type of a field that a paper asks -> how the desk asks it; every other is one line of text."""


def filled_in(facts: Facts, paper: str) -> tuple[Field, ...]:
    """What the item's paper asks the officer to fill in; what the applicant said of the same comes along."""
    return tuple(
        Field(
            f"said.{one.key}",
            f"{one.label}（{measure(one.unit)}）" if one.unit else one.label,
            KINDS.get(one.type, "text"),
            one.help or one.pattern_hint or "",
            value=str(facts.derived.get(one.key, "")),
            options=tuple((option.value, option.label) for option in one.options),
        )
        for one in paper_text(facts.spec, paper).asks
    )


def decide(facts: Facts, _key: str) -> tuple[Field, ...]:
    """What the decision's paper asks, and an opinion; after a hearing it must rest on the hearing's record."""
    asked = filled_in(facts, "granted")
    if held(facts):
        return (*asked, Field("opinion", _("How the decision rests on the hearing's record (art. 48)")))
    return (*asked, Field("opinion", _("Opinion"), help=_("May stay empty.")))


def refuse(facts: Facts, _key: str) -> tuple[Field, ...]:
    """Reasons; those that were told come along. Where to turn follows from the item's law."""
    told = str(facts.told.body.get("reasons", "")) if facts.told else ""
    help_text = _("Say how they rest on the hearing's record (art. 48).") if held(facts) else ""
    asked = (
        Field("reasons", _("Reasons and articles"), help=help_text, value=told, where="opinion|reasons"),
        *filled_in(facts, "refused"),
    )
    if facts.stated:
        asked += (Field("answer", _("Why what the applicant stated does not hold (art. 7)")),)
    if not may_warn(facts.spec):
        return asked
    barred = (
        _("Facts were concealed or false material was handed in: warned, and barred for one year (art. 78)")
        if facts.spec.public_safety
        else _("Facts were concealed or false material was handed in: warned (art. 78)")
    )
    return (*asked, Field("false_material", barred, "check"))


def deliver(facts: Facts, _key: str) -> tuple[Field, ...]:
    """How it was served, and what each way must leave behind."""
    return (
        Field("way", _("How"), "choice", options=tuple((one, WAYS[one]) for one in DELIVERY_WAYS)),
        Field("receiver", _("Who took it"), "text", _("The applicant, where nobody is named.")),
        Field("place", _("Where"), "text", _("Needed where it was left behind or published.")),
        Field("post_number", _("Number of the letter"), "text", _("Needed for post.")),
        Field(
            "witnesses",
            _("Witnesses"),
            "text",
            _("Needed where it was left behind; names with a comma between them."),
        ),
    )


def serve_notice(facts: Facts, key: str) -> tuple[Field, ...]:
    """How and when the notice was served, and what each way must leave behind."""
    ways = tuple((one, WAYS[one]) for one in SERVED_AT_DESK if one != "email" or facts.case.electronic)
    place = _("Needed where it was left behind, published or sent by e-mail.")
    way, receiver, where, *rest = deliver(facts, key)
    return (
        replace(way, options=ways),
        Field(
            "on",
            _("Day of service"),
            "date",
            _("Today where left empty; of a publication its day."),
            where="on",
        ),
        receiver,
        replace(where, help=place),
        *rest,
    )


def correct_service(facts: Facts, key: str) -> tuple[Field, ...]:
    """How and when it was served in truth, and why the record is corrected."""
    way, day, *rest = serve_notice(facts, key)
    right = replace(day, help=_("The day that is right; of a publication its day."))
    return (way, right, *rest, Field("because", _("Why the record is corrected")))


def send_back(facts: Facts, _key: str) -> tuple[Field, ...]:
    """What is missing, and which finished steps are to be done again."""
    names = {step.key: step.name for step in facts.spec.steps}
    again = redoable(facts.done)
    asked = [Field("opinion", _("What is missing"))]
    asked += [
        Field(f"again.{key}", _("Do again: %(step)s") % {"step": names[key]}, "check", where="steps")
        for key in again
    ]
    return tuple(asked)


def revoke(_facts: Facts, _key: str) -> tuple[Field, ...]:
    """On which ground of law, and on which facts."""
    options = tuple((key, f"{one.words}（{one.article}）") for key, one in REVOCATIONS.items())
    return (
        Field("ground", _("Ground in law"), "choice", options=options),
        Field("reason", _("The facts it rests on")),
    )


def refuse_acceptance(facts: Facts, _key: str) -> tuple[Field, ...]:
    """On which ground, why, and where to turn."""
    options = tuple((key, f"{one.words}（{one.basis}）") for key, one in open_refusals(facts).items())
    organ = Field(
        "proper_organ", _("The organ to turn to"), "text", _("Where it is not within our competence.")
    )
    asked = (Field("ground", _("Ground in law"), "choice", options=options), Field("reasons", _("Reasons")))
    return (*asked, organ) if any(key == "not_ours" for key, _words in options) else asked


def terminate(facts: Facts, _key: str) -> tuple[Field, ...]:
    """On which ground, and why."""
    options = tuple((key, f"{one.words}（{one.basis}）") for key, one in open_endings(facts).items())
    return (
        Field("ground", _("Ground in law"), "choice", options=options),
        Field("reason", _("Reason, as the applicant will read it")),
    )
