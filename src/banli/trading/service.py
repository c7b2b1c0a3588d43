"""The door of public resource trading."""

from banli.trading.acts.book import load_trading_rules
from banli.trading.acts.meetings import book_meeting_room, cancel_meeting_room
from banli.trading.acts.projects import (
    announce,
    fail_project,
    register_project,
    resume_project,
    suspend_project,
    terminate_project,
)
from banli.trading.acts.results import (
    announce_result,
    answer_objection,
    close_project,
    note_objection,
    withdraw_result,
)
from banli.trading.acts.sessions import (
    book_room,
    book_session,
    cancel_room,
    cancel_session,
    draw_experts,
    hold_session,
    move_session,
)
from banli.trading.models import Objection, Room, RoomBooking, TradingProject
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.book import KindRules, TradingFile
from banli.trading.rules.days import earliest
from banli.trading.rules.moves import Facts, why_not
from banli.trading.rules.records import (
    NoticeRecord,
    ObjectionRecord,
    ResultRecord,
    RoomRecord,
    SessionRecord,
    TradingRecord,
)
from banli.trading.rules.sums import Sums
from banli.trading.selectors.book import TOPIC, required_book, rooms, trading_book
from banli.trading.selectors.projects import (
    PAGE,
    TradingFilter,
    booking_of,
    facts_of,
    find_project,
    find_public,
    first_closing,
    is_sale,
    listed,
    objections_of,
    panels,
    public_projects,
    published_experts,
    told_results,
    visible_projects,
)
from banli.trading.selectors.rooms import bookings, meeting_room, period_sums
from banli.trading.selectors.tally import TRADING

__all__ = [
    "GRANTS",
    "PAGE",
    "TOPIC",
    "TRADING",
    "Facts",
    "KindRules",
    "NoticeRecord",
    "Objection",
    "ObjectionRecord",
    "ResultRecord",
    "Room",
    "RoomBooking",
    "RoomRecord",
    "SessionRecord",
    "Sums",
    "TradingFile",
    "TradingFilter",
    "TradingPermission",
    "TradingProject",
    "TradingRecord",
    "announce",
    "announce_result",
    "answer_objection",
    "book_meeting_room",
    "book_room",
    "book_session",
    "booking_of",
    "bookings",
    "cancel_meeting_room",
    "cancel_room",
    "cancel_session",
    "close_project",
    "draw_experts",
    "earliest",
    "facts_of",
    "fail_project",
    "find_project",
    "find_public",
    "first_closing",
    "hold_session",
    "is_sale",
    "listed",
    "load_trading_rules",
    "meeting_room",
    "move_session",
    "note_objection",
    "objections_of",
    "panels",
    "period_sums",
    "public_projects",
    "published_experts",
    "register_project",
    "required_book",
    "resume_project",
    "rooms",
    "suspend_project",
    "terminate_project",
    "told_results",
    "trading_book",
    "visible_projects",
    "why_not",
    "withdraw_result",
]
