"""What a paper of a case may name, in the official language: one function for each paper, and what every paper has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import override

from banli.cases.models import Case, Material
from banli.cases.rules.clocks import day_of
from banli.cases.rules.delivery import WAYS
from banli.cases.rules.paper_words import (
    answer_words,
    by_law,
    by_words,
    day_words,
    due_words,
    hour_words,
    last_days,
    laws_words,
    length_words,
    party,
    told_day,
)
from banli.cases.selectors.lists import decision, materials_of, notices, opinions, spec_of, timeline
from banli.cases.selectors.progress import VIEWS, hearings_of
from banli.catalogue.service import (
    ANSWERS,
    OWN_PAPERS,
    SAID,
    Field,
    ItemSpec,
    certified,
    concern,
    derive,
    fact_shown,
    findings,
    paper_text,
    shown,
    validity,
)
from banli.people.service import department

MATTERS: Mapping[str, str] = {"renewal": "延续", "change": "变更", "ending": "注销"}
COLLECTED: Mapping[str, str] = {"online": "网上下载", "window": "到窗口领取", "post": "邮寄送达"}
Facts = dict[str, Any]
REPEATED = re.compile(r"[，；、]?所需时间不计[算入][^。；，]*")
"""What a typed reason says that the notice says by itself."""
BESIDE = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")
"""The space between a figure and its Chinese unit, which papers do without."""


@dataclass(frozen=True)
class Seen:
    """A case as a paper of it is written: with the body of the notice or decision, on a day."""

    case: Case
    spec: ItemSpec
    body: Mapping[str, Any]
    answers: Mapping[str, Any]
    day: date


def facts_of(case: Case, paper: str, body: Mapping[str, Any], at: datetime, asks: tuple[Field, ...]) -> Facts:
    """Every fact that ``paper`` may name: the answers with what follows from them, what every paper has, its own, and
    what the officer filled in."""
    spec = spec_of(case)
    seen = Seen(case, spec, body, derive(spec, case.form), day_of(at))
    with override("zh-hans"):
        answered = {one.key: _printed(one, seen.answers.get(one.key)) for one in spec.form.fields}
        follows = {rule.key: fact_shown(spec, rule.key, seen.answers) for rule in spec.rules.derive}
        filled = {one.key: _printed(one, body.get("said", {}).get(one.key)) for one in asks}
        apart = {ANSWERS: SimpleNamespace(**follows, **answered), SAID: SimpleNamespace(**filled)}
        return {**_always(seen), **apart, **OF_PAPER[paper](seen)}


def _printed(field: Field, value: Any) -> str:
    if field.type == "date" and value:
        return day_words(date.fromisoformat(value))
    return BESIDE.sub("", shown(field, value))


def _always(seen: Seen) -> Facts:
    case, spec = seen.case, seen.spec
    about = concern(spec, seen.answers)
    certificate = spec.certificate if certified(spec, seen.answers) else None
    return {
        "you": party(spec, case.applicant_code),
        "applicant": case.applicant,
        "item": spec.name.zh,
        "organ": department(case.department_id).name,
        "laws": laws_words(spec),
        "handed_in": day_words(day_of(case.submitted_at)),
        "accepted": day_words(day_of(case.accepted_at)) if case.accepted_at else "",
        "result": spec.result.name.zh,
        "certificate": certificate.title.zh if certificate else "",
        "terms": [{"text": one.zh} for one in certificate.conditions] if certificate else [],
        "matter": MATTERS[about.kind] if about else "",
        "about": about.number if about else "",
        "about_title": spec.certificate.title.zh if about and spec.certificate else "",
        "holds": _holds(seen) if certificate and not about else "",
        "collected": _collected(spec),
        "number": case.number,
        "consult": spec.consult,
        "complaint": spec.complaint,
        "address": spec.address.zh,
        "licence": spec.kind == "01",
    }


def _holds(seen: Seen) -> str:
    """The term of a new certificate; that of one in the place of another is counted when it is issued."""
    first, last = validity(seen.spec, seen.answers, seen.day)
    return f"{day_words(first)}至{day_words(last)}" if last else ""


def _collected(spec: ItemSpec) -> str:
    ways = [COLLECTED[one] for one in COLLECTED if one in spec.result.delivery]
    place = f"（地址：{spec.address.zh}）" if "window" in spec.result.delivery else ""
    return f"结果可以{'、'.join(ways)}{place}"


def _acceptance(seen: Seen) -> Facts:
    promised = [
        {"name": one.get("name") or _material(seen.spec, one["what"]), "by": by_words(one, "until")}
        for one in seen.body.get("promised", ())
    ]
    return {
        **due_words(seen.body, seen.day),
        "deemed": told_day(seen.body, "deemed_on"),
        "promised": [one for one in promised if one["by"]],
        "received": _received(seen),
        "statutory": length_words(seen.body.get("statutory")),
        "officer": seen.body.get("officer", ""),
    }


def _material(spec: ItemSpec, key: str) -> str:
    return next((one.name.zh for one in spec.materials if one.key == key), key)


def _received(seen: Seen) -> list[dict[str, str]]:
    """What was handed in, in the order of the item's list: as a file, or on paper with its copies."""
    last: dict[str, Material] = {one.key: one for one in materials_of(seen.case)}
    return [
        {
            "name": one.name.zh,
            "how": "电子件" if last[one.key].file_id else f"纸质{one.copies or 1}份",
        }
        for one in seen.spec.materials
        if one.key in last
    ]


