"""How names and numbers of persons are masked before strangers (个人信息保护法): one rule for every page. Pure."""

from __future__ import annotations

import re
import unicodedata

from banli.kernel.checkdigits import is_credit_code, is_identity_number

_APART = "[ \u00a0\u3000\\-\u2010-\u2015\uff0d]?"
NUMBER_OF_A_PERSON = re.compile(
    rf"(?<!\d)(\d{{6}}{_APART}\d{{4}}{_APART}\d{{4}}{_APART}\d{{3}}[\dXxＸｘ]"
    rf"|[1１][3-9３-９]\d{_APART}\d{{4}}{_APART}\d{{4}})(?![\dXxＸｘ])"
)
"""An identity number or a mobile number wherever it stands in a text, also in groups as people write it and in wide
digits. A landline is an office's as often as a person's."""
ORGANISATION_FROM = 7
"""Characters from which a name without any code beside it is taken for that of an organisation."""


def is_personal(name: str, code: str = "") -> bool:
    """True for the name of a person. The code beside it decides: a unified social credit code is an organisation's,
    any other a person's; only where there is none, the length of the name has to do.
    """
    if code:
        return is_identity_number(code) or not is_credit_code(code)
    return len(name) < ORGANISATION_FROM


def masked_person(name: str) -> str:
    """张三 -> 张*, 欧阳小明 -> 欧**明, however long the name is."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_name(name: str, code: str = "") -> str:
    """The name of a person as :func:`masked_person`; an organisation's is public and stays whole."""
    return masked_person(name) if is_personal(name, code) else name


def masked_in(text: str, name: str, code: str = "") -> str:
    """``text`` with ``name`` masked wherever it stands in it."""
    if len(name) <= 1 or not is_personal(name, code):
        return text
    return text.replace(name, masked_person(name))


def masked_code(code: str) -> str:
    """An identity number or a mobile number with its middle hidden."""
    if len(code) <= 7:
        return code
    head, tail = (3, 4) if len(code) == 11 else (4, 2)
    return code[:head] + "*" * (len(code) - head - tail) + code[-tail:]


def masked_address(text: str) -> str:
    """A mobile number or an e-mail address with what tells whose it is hidden: 138****5678, l***@example.cn."""
    name, at, host = text.rpartition("@")
    return f"{name[:1]}***@{host}" if at else masked_code(text)


def masked_numbers(text: str) -> str:
    """``text`` with the middle of every identity and mobile number in it hidden; credit codes are public."""
    return NUMBER_OF_A_PERSON.sub(lambda found: _hidden(found.group()), text)


def _hidden(found: str) -> str:
    number = re.sub(_APART, "", unicodedata.normalize("NFKC", found))
    public = is_credit_code(number) and not is_identity_number(number)
    return found if public else masked_code(number)
