"""Why an act cannot be done with a case now: one rule for the act itself, the page that offers it and the API.

``why_not_<act>(known)`` gives the refusal, or None where nothing stands against the act. Whether the case is in a state
for it and whose act it is stand in the state table and in the permissions; what is typed into the act is checked by the
act. An act that is done for one of several steps or promises takes its key.
"""

from __future__ import annotations

from collections.abc import Callable

from banli.cases.rules.facts import Known
from banli.cases.rules.why_not.acceptance import (
    open_endings,
    open_refusals,
    why_not_accept,
    why_not_ask_correction,
    why_not_refuse_acceptance,
    why_not_serve_notice,
    why_not_terminate,
)
from banli.cases.rules.why_not.decision import (
    why_not_answer,
    why_not_decide_on_the_spot,
    why_not_deliver,
    why_not_forward,
    why_not_grant,
    why_not_issue,
    why_not_refuse,
    why_not_revoke,
    why_not_tell_refusal,
)
from banli.cases.rules.why_not.examination import (
    awaited,
    left,
    open_step,
    promise,
    why_not_begin_step,
    why_not_break_promise,
    why_not_enter,
    why_not_enter_channel,
    why_not_extend,
    why_not_finish_step,
    why_not_keep_promise,
    why_not_pause,
    why_not_resume,
    why_not_review,
    why_not_supplement,
)
from banli.cases.rules.why_not.hearing import (
    held,
    pending,
    why_not_ask_hearing,
    why_not_call_off_hearing,
    why_not_give_up_hearing,
    why_not_hold_hearing,
    why_not_waive_hearing,
)
from banli.cases.rules.why_not.outcome import (
    Check,
    Refusal,
    first,
    nothing,
    raise_for,
)

WHY_NOT: dict[str, Callable[[Known], Refusal | None]] = {
    "correct_on_the_spot": nothing,
    "ask_correction": why_not_ask_correction,
    "serve_notice": why_not_serve_notice,
    "resubmit": nothing,
    "accept": why_not_accept,
    "refuse_acceptance": why_not_refuse_acceptance,
    "find_not_required": nothing,
    "note_together": nothing,
    "retract": nothing,
    "enter": why_not_enter,
    "enter_channel": why_not_enter_channel,
    "supplement": why_not_supplement,
    "pause": why_not_pause,
    "resume": why_not_resume,
    "extend": why_not_extend,
    "review": why_not_review,
    "return_to_review": nothing,
    "tell_refusal": why_not_tell_refusal,
    "state_views": nothing,
    "ask_hearing": why_not_ask_hearing,
    "waive_hearing": why_not_waive_hearing,
    "give_up_hearing": why_not_give_up_hearing,
    "call_off_hearing": why_not_call_off_hearing,
    "call_hearing": nothing,
    "hold_hearing": why_not_hold_hearing,
    "grant": why_not_grant,
    "refuse": why_not_refuse,
    "forward": why_not_forward,
    "decide_on_the_spot": why_not_decide_on_the_spot,
    "answer": why_not_answer,
    "answer_by_hand": why_not_answer,
    "withdraw": nothing,
    "terminate": why_not_terminate,
    "void": nothing,
    "issue": why_not_issue,
    "deliver": why_not_deliver,
    "revoke": why_not_revoke,
    "archive": nothing,
}
"""Act to its rule, for every act that a person does with a case as a whole."""
WHY_NOT_EACH: dict[str, Callable[[Known, str], Refusal | None]] = {
    "begin_step": why_not_begin_step,
    "finish_step": why_not_finish_step,
    "keep_promise": why_not_keep_promise,
    "break_promise": why_not_break_promise,
}
"""The same for acts that are done for one step or promise, with its key."""

__all__ = [
    "WHY_NOT",
    "WHY_NOT_EACH",
    "Check",
    "Refusal",
    "awaited",
    "first",
    "held",
    "left",
    "nothing",
    "open_endings",
    "open_refusals",
    "open_step",
    "pending",
    "promise",
    "raise_for",
    "why_not_accept",
    "why_not_answer",
    "why_not_ask_correction",
    "why_not_ask_hearing",
    "why_not_begin_step",
    "why_not_break_promise",
    "why_not_call_off_hearing",
    "why_not_decide_on_the_spot",
    "why_not_deliver",
    "why_not_enter",
    "why_not_enter_channel",
    "why_not_extend",
    "why_not_finish_step",
    "why_not_forward",
    "why_not_give_up_hearing",
    "why_not_grant",
    "why_not_hold_hearing",
    "why_not_issue",
    "why_not_keep_promise",
    "why_not_pause",
    "why_not_refuse",
    "why_not_refuse_acceptance",
    "why_not_resume",
    "why_not_review",
    "why_not_revoke",
    "why_not_serve_notice",
    "why_not_supplement",
    "why_not_tell_refusal",
    "why_not_terminate",
    "why_not_waive_hearing",
]
