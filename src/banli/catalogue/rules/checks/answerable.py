"""Whether those who apply can answer what a form asks, and everybody whom the item serves is let in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli.catalogue.rules.checks.references import Found, Place
from banli.catalogue.rules.definition.enforcement import DECLARED, EX_OFFICIO
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.tables import PERSON
from banli.kernel.text import gettext_noop

OF_THE_ORGAN = re.compile(
    r"罚没|罚款|举报等级|奖励等级|奖励金额|奖励标准|案件来源|立案|核定(?!服务)|认定结论|评审结论"
)
"""Words for what an organ finds or fixes; whoever applies is not asked for it."""
SUPERVISION = "日常监管"
"""An answer that tells a question apart: where the organ has a case from."""
NUMBER = re.compile(r"号|(?<!邮政编)(?<!邮)码")
OF_REGISTERS = re.compile(r"注册号|登记证号|登记证书号|医保编号|社保编号|个人编号|档案编号")
"""Numbers of a register that finds everybody by identity number or credit code as well."""
ENTERED = {
    "identity": frozenset({PERSON}),
    "uscc": frozenset("23456"),
}
"""What an applicant's code of that type can be entered by (server_types); other types take any."""
NAMES = {"identity": gettext_noop("natural persons"), "uscc": gettext_noop("organisations")}


def check_answerable(spec: ItemSpec) -> Iterator[Found]:
    """Every question that those who apply cannot answer, and everybody served whom the form does not let in."""
    if spec.kind not in EX_OFFICIO - DECLARED:
        for place, field in placed(spec):
            if field.required and field.found_at is None and field.entered is None:
                yield from _known(place, field)
        yield from _twice(spec)
    yield from _entrants(spec)
    yield from _identified(spec)
    yield from _cosigned(spec)


def _cosigned(spec: ItemSpec) -> Iterator[Found]:
    """A second party is named by questions of the form, and signs what is handed in online."""
    asked = spec.cosigner
    if asked is None:
        return
    for key, named in (("name", asked.name), ("code", asked.code)):
        if spec.form.field(named) is None:
            message = gettext_noop("no question of the form is called “%(field)s”")
            yield ("cosigner", key), "cosigner", message, {"field": named}
    if spec.kind in EX_OFFICIO or not spec.online_depth:
        message = gettext_noop("a second party signs only what is applied for online")
        yield ("cosigner",), "cosigner", message, {}


def _identified(spec: ItemSpec) -> Iterator[Found]:
    """Who is asked to be known is somebody who applies, and online."""
    if spec.identity == "none":
        return
    if spec.kind in EX_OFFICIO - DECLARED:
        message = gettext_noop("nobody applies for what the organ begins: it needs no identity")
        yield ("identity",), "identity", message, {}
    elif not spec.online_depth:
        message = gettext_noop(
            "the item is not applied for online (online_depth): the window sees the papers"
        )
        yield ("identity",), "identity", message, {}


def placed(spec: ItemSpec) -> Iterator[tuple[Place, Field]]:
    """Each field with its place in the definition."""
    for number, section in enumerate(spec.form.sections):
        for index, field in enumerate(section.fields):
            yield ("form", "sections", number, "fields", index), field


def _known(place: Place, field: Field) -> Iterator[Found]:
    told: dict[str, object] = {"label": field.label.zh}
    sources = any(SUPERVISION in option.label.zh for option in field.options)
    if sources or OF_THE_ORGAN.search(field.label.zh):
        message = gettext_noop(
            "“%(label)s” is for the organ to say: do not ask whoever applies, or say where it stands (found_at)"
        )
        yield place, "organ", message, told
    elif field.type == "text" and field.pattern and NUMBER.search(field.label.zh):
        message = gettext_noop(
            "“%(label)s” must be answered: say where whoever applies reads it (found_at), or let it be left out"
        )
        yield place, "source", message, told


def _twice(spec: ItemSpec) -> Iterator[Found]:
    """Two compulsory answers of which the one follows from the other, or the same question once more."""
    seen: dict[str, Field] = {}
    code = spec.form.field(spec.form.applicant_code)
    for place, field in placed(spec):
        before = seen.setdefault(field.label.zh, field)
        if before is not field and before.show_when is None and field.show_when is None:
            message = gettext_noop("“%(label)s” is asked twice")
            yield place, "twice", message, {"label": field.label.zh}
        both = code is not None and code.type != "text" and field.required
        if both and OF_REGISTERS.search(field.label.zh) and field.show_when is None:
            message = gettext_noop("“%(label)s” besides “%(code)s”: the one finds the other; ask for one")
            yield place, "twice", message, {"label": field.label.zh, "code": code.label.zh if code else ""}


def _entrants(spec: ItemSpec) -> Iterator[Found]:
    """Those whom the item serves can say who they are."""
    code = spec.form.field(spec.form.applicant_code)
    entered = ENTERED.get(code.type) if code else None
    if entered is None or code is None:
        return
    shut_out = set(spec.server_types) - entered
    other = "identity" if code.type == "uscc" else "uscc"
    if shut_out:
        message = gettext_noop(
            "the item serves %(whom)s (server_types), who cannot answer “%(label)s”: ask it as type subject, or serve "
            "them no more"
        )
        yield ("server_types",), "entrant", message, {"whom": NAMES[other], "label": code.label.zh}
