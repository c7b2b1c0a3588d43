"""Decisions made public (双公示): the list with its search and its file, and the page of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from banli.catalogue.service import revision
from banli.disclosure.service import (
    MOST_ROWS,
    PAGE,
    SEVEN_DAYS,
    OnlineFilter,
    Publication,
    every_online,
    find_online,
    online,
)
from banli.disclosure.states import KIND_NAMES, PublicationKind, PublicationState
from banli.kernel import clock
from banli.licences.service import Certificate, certificates_of
from banli.people.service import departments, named
from banli.portal.kit.asked import address_of, as_csv, day_of, words_of
from banli.portal.kit.visitor import page
from banli.screens.paging import day_and_id


@page
def decisions(request: HttpRequest) -> HttpResponse:
    """Permits and penalties made public, the latest first; ``as=csv`` gives all that was asked for as a file."""
    wrong: dict[str, str] = {}
    kind = request.GET.get("kind", "")
    only = OnlineFilter(
        words=words_of(request),
        department=request.GET.get("department", "")[:40],
        kind=kind if kind in set(PublicationKind) else "",
        first=day_of(request, "from", wrong),
        last=day_of(request, "to", wrong),
    )
    names = {one.code: named(one) for one in departments()}
    if request.GET.get("as") == "csv" and not wrong:
        return as_csv(f"decisions-{clock.today().isoformat()}", _file(only, names))
    rows = online(only, day_and_id(request.GET.get("after", "")))
    asked = {
        "q": only.words,
        "department": only.department,
        "kind": only.kind,
        "from": only.first.isoformat() if only.first else "",
        "to": only.last.isoformat() if only.last else "",
    }
    end = rows[-1] if len(rows) == PAGE else None
    context = {
        "section": "public",
        "rows": _shown(rows, names),
        "asked": asked,
        "wrong": {"from": "", "to": "", **wrong},
        "kinds": list(KIND_NAMES.items()),
        "departments": sorted(names.items(), key=lambda pair: pair[1]),
        "following": address_of(asked, after=f"{end.decided_on.isoformat()}.{end.pk}") if end else "",
        "first_page": address_of(asked) if "after" in request.GET else "",
        "file": address_of(asked, **{"as": "csv"}),
        "searched": any(asked.values()),
        "limit": SEVEN_DAYS,
    }
    return render(request, "portal/public/decisions.html", context)


@page
def decision(request: HttpRequest, key: int) -> HttpResponse:
    """One decision as it is public; of one that was taken back only that it was, since when and why."""
    found = find_online(key)
    names = {one.code: named(one) for one in departments()}
    (row,) = _shown([found], names)
    return render(request, "portal/public/decision.html", {"section": "public", "row": row})


def _shown(rows: Sequence[Publication], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """What strangers read of each; a permit has the term of the certificate that was issued on it."""
    issued = {one.case_id: one for one in certificates_of([row.case for row in rows])}
    return [
        {
            "publication": one,
            "item": revision(one.revision_id).spec,
            "kind": KIND_NAMES[PublicationKind(one.kind)],
            "organ": names.get(one.department_id, one.department_id),
            "taken_back": one.state == PublicationState.TAKEN_BACK,
            "certificate": issued.get(one.case_id),
        }
        for one in rows
    ]


HEAD = (
    "文号",
    "类别",
    "事项",
    "行政相对人",
    "作出机关",
    "决定日期",
    "内容",
    "证照编号",
    "有效期起",
    "有效期止",
    "公开日期",
    "状态",
)


def _file(only: OnlineFilter, names: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """The rows of the file, as they stand on the pages; in Chinese, whoever asks."""
    yield HEAD
    count = 0
    with override("zh-hans"):
        portion: list[Publication] = []
        for one in every_online(only):
            portion.append(one)
            if len(portion) == PAGE * 10:
                yield from (_cells(row) for row in _shown(portion, names))
                count, portion = count + len(portion), []
        yield from (_cells(row) for row in _shown(portion, names))
    if count + len(portion) >= MOST_ROWS:
        yield (_("Only the first %(n)s rows: please narrow the days.") % {"n": MOST_ROWS},)


def _cells(row: Mapping[str, Any]) -> tuple[object, ...]:
    one: Publication = row["publication"]
    told, paper = not row["taken_back"], row["certificate"]
    state = "已撤回" if row["taken_back"] else "决定已撤销" if one.ended_on else "公开"
    return (
        one.number,
        row["kind"].zh,
        row["item"].name.zh,
        one.holder if told else "",
        row["organ"],
        one.decided_on.isoformat(),
        "；".join(one.content) if told else "",
        *_term(paper if told else None),
        one.published_at.astimezone(clock.SHANGHAI).date().isoformat() if one.published_at else "",
        state,
    )


def _term(paper: Certificate | None) -> tuple[str, str, str]:
    if paper is None:
        return "", "", ""
    return (
        paper.face_number,
        paper.valid_from.isoformat(),
        paper.valid_to.isoformat() if paper.valid_to else "",
    )
