"""What people type, folded: one form for all spellings of a number and of a name. Pure.

Whoever looks something up, or compares what was typed with what is kept, folds both sides. Folding twice changes
nothing. What is folded is compared, never shown: a number that is shown keeps its own brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from banli.kernel.invisible import UNSEEN

DOTS = "·•・‧．.∙⋅●᛫･。"
"""What keyboards offer for the dot in a name such as 买买提·阿不都拉, and for the one on a number plate."""
DOT = "·"
BRACKETS = str.maketrans(
    {
        **dict.fromkeys("[〔【「『〖❲{<《〈⟨﹝⁅", "("),
        **dict.fromkeys("]〕】」』〗❳}>》〉⟩﹞⁆", ")"),
    }
)
STROKES = frozenset("−ー_~‾")
"""Beside the dashes of Unicode (Pd), what stands for one."""
LABELS = (
    *("办件编号", "办件号", "受理编号", "申请编号", "业务编号", "证书编号", "证照编号", "许可证编号"),
    *("许可证号", "证书号", "证件号", "证号", "编号", "查询密码", "查询编号", "查询码", "验证码", "密码"),
    *("车牌号码", "车牌号", "号牌", "身份证号码", "身份证号", "统一社会信用代码"),
    *("手机号码", "手机号", "联系电话", "电话", "手机"),
)
"""What stands before a number on paper and is copied along."""
LABEL = re.compile(f"(?:{'|'.join(sorted(LABELS, key=len, reverse=True))})+")


def folded_number(text: str) -> str:
    """A number or a code as it is compared: half-width capitals, one kind of brackets, and nothing else around.

    Hyphens, dashes, dots, blanks and marks nobody sees are dropped, and so is a label before it (``办件编号：``).
    """
    return _settled(_number, text)


def folded_name(text: str) -> str:
    """A name as it is compared: half-width capitals, one kind of dot and of brackets, no blanks, no hidden marks."""
    return _settled(_name, text)


def spellings(name: str) -> tuple[str, ...]:
    """``name`` as typed, and with each kind of dot for its dots: what a look-up in names as they are kept asks for."""
    typed = visible(name).strip()
    if not any(dot in typed for dot in DOTS):
        return (typed,)
    return tuple(dict.fromkeys((typed, *(_dotted(typed, dot) for dot in DOTS))))


def visible(text: str) -> str:
    """``text`` without marks nobody sees, such as those that an address book puts around a telephone number."""
    if text.isascii():
        return text
    return "".join(one for one in text if ord(one) not in UNSEEN and unicodedata.category(one) != "Cf")


def _dotted(text: str, dot: str) -> str:
    return "".join(dot if one in DOTS else one for one in text)


def _settled(fold: Callable[[str], str], text: str) -> str:
    """``fold`` until nothing changes: what is dropped may bring two characters together that are one."""
    while (once := fold(text)) != text:
        text = once
    return text


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible(text)).upper())


def _number(text: str) -> str:
    text = _plain(text).rstrip(": \t\r\n").rpartition(":")[2].translate(BRACKETS)
    kept = "".join(one for one in text if not (_gap(one) or one in STROKES or one in DOTS))
    found = LABEL.match(kept)
    return kept[found.end() :] if found else kept


def _name(text: str) -> str:
    text = _plain(text).translate(BRACKETS)
    return "".join(_of_name(one) for one in text)


def _of_name(one: str) -> str:
    if one in DOTS:
        return DOT
    if unicodedata.category(one) == "Pd":
        return "-"
    return "" if _gap(one) else one


def _gap(one: str) -> bool:
    """True for a blank, a control, a dash."""
    return one.isspace() or unicodedata.category(one) in ("Zs", "Zl", "Zp", "Cc", "Cf", "Pd")
