"""What an applicant does on the portal, step by step."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.house import OVERSIZE, form
from tests.samples import PDF

from banli.cases.models import Case
from banli.catalogue.service import current, derive, materials, validate_form
from banli.screens.item_form import applying, as_text


def typed(example: str = "class-two", item: str = OVERSIZE, **changes: Any) -> dict[str, Any]:
    """The worked example as a browser would send it, with the questions that were drawn."""
    answers = form(example, item, **changes)
    spec = current(item).spec
    drawn = applying(spec, answers)
    sent: dict[str, Any] = {
        key: [str(one) for one in value]
        if isinstance(value, list) and (field := spec.form.field(key)) and field.type == "multi"
        else as_text(value)
        for key, value in answers.items()
    }
    return {**sent, "shown": " ".join(sorted(drawn))}


def fill_in(
    browser: Client, item: str = OVERSIZE, example: str = "class-two", *, insist: bool = False, **changes: Any
) -> None:
    """Answer every question and go on; ``insist`` on answers that would not be granted."""
    sent = typed(example, item, **changes)
    answer = browser.post(f"/items/{item}/apply/", sent)
    if insist:
        answer = browser.post(f"/items/{item}/apply/", {**sent, "anyway": answer.context["doubts"]})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"/items/{item}/apply/materials/"


def needed(item: str = OVERSIZE, example: str = "class-two") -> list[str]:
    """Keys of the materials that must be handed in."""
    spec = current(item).spec
    clean, _problems = validate_form(spec, form(example, item))
    return [one.key for one in materials(spec, derive(spec, clean)) if one.necessity == "required"]


def hand_over_files(browser: Client, item: str = OVERSIZE, example: str = "class-two") -> None:
    """One PDF for every material that must be handed in."""
    for key in needed(item, example):
        file = SimpleUploadedFile(f"{key}.pdf", PDF, "application/pdf")
        answer = browser.post(f"/items/{item}/apply/materials/{key}/", {f"file.{key}": file})
        assert answer.status_code == 302


def token(browser: Client, item: str = OVERSIZE) -> str:
    """The hidden mark of the check page."""
    page = browser.get(f"/items/{item}/apply/check/")
    assert page.status_code == 200
    return str(page.context["token"])


def hand_in(browser: Client, item: str = OVERSIZE, example: str = "class-two") -> Case:
    """Fill in, hand over the files, check, hand in."""
    fill_in(browser, item, example)
    hand_over_files(browser, item, example)
    answer = browser.post(f"/items/{item}/apply/check/", {"draft": token(browser, item)})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/receipt/")
    return Case.objects.get(number=answer["Location"].split("/")[2])
