"""Ratings for tests, given and brought into a state by real acts."""

from __future__ import annotations

from tests.house import person

from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN
from banli.ratings import service as ratings
from banli.ratings.states import RatingChannel

MATTER = "窗口没有一次性告知需要哪些材料。"


def load_book() -> None:
    """The pack's reasons and terms."""
    book = read(SICHUAN / "ratings.yaml").validated(ratings.Book)
    ratings.load_rating_book(book=book, by=SYSTEM)


def supervisor() -> Actor:
    return person(Role.SUPERVISOR, "service-centre")


def rated(case: Case, grade: int = 5, text: str = "", occasion: int = 0) -> ratings.Rating:
    """``case`` rated online."""
    said = ratings.Said(str(grade), [], text)
    return ratings.rate(case=case, occasion=occasion, said=said, channel=RatingChannel.ONLINE)


def called(case: Case) -> ratings.Rating:
    """… badly, and whoever rated was called back."""
    number = rated(case).number
    return ratings.call_back(by=supervisor(), number=number, matter=MATTER, reached=True)


def replied(case: Case) -> ratings.Rating:
    """… mended by the department and answered."""
    number = called(case).number
    ratings.mend(by=person(Role.APPROVER), number=number, text="已统一告知清单并培训窗口人员。")
    return ratings.reply(by=supervisor(), number=number, text="窗口已经改用统一的告知清单。")
