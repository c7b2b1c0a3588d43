"""The door of enforcement."""

from banli.enforcement.acts import begin, declare, do, draw_inspections, recount_open
from banli.enforcement.models import Attachment, Entry
from banli.enforcement.permissions import may
from banli.enforcement.rules.act import Act, Mine
from banli.enforcement.rules.asks import Ask
from banli.enforcement.rules.clocks import CLOCKS
from banli.enforcement.rules.known import Item
from banli.enforcement.rules.lawful import faults
from banli.enforcement.rules.money import Owed, owed
from banli.enforcement.rules.table import ACTS, INSIDE, beginnings, begun_by_party, stands_against
from banli.enforcement.rules.words import KINDS, STATES
from banli.enforcement.selectors import (
    Look,
    PublishedPenalty,
    answers_of_party,
    attached,
    case_rows,
    cases_of,
    entries_of,
    found,
    is_own,
    look,
    possible,
    published_penalty,
    withheld,
)

__all__ = [
    "ACTS",
    "CLOCKS",
    "INSIDE",
    "KINDS",
    "STATES",
    "Act",
    "Ask",
    "Attachment",
    "Entry",
    "Item",
    "Look",
    "Mine",
    "Owed",
    "PublishedPenalty",
    "answers_of_party",
    "attached",
    "begin",
    "beginnings",
    "begun_by_party",
    "case_rows",
    "cases_of",
    "declare",
    "do",
    "draw_inspections",
    "entries_of",
    "faults",
    "found",
    "is_own",
    "look",
    "may",
    "owed",
    "possible",
    "published_penalty",
    "recount_open",
    "stands_against",
    "withheld",
]
