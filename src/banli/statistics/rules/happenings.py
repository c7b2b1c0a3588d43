"""What happens to cases, by the names of its events: what begins, ends, moves and stops them."""

from __future__ import annotations

ACCEPTANCES = ("accepted", "deemed_accepted")
COMPLETIONS = ("forwarded", "granted", "not_accepted", "refused", "terminated", "withdrawn")
CLOSINGS = (*COMPLETIONS, "closed_with_item", "voided")
"""After one of these a case is open no longer."""
ANNULLED = "_annulled"
"""How the names of events end that take another one of their case back; the body's ``annuls`` is its number (seq)."""
STANDSTILLS = ("hearing_called", "paused")
"""The clock stands still."""
MOVES = ("extended", "hearing_called_off", "hearing_held", "recounted", "resumed")
"""The promised limit is another one, or runs again."""
DUE_MOVERS = (*ACCEPTANCES, *MOVES, *STANDSTILLS, *CLOSINGS)
"""Events that begin, move, stop or end the promised limit of a case."""
OUTCOMES = {
    "granted": "0",
    "refused": "1",
    "closed_with_item": "2",
    "voided": "2",
    "forwarded": "4",
    "terminated": "5",
    "withdrawn": "5",
    "not_accepted": "6",
}
"""The national result (DONERESULT) that each event stands for."""
