"""A frequent question of a guide."""

from __future__ import annotations

from banli.catalogue.rules.definition.conditions import Strict
from banli.kernel.text import Words


class Question(Strict):
    """A frequent question and its answer."""

    question: Words
    answer: Words
