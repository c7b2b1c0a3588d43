"""When the acts of a penalty may be done (行政处罚法): each rule raises the refusal that page and act both show."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from banli.catalogue.rules import Breach
from banli.enforcement.rules import clocks
from banli.enforcement.rules.act import Taken
from banli.enforcement.rules.known import Kept, Known, day_in, every, has, has_since, last, since
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import iso

PROPOSALS = ("weigh_defence", "conclude_investigation")
"""Acts that say which penalty is proposed; the latest counts."""
INVESTIGATING = ("record_evidence", "conclude_investigation")
"""Who does one of these investigates."""
HEAVY = ("suspension", "revocation", "closure", "restriction")
"""Penalties beside fine and confiscation that open a hearing (63(1)3 to 5)."""
ON_THE_SPOT = {True: Decimal(200), False: Decimal(3000)}
"""The largest fine decided on the spot: persons, organisations (51)."""
HEARING_OVER = ("end_penalty_hearing", "withdraw_penalty_hearing")
"""After one of these a hearing that was asked for is not held."""
LONGER = 30
DAILY = Decimal("0.03")
"""Added for each day of delay, up to the fine itself (72(1)1)."""


def proposal(known: Known) -> dict[str, Any]:
    """What is proposed now: the conclusion of the investigation, with the sums as weighing the defence left them."""
    concluded = last(known, "conclude_investigation")
    found = dict(concluded.content) if concluded else {}
    weighed = last(known, "weigh_defence")
    if weighed and concluded and weighed in since(known, "conclude_investigation"):
        found |= {key: weighed.content[key] for key in ("fine",) if weighed.content.get(key) is not None}
    return found


def breach_of(known: Known, key: str) -> Breach | None:
    """The breach of the item called ``key``."""
    own = known.spec.enforcement
    return next((one for one in own.breaches if one.key == key), None) if own else None


def may_be_heard(known: Known) -> bool:
    """True where the proposed penalty opens a hearing (63)."""
    asked, own = proposal(known), known.spec.enforcement
    if asked.get("other") in HEAVY:
        return True
    if own is None or own.hearing_from is None:
        return False
    least = own.hearing_from.person if known.is_person else own.hearing_from.organisation
    sums = [Decimal(asked.get(name) or 0) for name in ("fine", "gains", "goods_value")]
    return any(one >= least for one in sums)


def must_be_discussed(known: Known) -> bool:
    """True where the leaders decide together: a heavy penalty, or a case that was heard (57(2))."""
    asked, own = proposal(known), known.spec.enforcement
    sums = sum((Decimal(asked.get(name) or 0) for name in ("fine", "gains", "goods_value")), Decimal(0))
    large = own is not None and own.discussed_from is not None and sums >= own.discussed_from
    return large or asked.get("other") in HEAVY or has(known, "hold_penalty_hearing")


def check_evidence(known: Known) -> None:
    """Facts stand on evidence (40, 46), and what was preserved is disposed of before the investigation is over (56)."""
    if not has(known, "record_evidence"):
        raise Refused(gettext_noop("No evidence is on file yet (Administrative Penalty Law, art. 40, 46)."))
    check_disposed(known)


def check_disposed(known: Known) -> None:
    """Nothing is preserved that waits for its disposal."""
    if has(known, "preserve_evidence") and not has_since(known, "preserve_evidence", "dispose_preserved"):
        raise Refused(
            gettext_noop(
                "Evidence is still preserved: say first what becomes of it (Administrative Penalty Law, art. 56)."
            )
        )


def check_preserved(known: Known) -> None:
    """There is something preserved to dispose of."""
    if not has(known, "preserve_evidence") or has_since(known, "preserve_evidence", "dispose_preserved"):
        raise Refused(gettext_noop("No evidence is preserved."))


def check_not_preserved(known: Known) -> None:
    """One preservation at a time."""
    check_disposed(known)


def check_other_than_investigator(known: Known) -> None:
    """Who investigated neither examines the legality nor decides (58, 57)."""
    if known.person is not None and any(one.person == known.person for one in every(known, *INVESTIGATING)):
        raise Refused(
            gettext_noop(
                "You investigated this case; somebody else examines and decides it (Administrative Penalty Law,"
                " art. 57, 58)."
            )
        )


def check_penalty_proposed(known: Known) -> None:
    """Only a proposal to punish is told as one."""
    if proposal(known).get("proposes") != "penalty":
        raise Refused(
            gettext_noop("No penalty is proposed; decide as the investigation proposes, or send it back.")
        )


def check_may_be_heard(known: Known) -> None:
    """A hearing is asked for where the penalty is one of those of article 63, in five working days (64)."""
    if not may_be_heard(known):
        raise Refused(
            gettext_noop(
                "This penalty opens no hearing (Administrative Penalty Law, art. 63); the party may state a defence."
            )
        )
    if has_since(known, "tell_penalty", "ask_penalty_hearing", *HEARING_OVER):
        raise Refused(gettext_noop("A hearing was asked for already."))
    check_answer_in_time(known)


def check_answer_in_time(known: Known) -> None:
    """Defence and hearing are given up where the party was silent for five working days (64, 程序规定 57(2))."""
    told = last(known, "tell_penalty")
    until = day_in(told.content, "until") if told else None
    if clocks.passed(known, until):
        raise Refused(
            gettext_noop(
                "The five working days to state a defence and to ask for a hearing ended on %(day)s (Administrative"
                " Penalty Law, art. 64, 85; Market Procedure Rules, art. 57): the rights count as given up."
            ),
            day=iso(until),
        )


def check_hearing_asked(known: Known) -> None:
    """A hearing is called where the party asked for it, and did not take that back."""
    if not _hearing_open(known):
        raise Refused(gettext_noop("The party did not ask for a hearing."))


def _hearing_open(known: Known) -> bool:
    """True where a hearing was asked for since the notice, and neither fell away nor was taken back."""
    return has_since(known, "tell_penalty", "ask_penalty_hearing") and not has_since(
        known, "ask_penalty_hearing", *HEARING_OVER
    )


def check_defence_over(known: Known) -> None:
    """The party was heard, waived it or let the five days pass; a hearing asked for was dealt with (45, 62)."""
    told = last(known, "tell_penalty")
    if told is None:
        raise Refused(
            gettext_noop(
                "The party was not told of the intended penalty (Administrative Penalty Law, art. 44, 62)."
            )
        )
    if _hearing_open(known):
        raise Refused(
            gettext_noop("A hearing was asked for: call it first (Administrative Penalty Law, art. 64).")
        )
    until = day_in(told.content, "until")
    waived = has_since(known, "tell_penalty", "waive_defence")
    if not waived and not clocks.passed(known, until):
        raise Refused(
            gettext_noop(
                "The party may state a defence until %(day)s (Administrative Penalty Law, art. 45, 64)."
            ),
            day=iso(until),
        )


def check_decidable(known: Known) -> None:
    """A decision needs the notice (62), another person's examination (58), discussion where it must be (57(2))."""
    check_other_than_investigator(known)
    if not has(known, "tell_penalty"):
        raise Refused(
            gettext_noop(
                "The party was not told of the intended penalty (Administrative Penalty Law, art. 44, 62)."
            )
        )
    if must_be_discussed(known) and not has_since(known, "conclude_investigation", "discuss"):
        raise Refused(
            gettext_noop(
                "The leaders discuss this penalty together before it is decided (Administrative Penalty Law, art. 57)."
            )
        )


