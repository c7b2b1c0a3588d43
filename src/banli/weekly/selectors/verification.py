"""Checking a printed issue: its pages, the signature of its list, and every figure counted again from the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from banli.documents.service import detach, issued_part
from banli.kernel import keys
from banli.ledger.service import compact
from banli.signatures.service import Finding, Look, bears, look_by_chain
from banli.statistics.service import figures as figures_of
from banli.statistics.service import intact, number_of, recount
from banli.weekly.models import Issue
from banli.weekly.rules import signed_figures
from banli.weekly.rules.signed_figures import Check, SignedList, parsed, shown
from banli.weekly.selectors.papers import figure_data
from banli.weekly.states import FROZEN


def verify_pdf(content: bytes) -> list[Check]:
    """What was looked at in the PDF of an issue, one by one; it is proved where all of them hold.

    :raises NotOurs: where it carries no list made here, or was changed by a single byte.
    """
    found = _taken(content)
    if found is None:
        return [Check(signed_figures.UNREADABLE, ok=False)]
    same, listed, said = found
    signed = keys.signed_by_us(listed.key, bytes.fromhex(listed.signature), compact(said).encode())
    checks = [Check(signed_figures.PAGES, same), Check(signed_figures.SIGNATURE, signed)]
    checks += [_issue(said), *_figures(listed, said)]
    if _signed_whole(content, listed):
        checks.append(Check(signed_figures.PAPER, bears(content) is not None))
    return checks


def verify_elsewhere(content: bytes, key: str) -> list[Check]:
    """The same without the platform's record: pages and signature. Counting the figures again needs the record.

    :param key: the fingerprint that the platform makes known on its public page of verification.
    :raises NotOurs: as :func:`verify_pdf`.
    """
    found = _taken(content)
    if found is None:
        return [Check(signed_figures.UNREADABLE, ok=False)]
    same, listed, said = found
    signed = keys.signed_by(
        key.lower().replace(" ", ""),
        listed.public_key,
        bytes.fromhex(listed.signature),
        compact(said).encode(),
    )
    line = shown(said["issue"].get("line", ""))
    checks = [
        Check(signed_figures.PAGES, same),
        Check(signed_figures.BEARS_KEY, signed, {"line": line}),
        *(
            Check(signed_figures.SAID, signed, {"id": one.id, "value": one.value})
            for one in listed.signed.figures
        ),
    ]
    if _signed_whole(content, listed):
        paper = _by_named_key(content, listed) if signed else None
        subject = shown(paper.subject) if paper else "—"
        valid = paper is not None and paper.finding is Finding.VALID
        checks.append(Check(signed_figures.PAPER_KEY, valid, {"subject": subject}))
    return checks


def _by_named_key(content: bytes, listed: SignedList) -> Look | None:
    """What the signature of the whole file is worth to one who trusts the key that the list names."""
    chain = listed.signed.paper_key
    return look_by_chain(content, chain) if chain else None


def _signed_whole(content: bytes, listed: SignedList) -> bool:
    """True where the file has to bear a signature as a whole: its list says so, or something stands behind the list."""
    return bool(listed.signed.paper_key) or len(content) > len(issued_part(content))


def _taken(content: bytes) -> tuple[bool, SignedList, dict[str, Any]] | None:
    """Whether the pages are those of the list, the list, and what is signed of it; nothing for another form."""
    taken = detach(issued_part(content))
    found = parsed(taken.content)
    if found is None:
        return None
    listed, said = found
    pages = listed.signed.pages
    same = pages.bytes == len(taken.pages) and pages.sha256 == hashlib.sha256(taken.pages).hexdigest()
    return same, listed, said


def _issue(said: dict[str, Any]) -> Check:
    subject, line = (shown(said["issue"].get(name, "")) for name in ("subject", "line"))
    issue = Issue.objects.filter(subject=subject, state__in=FROZEN).first()
    on_record = (
        issue is not None and f"{issue.year}年第{issue.number_in_year}期（总第{issue.number_in_all}期）"
    )
    return Check(signed_figures.ISSUE, on_record == line, {"line": line})


def _figures(listed: SignedList, said: dict[str, Any]) -> Iterator[Check]:
    """Each figure compared with its row, which must be whole, and counted again."""
    rows = {row.pk: row for row in figures_of([one.id for one in listed.signed.figures])}
    for one, told in zip(listed.signed.figures, said["figures"], strict=True):
        row = rows.get(one.id)
        if row is None or not intact(row) or figure_data(row) != told:
            yield Check(signed_figures.UNKNOWN, ok=False, params={"id": one.id})
            continue
        again = recount(row)
        # A share is told by its two halves; the row, which is as listed, has both.
        same = again == number_of(row)
        yield Check(
            signed_figures.COUNTED,
            same,
            {"id": one.id, "value": one.value, "again": again.part if again else "—"},
        )
