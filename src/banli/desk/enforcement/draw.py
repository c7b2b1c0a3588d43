"""Planning inspections by double random draw: the register of parties and the officers, pasted as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banli.catalogue.service import ItemSpec, current
from banli.desk.enforcement.forms import answers, fields
from banli.desk.kit.frame import actor, screen, show
from banli.enforcement.service import Ask, draw_inspections
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.printable import require
from banli.kernel.text import Words, gettext_noop
from banli.screens.item_form import by_place

INSPECTION = "06"
REGISTER = Words(
    zh="检查对象名录（每行一个：名称、统一社会信用代码、地址，用逗号分开）",
    en="Register, one on each line: name, credit code, address",
)
OFFICERS = Words(
    zh="执法人员名录（每行一人：姓名、空格、执法证件号）",
    en="Officers, one on each line: name, a space, certificate number",
)
ASKS = (
    Ask("parties", REGISTER, "lines"),
    Ask("officers", OFFICERS, "lines"),
    Ask("number", Words(zh="抽取对象数", en="Parties to draw"), "whole", value="1"),
    Ask("each", Words(zh="每个对象选派人数", en="Officers for each"), "whole", value="2"),
    Ask("matter", Words(zh="检查事项", en="What is inspected")),
)
PARTS = 3
WRONG_LINE = gettext_noop("Line %(line)s: name, credit code and address, parted by commas.")


@screen
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; a POST draws and opens a case for each party drawn."""
    spec = current(slug).spec
    if spec.kind != INSPECTION or spec.enforcement is None:
        raise Missing(gettext_noop("There is no such act."))
    if request.method == "GET":
        return _page(request, spec, {}, [])
    given = answers(request.POST, ASKS)
    try:
        drawn = _drawn(request, spec, given)
    except Invalid as error:
        return _page(request, spec, given, error.problems, 422)
    messages.success(request, _("Drawn: %(n)s inspections.") % {"n": len(drawn)})
    return redirect("desk:enforcement")


def _drawn(request: HttpRequest, spec: ItemSpec, given: Mapping[str, str]) -> list[Any]:
    require(dict(given))
    number, each = _whole(given, "number"), _whole(given, "each")
    today = clock.today().isoformat()
    parties, problems = [], []
    for place, line in enumerate(_lines(given.get("parties", "")), 1):
        told = [one.strip() for one in line.replace("，", ",").split(",", PARTS - 1)]
        if len(told) < PARTS:
            problems.append(Problem("parties", WRONG_LINE, (("line", place),)))
            continue
        matter = given.get("matter", "")
        parties.append(
            {
                "party_kind": "organisation",
                "party": told[0],
                "party_code": told[1],
                "address": told[2],
                "source": "routine",
                "happened_on": today,
                "matter": matter,
            }
        )
    if problems:
        raise Invalid(problems)
    officers = _lines(given.get("officers", ""))
    return draw_inspections(
        by=actor(request), item=spec.slug, parties=parties, officers=officers, number=number, each=each
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < PARTS + 1 else 0


def _page(
    request: HttpRequest,
    spec: ItemSpec,
    given: Mapping[str, str],
    problems: Sequence[Problem],
    status: int = 200,
) -> HttpResponse:
    asked = {one.name for one in ASKS}
    homeless = [words for where, told in by_place(problems).items() if where not in asked for words in told]
    context = {
        "spec": spec,
        "fields": fields(ASKS, given, problems),
        "offer": {"mark": "draw"},
        "general": homeless,
        "wrong": bool(problems),
    }
    return show(request, "desk/enforcement/draw.html", "enforcement", context, status)
