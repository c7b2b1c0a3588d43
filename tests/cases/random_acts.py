"""What random people ask of each act, and what they would do next: for the machine of the whole procedure."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from banli.cases.states import State
from banli.consultations.service import Asked, ConsultationRecord

STEPS = ["examine", "housing", "police", "visit", "experts"]
POINT = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}


def facts_for(act: str, chance: random.Random, today: date, form: dict[str, Any]) -> dict[str, Any]:
    """What ``act`` is asked with: mostly sound, sometimes not."""
    words = chance.choice(["符合规定，材料齐全。", "符合规定，材料齐全。", " "])
    yes = chance.random() < 0.7
    table: dict[str, Callable[[], dict[str, Any]]] = {
        "accept": lambda: {"promised": {"income": None} if yes else {}, "declared": yes},
        "ask_correction": lambda: {"points": [POINT]},
        "serve_notice": lambda: {"way": chance.choice(["window", "window", "post"])},
        "correct_service": lambda: {
            "because": words,
            "way": chance.choice(["window", "post"]),
            "on": today - timedelta(days=chance.randint(0, 3)),
            "post_number": "EX100200300CN" if yes else "",
        },
        "resubmit": lambda: {"form": {**form, "amount_wan": chance.randint(200, 900)}},
        "correct_on_the_spot": lambda: {"form": {**form, "amount_wan": chance.randint(200, 900)}},
        "refuse_acceptance": lambda: {
            "reasons": words,
            "proper_organ": "市科技局",
            "ground": chance.choice(["not_ours", "barred", "false_material"]),
        },
        "find_not_required": lambda: {"reasons": words},
        "consult": lambda: {
            "record": ConsultationRecord(
                question="是否可行？",
                answer_by=today + timedelta(days=2),
                asked=[Asked(department="finance")],
            )
        },
        "note_help": lambda: {"how": chance.choice(["alongside", "on_behalf"])},
        "begin_step": lambda: {"step": chance.choice(STEPS)},
        "finish_step": lambda: {
            "step": chance.choice(STEPS),
            "agrees": yes,
            "text": words,
            "officers": ["张一", "李二"] if yes else ["张一"],
        },
        "pause": lambda: {"procedure": chance.choice(["experts", "auction"]), "reason": words, "days": 10},
        "resume": lambda: {"result": words, "agrees": yes},
        "extend": lambda: {"days": chance.choice([0, 10, 15, 16]), "reason": words},
        "review": lambda: {"agrees": yes, "opinion": words},
        "return_to_review": lambda: {"opinion": words, "again": chance.sample(STEPS, chance.randint(0, 2))},
        "tell_refusal": lambda: {"reasons": words},
        "state_views": lambda: {"text": words},
        "ask_hearing": lambda: {"reason": words},
        "waive_hearing": lambda: {"views": words},
        "give_up_hearing": lambda: {"reason": words},
        "call_hearing": lambda: {
            "chair": "陈主持",
            "hour": "9:30",
            "place": "三楼听证室",
            "on": today + timedelta(days=chance.randint(5, 20)),
            "reason": words,
        },
        "hold_hearing": lambda: {"transcript": words, "signed": ["申请人"]},
        "grant": lambda: {"opinion": words},
        "refuse": lambda: {"reasons": words, "answer": words},
        "forward": lambda: {"opinion": words},
        "keep_promise": lambda: {"what": chance.choice(["income", "commitment"]), "note": words},
        "break_promise": lambda: {"what": chance.choice(["income", "commitment"]), "note": words},
        "withdraw": lambda: {"reason": words},
        "terminate": lambda: {
            "reason": words,
            "ground": chance.choice(["unanswered", "applicant_gone", "not_established", "mood"]),
        },
        "void": lambda: {"reason": words},
        "revoke": lambda: {"ground": chance.choice(["other", "fraud", "mood"]), "reason": words},
        "deliver": lambda: {"way": chance.choice(["post", "pigeon"])},
        "archive": lambda: {"note": words},
    }
    return table.get(act, dict)()


NEXT: dict[State, tuple[tuple[str, str], ...]] = {
    State.SUBMITTED: (("accept", "clerk"), ("accept", "clerk"), ("ask_correction", "clerk")),
    State.CORRECTING: (
        ("resubmit", "applicant"),
        *(("serve_notice", "clerk"), ("correct_service", "clerk")),
    ),
    State.IN_REVIEW: (
        *[("finish_step", "the one whose step it is")] * 3,
        *[("review", "reviewer")] * 3,
        *(("pause", "reviewer"), ("supplement", "applicant"), ("keep_promise", "reviewer")),
    ),
    State.PAUSED: (("resume", "reviewer"), ("hold_hearing", "approver"), ("give_up_hearing", "applicant")),
    State.PROPOSED: (
        ("grant", "approver"),
        ("tell_refusal", "approver"),
        ("keep_promise", "reviewer"),
        ("supplement", "applicant"),
        ("call_hearing", "approver"),
    ),
    State.REFUSAL_TOLD: (
        ("state_views", "applicant"),
        *(("serve_notice", "clerk"), ("correct_service", "approver")),
        *(("ask_hearing", "applicant"), ("waive_hearing", "applicant"), ("give_up_hearing", "applicant")),
        ("call_hearing", "approver"),
        ("refuse", "approver"),
    ),
    State.GRANTED: (("deliver", "clerk"), ("keep_promise", "reviewer"), ("revoke", "approver")),
    State.REFUSED: (("deliver", "clerk"),),
    State.DELIVERED: (("archive", "clerk"), ("break_promise", "reviewer"), ("revoke", "approver")),
}
"""What people would do in each state, and who: without them a random walk never comes far."""
