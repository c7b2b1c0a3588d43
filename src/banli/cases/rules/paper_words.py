"""How a paper says days, limits and parties, in the official language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from banli.cases.rules.serving import COUNTS
from banli.catalogue.rules import ItemSpec, Remedies, months_later
from banli.kernel.checkdigits import is_credit_code
from banli.kernel.sources import REMARK
from banli.worktime.rules import read_awaited

LICENSING_LAW = re.compile("《?(?:中华人民共和国)?行政许可法")
UNITS: Mapping[str, str] = {"working": "个工作日", "calendar": "日", "hour": "小时", "month": "个月"}
"""How a paper counts a limit or what lengthens it."""
UNSIGNED = re.compile(r"^([^《》，、；]{2,30}(?:法|条例|规定|办法|细则|标准)(?:（试行）)?)(?=（|第|$)")
"""A law at the beginning of a basis, named without its signs."""
SIGNED = r"《\1》"
INVENTED, WHOLE = "示例", "全文"
FIGURES = "〇一二三四五六七八九"


def day_words(day: date) -> str:
    """2022年11月15日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def hour_words(hour: str) -> str:
    """9时30分 for 09:30; '' for none."""
    head, _colon, minutes = hour.partition(":")
    return f"{int(head)}时{minutes}分" if minutes else ""


def told_day(body: Mapping[str, Any], key: str) -> str:
    """The ISO day under ``key`` in words; '' where none stands there."""
    return day_words(date.fromisoformat(body[key])) if body.get(key) else ""


def by_words(body: Mapping[str, Any], key: str) -> str:
    """By when, that day counting still: a day, or for an open end what is known of it; '' for neither."""
    if not body.get("awaits"):
        day = told_day(body, key)
        return f"{day}前（含当日）" if day else ""
    found = read_awaited(body["awaits"])
    if found.plain is not None:
        return f"{day_words(found.plain)}前（含当日；该日为法定休假日的，以休假日结束的次日为最后一日）"
    told = f"{day_words(found.start)}后第{found.nth}个工作日"
    apart = "特别程序所需时间不计；" if found.paused else ""
    return f"{told}前（{apart}具体日期待国务院公布{found.year}年节假日安排后确定，届时另行告知）"


def answer_words(body: Mapping[str, Any]) -> str:
    """By when a notice is to be answered: the day where giving it served it, else the days from its service."""
    if body.get("until") or body.get("awaits") or not body.get(COUNTS):
        return by_words(body, "until")
    return f"本告知书送达之日的次日起{length_words(body[COUNTS])}内"


def due_words(body: Mapping[str, Any], today: date) -> dict[str, str]:
    """``due``: by when it is promised; ``passed``: the day, where it lies before the paper that would promise it."""
    told = body.get("due_on") or ""
    if told and date.fromisoformat(told) < today:
        return {"due": "", "passed": told_day(body, "due_on")}
    return {"due": by_words(body, "due_on"), "passed": ""}


def length_words(limit: Mapping[str, Any] | None) -> str:
    """20个工作日; '' for none, and on the spot."""
    if not limit or not limit.get("days"):
        return ""
    return f"{limit['days']}{UNITS.get(limit.get('unit') or 'working', UNITS['working'])}"


def party(spec: ItemSpec, code: str) -> str:
    """你 to a person, 你单位 to who has a credit code or can have no other."""
    served = set(spec.server_types)
    return "你单位" if is_credit_code(code) or (served and "1" not in served) else "你"


def by_law(spec: ItemSpec, basis: str) -> str:
    """``basis`` after 依据 (or 参照), a law in its signs; '' where it is the Licensing Law and this no licence."""
    said = REMARK.sub("", basis.partition("：")[0])
    if not said or INVENTED in said or (spec.kind != "01" and LICENSING_LAW.match(said)):
        return ""
    return said if said.startswith("参照") else f"依据{UNSIGNED.sub(SIGNED, said)}"


def laws_words(spec: ItemSpec) -> str:
    """The item's laws with their articles, without remarks of whoever wrote the item; an invented law is not cited."""
    told = [one for one in spec.laws if INVENTED not in f"{one.title.zh}{one.article.zh}"]
    return "、".join(f"{_titled(one.title.zh)}{_article(one.article.zh)}" for one in told)


def _article(article: str) -> str:
    said = REMARK.sub("", article)
    return "" if said == WHOLE else f"（{said}）" if "〔" in said else said


def _titled(title: str) -> str:
    if "《" in title:
        return title
    name, mark, year = title.partition("（")
    return f"《{name}》{mark}{year}"


def short_name(title: str) -> str:
    """What a paper calls itself after 本: 决定书, 告知书, 通知书, 裁决书, or its whole title."""
    return title[-3:] if title.endswith("书") and len(title) > 3 else title


def remedies_words(editions: tuple[Remedies, ...], title: str, day: date) -> str:
    """Where one may turn against a paper called ``title`` of that ``day``, within which days, and from when."""
    held = [one for one in editions if one.since <= day] or list(editions[:1])
    this = short_name(title)
    if not held:
        return GENERAL.format(this=this)
    told = []
    if (body := held[-1].reconsideration) is not None:
        told.append(f"自收到本{this}之日起{count(body.days)}日内向{body.body}申请行政复议")
    if (court := held[-1].court) is not None:
        term = f"{count(court.months)}个月" if court.months else f"{count(court.days or 0)}日"
        told.append(f"自收到本{this}之日起{term}内向{court.name}提起行政诉讼")
    return f"如不服本{this}，可以{'，也可以'.join(told)}。"


def last_days(editions: tuple[Remedies, ...], served: date) -> tuple[str, str]:
    """The last days to ask for reconsideration and to sue against what was served on that day, in words; '' for none.

    The day of service is not counted; the months end on the day of its number (ADR 0163).
    """
    held = [one for one in editions if one.since <= served] or list(editions[:1])
    if not held:
        return day_words(served + timedelta(days=60)), day_words(months_later(served, 6))
    body, court = held[-1].reconsideration, held[-1].court
    asked = day_words(served + timedelta(days=body.days)) if body else ""
    if court is None:
        return asked, ""
    last = months_later(served, court.months) if court.months else served + timedelta(days=court.days or 0)
    return asked, day_words(last)


GENERAL = (
    "如不服本{this}，可以自收到本{this}之日起六十日内依法向行政复议机关申请行政复议，"
    "也可以自收到本{this}之日起六个月内依法向有管辖权的人民法院提起行政诉讼。"
)
"""For an item whose pack names no body (行政复议法 9 of 2017, 20 of 2023; 行政诉讼法 46)."""


def count(number: int) -> str:
    """A whole number below a hundred in Chinese, as 六十 and 十五; greater ones in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{FIGURES[tens]}十"
    return head + (FIGURES[ones] if ones else "")
