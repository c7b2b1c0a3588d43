"""Looking for words in the middle of a text by an index, also for words of two characters.

A text that contains words has every pair of neighbouring characters of theirs. The index is over the pairs of a column
(SQL function ``banli_bigrams``); what it finds is compared with the words themselves, so that nothing else is found.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, TextField

PAIRS = ArrayField(TextField())


class Bigrams(Func):
    """The pairs of neighbouring characters of a text, each once."""

    function = "banli_bigrams"
    arity = 1
    output_field = PAIRS


def pairs(words: str) -> list[str]:
    """The pairs of ``words``, in order; none of fewer than two characters."""
    return sorted({words[at : at + 2] for at in range(len(words) - 1)})


def contains(column: str, words: str) -> Q:
    """Rows whose ``column`` contains ``words``; a single character is looked for without the index."""
    exactly = Q(**{f"{column}__contains": words})
    asked = pairs(words)
    lookup = PAIRS.get_lookup("contains")
    return Q(lookup(Bigrams(column), asked)) & exactly if asked and lookup else exactly
