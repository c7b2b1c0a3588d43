"""A procedure drawn as SVG: a box for each step, a lane for each department, the present step and the finished marked.

Only classes, no style: the site's sheets colour it, and words say everything that a colour says. The same in words
stands below the picture as a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from banli.catalogue.rules.checks.flow import decisions
from banli.catalogue.rules.definition.graph import awaited
from banli.catalogue.rules.definition.spec import ItemSpec, Step
from banli.catalogue.rules.meaning.wording import (
    Lang,
    condition_words,
    limit_words,
    said,
)
from banli.catalogue.rules.picture.layout import (
    Box,
    Edge,
    Layout,
    Node,
    Point,
    lay_out,
)
from banli.kernel.text import Words

START, END = "·start", "·end"
WIDTH, LINE, PAD = 196.0, 19.0, 12.0
NAME_ROOM, NOTE_ROOM = 12.6, 14.8
"""How many Chinese characters of a name or of a note go on one line of a box."""
NARROW = 0.56
"""The width of a Latin letter in Chinese characters."""

ACCEPTED = Words(zh="受理", en="Acceptance")
DELIVERED = Words(zh="办结、送达", en="Result and delivery")
ONLY_IF = Words(zh="仅当{when}", en="Only if {when}")
WHERE_NEEDED = Words(zh="需要时", en="Where needed")
NOT_COUNTED = Words(zh="时间不计入期限", en="Time not counted")
WITHIN = Words(zh="限{limit}", en="Within {limit}")
EACH = Words(zh="“{field}”中的每一项各办一步，同时进行", en="One for each of “{field}”, side by side")
STAFF = Words(zh="不少于{n}人", en="At least {n} persons")
PRESENT = Words(zh="▶ 正在进行", en="▶ Under way")
FINISHED = Words(zh="✓ 已完成", en="✓ Finished")
TITLE = Words(zh="{item}：办理流程图", en="{item}: the procedure")
ABOUT = Words(
    zh="从受理到送达共{n}个步骤，按先后自上而下，按部门分列。图下有文字列表。",
    en="{n} steps from acceptance to delivery, downwards, a lane for each department. A list in words follows.",
)
LIST_TITLE = Words(zh="文字版流程", en="The procedure in words")
AFTER = Words(zh="在“{steps}”之后", en="after “{steps}”")
BY = Words(zh="由{department}办理", en="by {department}")
AT_ONCE = Words(zh="受理后即开始", en="from acceptance")
COMMA = Words(zh="，", en=", ")
LISTED = Words(zh="”“", en="”, “")

FILE_STYLE = (
    "text{font:13px sans-serif;fill:#1b2430}.flow__note,.flow__lane-name{font-size:12px;fill:#4a5565}"
    ".flow__mark{font-weight:bold}.flow__lane{fill:#f5f7fa;stroke:#c9d1dc}.flow__line{fill:none;stroke:#4a5565}"
    ".flow__box rect{fill:#fff;stroke:#1b4b8f}.flow__box--some rect{stroke-dasharray:5 3}"
)
"""How a picture outside the site looks; on the site its sheets say it."""


@dataclass(frozen=True)
class Marks:
    """Which steps are under way and which are finished, by key."""

    present: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()

    def of(self, key: str, lang: Lang) -> str:
        """The mark of a step in words, '' where it has none."""
        if key in self.present:
            return said(PRESENT, lang)
        return said(FINISHED, lang) if key in self.finished else ""

    def style(self, key: str) -> str:
        """The class that goes with the mark."""
        return (
            " flow__box--here" if key in self.present else " flow__box--done" if key in self.finished else ""
        )


def notes(spec: ItemSpec, step: Step, lang: Lang) -> list[str]:
    """What stands under a step's name: when it is taken, within which time, by how many."""
    found = []
    if step.when is not None:
        found.append(said(ONLY_IF, lang).format(when=condition_words(spec, step.when, lang)))
    field = spec.form.field(step.each) if step.each else None
    if field is not None:
        found.append(said(EACH, lang).format(field=said(field.label, lang)))
    if step.optional:
        found.append(said(WHERE_NEEDED, lang))
    if step.limit is not None:
        found.append(said(WITHIN, lang).format(limit=limit_words(step.limit, lang)))
    if step.special:
        found.append(said(NOT_COUNTED, lang))
    if step.staff > 1:
        found.append(said(STAFF, lang).format(n=step.staff))
    return found


def decided_by(spec: ItemSpec) -> frozenset[str]:
    """The codes of the departments that have a step."""
    return frozenset({spec.department, *(step.with_department for step in spec.steps)} - {""})


def connections(spec: ItemSpec) -> list[Edge]:
    """Every pair of step keys that follow each other, with acceptance before the first and delivery after the last."""
    order = awaited(spec.steps)
    edges = [(one, step.key) for step in spec.steps for one in order[step.key] or (START,)]
    return edges + [(step.key, END) for step in decisions(spec)]


def draw(spec: ItemSpec, lang: Lang, names: Mapping[str, Words], marks: Marks | None = None) -> str:
    """The picture and its list, as HTML. ``names`` gives the departments' names by code.

    The spec must be one that the checker passes: its steps have no circle.
    """
    marks = marks or Marks()
    return (
        f'<figure class="flow"><div class="flow__scroll" tabindex="0">{svg(spec, lang, names, marks)}</div>'
        f'<details class="flow__words"><summary>{said(LIST_TITLE, lang)}</summary><ol>'
        + "".join(f"<li>{escape(line)}</li>" for line in outline(spec, lang, names, marks))
        + "</ol></details></figure>"
    )


