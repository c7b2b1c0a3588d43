"""What the papers of an organ's own procedures may name: part of the closed table that templates are checked by.

``banli.enforcement`` gives these facts in the official language with the act that makes the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Of = str | Mapping[str, str]
"""What a fact is, or the parts of each of its entries where it is a list."""
LINES: Mapping[str, str] = MappingProxyType({"text": "one of them"})
"""The parts of a list of lines."""
PENALTY: dict[str, Of] = {
    "facts": "facts and evidence as the investigation found them",
    "breach": "what the breach is called",
    "forbidden": "the article it breaks",
    "punished": "the article it is punished by",
    "penalties": LINES,
    "circumstance": "一般, 从轻, 减轻 or 从重",
    "circumstance_reason": "why; mostly empty",
}
OFFICERS: dict[str, Of] = {"officers": LINES}
DECIDED: dict[str, Of] = {
    **PENALTY,
    "evidence": LINES,
    "defence": LINES,
    "weighed": "what of the defence holds and why the rest does not",
    "heard": "yes where a hearing was held",
    "discussed": "yes where the leaders discussed it",
    "fine": "the fine in yuan; empty where there is none",
    "payment_days": "days to pay, as 十五",
    "account": "where it is paid",
}
SEAL: dict[str, Of] = {
    **OFFICERS,
    "goods": LINES,
    "place": "where",
    "keeper": "who keeps them",
    "days": "the term in days",
    "until": "its last day",
    "reason": "reasons and articles",
    "presence": "who was there",
    "witness": "the witness; empty where the party was there",
    "statement": "what the party said; mostly empty",
}
DOCUMENT: dict[str, Of] = {"document": "the number of the decision it follows; may be empty", "reason": "why"}
MENDING: dict[str, Of] = {"findings": LINES, "orders": LINES, "until": "by when", "law": "the article"}
OWN_PAPERS: Mapping[str, Mapping[str, Of]] = {
    "penalty_notice": {
        **PENALTY,
        "until": "by when a defence is heard",
        "hearing": "yes where a hearing may be asked",
    },
    "penalty_hearing": {"on": "the day", "time": "the hour", "place": "where", "chair": "who chairs it"},
    "penalty_decision": DECIDED,
    "spot_penalty": {
        **DECIDED,
        **OFFICERS,
        "defence_said": "what the party said",
        "place": "where",
        "until": "by when to pay",
    },
    "no_penalty": {**DECIDED, "ground": "the ground with its article", "reason": "why"},
    "not_proven": {"reason": "why"},
    "preservation": {
        **OFFICERS,
        "goods": LINES,
        "place": "where",
        "reason": "why",
        "until": "by when it is dealt with",
    },
    "recusal_decision": {
        "named": LINES,
        "granted": "yes where they keep out; empty where the request is refused",
        "replaced_by": LINES,
        "reason": "why",
    },
    "service": {
        "decision": "the number of the paper served",
        "way": "how",
        "place": "where",
        "received": "the day",
        "receiver": "who received it; may be empty",
        "witness": "the witness; may be empty",
        "post_number": "the number of the letter; may be empty",
        "consent": "the consent; may be empty",
    },
    "deferral": {"until": "by when it is paid now", "parts": LINES, "reason": "why"},
    "urging": {
        "decision": "the number of the decision",
        "open": "what is owed in yuan",
        "added": "what delay added; empty where nothing",
        "until": "by when",
    },
    "court_application": {"decision": "the number of the decision", "court": "the court", "reason": "why"},
    "penalty_annulled": {**DOCUMENT, "decision": "the number of the decision", "by_whom": "who annulled it"},
    "seal_decision": SEAL,
    "seal_extended": {"days": "how many days more", "until": "the new last day", "reason": "why"},
    "seal_appraisal": {"institute": "by whom", "days": "days it will take", "reason": "why"},
    "seal_lifted": {"ground": "the ground with its article", "returned": "how the goods came back"},
    "seal_annulled": DOCUMENT,
    "levy_notice": {
        "base": "what it is worked out from",
        "standard": "the rate",
        "amount": "the sum in yuan",
        "law": "the article",
        "payment_days": "days to pay, as 十五",
        "account": "where it is paid",
    },
    "levy_receipt": {"receipt": "the number of the receipt", "paid": "what was paid in yuan"},
    "levy_reduced": {
        "kind": "减缴, 免缴 or 缓缴",
        "reduced_by": "by how much; empty where it is put off",
        "until": "until when it is put off; mostly empty",
        **DOCUMENT,
    },
    "levy_refund": {"ground": "why it is refunded", "refunded": "the sum in yuan", **DOCUMENT},
    "levy_annulled": DOCUMENT,
    "inspection_notice": {**OFFICERS, "meeting": "how it was told", "place": "where"},
    "inspection_record": {"looked_at": LINES, "points": LINES, "text": "the conclusion"},
    "mending_order": MENDING,
    "recheck": {**OFFICERS, "text": "what was seen"},
}
"""Paper to its facts: what each is, or that it is a list of lines."""
