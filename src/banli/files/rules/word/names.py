"""Names of WordprocessingML (ISO/IEC 29500-1), as the parser spells them."""

from __future__ import annotations

from typing import Any

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFF = {"0", "false", "off"}


def name(prefix: str, local: str) -> str:
    """``{namespace}local``."""
    return f"{{{SPACES[prefix]}}}{local}"


def w(local: str) -> str:
    """A name of the main namespace."""
    return name("w", local)


def value(one: Any, attribute: str = "val") -> str:
    """An attribute of the main namespace; '' where there is none."""
    return str(one.get(w(attribute)) or "")


def child_value(one: Any, *path: str) -> str | None:
    """``w:val`` of the child at the end of ``path``; None where there is no such child."""
    for local in path:
        one = None if one is None else one.find(w(local))
    return None if one is None else value(one)


def switched(properties: Any, local: str) -> bool | None:
    """Whether a switch such as ``vanish`` is on; None where nothing is said."""
    found = None if properties is None else properties.find(w(local))
    return None if found is None else value(found) not in OFF
