"""`{% load banli %}`: icons, fields, lights, deadlines that explain themselves, dates and numbers."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from banli.files.service import LARGEST, LARGEST_AT_ONCE
from banli.kernel import clock
from banli.kernel.printable import fault
from banli.kernel.query_number import grouped
from banli.people.service import Naming, named, platform
from banli.screens.clocks import clock_lines
from banli.screens.demo_sign_in import groups
from banli.screens.face import LIGHTS, Strip, strip
from banli.worktime.service import OPEN_END

register = template.Library()

ELDER_COOKIE = "banli_elder"
THEME_COOKIE = "banli_theme"
HAN = re.compile("[\u3400-\u9fff]")
THEMES = ("auto", "light", "dark")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless it carries a ``label``."""
    return _icon(name, str(label), static("banli/icons.svg"))


@lru_cache(maxsize=512)
def _icon(name: str, label: str, sprite: str) -> SafeString:
    role = flatatt({"role": "img", "aria-label": label} if label else {"aria-hidden": "true"})
    return format_html(
        '<svg class="icon"{} focusable="false"><use href="{}#{}"></use></svg>',
        role,
        sprite,
        name,
    )


@register.simple_tag
def whose() -> Naming:
    """Whose platform this is: ``name`` and ``centre`` in the reader's language."""
    return platform()


@register.simple_tag(takes_context=True)
def prefers(context: dict[str, Any], what: str) -> str:
    """What the reader chose: ``elder`` is "elder" or "", ``theme`` one of auto, light, dark."""
    request = context.get("request")
    cookies = request.COOKIES if request is not None else {}
    if what == "elder":
        return "elder" if cookies.get(ELDER_COOKIE) == "1" else ""
    theme = cookies.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "auto"


@register.simple_tag
def is_demo() -> bool:
    """True on the site of a demo's folder."""
    return bool(settings.DEMO)


