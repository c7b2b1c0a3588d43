"""What one page asks twice is read once: reads that are remembered for the length of a request."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
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


def looking() -> bool:
    """True inside such a block: what is read may be read together with what the page will want next."""
    return _READ.get() is not None


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


def remembered_each(
    by: Callable[[Any], Hashable],
) -> Callable[[Callable[[Sequence[T]], list[R]]], Callable[[Sequence[T]], list[R]]]:
    """As :func:`remembered` for a read that gives something for each of several things, in their order: only what was
    not read before is read. ``by`` tells what the read depends on of one of them."""

    def marked(read: Callable[[Sequence[T]], list[R]]) -> Callable[[Sequence[T]], list[R]]:
        @wraps(read)
        def reading(things: Sequence[T]) -> list[R]:
            known = _READ.get()
            if known is None:
                return read(things)
            keys = [(read.__module__, read.__qualname__, by(thing)) for thing in things]
            new = {key: thing for key, thing in zip(keys, things, strict=True) if key not in known}
            if new:
                known.update(zip(new, read(list(new.values())), strict=True))
            return [known[key] for key in keys]

        return reading

    return marked
