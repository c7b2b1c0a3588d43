"""What an officer noted while reading a case and has not used yet."""

from __future__ import annotations

import json

from banli.cases.models import Case, ReadingNote
from banli.cases.rules.reading_notes import still_holds
from banli.cases.selectors.lists import timeline
from banli.cases.selectors.parts import part
from banli.kernel.actors import Actor


def readings(case: Case, by: Actor) -> dict[str, dict[str, str]]:
    """Act -> what ``by`` ticked and typed into it, without the marks at places that changed since."""
    notes = [one for one in part(case, ReadingNote) if one.reader_id == by.id]
    if not notes:
        return {}
    changes = [
        (event.seq, json.loads(event.body).get("changed", ())) for event in timeline(case) if event.body
    ]
    return {note.act: still_holds(note.typed, note.version, changes) for note in notes}
