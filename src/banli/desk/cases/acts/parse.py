"""From the form of an act to the act itself: what was sent is parsed here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, QueryDict

from banli.cases import service as cases
from banli.cases.service import Case, later, materials_of, promises_of, spec_of
from banli.catalogue.service import derive, materials, paper_text
from banli.databanks.service import NotAnswering
from banli.desk.cases.file import file_of
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import blank, require
from banli.kernel.text import gettext_noop
from banli.licences import service as licences
from banli.screens.parameters import version_of, whole
from banli.screens.uploads import put_by


@dataclass(frozen=True)
class Sent:
    """What an officer sent: who, the case and version shown, the answers and files."""

    by: Actor
    case: Case
    version: int
    answers: QueryDict
    files: Any
    session: SessionBase
    key: str = ""

    @classmethod
    def of(cls, request: HttpRequest, by: Actor, case: Case) -> Sent:
        """What came with ``request``."""
        version = version_of(request)
        key = request.POST.get("key", "")
        return cls(by, case, version, request.POST, request.FILES, request.session, key)

    def lay_by(self, keys: Iterable[str]) -> list[Problem]:
        """Lay the files by that were sent for these materials, take out again what was marked; every fault."""
        return put_by(self.by, self.case.number, keys, self.session, self.answers, self.files)

    @property
    def who(self) -> dict[str, Any]:
        """Who acts, on which case, and what was seen of it."""
        return {"by": self.by, "number": self.case.number, "version": self.version}

    def text(self, name: str) -> str:
        """The answer of that name; '' where there is none, or nothing that could be seen.

        :raises Invalid: at the answer, where it could not be printed.
        """
        text = str(self.answers.get(name, ""))
        if blank(text):
            return ""
        require(text, name)
        return text

    def names(self, name: str) -> list[str]:
        """Names with a comma, a semicolon or a new line between them."""
        text = self.text(name)
        for mark in "、，;；\n":
            text = text.replace(mark, ",")
        return [one.strip() for one in text.split(",") if one.strip()]

    def day(self, name: str) -> date | None:
        """A day; None where there is none. Raises :class:`Invalid` for what is no day."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            message = gettext_noop("This is not a day: write it as 2022-10-17.")
            raise Invalid([Problem(name, message)]) from None

    def ticked(self, prefix: str, keys: Iterable[str]) -> list[str]:
        """Those of ``keys`` whose box was ticked."""
        return [key for key in keys if self.text(f"{prefix}.{key}")]

    def yes_or_no(self, name: str, message: str) -> bool:
        """A choice between two. Raises :class:`Invalid` with ``message`` where none was made."""
        if self.text(name) not in ("yes", "no"):
            raise Invalid([Problem(name, message)])
        return self.text(name) == "yes"

    def said(self, paper: str) -> dict[str, str]:
        """What was filled in for the item's ``paper``."""
        return {one.key: self.text(f"said.{one.key}") for one in paper_text(spec_of(self.case), paper).asks}


Handler = Callable[[Sent], object]


def points(sent: Sent) -> list[dict[str, str]]:
    """The crosses made while reading, each with its label and what is wrong."""
    labels = file_of(sent.case, spec_of(sent.case)).labels
    return [
        {"where": where, "label": label, "problem": sent.text(f"problem.{where}").strip()}
        for where, label in labels.items()
        if sent.text(f"mark.{where}") == "no"
    ]


def _review(sent: Sent) -> object:
    agrees = sent.yes_or_no("agrees", gettext_noop("Choose whether to grant or to refuse."))
    opinion = sent.text("opinion").strip()
    marks = [f"{point['label']}：{point['problem']}" for point in points(sent) if point["problem"]]
    text = "\n".join([opinion, *marks]) if opinion else ""
    return cases.review(**sent.who, agrees=agrees, opinion=text)


def _accept(sent: Sent) -> object:
    spec = spec_of(sent.case)
    needed = materials(spec, derive(spec, sent.case.form))
    may_come = [one.key for one in later(needed, {one.key for one in materials_of(sent.case)})]
    promised = {key: sent.day(f"until.{key}") for key in sent.ticked("later", may_come)}
    return cases.accept(**sent.who, promised=promised, declared=bool(sent.text("declared")))


def _finish_step(sent: Sent) -> object:
    agrees = sent.yes_or_no("agrees", gettext_noop("Choose the result of the step."))
    return cases.finish_step(
        **sent.who,
        step=sent.key,
        agrees=agrees,
        text=sent.text("text"),
        officers=sent.names("officers"),
        ticked=_list_ticked(sent),
    )


def _list_ticked(sent: Sent) -> list[str]:
    """The lines of the step's check list that were ticked."""
    step = next((one for one in spec_of(sent.case).steps if one.key == sent.key), None)
    return sent.ticked("tick", [point.key for point in step.checklist]) if step else []


def _enter(sent: Sent) -> object:
    keys = [one.key for one in spec_of(sent.case).form.fields if f"enter.{one.key}" in sent.answers]
    return cases.enter(**sent.who, values={key: sent.text(f"enter.{key}") for key in keys})


def _send_back(sent: Sent) -> object:
    keys = [step.key for step in spec_of(sent.case).steps]
    return cases.return_to_review(**sent.who, opinion=sent.text("opinion"), again=sent.ticked("again", keys))


def _supplement(sent: Sent) -> object:
    keys = [one.what for one in promises_of(sent.case)]
    if problems := sent.lay_by(keys):
        raise Invalid(problems)
    files = cases.laid_by(sent.session, sent.case.number, keys)
    done = cases.supplement(**sent.who, files=files, on_paper=sent.ticked("paper", keys))
    cases.clear(session=sent.session, number=sent.case.number)
    return done


