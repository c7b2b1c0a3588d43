"""Chinese is complete: every message has its translation, one translation, with the same places."""

from __future__ import annotations

import re
from collections import defaultdict

import polib

from banli.runtime import catalogues
from tests.repository.messages import in_python, in_templates
from tests.repository.tree import SOURCE

PLACE = re.compile(r"%\(\w+\)[sd]")


def translations() -> dict[tuple[str, str], set[str]]:
    """Context and msgid to every translation that a catalogue of ours gives."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in catalogues.sources():
        for entry in polib.pofile(str(source)):
            if not entry.obsolete and not entry.fuzzy:
                text = entry.msgstr or entry.msgstr_plural.get(0, "")
                if text:
                    found[entry.msgctxt or "", entry.msgid].add(text)
    return found


def test_every_message_is_translated() -> None:
    known = translations()
    used = {(path, message) for path, message in (*in_python(), *in_templates())}
    missing = sorted(
        f"{path.relative_to(SOURCE)}: {message[1]!r}" for path, message in used if message not in known
    )
    assert missing == []


def test_a_message_has_one_translation_in_the_whole_house() -> None:
    several = {key[1]: sorted(texts) for key, texts in translations().items() if len(texts) > 1}
    assert several == {}


def test_a_translation_has_the_places_of_its_message() -> None:
    wrong = [
        f"{msgid!r}: {text!r}"
        for (_, msgid), texts in translations().items()
        for text in texts
        if set(PLACE.findall(text)) - set(PLACE.findall(msgid))
    ]
    assert wrong == []


def test_no_compiled_catalogue_is_kept() -> None:
    assert "*.mo" in (SOURCE.parents[1] / ".gitignore").read_text(encoding="ascii").split()