def _correction(seen: Seen) -> Facts:
    return {"until": answer_words(seen.body), "points": list(seen.body.get("points", ()))}


def _grounds(seen: Seen) -> Facts:
    """Reasons with the ground and its law; papers of before have no ground, or one that said nothing."""
    return {
        "reasons": seen.body.get("reasons", ""),
        "ground": seen.body.get("words") or "依法不属于本机关职权范围",
        "basis": by_law(seen.spec, seen.body.get("basis", "")),
    }


def _not_accepted(seen: Seen) -> Facts:
    return {
        **_grounds(seen),
        "proper_organ": seen.body.get("proper_organ", ""),
        "warned": bool(seen.body.get("warns")),
    }


def _terminated(seen: Seen) -> Facts:
    return {**_grounds(seen), "ground": seen.body.get("words") or "依法应当终止办理"}


def _reasons(seen: Seen) -> Facts:
    return {"reasons": seen.body.get("reasons", "")}


def _special_procedure(seen: Seen) -> Facts:
    body = seen.body
    return {
        "procedure": body.get("name", ""),
        "basis": by_law(seen.spec, body.get("basis", "")),
        "reason": REPEATED.sub("", body.get("reason", "")),
        "needs": length_words(body.get("needs")),
        "first": told_day(body, "first") or day_words(seen.day),
        "last": told_day(body, "last"),
        "later": by_words(body, "due_on"),
    }


def _extension(seen: Seen) -> Facts:
    government = seen.body.get("government")
    return {
        **due_words(seen.body, seen.day),
        "reason": seen.body.get("reason", ""),
        "longer": length_words(seen.body),
        "basis": by_law(seen.spec, seen.body.get("basis", "")),
        "approved": "本级人民政府负责人" if government else "本行政机关负责人",
    }


def _refusal_told(seen: Seen) -> Facts:
    return {
        **_reasons(seen),
        "until": answer_words(seen.body),
        "findings": _findings(seen),
        "hearing": bool(seen.body.get("hearing")),
    }


def _findings(seen: Seen) -> list[dict[str, str]]:
    return [
        {"message": one.message.zh, "article": one.article.zh}
        for one in findings(seen.spec, seen.answers)
        if one.forbids
    ]


def _hearing(seen: Seen) -> Facts:
    body = seen.body
    return {
        "reason": body.get("reason", ""),
        "on": told_day(body, "on"),
        "hour": hour_words(body.get("hour", "")),
        "place": body.get("place", ""),
        "chair": body.get("chair", ""),
        "asked": bool(body.get("asked")),
    }


def _forwarded(seen: Seen) -> Facts:
    body = seen.body
    return {
        "opinion": body.get("opinion", ""),
        "upper_organ": body.get("organ", ""),
        "upper_number": body.get("upper", ""),
    }