def _withdraw(sent: Sent) -> object:
    return cases.withdraw(**sent.who, reason=sent.text("reason"))


def _give_up_hearing(sent: Sent) -> object:
    return cases.give_up_hearing(**sent.who, reason=sent.text("reason"))


def _answer(sent: Sent) -> object:
    try:
        return cases.answer(**sent.who)
    except NotAnswering as silent:
        raise Refused(
            gettext_noop(
                "%(why)s The application is accepted, and the platform asks again every minute. You may answer by"
                " hand from the databank’s own screen."
            ),
            why=str(silent),
        ) from None


def _answer_by_hand(sent: Sent) -> object:
    told = spec_of(sent.case).answer
    lines = [sent.text(f"line.{place}") for place in range(len(told.prints))] if told else []
    found = not sent.answers.get("nothing")
    return cases.answer_by_hand(**sent.who, rows=[lines] if found else [], found=found)


HANDLERS: dict[str, Handler] = {
    "accept": _accept,
    "ask_correction": lambda sent: cases.ask_correction(**sent.who, points=points(sent)),
    "refuse_acceptance": lambda sent: cases.refuse_acceptance(
        **sent.who,
        reasons=sent.text("reasons"),
        proper_organ=sent.text("proper_organ"),
        ground=sent.text("ground") or "not_ours",
    ),
    "find_not_required": lambda sent: cases.find_not_required(**sent.who, reasons=sent.text("reasons")),
    "decide_on_the_spot": lambda sent: cases.decide_on_the_spot(**sent.who, said=sent.said("granted")),
    "answer": _answer,
    "answer_by_hand": _answer_by_hand,
    "enter": _enter,
    "begin_step": lambda sent: cases.begin_step(**sent.who, step=sent.key),
    "finish_step": _finish_step,
    "supplement": _supplement,
    "keep_promise": lambda sent: cases.keep_promise(**sent.who, what=sent.key, note=sent.text("note")),
    "break_promise": lambda sent: cases.break_promise(**sent.who, what=sent.key, note=sent.text("note")),
    "pause": lambda sent: cases.pause(
        **sent.who,
        procedure=sent.text("procedure"),
        days=whole(sent.text("days").strip()) or 0,
        reason=sent.text("reason"),
        officers=sent.names("officers"),
    ),
    "resume": lambda sent: cases.resume(
        **sent.who, result=sent.text("result"), agrees=sent.text("agrees") != "no"
    ),
    "extend": lambda sent: cases.extend(
        **sent.who, days=whole(sent.text("days").strip()) or 0, reason=sent.text("reason")
    ),
    "review": _review,
    "return_to_review": _send_back,
    "tell_refusal": lambda sent: cases.tell_refusal(**sent.who, reasons=sent.text("reasons")),
    "state_views": lambda sent: cases.state_views(**sent.who, text=sent.text("text")),
    "ask_hearing": lambda sent: cases.ask_hearing(**sent.who, reason=sent.text("reason")),
    "waive_hearing": lambda sent: cases.waive_hearing(**sent.who, views=sent.text("text")),
    "give_up_hearing": _give_up_hearing,
    "call_off_hearing": _give_up_hearing,
    "call_hearing": lambda sent: cases.call_hearing(
        **sent.who,
        chair=sent.text("chair"),
        place=sent.text("place"),
        on=sent.day("on"),
        hour=sent.text("hour"),
        reason=sent.text("reason"),
    ),
    "hold_hearing": lambda sent: cases.hold_hearing(
        **sent.who, transcript=sent.text("transcript"), signed=sent.names("signed")
    ),
    "grant": lambda sent: cases.grant(
        **sent.who, opinion=sent.text("opinion").strip(), said=sent.said("granted")
    ),
    "refuse": lambda sent: cases.refuse(
        **sent.who,
        reasons=sent.text("reasons"),
        false_material=bool(sent.text("false_material")),
        answer=sent.text("answer"),
        said=sent.said("refused"),
    ),
    "forward": lambda sent: cases.forward(**sent.who, opinion=sent.text("opinion")),
    "retract": _withdraw,
    "withdraw": _withdraw,
    "terminate": lambda sent: cases.terminate(
        **sent.who, ground=sent.text("ground") or "unanswered", reason=sent.text("reason")
    ),
    "void": lambda sent: cases.void(**sent.who, reason=sent.text("reason")),
    "issue": lambda sent: licences.issue(**sent.who),
    "deliver": lambda sent: cases.deliver(
        **sent.who,
        way=sent.text("way"),
        receiver=sent.text("receiver"),
        place=sent.text("place"),
        post_number=sent.text("post_number"),
        witnesses=sent.names("witnesses"),
    ),
    "serve_notice": lambda sent: cases.serve_notice(
        **sent.who,
        way=sent.text("way"),
        on=sent.day("on"),
        receiver=sent.text("receiver"),
        place=sent.text("place"),
        post_number=sent.text("post_number"),
        witnesses=sent.names("witnesses"),
    ),
    "correct_service": lambda sent: cases.correct_service(
        **sent.who,
        because=sent.text("because"),
        way=sent.text("way"),
        on=sent.day("on"),
        receiver=sent.text("receiver"),
        place=sent.text("place"),
        post_number=sent.text("post_number"),
        witnesses=sent.names("witnesses"),
    ),
    "note_help": lambda sent: cases.note_help(**sent.who, how=sent.text("how")),
    "archive": lambda sent: cases.archive(**sent.who, note=sent.text("note")),
    "revoke": lambda sent: licences.revoke(
        **sent.who, ground=sent.text("ground"), reason=sent.text("reason")
    ),
}
"""Act to what does it; the acts with a page of their own stand there."""
