"""Worked cases with ``acts``: carried through the real acts, the clock held at each moment, and compared.

What an act takes is what the act of that name takes (``banli.cases.service``, ``banli.licences.service``), without
``by``, ``number`` and ``version``. Days are ISO text. ``$first.number`` and ``$first.certificate`` stand for what the
case ``first`` has by then. :data:`ACTS` is the closed list of names; another business adds its acts there.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from banli.cases import service as cases
from banli.catalogue.service import ActLine, Document, Example, Fault, ItemSpec, current, read_examples
from banli.files.service import StoredFile, store
from banli.kernel.actors import SYSTEM, VISITOR, Actor
from banli.kernel.errors import BanliError, Invalid
from banli.kernel.text import gettext_noop
from banli.licences import service as licences
from banli.province.worked.own_procedure import OWN_ACTS
from banli.province.worked.player import Player, at, sample
from banli.worktime.service import iso

Who = Callable[[str, str, ItemSpec], Actor]
"""From a role (``reviewer``, ``reviewer2``), a department and the item to the person who acts."""
RULE = "worked-acts"
REFERENCE = re.compile(r"\$([a-z][a-z0-9_]*)\.(number|certificate)")
TAKES = gettext_noop("“%(act)s” does not take this: %(why)s")
DAYS = frozenset({"on"})
"""Arguments that are days."""


class NotPlayed(Exception):
    """A line does not come out as it says; ``message`` and ``told`` say why."""

    def __init__(self, message: str, **told: Any) -> None:
        super().__init__(message)
        self.message, self.told = message, told


@dataclass
class Scene:
    """The cases of one worked case while it is played."""

    item: str
    example: Example
    player: Player
    who: Who
    numbers: dict[str, str] = field(default_factory=dict)

    def actor(self, line: ActLine) -> Actor:
        """Who acts in ``line``."""
        department, _colon, role = line.by.rpartition(":")
        if role == "platform":
            return SYSTEM
        if role == "applicant":
            return Actor(name="", roles=VISITOR.roles, session=frozenset(self.numbers.values()))
        spec = current(self.item).spec
        return self.who(role, department or spec.department, spec)

    def number(self, label: str) -> str:
        """The number of the case called ``label``, without looking at it: who looks settles silence."""
        if label not in self.numbers:
            raise NotPlayed(
                gettext_noop("there is no case “%(name)s” yet; begin it with “apply”"), name=label
            )
        return self.numbers[label]

    def case(self, label: str) -> cases.Case:
        """The case called ``label``."""
        return cases.find(self.number(label), SYSTEM)

    def certificate(self, label: str) -> licences.Certificate | None:
        """The certificate of the case called ``label``."""
        return licences.of_case(self.case(label))

    def told(self, value: Any) -> Any:
        """``value`` with every reference replaced by what it stands for."""
        if isinstance(value, str):
            return REFERENCE.sub(self._reference, value)
        if isinstance(value, Mapping):
            return {key: self.told(one) for key, one in value.items()}
        return [self.told(one) for one in value] if isinstance(value, list) else value

    def _reference(self, found: re.Match[str]) -> str:
        if found[2] == "number":
            return self.case(found[1]).number
        certificate = self.certificate(found[1])
        if certificate is None:
            raise NotPlayed(gettext_noop("the case “%(name)s” has no certificate yet"), name=found[1])
        return certificate.number


def apply(
    scene: Scene,
    by: Actor,
    label: str,
    form: Mapping[str, Any] | None = None,
    example: str = "",
    item: str = "",
) -> None:
    """Hand in: at the window where a clerk does it, else online. ``form`` changes answers of the worked case, or of
    the one called ``example`` (of another ``item``)."""
    slug = item or scene.item
    base = scene.player.form(slug, example) if example else scene.example.form
    filled = {**base, **(form or {})}
    if by.window:
        scene.numbers[label] = scene.player.at_window(slug, filled, by).number
    else:
        scene.numbers[label] = scene.player.apply(slug, filled, by).number


def resubmit(
    scene: Scene, by: Actor, label: str, form: Mapping[str, Any] | None = None, files: list[str] | None = None
) -> None:
    """Answer a correction: ``form`` holds the changed answers, ``files`` the keys of materials handed in anew."""
    case = scene.case(label)
    filled = {**case.form, **(form or {})}
    cases.resubmit(by=by, number=case.number, form=filled, files=_files(by, files or []))


def correct_on_the_spot(scene: Scene, by: Actor, label: str, form: Mapping[str, Any]) -> None:
    """Mend answers at the window."""
    case = scene.case(label)
    cases.correct_on_the_spot(by=by, number=case.number, form={**case.form, **form})


def supplement(
    scene: Scene, by: Actor, label: str, files: list[str] | None = None, on_paper: list[str] | None = None
) -> None:
    """Bring promised materials by their keys."""
    number = scene.case(label).number
    cases.supplement(by=by, number=number, files=_files(by, files or []), on_paper=on_paper or [])


def accept(
    scene: Scene, by: Actor, label: str, promised: Mapping[str, str] | None = None, declared: bool = False
) -> None:
    """Accept, with materials promised for later (their day, or '' for the last one allowed)."""
    days = {key: date.fromisoformat(day) if day else None for key, day in (promised or {}).items()}
    cases.accept(by=by, number=scene.case(label).number, promised=days, declared=declared)


def _number(scene: Scene, label: str) -> str:
    """The number of the certificate of the case called ``label``."""
    certificate = scene.certificate(label)
    if certificate is None:
        raise NotPlayed(gettext_noop("the case “%(name)s” has no certificate yet"), name=label)
    return certificate.number


def end(scene: Scene, by: Actor, label: str, target: str, ground: str, reason: str = "") -> None:
    """Revoke, withdraw or cancel the certificate of the case. A ground in words is another case laid down by law."""
    status = licences.Status(target)
    known = ground in licences.grounds_for(status)
    told, facts = (ground, reason) if known else ("other_by_law", ground)
    licences.end(by=by, number=_number(scene, label), target=status, ground=told, reason=facts)


def suspend(scene: Scene, by: Actor, label: str, ground: str, reason: str, until: str) -> None:
    """Suspend the certificate of the case."""
    last = date.fromisoformat(until)
    licences.suspend(by=by, number=_number(scene, label), ground=ground, reason=reason, until=last)


def restore(scene: Scene, by: Actor, label: str, reason: str) -> None:
    """Give the certificate of the case back."""
    licences.restore(by=by, number=_number(scene, label), reason=reason)


def validate(scene: Scene, by: Actor, label: str, result: str, months: int = 0, note: str = "") -> None:
    """Validate the certificate of the case (校验)."""
    licences.validate(by=by, number=_number(scene, label), result=result, months=months, note=note)


def settle(_scene: Scene, by: Actor, _label: str) -> None:
    """Write down what follows from the days of certificates."""
    licences.settle(by=by)


def settle_ended_items(_scene: Scene, by: Actor, _label: str) -> None:
    """Do with open cases of ended items what their retirement says."""
    cases.settle_ended_items(by=by)


def nothing(_scene: Scene, _by: Actor, _label: str) -> None:
    """Let time pass: what is expected may look at the case without an act."""


def _files(by: Actor, keys: list[str]) -> list[tuple[str, StoredFile]]:
    return [(key, store(by=by, name=f"{key}.pdf", content=sample(key))) for key in keys]


def _plain(act: Callable[..., Any]) -> Callable[..., Any]:
    """An act of the cases as the runner calls it: the case's number comes from the scene."""
    own = inspect.signature(act).parameters
    kept = [one for name, one in own.items() if name not in {"by", "number", "version"}]

    def played(scene: Scene, by: Actor, label: str, **told: Any) -> None:
        days = {key: date.fromisoformat(told[key]) for key in DAYS & told.keys()}
        act(by=by, number=scene.number(label), **{**told, **days})

    first = list(inspect.signature(nothing).parameters.values())
    played.__signature__ = inspect.Signature([*first, *kept])  # type: ignore[attr-defined]
    return played


