"""The second state table: what an organ does of itself (依职权), by the kind of power.

The table of :mod:`banli.cases.states` holds the procedure on application. Here stand penalty (行政处罚), coercive
measure (行政强制), levy (行政征收) and inspection (行政检查). The rows are the same: who does which act, from where to
where, on which article, leaving which event, with which national result where it ends the case.
"""

from __future__ import annotations

from collections.abc import Mapping

from banli.cases.states import OWN_PROCEDURE, Owner, Result, State, Transition
from banli.cases.states import OWNERS as ALL_OWNERS

PENALTY_LAW = "行政处罚法"
COERCION_LAW = "行政强制法"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
LEVY_RULES = "政府非税收入管理办法"
SAFETY_LAW = "安全生产法"
RANDOM_CHECKS = "国办发〔2015〕58号"
"""《国务院办公厅关于推广随机抽查规范事中事后监管的通知》"""
PENALTY, COERCION, LEVY, INSPECTION = "02", "03", "04", "06"
"""Kinds of power (权力类型) that are begun by the organ and by no application."""

S, O, R = State, Owner, Result  # noqa: E741
OWNERS: Mapping[State, Owner] = {state: ALL_OWNERS[state] for state in State if state in OWN_PROCEDURE}
"""Whose turn it is in each state of the table."""

AT_WORK = (S.INVESTIGATING, S.LEGAL_REVIEW, S.TO_TELL, S.TOLD, S.HEARD, S.TO_DECIDE)
"""A penalty case is filed and not decided, and no hearing is under way."""
TO_PERFORM = (S.SERVED, S.URGED, S.ENFORCING)
"""The decision is with the party, and something of it is still to be done."""
AFTER = (S.DECIDED, *TO_PERFORM, S.CLOSED)
"""A decision stands."""


def _act(
    act: str,
    sources: tuple[State, ...],
    target: State | None,
    event: str,
    owner: Owner,
    article: str,
    law: str,
    result: Result | None = None,
    also: tuple[Owner, ...] = (),
) -> Transition:
    return Transition(act, sources, target, event, owner, article, result, also, law)


