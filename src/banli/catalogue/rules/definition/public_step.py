"""What strangers read of a case that is put up for them."""

from __future__ import annotations

from pydantic import Field as Bound

from banli.catalogue.rules.definition.conditions import Strict
from banli.kernel.text import Words


class PublicStep(Strict):
    """What strangers read of a case while a step of publicity (公示) runs, by which law, and by which they comment."""

    shows: tuple[str, ...] = Bound(min_length=1)
    """Fields and derived facts."""
    basis: Words
    comments: Words | None = None