def check_once_extended(known: Known) -> None:
    """The head extends once; a further time the leaders decide together (程序规定 64)."""
    if len(list(every(known, "extend_case"))) > 1:
        raise Refused(gettext_noop("The limit was extended twice already."))


def check_verification_once(known: Known) -> None:
    """The verification of a lead is extended once (程序规定 18)."""
    if has(known, "extend_verification"):
        raise Refused(gettext_noop("The verification was extended once already."))


def fine_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """A fine keeps to the frame of its breach; below it only with a ground that the law names (32)."""
    found, fine = breach_of(known, answered.get("breach", "")), answered.get("fine")
    if answered.get("proposes") != "penalty":
        return
    if not any(answered.get(name) for name in ("fine", "gains", "goods", "other", "warning")):
        yield Problem(
            "fine",
            gettext_noop("Say which penalty is proposed: a warning, a fine, a confiscation or another."),
        )
    if found is None or fine is None:
        return
    if found.fine_most is not None and Decimal(fine) > found.fine_most:
        yield Problem(
            "fine",
            gettext_noop("The law allows %(most)s yuan at most for this breach."),
            (("most", found.fine_most),),
        )
    below = found.fine_least is not None and Decimal(fine) < found.fine_least
    if below and answered.get("circumstance") != "mitigated":
        message = gettext_noop(
            "The law asks %(least)s yuan at least; less needs a mitigating ground (art. 32)."
        )
        yield Problem("fine", message, (("least", found.fine_least),))


def reason_checked(_known: Known, answered: Taken) -> Iterable[Problem]:
    """A departure from the ordinary frame says why."""
    if answered.get("circumstance") in ("mitigated", "lenient", "heavier") and not answered.get(
        "circumstance_reason"
    ):
        yield Problem("circumstance_reason", gettext_noop("Say on which facts and article (art. 32)."))


def no_heavier(known: Known, answered: Taken) -> Iterable[Problem]:
    """A defence makes the penalty no heavier (45(2)); what was said is answered."""
    before = Decimal(proposal(known).get("fine") or 0)
    if answered.get("fine") is not None and Decimal(answered["fine"]) > before:
        message = gettext_noop("A defence makes the penalty no heavier: %(before)s yuan at most (art. 45).")
        yield Problem("fine", message, (("before", before),))
    if has_since(known, "tell_penalty", "state_defence") and not answered.get("weighed"):
        yield Problem(
            "weighed", gettext_noop("Say what of the defence holds and why the rest does not (art. 45).")
        )


