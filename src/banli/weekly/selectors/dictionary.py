"""The dictionary of the house: what the pack says, the departments, and what editors added."""

from __future__ import annotations

from banli.people.service import departments
from banli.weekly.models import Frame, Word
from banli.weekly.rules.periods import Span
from banli.weekly.rules.register import Register, organisations, register
from banli.weekly.states import Entered


def own_words() -> list[Word]:
    """The entries editors added, without those that were struck off."""
    return list(Word.objects.filter(struck_by=""))


def pack_words() -> dict[Entered, list[tuple[str, str]]]:
    """What the pack says by kind: each entry, and how it is often written wrongly; nothing before one was loaded."""
    frame = Frame.objects.filter(kind=Span.WEEK).order_by("-id").first()
    if frame is None:
        return {kind: [] for kind in Entered}
    return {
        Entered.NAME: [(one, "") for one in frame.organisations],
        Entered.POST: [(one, "") for one in frame.posts],
        Entered.LAW: [(one, "") for one in frame.laws],
        Entered.PHRASE: [(one, "") for one in frame.phrases],
        Entered.TERM: [(right, wrong) for wrong, right in frame.terms.items()],
    }


def register_of(frame: Frame) -> Register:
    """Everything the checker knows."""
    own: dict[str, list[Word]] = {}
    for one in own_words():
        own.setdefault(one.kind, []).append(one)

    def added(kind: Entered) -> list[str]:
        return [one.text for one in own.get(kind.value, ())]

    rows = [(one.name, one.short_name) for one in departments()]
    names = [*organisations(rows), *frame.organisations]
    terms = frame.terms | {one.wrong: one.text for one in own.get(Entered.TERM.value, ())}
    words = [*frame.posts, *frame.phrases, *added(Entered.NAME), *added(Entered.POST), *added(Entered.PHRASE)]
    laws = [*frame.laws, *added(Entered.LAW)]
    return register([*names, *added(Entered.NAME)], laws, terms, words)


def completions(frame: Frame) -> list[str]:
    """What is offered while somebody types, each once: names, posts, titles of laws in 《》, phrases, right terms."""
    known = register_of(frame)
    titles = [f"《{one}》" for one in known.laws]
    return sorted({*known.names, *known.words, *titles, *known.terms.values()})
