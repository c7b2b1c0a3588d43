"""A round through the hall, written without a network."""

from __future__ import annotations

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banli.desk.hall.patrol import fresh_round, round_asked, take_round
from banli.desk.offline.kind import Files, Kind
from banli.hall.service import needed_plan, patrol_plan
from banli.kernel.actors import Actor
from banli.offline.service import Became, Happened


def _form(by: Actor) -> str:
    plan = needed_plan()
    context = round_asked(plan, fresh_round(by, plan), {})
    slots = [(one.key, one.ends.isoformat("minutes")) for one in plan.slots]
    return render_to_string("desk/offline/forms/patrol.html", {**context, "slots": slots})


def _take(by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
    made, untaken = take_round(by, sent, files)
    return Became(reverse("desk:patrol", args=[made.public_id]), made.public_id, untaken)


def _planned(by: Actor) -> bool:
    return patrol_plan() is not None


ROUND = Kind("patrol", _("A round through the hall"), "patrol_new", _form, _take, _planned)
