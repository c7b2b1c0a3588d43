"""Reads: the databanks, what was asked for a case, the answers issued."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from banli.databanks.models import Answer, Inquiry, Kept
from banli.databanks.rules import Databank, Source, read_settings
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code

SETTINGS = "databanks.toml"
"""In the data folder: by what source each databank of this deployment is reached, where its pack does not say so."""


def databank(key: str) -> Databank:
    """The definition of the databank, with the source that this deployment sets for it. Raises :class:`Missing`."""
    kept = Kept.objects.filter(key=key).first()
    if kept is None:
        raise Missing(gettext_noop("There is no databank “%(key)s” here."), key=key)
    found = Databank.model_validate(kept.definition)
    own = _sources().get(key)
    return found.model_copy(update={"source": own}) if own else found


def _sources() -> Mapping[str, Source]:
    path = Path(settings.DATA_FOLDER) / SETTINGS
    try:
        return read_settings(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def inquiries_for(subject: str) -> list[Inquiry]:
    """What was asked for the case of this number, the first question first."""
    return list(Inquiry.objects.filter(subject=subject).order_by("id"))


def answer_to(subject: str) -> Answer | None:
    """The answer issued in the case of this number."""
    return Answer.objects.filter(subject=subject).select_related("department", "file").first()


def verify(code: str) -> Answer | None:
    """The answer with this code, on whatever keyboard it is typed; None where there is none."""
    return Answer.objects.filter(code=normal_code(code)).select_related("department").first()
