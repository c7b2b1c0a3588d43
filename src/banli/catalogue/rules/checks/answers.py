"""A look-up asks what its form knows, prints what its databank gives, and is examined by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from banli.catalogue.rules.definition.answer import AnswerSpec
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.yamlfile import Path as Place
from banli.catalogue.rules.definition.yamlfile import Unreadable, read_yaml
from banli.databanks.rules import Databank, Records
from banli.kernel.text import gettext_noop

Found = tuple[Place, str, str, dict[str, object]]
RULE = "answer"
PUBLIC_SERVICE = "20"


def check_answer(spec: ItemSpec) -> Iterator[Found]:
    """What a look-up has wrong by itself."""
    told = spec.answer
    if told is None:
        return
    if spec.kind != PUBLIC_SERVICE or spec.case_type != "instant":
        message = gettext_noop("a look-up is a public service (kind 20) and instant")
        yield ("answer",), RULE, message, {}
    if spec.certificate is not None:
        message = gettext_noop("a look-up is answered by what its databank says; it ends in no certificate")
        yield ("certificate",), RULE, message, {}
    for place, step in enumerate(spec.steps):
        if step.kind != "approve" or step.role != "clerk":
            message = gettext_noop(
                "a look-up is examined by nobody: its one step is the answer (approve, clerk)"
            )
            yield ("steps", place), RULE, message, {}
    for key, field in told.asks.items():
        if spec.form.field(field) is None:
            message = gettext_noop("it asks by “%(field)s”, which the form does not have")
            yield ("answer", "asks", key), RULE, message, {"field": field}
    for place, rule in enumerate(spec.limits):
        if rule.statutory.unit == told.silent.unit and told.silent.days > rule.statutory.days:
            message = gettext_noop(
                "where the databank is silent the window answers within the statutory limit"
            )
            yield ("limits", place), RULE, message, {}


def check_databank(spec: ItemSpec, path: Path) -> Iterator[Found]:
    """What does not fit its databank, where the folder lies in a pack that has databanks."""
    folder = path.resolve().parent.parent / "databanks"
    if spec.answer is None or not folder.is_dir():
        return
    found = _databank(folder / f"{spec.answer.databank}.yaml")
    if found is None:
        message = gettext_noop("the pack has no databank “%(key)s” that can be read")
        yield ("answer", "databank"), RULE, message, {"key": spec.answer.databank}
        return
    yield from _asked(spec, spec.answer, found)
    for place, line in enumerate(spec.answer.prints):
        if found.given(line.source) is None:
            message = gettext_noop("it prints “%(key)s”, which the databank does not give")
            yield ("answer", "prints", place, "source"), RULE, message, {"key": line.source}


def _asked(spec: ItemSpec, told: AnswerSpec, databank: Databank) -> Iterator[Found]:
    for key in told.asks:
        if databank.asked(key) is None:
            message = gettext_noop("the databank is not asked by “%(key)s”")
            yield ("answer", "asks", key), RULE, message, {"key": key}
    for one in databank.asks:
        field = spec.form.field(told.asks.get(one.key, ""))
        if one.required and (field is None or not field.required or field.show_when is not None):
            message = gettext_noop(
                "the databank cannot be asked without “%(key)s”, which the form must ask of everybody"
            )
            yield ("answer", "asks"), RULE, message, {"key": one.key}
        if not one.required and field is not None and field.required:
            message = gettext_noop(
                "the databank finds the record without “%(key)s”; the form need not ask it of everybody"
            )
            yield ("answer", "asks", one.key), RULE, message, {"key": one.key}


def _databank(path: Path) -> Databank | None:
    try:
        return Records.model_validate(read_yaml(path, path.name).data).databank
    except (Unreadable, ValidationError):
        return None
