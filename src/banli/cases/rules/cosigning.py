"""The signature of a second party: what is signed, and where it stands. Pure.

What is signed is the application as it would be handed in: its answers and its files. A change of either after the
signature takes it back by itself, because the digest is another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from banli.catalogue.rules import Cosigner, ItemSpec, derive, holds
from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

BESIDE = ("declared", "reused")
"""What a draft keeps beside the answers and nobody signs."""


class Standing(StrEnum):
    """Where a signature stands."""

    UNASKED = "unasked"
    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"
    CHANGED = "changed"
    """Signed, and the application was changed afterwards."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a signature that was asked for."""

    digest: str
    signed_at: datetime | None
    declined_at: datetime | None


def cosigner_of(spec: ItemSpec, clean: Mapping[str, Any]) -> Cosigner | None:
    """Who signs an application with these answers beside its applicant; None for nobody."""
    asked = spec.cosigner
    if asked is None or (asked.when is not None and not holds(asked.when, derive(spec, clean))):
        return None
    return asked


def signed_digest(form: Mapping[str, Any], files: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the answers and the files, each with its material and digest, whatever their order."""
    answers = {key: value for key, value in form.items() if key not in BESIDE}
    text = json.dumps([answers, sorted(files)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def standing(kept: Kept | None, digest: str) -> Standing:
    """Where the signature stands under an application with that digest."""
    if kept is None:
        return Standing.UNASKED
    if kept.declined_at is not None:
        return Standing.DECLINED
    if kept.signed_at is None:
        return Standing.WAITING
    return Standing.SIGNED if kept.digest == digest else Standing.CHANGED


WHY = {
    Standing.UNASKED: gettext_noop(
        "A second party (%(role)s) signs this application as well. Ask for it first."
    ),
    Standing.WAITING: gettext_noop("The second party (%(role)s) has not signed yet."),
    Standing.DECLINED: gettext_noop(
        "The second party (%(role)s) declined to sign. Talk to them and ask again."
    ),
    Standing.CHANGED: gettext_noop(
        "The application was changed after the second party (%(role)s) signed it. Ask for the signature again."
    ),
}


def check_cosigned(asked: Cosigner, found: Standing) -> None:
    """Raise :class:`Refused` unless the second party signed the application as it is."""
    if found in WHY:
        raise Refused(WHY[found], role=asked.role)


def asking_words(applicant: str, item: Words, link: str, days: int, sign: Words) -> tuple[str, str]:
    """Subject and text of the message by which a second party is asked to sign."""
    subject = f"【{sign.zh}】请您会签申请 Signature asked for"
    text = (
        f"【{sign.zh}】{applicant}请您会签“{item.zh}”的申请，{days}日内打开查看后签署或者说明不签的理由："
        f"{link} 与您无关的，不必理会。"
    )
    return subject, text