P = PENALTY_LAW
PENALTY_TABLE: tuple[Transition, ...] = (
    _act("register_lead", (), S.LEAD, "lead_registered", O.REVIEWER, "54", P, also=(O.WINDOW,)),
    _act("extend_verification", (S.LEAD,), None, "verification_extended", O.APPROVER, "18", PROCEDURE_RULES),
    _act("file_case", (S.LEAD,), S.INVESTIGATING, "case_filed", O.APPROVER, "54", P),
    _act(
        "decline_filing",
        (S.LEAD,),
        S.NOT_FILED,
        "filing_declined",
        O.APPROVER,
        "20",
        PROCEDURE_RULES,
        R.NOT_ACCEPTED,
    ),
    _act(
        "penalise_on_the_spot",
        (S.LEAD,),
        S.SERVED,
        "penalised_on_the_spot",
        O.REVIEWER,
        "51",
        P,
        R.CERTIFICATE,
    ),
    _act("record_evidence", (S.INVESTIGATING,), None, "evidence_recorded", O.REVIEWER, "46", P),
    _act("preserve_evidence", (S.INVESTIGATING,), None, "evidence_preserved", O.APPROVER, "56", P),
    _act("dispose_preserved", AT_WORK, None, "preserved_disposed", O.REVIEWER, "56", P, also=(O.APPROVER,)),
    _act(
        *("ask_recusal", (S.LEAD, *AT_WORK, S.IN_HEARING), None, "recusal_asked", O.PARTY, "43", P),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act(
        *("report_interest", (S.LEAD, *AT_WORK, S.IN_HEARING), None, "interest_reported"),
        *(O.REVIEWER, "43", P),
        also=(O.APPROVER,),
    ),
    _act(
        *("decide_recusal", (S.LEAD, *AT_WORK, S.IN_HEARING), None, "recusal_decided", O.APPROVER, "43", P),
    ),
    _act("extend_case", (*AT_WORK, S.IN_HEARING), None, "case_extended", O.APPROVER, "60", P),
    _act(
        "conclude_investigation",
        (S.INVESTIGATING,),
        S.LEGAL_REVIEW,
        "investigation_concluded",
        O.REVIEWER,
        "57",
        P,
    ),
    _act("pass_legality", (S.LEGAL_REVIEW,), S.TO_TELL, "legality_passed", O.REVIEWER, "58", P),
    _act("pass_after_hearing", (S.HEARD,), S.TO_DECIDE, "legality_passed_after_hearing", O.REVIEWER, "58", P),
    _act(
        *(
            "send_back",
            (S.LEGAL_REVIEW, S.TO_TELL, S.TOLD, S.TO_DECIDE),
            S.INVESTIGATING,
            "investigated_again",
        ),
        *(O.APPROVER, "57", P),
        also=(O.REVIEWER,),
    ),
    _act("tell_penalty", (S.TO_TELL,), S.TOLD, "penalty_told", O.APPROVER, "44", P),
    _act("state_defence", (S.TOLD,), None, "defence_stated", O.PARTY, "45", P, also=(O.REVIEWER, O.WINDOW)),
    _act("waive_defence", (S.TOLD,), None, "defence_waived", O.PARTY, "45", P, also=(O.REVIEWER, O.WINDOW)),
    _act(
        *("ask_penalty_hearing", (S.TOLD,), None, "penalty_hearing_asked", O.PARTY, "64", P),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act(
        *("withdraw_penalty_hearing", (S.IN_HEARING,), S.TOLD, "penalty_hearing_withdrawn", O.PARTY),
        *("64", P),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("call_penalty_hearing", (S.TOLD,), S.IN_HEARING, "penalty_hearing_called", O.APPROVER, "64", P),
    _act("hold_penalty_hearing", (S.IN_HEARING,), S.HEARD, "penalty_hearing_held", O.APPROVER, "64", P),
    _act("end_penalty_hearing", (S.IN_HEARING,), S.TOLD, "penalty_hearing_ended", O.APPROVER, "64", P),
    _act("weigh_defence", (S.TOLD,), S.TO_DECIDE, "defence_weighed", O.REVIEWER, "45", P),
    _act("discuss", (S.TO_DECIDE,), None, "discussed", O.APPROVER, "57", P),
    _act("decide_penalty", (S.TO_DECIDE,), S.DECIDED, "penalty_decided", O.APPROVER, "57", P, R.CERTIFICATE),
    _act(
        "decide_no_penalty",
        (S.TO_DECIDE,),
        S.DECIDED,
        "no_penalty_decided",
        O.APPROVER,
        "33",
        P,
        R.CERTIFICATE,
    ),
    _act(
        *("find_not_proven", (S.INVESTIGATING, S.TO_TELL, S.TO_DECIDE), S.NOT_PROVEN, "found_not_proven"),
        *(O.APPROVER, "57", P, R.RETURNED),
    ),
    _act(
        *("transfer_crime", (S.INVESTIGATING, S.TO_TELL, S.TO_DECIDE), S.TRANSFERRED, "transferred"),
        *(O.APPROVER, "27", P, R.FORWARDED),
    ),
    _act("serve_decision", (S.DECIDED,), S.SERVED, "decision_served", O.REVIEWER, "61", P, also=(O.WINDOW,)),
    _act("ask_deferral", (S.SERVED,), None, "deferral_asked", O.PARTY, "66", P, also=(O.REVIEWER, O.WINDOW)),
    _act("defer_payment", (S.SERVED,), None, "payment_deferred", O.APPROVER, "66", P),
    _act("record_payment", TO_PERFORM, None, "payment_recorded", O.REVIEWER, "67", P, also=(O.WINDOW,)),
    _act("urge_payment", (S.SERVED,), S.URGED, "payment_urged", O.REVIEWER, "54", COERCION_LAW),
    _act(
        *("answer_urging", (S.URGED,), None, "urging_answered", O.PARTY, "55", COERCION_LAW),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("apply_to_court", (S.URGED,), S.ENFORCING, "enforcement_applied", O.APPROVER, "53", COERCION_LAW),
    _act("close_case", TO_PERFORM, S.CLOSED, "case_closed", O.APPROVER, "77", PROCEDURE_RULES),
    _act("publish_decision", AFTER, None, "decision_published", O.REVIEWER, "48", P),
    _act("annul_decision", AFTER, S.REVOKED, "decision_annulled", O.APPROVER, "75", P),
)
C = COERCION_LAW
COERCION_TABLE: tuple[Transition, ...] = (
    _act("ask_measure", (), S.ASKED, "measure_asked", O.REVIEWER, "18", C),
    _act("approve_measure", (S.ASKED,), S.APPROVED, "measure_approved", O.APPROVER, "18", C),
    _act("decline_measure", (S.ASKED,), S.NOT_FILED, "measure_declined", O.APPROVER, "16", C, R.NOT_ACCEPTED),
    _act("impose_measure", (S.APPROVED,), S.IMPOSED, "measure_imposed", O.REVIEWER, "24", C, R.CERTIFICATE),
    _act("give_up_measure", (S.APPROVED,), S.NOT_FILED, "measure_given_up", O.REVIEWER, "16", C, R.VOID),
    _act("impose_urgently", (), S.URGENT, "measure_imposed_urgently", O.REVIEWER, "19", C),
    _act("confirm_measure", (S.URGENT,), S.IMPOSED, "measure_confirmed", O.APPROVER, "19", C, R.CERTIFICATE),
    _act(
        *("state_against_measure", (S.IMPOSED,), None, "measure_defence_stated", O.PARTY, "8", C),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("extend_measure", (S.IMPOSED,), None, "measure_extended", O.APPROVER, "25", C),
    _act("begin_appraisal", (S.IMPOSED,), None, "appraisal_begun", O.REVIEWER, "25", C),
    _act("finish_appraisal", (S.IMPOSED,), None, "appraisal_finished", O.REVIEWER, "25", C),
    _act("lift_measure", (S.IMPOSED,), S.LIFTED, "measure_lifted", O.APPROVER, "28", C, also=(O.REVIEWER,)),
    _act(
        *(
            "lift_urgent_measure",
            (S.URGENT,),
            S.LIFTED,
            "urgent_measure_lifted",
            O.APPROVER,
            "19",
            C,
            R.RETURNED,
        ),
        also=(O.REVIEWER,),
    ),
    _act("forfeit_goods", (S.IMPOSED,), S.FORFEITED, "goods_forfeited", O.APPROVER, "27", C),
    _act("hand_to_justice", (S.IMPOSED,), S.TRANSFERRED, "goods_handed_to_justice", O.APPROVER, "21", C),
    _act("close_measure", (S.LIFTED, S.FORFEITED), S.CLOSED, "measure_closed", O.REVIEWER, "28", C),
    _act("annul_measure", (S.IMPOSED,), S.REVOKED, "measure_annulled", O.APPROVER, "8", C),
)
L = LEVY_RULES
LEVY_TABLE: tuple[Transition, ...] = (
    _act("declare_levy", (), S.DECLARED, "levy_declared", O.PARTY, "11", L, also=(O.WINDOW, O.REVIEWER)),
    _act("assess_levy", (S.DECLARED,), S.ASSESSED, "levy_assessed", O.REVIEWER, "11", L),
    _act("return_assessment", (S.ASSESSED,), S.DECLARED, "assessment_returned", O.APPROVER, "11", L),
    _act(
        "drop_levy", (S.DECLARED, S.ASSESSED), S.NOT_PROVEN, "levy_dropped", O.APPROVER, "11", L, R.RETURNED
    ),
    _act("notify_levy", (S.ASSESSED,), S.DECIDED, "levy_notified", O.APPROVER, "12", L, R.CERTIFICATE),
    _act("serve_levy", (S.DECIDED,), S.SERVED, "levy_served", O.REVIEWER, "12", L, also=(O.WINDOW,)),
    _act(
        *("ask_relief", (S.SERVED, S.URGED), None, "levy_relief_asked", O.PARTY, "14", L),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("reduce_levy", (S.SERVED, S.URGED), None, "levy_reduced", O.APPROVER, "14", L),
    _act("receive_levy", TO_PERFORM, None, "levy_received", O.REVIEWER, "16", L, also=(O.WINDOW,)),
    _act("urge_levy", (S.SERVED,), S.URGED, "levy_urged", O.REVIEWER, "54", COERCION_LAW),
    _act(
        *("answer_levy_urging", (S.URGED,), None, "levy_urging_answered", O.PARTY, "55", COERCION_LAW),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("enforce_levy", (S.URGED,), S.ENFORCING, "levy_enforcement_applied", O.APPROVER, "53", COERCION_LAW),
    _act("settle_levy", TO_PERFORM, S.PAID, "levy_settled", O.REVIEWER, "16", L, also=(O.WINDOW,)),
    _act("refund_levy", (S.PAID,), None, "levy_refunded", O.APPROVER, "19", L),
    _act("close_levy", (S.PAID,), S.CLOSED, "levy_closed", O.REVIEWER, "16", L),
    _act("annul_levy", (S.DECIDED, *TO_PERFORM, S.PAID), S.REVOKED, "levy_annulled", O.APPROVER, "19", L),
)
D, A = RANDOM_CHECKS, SAFETY_LAW
INSPECTION_TABLE: tuple[Transition, ...] = (
    _act("plan_inspection", (), S.DRAWN, "inspection_planned", O.REVIEWER, "1", D, also=(O.APPROVER,)),
    _act("call_off_inspection", (S.DRAWN,), S.NOT_FILED, "inspection_called_off", O.APPROVER, "1", D, R.VOID),
    _act("begin_inspection", (S.DRAWN,), S.INSPECTING, "inspection_begun", O.REVIEWER, "67", A),
    _act("record_findings", (S.INSPECTING, S.MENDING), None, "findings_recorded", O.REVIEWER, "68", A),
    _act(
        "pass_inspection", (S.INSPECTING,), S.CLOSED, "inspection_passed", O.REVIEWER, "68", A, R.CERTIFICATE
    ),
    _act("order_mending", (S.INSPECTING,), S.MENDING, "mending_ordered", O.REVIEWER, "65", A, R.CERTIFICATE),
    _act(
        *("answer_order", (S.MENDING,), None, "order_answered", O.PARTY, "65", A),
        also=(O.REVIEWER, O.WINDOW),
    ),
    _act("extend_mending", (S.MENDING,), None, "mending_extended", O.APPROVER, "65", A),
    _act("pass_recheck", (S.MENDING,), S.CLOSED, "recheck_passed", O.REVIEWER, "65", A),
    _act("fail_recheck", (S.MENDING,), S.MENDING, "recheck_failed", O.REVIEWER, "65", A),
    _act(
        "lead_to_penalty", (S.INSPECTING,), S.TRANSFERRED, "led_to_penalty", O.REVIEWER, "65", A, R.FORWARDED
    ),
    _act("penalise_unmended", (S.MENDING,), S.TRANSFERRED, "unmended_led_to_penalty", O.REVIEWER, "65", A),
    _act(
        "publish_inspection",
        (S.MENDING, S.CLOSED, S.TRANSFERRED),
        None,
        "inspection_published",
        O.REVIEWER,
        "2",
        D,
    ),
)
TABLES: Mapping[str, tuple[Transition, ...]] = {
    PENALTY: PENALTY_TABLE,
    COERCION: COERCION_TABLE,
    LEVY: LEVY_TABLE,
    INSPECTION: INSPECTION_TABLE,
}
"""Kind of power to its table."""
RECOUNT = Transition(
    "recount",
    tuple(state for state, owner in OWNERS.items() if owner != O.NOBODY),
    None,
    "recounted",
    O.PLATFORM,
    "85",
    law=PENALTY_LAW,
)
"""The days are counted again where a notice of public holidays moved them: of every kind, and nobody's act."""
TRANSITIONS = tuple(one for table in TABLES.values() for one in table)
OF_ACT: Mapping[str, Transition] = {one.act: one for one in TRANSITIONS}
BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(one.act for one in table if not one.sources) for kind, table in TABLES.items()
}
"""The acts by which a case of each kind begins."""
