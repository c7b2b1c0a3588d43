"""Outreach and visits, written where they are held without a network.

The sentence for the report, where it is left empty, is composed from the facts when the record comes in.
"""

from __future__ import annotations

from typing import Any, cast

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from banli.desk.hall.fieldwork import TOLD, activity_form, asked, fresh, read
from banli.desk.offline.kind import Files
from banli.desk.offline.kind import Kind as Offline
from banli.fieldwork.service import GRANTS, KIND_NAMES, ActivityRecord, FieldworkPermission, Kind
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.offline.service import Became, Happened


def _offline(kind: Kind) -> Offline:
    def form(by: Actor) -> str:
        context = asked(by, activity_form(str(kind)), fresh(by), {})
        return render_to_string("desk/offline/forms/fieldwork.html", context)

    def take(by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
        made = _read(str(kind), sent)
        activity_form(str(kind)).record(by, made)
        public_id = cast("ActivityRecord", made[0]).public_id or ""
        return Became(reverse("desk:activity", args=[public_id]), public_id)

    return Offline(str(kind), KIND_NAMES[kind], "activity_new", form, take, _may)


def _read(kind: str, sent: QueryDict) -> list[Any]:
    """The records of the form, its sentence composed where it is lacking. Raises :class:`Invalid`."""
    form, composes = activity_form(kind), not sent.get(TOLD, "").strip()
    made, errors = read(form, sent, composes=composes)
    if not errors and composes and form.sentence is not None:
        whole = sent.copy()
        whole[TOLD] = form.sentence(made)
        made, errors = read(form, whole, composes=False)
    if errors:
        raise Invalid([Problem(where, str(words)) for where, told in errors.items() for words in told])
    return made


def _may(by: Actor) -> bool:
    return GRANTS.may(by, FieldworkPermission.RECORD)


KINDS = (_offline(Kind.OUTREACH), _offline(Kind.VISIT))
