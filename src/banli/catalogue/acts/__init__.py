"""The writes of the catalogue: drafting, reviewing, publishing; suspending, opening again, retiring."""

from banli.catalogue.acts.drafting import draft_folder, publish_draft, return_draft, review_draft
from banli.catalogue.acts.publishing import bring_into_force, load_pack_items, publish_folder
from banli.catalogue.acts.suspension import follow_retirement, resume_item, retire_item, suspend_item
from banli.catalogue.acts.synonyms import load_synonyms

__all__ = [
    "bring_into_force",
    "draft_folder",
    "follow_retirement",
    "load_pack_items",
    "load_synonyms",
    "publish_draft",
    "publish_folder",
    "resume_item",
    "retire_item",
    "return_draft",
    "review_draft",
    "suspend_item",
]
