"""The structure of an item's codes (基本编码, 实施编码)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.checkdigits import is_credit_code
from banli.kernel.text import gettext_noop

CATALOG = re.compile(r"\d{12}")


def check_codes(
    spec: ItemSpec,
) -> Iterator[tuple[tuple[str | int, ...], str, str, dict[str, object]]]:
    """Faults of ``catalog_code`` (12: area 2, kind 2, department 2, main 3, sub 3) and ``task_code``
    (31: unified social credit code 18, level 1, catalog code 12)."""
    if not CATALOG.fullmatch(spec.catalog_code):
        yield (
            ("catalog_code",),
            "code",
            gettext_noop("the catalogue code has 12 digits"),
            {},
        )
    elif spec.catalog_code[2:4] != spec.kind:
        message = gettext_noop("digits 3 and 4 of the catalogue code are the kind, %(kind)s")
        yield ("catalog_code",), "code", message, {"kind": spec.kind}
    if len(spec.task_code) != 31:
        message = gettext_noop("the implementation code has 31 characters; there are %(count)s")
        yield ("task_code",), "code", message, {"count": len(spec.task_code)}
        return
    if not is_credit_code(spec.task_code[:18]):
        message = gettext_noop(
            "the check digit of the unified social credit code in the implementation code is wrong"
        )
        yield ("task_code",), "code", message, {}
    if spec.task_code[18] != spec.level:
        message = gettext_noop("character 19 of the implementation code is the level, %(level)s")
        yield ("task_code",), "code", message, {"level": spec.level}
    if spec.task_code[19:] != spec.catalog_code:
        message = gettext_noop("the implementation code ends with the catalogue code")
        yield ("task_code",), "code", message, {}
