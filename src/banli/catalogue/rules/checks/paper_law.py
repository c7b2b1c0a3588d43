"""Whether an item's papers carry what the law of its kind wants, and what its guide promises of the result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, meta

from banli.catalogue.rules.checks.todo import MARK
from banli.catalogue.rules.definition.answer import AnswerSpec
from banli.catalogue.rules.definition.papers import Each, PaperText
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.papers import ANSWERS, SAID, paper_text
from banli.kernel.text import gettext_noop
from banli.kernel.wording import environment, source

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
RULE = "papers"
LICENSING = "行政许可法"


@dataclass(frozen=True)
class Wanted:
    """What a paper must say: the facts it names, whether it says where to turn, by which article."""

    facts: frozenset[str]
    article: str
    remedies: bool = False
    kinds: frozenset[str] = frozenset()
    """The kinds it is wanted of; empty for every kind."""


def _wants(facts: str, article: str, *, remedies: bool = False, kinds: str = "") -> Wanted:
    return Wanted(frozenset(facts.split()), article, remedies, frozenset(kinds.split()))


WANTED: Mapping[str, tuple[Wanted, ...]] = {
    "acceptance": (_wants("handed_in received", f"{LICENSING}第三十二条第二款"),),
    "correction": (_wants("points until", f"{LICENSING}第三十二条第一款第四项"),),
    "not_accepted": (_wants("ground reasons proper_organ", f"{LICENSING}第三十二条", remedies=True),),
    "special_procedure": (_wants("procedure reason needs last later", f"{LICENSING}第四十五条"),),
    "extension": (_wants("reason longer approved", f"{LICENSING}第四十二条"),),
    "refusal_told": (_wants("reasons until", f"{LICENSING}第七条"),),
    "hearing": (_wants("on hour place chair", f"{LICENSING}第四十八条"),),
    "terminated": (_wants("ground reasons", "行政诉讼法第十二条", remedies=True),),
    "revoked": (_wants("reasons ground decision", f"{LICENSING}第六十九条", remedies=True),),
    "refused": (_wants("reasons", f"{LICENSING}第三十八条第二款", remedies=True),),
    "granted": (
        _wants("", f"{LICENSING}第三十八条第一款", kinds="01"),
        _wants("", "专利法第六十五条", remedies=True, kinds="09"),
    ),
    "delivery": (_wants("documents way served receiver", f"{LICENSING}第四十四条"),),
}
"""Paper -> what it must say, with the article that wants it; other kinds take the rules of the Licensing Law over."""
PROMISES = re.compile(r"(?:写明|载明|载有|列明)([^。；（(]*)")
BETWEEN = re.compile(r"[、，和及]")
WORDED = 5
"""Lines of a certificate from which on it is the item's own, as is a decision that names answers: promises hold there.

Where an item prints the words of its kind alone, they are not asked for."""
ALIKE = 3, 5
"""Of every five characters of a promise at least three stand side by side in the words that keep it."""
ALWAYS_THERE = "证书编号 登记编号 备案编号 证号 有效期 期限 起止日期 起止年月 验证二维码 附件 校验周期"
"""What every certificate says besides its lines."""
BY_INQUIRY = frozenset({"02", "03", "04", "06"})
"""Kinds whose papers are worded by the acts of the organ's own procedure."""
WHO_ASKS = "申请人姓名 身份证号 核验码 注明信息截至的时间"
"""What every answer to a look-up says besides what the register knows."""


def check_paper_law(spec: ItemSpec) -> Iterator[Found]:
    """Every fact that the law wants of a paper and that it does not name, and every promise that nothing keeps."""
    for paper in spec.papers:
        for wanted in WANTED.get(paper, ()):
            if not wanted.kinds or spec.kind in wanted.kinds:
                yield from _lacking(paper, spec.papers[paper], wanted)
    yield from _unkept(spec)


def _lacking(paper: str, text: PaperText, wanted: Wanted) -> Iterator[Found]:
    place: Place = ("papers", paper)
    for fact in sorted(wanted.facts - _named(text)):
        message = gettext_noop("the paper “%(paper)s” must say “%(fact)s” (%(article)s)")
        yield place, RULE, message, {"paper": paper, "fact": fact, "article": wanted.article}
    if wanted.remedies and not text.remedies:
        message = gettext_noop(
            "the paper “%(paper)s” may be contested and must say where: remedies (%(article)s)"
        )
        yield (*place, "remedies"), RULE, message, {"paper": paper, "article": wanted.article}


def _named(text: PaperText) -> set[str]:
    """The names that the texts of a paper use; what is no template at all is told elsewhere."""
    found: set[str] = set()
    for part in (*text.paragraphs, *text.points, *text.closing):
        if isinstance(part, Each):
            found.add(part.each)
        try:
            found |= meta.find_undeclared_variables(environment().parse(source(_source(part))))
        except TemplateSyntaxError:
            continue
    return found


def _source(part: str | Each) -> str:
    return part.text if isinstance(part, Each) else part


def _unkept(spec: ItemSpec) -> Iterator[Found]:
    """What the sample of the result promises, and neither the decision nor the certificate says."""
    if spec.kind in BY_INQUIRY or MARK in spec.result.sample.zh:
        return
    said = _said(spec) if spec.answer is None else _answered(spec.answer)
    for promise in PROMISES.findall(spec.result.sample.zh) if said else ():
        for term in filter(None, (one.strip() for one in BETWEEN.split(promise))):
            if not _kept(term.split("的")[0], said):
                message = gettext_noop(
                    "the guide promises “%(term)s”, and neither decision nor certificate says it"
                )
                yield ("result", "sample"), RULE, message, {"term": term}


def _answered(answer: AnswerSpec) -> str:
    """What an answer to a look-up prints."""
    texts = [WHO_ASKS, *(one.label.zh for one in answer.prints), answer.nothing_found.zh]
    return "\n".join(texts)


def _said(spec: ItemSpec) -> str:
    """What decision and certificate print; '' where both have the words of the kind alone."""
    text = paper_text(spec, "granted")
    lines = len(spec.certificate.fields) if spec.certificate else 0
    if lines < WORDED and not _named(text) & {ANSWERS, SAID}:
        return ""
    said = "\n".join(map(_source, (*text.paragraphs, *text.points, *text.closing)))
    if text.remedies:
        said += "\n救济途径"
    if spec.certificate is not None:
        said += "\n".join(
            ["", ALWAYS_THERE, spec.certificate.title.zh, *(one.label.zh for one in spec.certificate.fields)]
        )
        said += "\n".join(["", *(one.zh for one in (*spec.certificate.conditions, *spec.certificate.copies))])
    return said


def _kept(term: str, said: str) -> bool:
    """Whether as many neighbouring characters of ``term`` as :data:`ALIKE` wants stand in ``said``."""
    some, of = ALIKE
    size = max(1, -(-len(term) * some // of))
    return any(term[place : place + size] in said for place in range(len(term) - size + 1))
