"""The list of certificates that hold: of the items whose law lets everybody look through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from banli.kernel import clock
from banli.kernel.masking import masked_name
from banli.kernel.text import Words
from banli.licences.service import (
    REGISTER_PAGE,
    Certificate,
    RegisterFilter,
    every_in_register,
    in_register,
    register_items,
)
from banli.people.service import departments, named
from banli.portal.kit.asked import address_of, as_csv, day_of, words_of
from banli.portal.kit.visitor import page
from banli.screens.parameters import whole


@page
def certificates(request: HttpRequest) -> HttpResponse:
    """The certificates that hold on a day, today where none is asked for; ``as=csv`` gives them as a file."""
    wrong: dict[str, str] = {}
    offered = register_items()
    item = request.GET.get("item", "")
    day = day_of(request, "on", wrong) or clock.today()
    only = RegisterFilter(day=day, words=words_of(request), item=item if item in offered else "")
    names = {one.code: named(one) for one in departments()}
    if request.GET.get("as") == "csv" and not wrong:
        return as_csv(f"certificates-{day.isoformat()}", _file(only, names))
    rows = in_register(only, whole(request.GET.get("after", "")))
    asked = {
        "q": only.words,
        "item": only.item,
        "on": "" if day == clock.today() else day.isoformat(),
    }
    end = rows[-1] if len(rows) == REGISTER_PAGE else None
    context = {
        "section": "public",
        "rows": [_shown(one, names) for one in rows],
        "items": [
            (slug, spec.certificate.title, spec.name) for slug, spec in offered.items() if spec.certificate
        ],
        "bases": [
            (spec.certificate.title, spec.certificate.public_register)
            for slug, spec in offered.items()
            if spec.certificate and (not only.item or slug == only.item)
        ],
        "asked": asked,
        "day": day,
        "wrong": {"on": "", **wrong},
        "following": address_of(asked, after=str(end.pk)) if end else "",
        "first_page": address_of(asked) if "after" in request.GET else "",
        "file": address_of(asked, **{"as": "csv"}),
    }
    return render(request, "portal/public/certificates.html", context)


def _shown(one: Certificate, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "certificate": one,
        "title": Words(**one.title),
        "holder": masked_name(one.holder, one.holder_code),
        "organ": names.get(one.department_id, one.department_id),
        "suspended": one.status == "suspended",
    }


HEAD = ("证照名称", "编号", "持有人", "发证机关", "发证日期", "有效期起", "有效期止", "状态")


def _file(only: RegisterFilter, names: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """The rows of the file, in Chinese, whoever asks."""
    yield HEAD
    with override("zh-hans"):
        for one in every_in_register(only):
            row = _shown(one, names)
            yield (
                row["title"].zh,
                one.face_number,
                row["holder"],
                row["organ"],
                one.issued_on.isoformat(),
                one.valid_from.isoformat(),
                one.valid_to.isoformat() if one.valid_to else "",
                "暂扣" if row["suspended"] else "有效",
            )
