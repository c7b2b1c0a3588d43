"""How a source is cited to people: without what whoever wrote it down says to the next editor about it."""

from __future__ import annotations

import re

from banli.kernel.text import Words

REMARK = re.compile(r"（[^（）]*(?:凭记忆|核对)[^（）]*）")
"""A remark about a source in Chinese: from memory, or to be checked."""
REMARK_EN = re.compile(r" ?\([^()]*(?:from memory|to be checked)[^()]*\)")


def cited(source: Words) -> Words:
    """The source alone, in both languages."""
    return Words(zh=REMARK.sub("", source.zh), en=REMARK_EN.sub("", source.en))