def _revoked(seen: Seen) -> Facts:
    decided = decision(seen.case)
    words = seen.body.get("words") or seen.body.get("basis", "").rpartition("：")[2]
    return {
        "reasons": seen.body.get("reasons", ""),
        "ground": words,
        "basis": by_law(seen.spec, seen.body.get("basis", "").partition("：")[0]),
        "decision": decided.number if decided else "",
        "decided": day_words(day_of(decided.at)) if decided else "",
    }


def _granted(seen: Seen) -> Facts:
    return {"opinion": seen.body.get("opinion", "")}


def _refused(seen: Seen) -> Facts:
    told = notices(seen.case, "refusal_told")
    since = told[-1].issued_at if told else None
    heard = [one.on for one in hearings_of(seen.case) if one.held_at and one.on]
    views = [one.text for one in opinions(seen.case) if one.step == VIEWS and since and one.at >= since]
    return {
        **_reasons(seen),
        "findings": _findings(seen),
        "told": day_words(day_of(since)) if since else "",
        "views": [{"text": one} for one in views],
        "heard": day_words(heard[-1]) if heard else "",
        "answer": seen.body.get("answer", ""),
        "warned": bool(seen.body.get("warned")),
    }


def _given(seen: Seen) -> Facts:
    """An organ's own procedure gives the facts of its papers with the act."""
    return dict(seen.body["facts"])


def _withdrawn(seen: Seen) -> Facts:
    return {"reasons": seen.body.get("reasons", ""), "after": bool(seen.body.get("accepted"))}


def _barred(seen: Seen) -> Facts:
    return {
        "ground": seen.body.get("words", ""),
        "basis": by_law(seen.spec, seen.body.get("basis", "")),
        "first": told_day(seen.body, "first"),
        "last": told_day(seen.body, "last"),
    }


def _of_certificate(seen: Seen) -> Facts:
    """What happened to a certificate that the case ended in."""
    body = seen.body
    return {
        "reasons": body.get("reasons", ""),
        "ground": body.get("words", ""),
        "basis": by_law(seen.spec, body.get("basis", "")),
        "title": body.get("title", ""),
        "numbered": body.get("numbered", ""),
        "ending": body.get("ending", ""),
        "last": told_day(body, "last"),
    }


def _delivery(seen: Seen) -> Facts:
    body, served = seen.body, date.fromisoformat(seen.body["served_on"])
    decided = decision(seen.case)
    documents = (
        [f"《{decided.words.get('title') or seen.spec.result.name.zh}》（{decided.number}）"]
        if decided
        else []
    )
    certificates = [
        json.loads(one.body)["certificate"] for one in timeline(seen.case) if one.name == "certificate_issued"
    ]
    title = seen.spec.certificate.title.zh if seen.spec.certificate else ""
    documents += [f"《{title}》（编号{one}）" for one in certificates]
    until = last_days(seen.spec.remedies, served) if decided and decided.words.get("remedies") else ("", "")
    if notice := body.get("document"):
        documents, until = (
            [f"《{paper_text(seen.spec, notice['kind']).title.zh}》（{notice['number']}）"],
            ("", ""),
        )
    return {
        "documents": [{"name": one} for one in documents],
        "way": WAYS[body["way"]].zh,
        "served": day_words(served),
        "receiver": body.get("receiver", ""),
        "place": body.get("place", ""),
        "post_number": body.get("post_number", ""),
        "witnesses": "、".join(body.get("witnesses", ())),
        "reconsider_until": until[0],
        "sue_until": until[1],
    }


OF_PAPER: Mapping[str, Callable[[Seen], Facts]] = {
    "acceptance": _acceptance,
    "correction": _correction,
    "not_accepted": _not_accepted,
    "not_required": _reasons,
    "special_procedure": _special_procedure,
    "extension": _extension,
    "refusal_told": _refusal_told,
    "hearing": _hearing,
    "forwarded": _forwarded,
    "terminated": _terminated,
    "voided": _reasons,
    "revoked": _revoked,
    "withdrawn": _withdrawn,
    "barred": _barred,
    "suspended": _of_certificate,
    "restored": _of_certificate,
    "ended": _of_certificate,
    "delivery": _delivery,
    "granted": _granted,
    "refused": _refused,
    **dict.fromkeys(OWN_PAPERS, _given),
}
"""Paper -> its own facts, from the case and the body of what was done."""