PLAIN = (
    *(
        cases.ask_correction,
        cases.serve_notice,
        cases.refuse_acceptance,
        cases.find_not_required,
        cases.deem_accepted,
    ),
    *(cases.decide_on_the_spot, cases.deliver, cases.archive, cases.begin_step, cases.finish_step),
    cases.enter,
    cases.enter_channel,
    *(cases.pause, cases.resume, cases.extend, cases.review, cases.return_to_review, cases.tell_refusal),
    *(cases.state_views, cases.ask_hearing, cases.waive_hearing, cases.give_up_hearing),
    *(cases.call_hearing, cases.hold_hearing, cases.keep_promise),
    *(cases.break_promise, cases.grant, cases.refuse, cases.forward, cases.terminate, cases.void),
    *(cases.withdraw, licences.issue, licences.revoke),
    *(cases.answer, cases.answer_by_hand, cases.await_answer),
)
OWN = (
    *(apply, resubmit, correct_on_the_spot, supplement, accept, settle_ended_items, nothing),
    *(end, suspend, restore, validate, settle),
)
ACTS: dict[str, Callable[..., Any]] = {
    **{act.__name__: _plain(act) for act in PLAIN},
    **{act.__name__: act for act in OWN},
    **OWN_ACTS,
}
"""Every act a worked case may name."""


