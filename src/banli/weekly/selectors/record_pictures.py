"""Pictures of the record that an issue may show: of what patrols found, of demands met, of matters settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banli.fieldwork.service import papers_of_matters
from banli.files.service import StoredFile
from banli.hall.service import papers_of_demands, photographs_of
from banli.weekly.models import Issue

PICTURES = {"image/jpeg", "image/png"}
OFFERED_MOST = 60


@dataclass(frozen=True)
class RecordPicture:
    """A picture, the record it belongs to, and what it shows in the words of that record."""

    topic: str
    subject: str
    title: str
    file: StoredFile

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, by which it is chosen."""
        return self.file.sha256


def record_pictures(issue: Issue) -> list[RecordPicture]:
    """The pictures that belong to the days of ``issue``, each once."""
    found: dict[str, RecordPicture] = {}
    for one in _every(issue):
        if one.file.media_type in PICTURES and len(found) < OFFERED_MOST:
            found.setdefault(one.digest, one)
    return list(found.values())


def _every(issue: Issue) -> Iterator[RecordPicture]:
    days = (issue.first_day, issue.last_day)
    for photograph in photographs_of(*days):
        finding = photograph.finding
        title = f"{finding.department.short_name}：{finding.note}"
        yield RecordPicture("patrol", finding.patrol.public_id, title, photograph.file)
    for demand in papers_of_demands(*days):
        if demand.file:
            title = f"{demand.visit.department.short_name}领导进大厅：{demand.text}"
            yield RecordPicture("hall", demand.visit.public_id, title, demand.file)
    for matter in papers_of_matters(*days):
        if matter.file:
            title = f"{matter.activity.department.short_name}：{matter.text}"
            yield RecordPicture("fieldwork", matter.activity.public_id, title, matter.file)
