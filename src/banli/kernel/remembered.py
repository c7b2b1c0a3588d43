"""What one page asks twice is read once: reads that are remembered for the length of a request."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_READ: ContextVar[dict[Hashable, Any] | None] = ContextVar("read", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember the reads marked with :func:`remembered` until the end of the block.

    For requests that only look: an act reads what it has just changed.
    """
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def remembered(by: Callable[..., Hashable]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a read. ``by`` tells from its arguments what it depends on, such as a case's id and version.

    What is given back may be shared by several readers, who change nothing of it.
    """

    def marked(read: Callable[P, R]) -> Callable[P, R]:
        @wraps(read)
        def reading(*args: P.args, **more: P.kwargs) -> R:
            known = _READ.get()
            if known is None:
                return read(*args, **more)
            key = (read.__module__, read.__qualname__, by(*args, **more))
            if key not in known:
                known[key] = read(*args, **more)
            found: R = known[key]
            return found

        return reading

    return marked
