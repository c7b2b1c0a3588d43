"""One kind of record that is written without a network: its empty form, and the act that it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from banli.kernel.actors import Actor
from banli.offline.service import Became, Happened

Files = MultiValueDict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A form is the one of the page that asks the same with a network; the device keeps it encrypted."""

    key: str
    title: Any
    page: str
    """The address of the page that asks the same with a network: whoever may open it may write this."""
    form: Callable[[Actor], str]
    """The empty form, as HTML without a frame."""
    take: Callable[[Actor, QueryDict, Files, Happened], Became]
    """The act. It is called once for each record, in one transaction with the note that it came in."""
    offered: Callable[[Actor], bool] = lambda _by: True
    copy: Callable[[], list[dict[str, Any]]] = list
    """What a device takes along to look at beside the form: as little as is needed for it."""