def outline(spec: ItemSpec, lang: Lang, names: Mapping[str, Words], marks: Marks | None = None) -> list[str]:
    """Each step in one sentence: its name, after what, by whom, and everything its box says."""
    called = {step.key: said(step.name, lang) for step in spec.steps}
    order = awaited(spec.steps)
    lines = []
    for step in spec.steps:
        before = said(LISTED, lang).join(called[one] for one in order[step.key])
        parts = [said(AFTER, lang).format(steps=before) if before else said(AT_ONCE, lang)]
        if step.with_department:
            parts.append(said(BY, lang).format(department=_department(step, spec, names, lang)))
        parts += notes(spec, step, lang)
        mark = (marks or Marks()).of(step.key, lang)
        parts += [mark] if mark else []
        colon = "：" if lang == "zh" else ": "
        lines.append(called[step.key] + colon + said(COMMA, lang).join(parts))
    return lines


def svg(spec: ItemSpec, lang: Lang, names: Mapping[str, Words], marks: Marks) -> str:
    """The picture alone."""
    texts = {step.key: _text(spec, step, lang, marks) for step in spec.steps}
    nodes = [Node(START, spec.department, 112.0, 34.0)]
    nodes += [
        Node(step.key, step.with_department or spec.department, WIDTH, len(texts[step.key]) * LINE + PAD + 4)
        for step in spec.steps
    ]
    nodes.append(Node(END, spec.department, 148.0, 34.0))
    layout = lay_out(nodes, connections(spec))
    title = said(TITLE, lang).format(item=said(spec.name, lang))
    about = said(ABOUT, lang).format(n=len(spec.steps))
    ident = f"flow-{spec.slug}"
    parts = [
        f'<svg class="flow__picture" xmlns="http://www.w3.org/2000/svg" role="img" lang="{lang}" '
        f'aria-labelledby="{ident}-title {ident}-about" viewBox="0 0 {layout.width:g} {layout.height:g}" '
        f'width="{layout.width:g}" height="{layout.height:g}">',
        f'<title id="{ident}-title">{escape(title)}</title><desc id="{ident}-about">{escape(about)}</desc>',
        *_lanes(layout, spec, names, lang),
        *(_arrow(line) for line in layout.lines.values()),
    ]
    for key, words in ((START, ACCEPTED), (END, DELIVERED)):
        parts.append(_box(layout.boxes[key], [("name", said(words, lang))], " flow__box--end", round_by=17))
    for step in spec.steps:
        dashed = " flow__box--some" if step.when is not None or step.optional else ""
        parts.append(
            _box(layout.boxes[step.key], texts[step.key], dashed + marks.style(step.key), round_by=6)
        )
    return "".join([*parts, "</svg>"])


def standalone(spec: ItemSpec, lang: Lang, names: Mapping[str, Words]) -> str:
    """The picture as a file of its own, which brings its style along."""
    picture = svg(spec, lang, names, Marks())
    at = picture.index(">") + 1
    return f"{picture[:at]}<style>{FILE_STYLE}</style>{picture[at:]}\n"


def _text(spec: ItemSpec, step: Step, lang: Lang, marks: Marks) -> list[tuple[str, str]]:
    """The lines of a box, each with its class."""
    lines = [("name", line) for line in wrapped(said(step.name, lang), NAME_ROOM)]
    for note in notes(spec, step, lang):
        lines += [("note", line) for line in wrapped(note, NOTE_ROOM)]
    mark = marks.of(step.key, lang)
    return lines + ([("mark", mark)] if mark else [])


def _lanes(layout: Layout, spec: ItemSpec, names: Mapping[str, Words], lang: Lang) -> list[str]:
    parts = []
    for code, box in layout.lanes.items():
        name = said(names.get(code, Words(zh=code)), lang)
        parts.append(
            f'<rect class="flow__lane" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"/>'
        )
        for number, line in enumerate(wrapped(name, box.width / 14.5)[:2]):
            parts.append(_line("lane-name", line, box.middle, box.y + 17 + number * 15))
    return parts


def _arrow(line: Sequence[Point]) -> str:
    x, y = line[-1]
    path = " ".join(f"{'M' if at == 0 else 'L'}{a:g} {b:g}" for at, (a, b) in enumerate(line))
    head = f"M{x - 4:g} {y - 7:g} L{x:g} {y:g} L{x + 4:g} {y - 7:g}"
    return f'<path class="flow__line" d="{path} {head}"/>'


def _box(box: Box, lines: Sequence[tuple[str, str]], style: str, *, round_by: int) -> str:
    first = box.y + (box.height - len(lines) * LINE) / 2 + LINE - 5
    return (
        f'<g class="flow__box{style}"><rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" '
        f'height="{box.height:g}" rx="{round_by}"/>'
        + "".join(_line(kind, text, box.middle, first + at * LINE) for at, (kind, text) in enumerate(lines))
        + "</g>"
    )


def _line(kind: str, text: str, x: float, y: float) -> str:
    return f'<text class="flow__{kind}" x="{x:g}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'


def wrapped(text: str, room: float) -> list[str]:
    """``text`` in lines of at most ``room`` Chinese characters: between Chinese ones anywhere, else at spaces."""
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        size = sum(1.0 if ord(one) > 0x2E7F else NARROW for one in piece.rstrip())
        if line and used + size > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += piece
        used += sum(1.0 if ord(one) > 0x2E7F else NARROW for one in piece)
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for one in text:
        joins = (
            pieces and ord(one) <= 0x2E7F and ord(pieces[-1][-1]) <= 0x2E7F and not pieces[-1].endswith(" ")
        )
        if joins or (pieces and one in "，。、：；）”"):
            pieces[-1] += one
        else:
            pieces.append(one)
    return pieces


def _department(step: Step, spec: ItemSpec, names: Mapping[str, Words], lang: Lang) -> str:
    code = step.with_department or spec.department
    return said(names.get(code, Words(zh=code)), lang)
