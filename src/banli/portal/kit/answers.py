"""What was answered, to be read: by sections, for the check page and for the page of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from banli.catalogue.service import ItemSpec, fact_shown, masked_answer, validate_form


@dataclass(frozen=True)
class Answer:
    """One answer in the reader's words."""

    key: str
    label: str
    value: str

    @property
    def is_chinese(self) -> bool:
        """True where the value is Chinese, whatever language the page is in: a name, an address."""
        return any("\u4e00" <= one <= "\u9fff" for one in self.value)


@dataclass(frozen=True)
class AnswerPart:
    """A section with the answers given in it."""

    title: str
    answers: tuple[Answer, ...]


def answer_parts(spec: ItemSpec, data: Mapping[str, Any], *, masked: bool = False) -> list[AnswerPart]:
    """The answers by section; ``masked`` hides the middle of names and numbers of persons (个保法)."""
    found = []
    for section in spec.form.sections:
        answers = []
        for field in section.fields:
            value = fact_shown(spec, field.key, data)
            if not value:
                continue
            if masked:
                value = masked_answer(spec, data, field, value)
            answers.append(Answer(field.key, str(field.label), value))
        if answers:
            found.append(AnswerPart(str(section.title), tuple(answers)))
    return found


def model_form(spec: ItemSpec) -> list[AnswerPart]:
    """The application form filled in as a model, from the examples of its questions (行政许可法 30: 申请书示范文本).

    A question that these examples leave out is not shown.
    """
    examples = {field.key: field.example for field in spec.form.fields if field.example is not None}
    clean, _problems = validate_form(spec, examples)
    return answer_parts(spec, clean)