@register.inclusion_tag("banli/parts/demo_sign_in.html", takes_context=True)
def demo_sign_in(context: dict[str, Any], wanted: str = "") -> dict[str, Any]:
    """The people of a demo, each one click from the page ``wanted``; nothing elsewhere."""
    return {"groups": groups(), "next": wanted, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def upload_limits() -> dict[str, int]:
    """How much a file, and a request with all its files, may bring: in bytes for a script, in MB for a reader."""
    return {
        "of_file": LARGEST,
        "of_request": LARGEST_AT_ONCE,
        "file_mb": LARGEST >> 20,
        "request_mb": LARGEST_AT_ONCE >> 20,
    }


@register.inclusion_tag("banli/components/light.html")
def light(colour: str, words: str = "") -> dict[str, Any]:
    """The light of a case: ``green``, ``blue``, ``yellow`` or ``red``, with its word and shape."""
    default, path = LIGHTS[str(colour)]
    return {"colour": str(colour), "words": words or default, "path": path}


@register.inclusion_tag("banli/components/why.html")
def why(explanation: Any, opened: bool = False, summary: str = "") -> dict[str, Any]:
    """A month strip that explains a deadline day by day; takes worktime's ``Explanation``."""
    laid: Strip = strip(explanation, clock.today())
    return {
        "strip": laid,
        "explanation": explanation,
        "opened": opened,
        "summary": summary,
    }


@register.inclusion_tag("banli/components/clocks.html")
def clocks(faces: Any, names: Any = None, yours: bool = False) -> dict[str, Any]:
    """The clocks of a case side by side; takes the faces of ``cases.running`` and the departments' names by code."""
    return {"lines": clock_lines(faces, names or {}, yours=yours)}


@register.inclusion_tag("banli/components/bound_field.html")
def field(bound: BoundField, extra_class: str = "") -> dict[str, Any]:
    """A Django form field in the face: label, help, control, error."""
    return {
        "field": bound,
        "extra_class": extra_class,
        "is_checkbox": isinstance(bound.field.widget, CheckboxInput),
        "is_group": bool(bound.field.widget.use_fieldset),
    }


@register.simple_tag
def described(place: str, help: Any = "", errors: Any = ()) -> SafeString:
    """The attributes that tie help and errors to the control ``place``; their ids end in ``-help`` and ``-error``."""
    ids = [*([f"{place}-help"] if help else []), *([f"{place}-error"] if errors else [])]
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    return flatatt(attributes | ({"aria-invalid": "true"} if errors else {}))


@register.inclusion_tag("banli/components/error.html", takes_context=True)
def unprintable(context: dict[str, Any], name: str, view: str, *args: Any, **same: Any) -> dict[str, Any]:
    """What of the field ``name`` cannot be printed, where the page answers the form of that address.

    ``same`` tells forms of one address apart: hidden fields by name, with their values.
    """
    wrong = fault(_sent(context, name, view, args, same))
    return {"errors": [str(wrong)] if wrong else [], "id": f"unprintable-{name}"}


@register.simple_tag(takes_context=True)
def marked(context: dict[str, Any], name: str, view: str, *args: Any, **same: Any) -> SafeString:
    """The attributes that tie what ``unprintable`` says of the field ``name`` to its control."""
    if not fault(_sent(context, name, view, args, same)):
        return SafeString("")
    return flatatt({"aria-describedby": f"unprintable-{name}", "aria-invalid": "true"})


@register.simple_tag(takes_context=True)
def typed(context: dict[str, Any], name: str, view: str, *args: Any, **same: Any) -> str:
    """What was typed into the field ``name``, where the page answers the form of that address."""
    return _sent(context, name, view, args, same)


def _sent(context: dict[str, Any], name: str, view: str, args: tuple[Any, ...], same: dict[str, Any]) -> str:
    request = context["request"]
    if request.method != "POST" or request.path != reverse(view, args=args):
        return ""
    if any(request.POST.get(key) != str(value) for key, value in same.items()):
        return ""
    return str(request.POST.get(name, ""))


@register.filter
def count(value: float | None) -> str:
    """A number with thousands apart by commas, whatever the language; a dash for none."""
    return "–" if value is None else f"{value:,}"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _written(value: date | datetime | None, chinese: str, english: str) -> str:
    if value is None:
        return ""
    if value == OPEN_END:
        return pgettext("open end", "date to follow")
    pattern = english if (get_language() or "").startswith("en") else chinese
    return formats.date_format(_local(value), pattern)


@register.filter
def yuan(value: Decimal) -> str:
    """An amount with its thousands apart, and the places below one where there are any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


@register.filter
def code_points(characters: str) -> str:
    """Each character with its code point, which is read where the reader's machine cannot show it either."""
    return "、".join(f"{one} (U+{ord(one):04X})" for one in characters)


@register.filter
def day(value: date | datetime | None) -> str:
    """2022年10月17日, or 17 October 2022."""
    return _written(value, "Y年n月j日", "j F Y")


@register.filter
def day_short(value: date | datetime | None) -> str:
    """10月17日, or 17 Oct; with its year where that is not the present one."""
    if value is not None and value != OPEN_END and _local(value).year != clock.today().year:
        return _written(value, "Y年n月j日", "j M Y")
    return _written(value, "n月j日", "j M")


@register.filter
def moment(value: datetime | None) -> str:
    """2022年10月17日 10:31, or 17 Oct 2022, 10:31."""
    return _written(value, "Y年n月j日 H:i", "j M Y, H:i")


@register.filter
def house(thing: Any, whole: str = "") -> str:
    """A department, window or region by its name in the reader's language; ``whole``: the full one in Chinese."""
    if thing is None:
        return ""
    shown = named(thing)
    return str(thing.name) if whole and shown == getattr(thing, "short_name", "") else shown


@register.filter
def number_groups(value: str) -> str:
    """A long case number in groups that an eye can follow: the last twelve characters stand apart."""
    text = str(value)
    return text if len(text) < 24 else f"{text[:-12]} {text[-12:-4]} {text[-4:]}"


@register.filter
def query_groups(value: str) -> str:
    """A query number in groups of four."""
    return grouped(str(value))


@register.filter
def chinese(value: Any) -> SafeString:
    """A text that stays Chinese (a name, the number of a paper), marked as such on a page in English."""
    text = conditional_escape(value)
    if not HAN.search(text) or not (get_language() or "").startswith("en"):
        return text
    return format_html('<span lang="zh-Hans">{}</span>', text)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or an empty string where there is none."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""
