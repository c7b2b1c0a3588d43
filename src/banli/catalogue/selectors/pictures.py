"""Procedures as pictures and files, with the departments' names."""

from __future__ import annotations

from django.utils.translation import get_language

from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.wording import Lang
from banli.catalogue.rules.picture.bpmn import bpmn as bpmn_of
from banli.catalogue.rules.picture.drawing import Marks, decided_by
from banli.catalogue.rules.picture.drawing import draw as drawn
from banli.catalogue.rules.picture.pack import FileForm, as_file
from banli.kernel.text import Words
from banli.people.service import departments


def draw(
    spec: ItemSpec,
    lang: Lang | None = None,
    present: frozenset[str] = frozenset(),
    finished: frozenset[str] = frozenset(),
) -> str:
    """The procedure as a picture with its words, as HTML; ``present`` and ``finished`` are the steps to mark.

    Without ``lang`` in the reader's language.
    """
    return drawn(spec, lang or _reading(), _names(spec), Marks(present, finished))


def bpmn(spec: ItemSpec, lang: Lang | None = None) -> str:
    """The procedure as the text of a BPMN 2.0 file, without ``lang`` in the reader's language."""
    return bpmn_of(spec, lang or _reading(), _names(spec))


def picture(spec: ItemSpec, form: FileForm, lang: Lang) -> str:
    """The procedure as the text of a file: ``svg`` or ``bpmn``."""
    return as_file(spec, form, lang, _names(spec))


def _reading() -> Lang:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _names(spec: ItemSpec) -> dict[str, Words]:
    wanted = decided_by(spec)
    return {one.code: Words(zh=one.short_name, en=one.name_en) for one in departments() if one.code in wanted}