def play(document: Document, scene: Scene) -> list[Fault]:
    """Play the case to its end and compare; the faults, each with its line. The first faulty act ends the play."""
    for place, line in enumerate(scene.example.acts):
        try:
            _act(scene, line)
        except NotPlayed as wrong:
            return [document.fault(("acts", place), RULE, wrong.message, **wrong.told)]
    return list(compared(document, scene))


def _act(scene: Scene, line: ActLine) -> None:
    """Play one line."""
    act = _bound(scene, line)
    try:
        with at(line.at):
            act(scene, scene.actor(line), line.of, **scene.told(line.takes))
    except ValueError as error:
        raise NotPlayed(TAKES, act=line.do, why=str(error)) from None
    except BanliError as error:
        why = said(error)
        if line.refused and line.refused in why:
            return
        raise NotPlayed(gettext_noop("“%(act)s” was refused: %(why)s"), act=line.do, why=why) from None
    if line.refused:
        raise NotPlayed(gettext_noop("“%(act)s” should be refused, but it was done"), act=line.do)


def _bound(scene: Scene, line: ActLine) -> Callable[..., Any]:
    """The act of a line that can take what the line gives it."""
    act = ACTS.get(line.do)
    if act is None:
        known = ", ".join(sorted(ACTS))
        message = gettext_noop("there is no act “%(act)s”; there are: %(known)s")
        raise NotPlayed(message, act=line.do, known=known)
    try:
        inspect.signature(act).bind(scene, None, line.of, **line.takes)
    except TypeError as error:
        raise NotPlayed(TAKES, act=line.do, why=str(error)) from None
    return act


def said(error: BanliError) -> str:
    """The message with every problem at its place."""
    problems = error.problems if isinstance(error, Invalid) else []
    return " ".join([str(error), *(f"[{problem.where}] {problem}" for problem in problems)])


def compared(document: Document, scene: Scene) -> Iterator[Fault]:
    """A fault for everything expected of the acts that did not come."""
    expected = scene.example.expect
    found = _found(scene) if scene.example.after_acts else {}
    for what in sorted(scene.example.after_acts):
        wanted = getattr(expected, what)
        if what == "certificate_number" and re.fullmatch(str(wanted), found[what] or ""):
            continue
        if found[what] != wanted:
            message = gettext_noop("the worked case expects %(what)s to be %(expected)s, but it is %(found)s")
            yield document.fault(
                ("expect", what), RULE, message, what=what, expected=wanted, found=found[what]
            )


def _found(scene: Scene) -> dict[str, Any]:
    case, certificate = scene.case("it"), scene.certificate("it")
    decided = cases.decision(case)
    # Whatever is handed over leaves the proof of it: no worked case needs to say so.
    papers = [notice.kind for notice in cases.notices(case) if notice.kind != "delivery"]
    papers += [("granted" if decided.granted else "refused")] if decided else []
    papers += ["certificate"] if certificate else []
    answer = cases.answer_of(case)
    papers += ["answer"] if answer else []
    others = {label: scene.certificate(label) for label in scene.example.expect.standing}
    return {
        "events": tuple(event.name for event in cases.timeline(case)),
        "state": case.state,
        "result": case.result,
        "due_on": case.due_on and iso(case.due_on),
        "statutory_due_on": case.statutory_due_on and iso(case.statutory_due_on),
        "papers": tuple(papers),
        "certificate_number": certificate and certificate.number,
        "answer": answer and tuple(tuple(row) for row in answer.rows),
        "term": certificate and (certificate.valid_from.isoformat(), _iso(certificate.valid_to)),
        "standing": {label: one.status if one else "none" for label, one in others.items()},
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def play_file(pack: Path, item: str, name: str, who: Who) -> list[Fault]:
    """Play the worked case ``name`` of ``item``, whose items are published already."""
    for document, example, wrong in read_examples(pack / "items" / item):
        if Path(document.file).stem == name:
            scene = Scene(item, example, Player(pack), who) if example else None
            return play(document, scene) if scene and not wrong else wrong
    raise FileNotFoundError(name)
