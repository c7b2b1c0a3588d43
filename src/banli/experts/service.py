"""The door of experts."""

from banli.experts.acts.draw import draw_panel
from banli.experts.acts.panel import conclude, decline, give_opinion
from banli.experts.acts.pool import add_expert, declare, load_pool, restore, suspend
from banli.experts.models import Expert, ExpertField, ExpertOpinion, Panel, PanelConclusion, PanelSeat
from banli.experts.permissions import GRANTS, ExpertPermission
from banli.experts.rules.draw import Candidate, Exclusion
from banli.experts.rules.panel import Tally, tally
from banli.experts.rules.records import ExpertRecord, FieldRecord, PanelRecord
from banli.experts.selectors import (
    Recomputed,
    expert_fields,
    experts,
    fields_kept,
    find_expert,
    find_panel,
    is_concluded,
    latest_panels,
    opinions_of,
    panel_ready,
    panels_of,
    recompute,
    seats_of,
    state_of,
    states_of,
    visible_panels,
)

__all__ = [
    "GRANTS",
    "Candidate",
    "Exclusion",
    "Expert",
    "ExpertField",
    "ExpertOpinion",
    "ExpertPermission",
    "ExpertRecord",
    "FieldRecord",
    "Panel",
    "PanelConclusion",
    "PanelRecord",
    "PanelSeat",
    "Recomputed",
    "Tally",
    "add_expert",
    "conclude",
    "declare",
    "decline",
    "draw_panel",
    "expert_fields",
    "experts",
    "fields_kept",
    "find_expert",
    "find_panel",
    "give_opinion",
    "is_concluded",
    "latest_panels",
    "load_pool",
    "opinions_of",
    "panel_ready",
    "panels_of",
    "recompute",
    "restore",
    "seats_of",
    "state_of",
    "states_of",
    "suspend",
    "tally",
    "visible_panels",
]