def spot_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """On the spot only a warning or a small fine (51)."""
    fine, most = Decimal(answered.get("fine") or 0), ON_THE_SPOT[known.is_person]
    if fine > most:
        message = gettext_noop("On the spot at most %(most)s yuan (Administrative Penalty Law, art. 51).")
        yield Problem("fine", message, (("most", most),))
    if not fine and not answered.get("warning"):
        yield Problem("fine", gettext_noop("Say which penalty: a warning or a fine."))


def notice_in_time(known: Known, answered: Taken) -> Iterable[Problem]:
    """The party is told seven working days before the hearing (64(2), 85)."""
    on, earliest = day_in(answered, "on"), clocks.ends(known, "hearing_notice")
    if on is not None and on < earliest:
        message = gettext_noop(
            "The hearing is told seven working days before: %(day)s at the earliest (art. 64, 85)."
        )
        yield Problem("on", message, (("day", iso(earliest)),))


def chair_apart(known: Known, answered: Taken) -> Iterable[Problem]:
    """The chair did not investigate the case (64(4))."""
    names = {
        name.split()[0]
        for one in every(known, *INVESTIGATING, "preserve_evidence")
        for name in one.content.get("officers", ())
    }
    if answered.get("chair", "").split() and answered["chair"].split()[0] in names:
        yield Problem(
            "chair", gettext_noop("Who investigated the case does not chair its hearing (art. 64).")
        )


def decision_facts(known: Known, taken: Taken) -> dict[str, Any]:
    """What a decision rests on, as its paper tells it: facts, evidence, defence, sums, how and until when to pay."""
    found, own = proposal(known), known.spec.enforcement
    defence = [one.content.get("text", "") for one in known.file if one.act == "state_defence"]
    weighed = last(known, "weigh_defence")
    return {
        **found,
        "defence": defence,
        "weighed": weighed.content.get("weighed", "") if weighed else "",
        "heard": last(known, "hold_penalty_hearing") is not None,
        "discussed": last(known, "discuss") is not None,
        "evidence": [one.content.get("name", "") for one in known.file if one.act == "record_evidence"],
        "payment_days": clocks.limit(known, "payment")[0],
        "account": own.account.zh if own and own.account else "",
        **{key: value for key, value in taken.items() if value},
    }


CIRCUMSTANCE_NAMES = {
    "ordinary": Words(zh="一般", en="Ordinary"),
    "lenient": Words(zh="从轻", en="Lenient"),
    "mitigated": Words(zh="减轻", en="Mitigated"),
    "heavier": Words(zh="从重", en="Heavier"),
}
OTHER_PENALTIES = {
    "suspension": Words(zh="暂扣许可证件", en="Licence suspended"),
    "revocation": Words(zh="吊销许可证件", en="Licence revoked"),
    "restriction": Words(zh="限制开展生产经营活动", en="Business restricted"),
    "closure": Words(zh="责令停产停业", en="Business stopped"),
}
"""行政处罚法 9(3), 9(4)."""


def told(asked: Taken) -> list[str]:
    """The penalties one by one, as a paper lists them."""
    found = ["警告"] if asked.get("warning") else []
    found += [f"罚款{asked['fine']}元"] if Decimal(asked.get("fine") or 0) else []
    found += [f"没收违法所得{asked['gains']}元"] if Decimal(asked.get("gains") or 0) else []
    found += [f"没收非法财物：{'、'.join(asked['goods'])}"] if asked.get("goods") else []
    return found + ([OTHER_PENALTIES[asked["other"]].zh] if asked.get("other") else [])


def extension_checked(_known: Known, answered: Taken) -> Iterable[Problem]:
    """Thirty days each time (程序规定 64)."""
    if not 1 <= int(answered["days"]) <= LONGER:
        yield Problem("days", gettext_noop("The limit is lengthened by thirty days at most."))


def penalty_entry(known: Known) -> Kept | None:
    """The decision that stands."""
    return last(known, "decide_penalty", "decide_no_penalty", "penalise_on_the_spot")


def check_published(known: Known) -> None:
    """Nothing but a warning is not published (信息公示规定 2(2)); a decision for no penalty is none to publish (48)."""
    entry = penalty_entry(known)
    given = told(entry.content) if entry and entry.act != "decide_no_penalty" else []
    if not given:
        raise Refused(
            gettext_noop(
                "No penalty was given; there is none to publish (Administrative Penalty Law, art. 48)."
            )
        )
    if given == told({"warning": True}):
        raise Refused(
            gettext_noop(
                "Nothing but a warning was given: it is not published (Rules on the Publication of Penalties in Market"
                " Regulation, art. 2)."
            )
        )
