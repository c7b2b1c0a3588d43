"""When an act is allowed, and what a case's clocks say. Pure: facts, item revision and calendar in, answer out.

Rules of other apps take from here how a paper says days and numbers.
"""

from banli.cases.rules.paper_words import count, day_words

__all__ = ["count", "day_words"]
