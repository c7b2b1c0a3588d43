"""Every file of a pack as JSON Schema (2020-12), for editors: which keys there are, of which type, which are needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from banli.assessment.service import Template as AssessmentFile
from banli.bundles.service import BundleSpec
from banli.catalogue.service import CodeList, PackRemedies, item_schemas, paper_schema
from banli.circulars.service import CircularFile
from banli.credit.service import CountRules
from banli.databanks.service import Records
from banli.entry.service import EntryFile
from banli.experts.service import ExpertRecord, FieldRecord
from banli.fieldwork.service import FieldworkFile
from banli.guidance.service import StageFile, Walk
from banli.hall.service import PatrolPlanFile
from banli.notices.service import MessageFile
from banli.province.load import DepartmentRow, Frame, Keepers, PersonRow, RegionRow, WindowRow
from banli.province.network import Network
from banli.province.synonyms import SynonymRow
from banli.province.weeks import Week
from banli.ratings.service import Book as RatingBookFile
from banli.roads.service import NetworkSpec
from banli.roster.service import RosterFile
from banli.suggestions.service import Book as SuggestionBookFile
from banli.supervision.service import RuleFile
from banli.tickets.service import Plan as QueuePlanFile
from banli.trading.service import TradingFile
from banli.weekly.service import PackFrame
from banli.worktime.service import Edition

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Pool(BaseModel):
    """experts.yaml: fields of expertise, and experts."""

    model_config = ConfigDict(extra="forbid")

    fields: list[FieldRecord]
    experts: list[ExpertRecord]


MODELS: Mapping[str, Any] = {
    "pack.toml": Frame,
    "regions.yaml": list[RegionRow],
    "departments.yaml": list[DepartmentRow],
    "windows.yaml": list[WindowRow],
    "people.yaml": list[PersonRow],
    "registers.yaml": Keepers,
    "lists.yaml": list[CodeList],
    "remedies.yaml": PackRemedies,
    "experts.yaml": Pool,
    "credit.yaml": CountRules,
    "messages.yaml": MessageFile,
    "synonyms.yaml": list[SynonymRow],
    "guidance.yaml": StageFile,
    "supervision.yaml": RuleFile,
    "ratings.yaml": RatingBookFile,
    "suggestions.yaml": SuggestionBookFile,
    "queue.yaml": QueuePlanFile,
    "patrol.yaml": PatrolPlanFile,
    "assessment.yaml": AssessmentFile,
    "circulars.yaml": CircularFile,
    "entry.yaml": EntryFile,
    "fieldwork.yaml": FieldworkFile,
    "roster.yaml": RosterFile,
    "trading.yaml": TradingFile,
    "authorities.yaml": Network,
    "roads.yaml": NetworkSpec,
    "weekly.yaml": PackFrame,
    "calendars/*.yaml": Edition,
    "databanks/*.yaml": Records,
    "weeks/*.yaml": Week,
    "bundles/*.yaml": BundleSpec,
    "walks/*.yaml": Walk,
}
"""The files of a pack, as its folder names them, and what each of them is read into."""
KINDS = "papers/*.yaml"
"""The papers of each kind of item."""
NAMED = {
    "calendars/*.yaml": "calendar",
    "databanks/*.yaml": "databank",
    "bundles/*.yaml": "bundle",
    "walks/*.yaml": "walk",
    "weeks/*.yaml": "week",
    KINDS: "kind-papers",
}
"""What the schema of files in a folder of their own is called."""


def schemas() -> dict[str, dict[str, Any]]:
    """The file as it lies in a pack -> its schema; an item's files lie under ``items/*/``."""
    found = {
        name: {"$schema": DIALECT, **TypeAdapter(model).json_schema(), "title": name}
        for name, model in MODELS.items()
    }
    found[KINDS] = {"$schema": DIALECT, **paper_schema(), "title": KINDS}
    return found | {f"items/*/{name}": schema for name, schema in item_schemas().items()}


def file_of(name: str) -> str:
    """What the file of a schema is called: ``departments.schema.json``."""
    stem = NAMED.get(name) or name.rpartition("/")[2].rpartition(".")[0]
    return f"{ITEM_FOLDERS.get(name, stem)}.schema.json"


ITEM_FOLDERS = {"items/*/cases/*.yaml": "case", "items/*/revisions/*.yaml": "revision"}
