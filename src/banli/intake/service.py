"""The door of the intake. What reads files is loaded when it is first used, not with every process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banli.intake.acts.tokens import make_token, revoke_token
from banli.intake.acts.uploads import (
    add_piece,
    begin_upload,
    claim_upload,
    complete_upload,
    drop_forgotten,
    end_upload,
    given_up,
    put_back,
    tell_progress,
)
from banli.intake.models import Delivery, Part, Reject, SourceItem, SourceToken, Upload
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.rules.uploads import NO_BYTES, Conflict, TooLarge
from banli.intake.selectors.deliveries import counts, rejects, rejects_file
from banli.intake.selectors.tokens import source_of
from banli.intake.selectors.uploads import delivery_of, reached, startable_uploads, upload_of
from banli.intake.states import CHUNK_LIMIT, FILE_LIMIT, FOLDER_LIMIT, REGISTER, UPLOADS, UploadState

if TYPE_CHECKING:
    from banli.intake.acts.batches import Fold
    from banli.intake.acts.run import Progress, Run, ingest

__all__ = [
    "CHUNK_LIMIT",
    "FILE_LIMIT",
    "FOLDER_LIMIT",
    "GRANTS",
    "NO_BYTES",
    "REGISTER",
    "UPLOADS",
    "Conflict",
    "Delivery",
    "Fold",
    "IntakePermission",
    "Part",
    "Progress",
    "Reject",
    "Run",
    "SourceItem",
    "SourceToken",
    "TooLarge",
    "Upload",
    "UploadState",
    "add_piece",
    "begin_upload",
    "claim_upload",
    "complete_upload",
    "counts",
    "delivery_of",
    "drop_forgotten",
    "end_upload",
    "given_up",
    "ingest",
    "make_token",
    "put_back",
    "reached",
    "rejects",
    "rejects_file",
    "revoke_token",
    "source_of",
    "startable_uploads",
    "tell_progress",
    "upload_of",
]
LATER = {"Fold": "acts.batches", "Progress": "acts.run", "Run": "acts.run", "ingest": "acts.run"}


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"banli.intake.{LATER[name]}"), name)
