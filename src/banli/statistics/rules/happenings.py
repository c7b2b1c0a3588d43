"""What happens to cases, by the names of its events: what begins, ends, moves and stops them."""

from __future__ import annotations

BEGUN_BY_ORGAN = (
    "case_filed",
    "inspection_begun",
    "levy_declared",
    "measure_asked",
    "measure_imposed_urgently",
)
"""What begins a case of an organ's own procedure: it counts as an acceptance does."""
ENDED_BY_ORGAN = {
    "filing_declined": "6",
    "found_not_proven": "5",
    "inspection_passed": "0",
    "led_to_penalty": "4",
    "levy_dropped": "5",
    "levy_notified": "0",
    "measure_confirmed": "0",
    "measure_declined": "6",
    "measure_imposed": "0",
    "mending_ordered": "0",
    "no_penalty_decided": "0",
    "penalised_on_the_spot": "0",
    "penalty_decided": "0",
    "transferred": "4",
    "urgent_measure_lifted": "5",
}
"""What completes one, with its national result."""
GIVEN_UP_BY_ORGAN = {"inspection_called_off": "2", "measure_given_up": "2"}
"""What ends one that completes nothing."""
ACCEPTANCES = ("accepted", *BEGUN_BY_ORGAN, "deemed_accepted")
COMPLETIONS = (
    *("answered", "forwarded", "granted", "not_accepted", "refused", "terminated", "withdrawn"),
    *ENDED_BY_ORGAN,
)
DECIDED = ("answered", "forwarded", "granted", "refused")
"""What answers an application: the time it usually takes is counted to these."""
CLOSINGS = (*COMPLETIONS, "closed_with_item", "voided", *GIVEN_UP_BY_ORGAN)
"""After one of these a case is open no longer."""
ANNULLED = "_annulled"
"""How the names of events end that take another one of their case back; the body's ``annuls`` is its number (seq)."""
STANDSTILLS = ("hearing_called", "paused", "penalty_hearing_called")
"""The clock stands still."""
MOVES = (
    *("extended", "hearing_called_off", "hearing_held", "recounted", "resumed"),
    *("case_extended", "penalty_hearing_ended", "penalty_hearing_held", "penalty_hearing_withdrawn"),
)
"""The promised limit is another one, or runs again."""
DUE_MOVERS = (*ACCEPTANCES, *MOVES, *STANDSTILLS, *CLOSINGS)
"""Events that begin, move, stop or end the promised limit of a case."""
OUTCOMES = {
    "answered": "0",
    "granted": "0",
    "refused": "1",
    "closed_with_item": "2",
    "voided": "2",
    "forwarded": "4",
    "terminated": "5",
    "withdrawn": "5",
    "not_accepted": "6",
    **ENDED_BY_ORGAN,
    **GIVEN_UP_BY_ORGAN,
}
"""The national result (DONERESULT) that each event stands for."""
