"""The papers that a case can leave, and what each of them may name: the closed table that templates are checked by.

A fact is a text, a yes or no, or a list whose entries have parts. Whoever adds a paper adds it here, gives its facts
where the act makes it, and writes its words into the papers of the platform, of a pack, or of an item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from banli.catalogue.rules.definition.own_paper_facts import OWN_PAPERS


@dataclass(frozen=True)
class PaperFact:
    """What a template may name: what it is, and the parts of each entry where it is a list."""

    what: str
    parts: Mapping[str, str] = field(default_factory=dict)


ALWAYS: Mapping[str, PaperFact] = {
    "you": PaperFact("你 to a person, 你单位 to an organisation"),
    "applicant": PaperFact("the name of who applied"),
    "item": PaperFact("the item's name"),
    "organ": PaperFact("the full name of the organ"),
    "laws": PaperFact("the item's laws with their articles, joined by 、"),
    "handed_in": PaperFact("the day of the application, such as 2022年10月17日"),
    "accepted": PaperFact("the day of acceptance; empty before it"),
    "result": PaperFact("the name of the item's result"),
    "certificate": PaperFact("the title of the certificate this case ends in; empty where it ends in none"),
    "terms": PaperFact("the conditions that the certificate lays down", {"text": "one of them"}),
    "matter": PaperFact("延续, 变更 or 注销 where the case is about a certificate that is there; else empty"),
    "about": PaperFact("the number of that certificate; else empty"),
    "about_title": PaperFact("the title of that certificate; else empty"),
    "holds": PaperFact("the first and the last day of what is granted, in words; empty where it has no end"),
    "collected": PaperFact("how the result is collected"),
    "number": PaperFact("the number of the case"),
    "consult": PaperFact("the telephone number for questions"),
    "complaint": PaperFact("the telephone number for complaints"),
    "address": PaperFact("where the window is"),
    "licence": PaperFact("yes for a licence (行政许可): the Licensing Law is named for nothing else"),
}
"""What every paper may name, besides the answers of the form and the facts that follow from them."""
REASONS = {"reasons": PaperFact("the reasons that were typed")}
GROUND = {
    "ground": PaperFact("the ground in words"),
    "basis": PaperFact(
        "依据 or 参照 with its law and article; empty where that law is not one for this kind of item"
    ),
}
CERTIFICATE = {
    **REASONS,
    **GROUND,
    "title": PaperFact("the title of the certificate"),
    "numbered": PaperFact("its number"),
}
DUE = {
    "due": PaperFact("by when it is promised, as 2022年11月3日前（含当日）; empty where that day has passed"),
    "passed": PaperFact("the promised day where it lies before the paper; else empty"),
}
UNTIL = {"until": PaperFact("by when, as 2022年11月3日前（含当日）; empty where no day is set")}
FINDINGS = {
    "findings": PaperFact(
        "what the item's rules found that forbids a grant",
        {"message": "value and limit", "article": "its law"},
    )
}
DEFENCE = {
    "told": PaperFact("the day on which the proposed refusal was told; empty where it was not"),
    "views": PaperFact("what was said in defence", {"text": "as it was written down"}),
    "heard": PaperFact("the day of the hearing; empty where there was none"),
    "answer": PaperFact("why what was said does not hold"),
}
PAPERS: Mapping[str, Mapping[str, PaperFact]] = {
    "acceptance": {
        **DUE,
        "deemed": PaperFact("the day of receipt where the organ was silent for five days; else empty"),
        "promised": PaperFact("material that follows later", {"name": "what", "by": "by when"}),
        "received": PaperFact(
            "what was handed in", {"name": "what", "how": "电子件, or 纸质 with its copies"}
        ),
        "statutory": PaperFact("the limit of the law, as 20个工作日"),
        "officer": PaperFact("who accepted it; empty where the platform did"),
    },
    "correction": {
        **UNTIL,
        "points": PaperFact("what is to be corrected", {"label": "where", "problem": "what is wrong"}),
    },
    "not_accepted": {
        **REASONS,
        **GROUND,
        "proper_organ": PaperFact("the organ to turn to; empty where there is none"),
        "warned": PaperFact("yes where a warning goes with it"),
    },
    "not_required": REASONS,
    "special_procedure": {
        "procedure": PaperFact("what the procedure is called"),
        "basis": PaperFact(
            "依据 with its law and article; empty where that law is not one for this kind of item"
        ),
        "reason": PaperFact("why it is needed"),
        "needs": PaperFact("how long it will take, as 10个工作日; empty in papers of before"),
        "first": PaperFact("the day it begins"),
        "last": PaperFact("the day it is to end; empty where that is not known yet"),
        "later": PaperFact("by when the case is promised then; empty where that is not known yet"),
    },
    "extension": {
        **DUE,
        "reason": PaperFact("why"),
        "longer": PaperFact("by how much, as 10个工作日"),
        "basis": PaperFact(
            "依据 with its law and article; empty where that law is not one for this kind of item"
        ),
        "approved": PaperFact("who approved it"),
    },
    "refusal_told": {
        **REASONS,
        **UNTIL,
        **FINDINGS,
        "hearing": PaperFact("yes where a hearing may be asked for"),
    },
    "hearing": {
        "reason": PaperFact("why it is held"),
        "on": PaperFact("the day"),
        "hour": PaperFact("the hour, as 9时30分; empty in papers of before"),
        "place": PaperFact("where"),
        "chair": PaperFact("who chairs it"),
        "asked": PaperFact("yes where the applicant asked for it"),
    },
    "forwarded": {
        "opinion": PaperFact("the organ's own opinion"),
        "upper_organ": PaperFact("the organ that decides"),
        "upper_number": PaperFact("the number of the case there; empty where it is not on this platform"),
    },
    "terminated": {**REASONS, **GROUND},
    "voided": REASONS,
    "revoked": {
        **REASONS,
        **GROUND,
        "decision": PaperFact("the number of the decision that is revoked"),
        "decided": PaperFact("its day"),
    },
    "withdrawn": {
        "reasons": PaperFact("what the applicant said; mostly empty"),
        "after": PaperFact("yes where the application had been accepted"),
    },
    "barred": {
        **GROUND,
        "first": PaperFact("the first day of the ban"),
        "last": PaperFact("its last day; empty where it has none"),
    },
    "suspended": {**CERTIFICATE, "last": PaperFact("the last day of the suspension")},
    "restored": CERTIFICATE,
    "ended": {**CERTIFICATE, "ending": PaperFact("撤销, 吊销, 撤回 or 注销")},
    "delivery": {
        "documents": PaperFact("what was served", {"name": "title and number"}),
        "way": PaperFact("直接送达, 留置送达, 邮寄送达, 公告送达 or 电子送达"),
        "served": PaperFact("the day of service"),
        "receiver": PaperFact("who took it"),
        "place": PaperFact("where; may be empty"),
        "post_number": PaperFact("the number of the letter; may be empty"),
        "witnesses": PaperFact("who witnessed it, joined by 、; may be empty"),
        "reconsider_until": PaperFact("the last day to ask for reconsideration; empty where none is owed"),
        "sue_until": PaperFact("the last day to sue; empty where none is owed"),
    },
    "granted": {"opinion": PaperFact("the opinion of who decides; mostly empty")},
    "refused": {
        **REASONS,
        **FINDINGS,
        **DEFENCE,
        "warned": PaperFact("yes where a warning goes with it (false material)"),
    },
    **{
        paper: {
            name: PaperFact("a list", what) if isinstance(what, Mapping) else PaperFact(what)
            for name, what in facts.items()
        }
        for paper, facts in OWN_PAPERS.items()
    },
}
"""Every paper of a case to the facts it may name besides those of all papers."""


def facts_named(paper: str) -> Iterator[tuple[str, PaperFact]]:
    """The facts that ``paper`` may name, those of every paper first."""
    yield from ALWAYS.items()
    yield from PAPERS.get(paper, {}).items()
