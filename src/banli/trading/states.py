"""The closed tables of public resource trading: kinds, where a project stands, what each act leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class TradingKind(StrEnum):
    """What is traded; each has its own law."""

    CONSTRUCTION = "construction"
    PROCUREMENT = "procurement"
    LAND_MINING = "land_mining"
    STATE_ASSETS = "state_assets"


KIND_NAMES: dict[TradingKind, Words] = {
    TradingKind.CONSTRUCTION: Words(zh="工程建设项目招标投标", en="Construction tenders"),
    TradingKind.PROCUREMENT: Words(zh="政府采购", en="Government procurement"),
    TradingKind.LAND_MINING: Words(zh="土地使用权和矿业权出让", en="Land and mining rights"),
    TradingKind.STATE_ASSETS: Words(zh="国有产权交易", en="State assets"),
}
SELLS = frozenset({TradingKind.LAND_MINING, TradingKind.STATE_ASSETS})
"""Kinds in which the public side sells: its amount is a starting price, and a result lies above it."""


class TradingState(StrEnum):
    """Where a project stands."""

    REGISTERED = "trading_registered"
    ANNOUNCED = "trading_announced"
    SESSION_HELD = "trading_session_held"
    RESULT = "trading_result_announced"
    CLOSED = "trading_closed"
    FAILED = "trading_failed"
    SUSPENDED = "trading_suspended"
    TERMINATED = "trading_terminated"


STATE_NAMES: dict[TradingState, Words] = {
    TradingState.REGISTERED: Words(zh="已登记", en="registered"),
    TradingState.ANNOUNCED: Words(zh="公告中", en="announced"),
    TradingState.SESSION_HELD: Words(zh="已开标（交易）", en="session held"),
    TradingState.RESULT: Words(zh="结果公示中", en="result announced"),
    TradingState.CLOSED: Words(zh="已成交", en="closed"),
    TradingState.FAILED: Words(zh="未成交", en="failed"),
    TradingState.SUSPENDED: Words(zh="已暂停", en="suspended"),
    TradingState.TERMINATED: Words(zh="已终止", en="terminated"),
}
ENDED = (TradingState.CLOSED, TradingState.FAILED, TradingState.TERMINATED)
PUBLIC = tuple(one for one in TradingState if one is not TradingState.REGISTERED)
"""States in which everybody may read of a project; one that was terminated only where it had been announced."""


class TradingFailure(StrEnum):
    """How a project comes to nothing."""

    NO_BIDS = "trading_no_bids"
    """流标: too few took part."""
    VOID = "trading_void"
    """废标: the bids, or the result, are void."""


FAILURE_NAMES: dict[TradingFailure, Words] = {
    TradingFailure.NO_BIDS: Words(zh="流标", en="too few took part"),
    TradingFailure.VOID: Words(zh="废标", en="declared void"),
}


class ObjectionAbout(StrEnum):
    """What an objection is made to."""

    DOCUMENTS = "trading_documents"
    """The notice, the documents of prequalification or of the tender."""
    SESSION = "trading_session"
    RESULT = "trading_result"


ABOUT_NAMES: dict[ObjectionAbout, Words] = {
    ObjectionAbout.DOCUMENTS: Words(
        zh="公告、资格预审文件或者招标（采购、出让）文件", en="the notice or the documents"
    ),
    ObjectionAbout.SESSION: Words(zh="开标（交易）", en="the session"),
    ObjectionAbout.RESULT: Words(zh="结果", en="the result"),
}


class BookingState(StrEnum):
    """Whether a room is held."""

    BOOKED = "room_booked"
    CANCELLED = "room_cancelled"


@dataclass(frozen=True)
class TradingMove:
    """One act: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[TradingState, ...]
    target: TradingState | None
    event: str


S = TradingState
RUNNING = (S.ANNOUNCED, S.SESSION_HELD, S.RESULT)
REGISTER = TradingMove("register_project", (), S.REGISTERED, "trading_registered")
ANNOUNCE = TradingMove("announce", (S.REGISTERED,), S.ANNOUNCED, "trading_announced")
BOOK = TradingMove("book_session", (S.ANNOUNCED,), None, "trading_session_booked")
CHANGE = TradingMove("move_session", (S.ANNOUNCED,), None, "trading_session_moved")
CANCEL = TradingMove("cancel_session", (S.ANNOUNCED,), None, "trading_session_cancelled")
DRAW = TradingMove("draw_experts", (S.ANNOUNCED, S.SESSION_HELD), None, "trading_panel_drawn")
HOLD = TradingMove("hold_session", (S.ANNOUNCED,), S.SESSION_HELD, "trading_session_held")
TELL = TradingMove("announce_result", (S.SESSION_HELD,), S.RESULT, "trading_result_announced")
WITHDRAW = TradingMove("withdraw_result", (S.RESULT,), S.SESSION_HELD, "trading_result_withdrawn")
OBJECT = TradingMove("note_objection", (*RUNNING, S.SUSPENDED), None, "trading_objection_noted")
ANSWER = TradingMove("answer_objection", (*RUNNING, S.SUSPENDED), None, "trading_objection_answered")
CLOSE = TradingMove("close_project", (S.RESULT,), S.CLOSED, "trading_closed")
FAIL = TradingMove("fail_project", RUNNING, S.FAILED, "trading_failed")
SUSPEND = TradingMove("suspend_project", RUNNING, S.SUSPENDED, "trading_suspended")
RESUME = {one: TradingMove("resume_project", (S.SUSPENDED,), one, "trading_resumed") for one in RUNNING}
"""A project goes on where it was suspended."""
TERMINATE = TradingMove(
    "terminate_project",
    (S.REGISTERED, S.ANNOUNCED, S.SESSION_HELD, S.SUSPENDED),
    S.TERMINATED,
    "trading_terminated",
)
TRANSITIONS = (
    *(
        REGISTER,
        ANNOUNCE,
        BOOK,
        CHANGE,
        CANCEL,
        DRAW,
        HOLD,
        TELL,
        WITHDRAW,
        OBJECT,
        ANSWER,
        CLOSE,
        FAIL,
        SUSPEND,
    ),
    *RESUME.values(),
    TERMINATE,
)
