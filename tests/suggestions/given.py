"""Suggestions for tests, given and brought into a state by real acts."""

from __future__ import annotations

from tests.house import person

from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.province.load import SICHUAN
from banli.province.suggestions import suggestion_book_of
from banli.suggestions import service as door
from banli.suggestions.models import Suggestion
from banli.suggestions.states import SuggestionKind

TEXT = "希望大件运输的申请表能够自动带出上一次的车辆信息。"
STUCK = "跑了两次，窗口都说系统里查不到我的车辆，办不了。"
ANSWER = "已经采纳，十一月底前上线。"


def load_terms() -> None:
    """The pack's terms."""
    door.load_suggestion_book(book=suggestion_book_of(SICHUAN), by=SYSTEM)


def manager() -> Actor:
    """The hall's manager."""
    return person(Role.HALL_MANAGER, "service-centre")


def reviewer() -> Actor:
    return person(Role.REVIEWER)


def given(text: str = TEXT, department: str = "", **more: str) -> Suggestion:
    """A suggestion given online."""
    told = door.Told(SuggestionKind.SUGGESTION, text, department=department, **more)
    return door.give(told=told, by=VISITOR)


def stuck(text: str = STUCK, **more: str) -> Suggestion:
    """Something that could not be done, told online."""
    told = door.Told(SuggestionKind.OBSTACLE, text, **{"contact": "13800138000", **more})
    return door.give(told=told, by=VISITOR)


def answered(outcome: str = "adopted", **more: str) -> Suggestion:
    """A suggestion about transport that its department answered."""
    number = given(department="transport", **more).number
    return door.answer(number=number, outcome=outcome, text=ANSWER, by=reviewer())


def published() -> Suggestion:
    """… and that is public."""
    number = answered().number
    return door.publish(number=number, public_text=TEXT, public_answer=ANSWER, by=manager())
