"""How long what is kept beside the record stays: one table, asked by whoever removes and whoever promises. Pure.

What a case, a certificate or an issue refers to is never removed here, whatever its age: the database refuses it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class RetentionRule:
    """One kind of thing and its term."""

    key: str
    what: str
    since: str
    """What the days are counted from."""
    days: int | None
    """Calendar days; None where Banli removes none by itself."""
    basis: str


PERSONAL = "个人信息保护法 19, 47 (1): no longer than the purpose needs"
RULES = (
    RetentionRule(
        "draft",
        "an application that was never handed in, with its answers and files",
        "it was last changed",
        30,
        PERSONAL,
    ),
    RetentionRule(
        "reading_note",
        "what an officer noted while reading a case and never used in an act",
        "it was last changed",
        90,
        PERSONAL,
    ),
    RetentionRule(
        "unused_file",
        "an uploaded file that nothing refers to",
        "it was uploaded",
        7,
        PERSONAL,
    ),
    RetentionRule(
        "delivery",
        "an exchange file that was announced over HTTP and never sent to its end",
        "its last piece came",
        7,
        "the house's own: it blocks room, and its source may send it anew",
    ),
    RetentionRule(
        "export",
        "a list that somebody asked for as a file",
        "it was made or failed",
        7,
        PERSONAL + "; who took what stays in the record",
    ),
    RetentionRule(
        "dispatch",
        "to which number or address a message was sent, and in which words",
        "it was made",
        1_096,
        "个人信息保护法 55, 56: as for looks; that a message was made stays in the record",
    ),
    RetentionRule(
        "rating_trace",
        "keyed digests of the device and network a rating came from",
        "it was given",
        90,
        PERSONAL + "; kept to find induced ratings",
    ),
    RetentionRule(
        "suggestion_trace",
        "keyed digests of the network a suggestion came from and of its sending",
        "it was given",
        30,
        PERSONAL + "; kept to count how many come from one place",
    ),
    RetentionRule(
        "booking_contact",
        "the number or address left for an appointment in the hall",
        "the day of the appointment",
        7,
        PERSONAL + "; kept to tell its holder that the hall calls it off",
    ),
    RetentionRule("code", "digests of one-time codes", "they were made", 2, PERSONAL),
    RetentionRule("attempt", "counts of tries at a password or number", "the first of them", 1, PERSONAL),
    RetentionRule(
        "sign_in",
        "records of signing in and out",
        "it happened",
        200,
        "网络安全法 23 (3), before 2026 21 (3): 留存相关的网络日志不少于六个月, logs for six months at least",
    ),
    RetentionRule(
        "look",
        "records of looks at what is masked",
        "it happened",
        1_096,
        "个人信息保护法 55, 56: 处理情况记录应当至少保存三年, records of processing for three years at least",
    ),
    RetentionRule(
        "inquiry",
        "records of questions to databanks",
        "it was asked",
        1_096,
        "个人信息保护法 55, 56: as for looks at what is masked",
    ),
    RetentionRule(
        "suggestion",
        "what anybody suggested or could not get done, with a way to be reached, and what became of it",
        "it was answered",
        None,
        "机关档案管理规定 (国家档案局令第13号), from memory: 来信来访 of an organ are its files",
    ),
    RetentionRule(
        "comment",
        "what anybody said of a project that was put up, with a way to be reached, and what became of it",
        "the project was decided",
        None,
        "part of the file of the case (公众意见随案归档), from memory",
    ),
    RetentionRule(
        "case_file",
        "files handed in or issued with a case, published issues",
        "the case ended",
        None,
        "机关文件材料归档范围和文书档案保管期限规定 (国家档案局令第8号) 6: for good, 30 or 10 years, as the"
        " office's own schedule says; who destroys archives does it by their law, not a job",
    ),
)
"""Every rule of retention. One with days has its act in ``banli.site.cleaning``."""
BY_KEY = {rule.key: rule for rule in RULES}


def term(key: str) -> timedelta:
    """The term of the rule ``key``. Raises :class:`ValueError` where it has none."""
    days = BY_KEY[key].days
    if days is None:
        raise ValueError(f"{key} is kept for good")
    return timedelta(days=days)


def outlived(key: str, now: datetime) -> datetime:
    """The moment before which a thing of that kind must have begun its term to be removed ``now``."""
    return now - term(key)
