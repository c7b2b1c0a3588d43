"""``banli item new``: the folder of an item with every key explained, complete but for what only its department knows.

What is still to do is marked with :data:`MARK`; the check lists each place, and while there is one the item is not
published. The folder is there whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

import yaml

from banli.catalogue.service import KINDS, MARK, check_folder, hindering, nearest, specs_in
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.province.load import DepartmentRow, Frame, WindowRow, read_pack_frame, rows_of

TEMPLATES = Path(__file__).parent
SCHEMAS = Path(__file__).parents[4] / "docs" / "develop" / "schemas"
"""Where editors find the schemas, in a checkout."""
ASIDE = ".new-item-"
"""A folder of the pack in which a new item is made; what a killed process left there is removed by the next one."""
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SLUG_MAX = 60
BEGUN_BY_ORGAN = frozenset({"02", "03", "04", "06"})
PARTY = "party"
"""Whom a form is about that officers fill in: the organ begins, and nobody applies."""
ORDINARY = 20
"""Working days that the Licensing Law allows (行政许可法 42)."""
SERVES: Mapping[str, str] = {"person": '["1"]', "organisation": '["2", "3", "4", "6"]'}


@dataclass(frozen=True)
class Answers:
    """What is asked of whoever makes a new item. ``days`` are working days; 0 is on the spot."""

    name: str
    kind: str
    department: str
    days: int
    name_en: str = ""
    serves: str = "person"


@dataclass(frozen=True)
class Pack:
    """What of a pack a new item is made from."""

    folder: Path
    frame: Frame
    departments: Mapping[str, DepartmentRow]
    windows: tuple[WindowRow, ...]


def new_item(path: Path, answers: Answers, today: date) -> Path:
    """Make the folder ``path`` (``PACK/items/SLUG``) and give it back.

    :raises Refused: where there is something at ``path`` already, or it does not lie in a pack.
    :raises Invalid: naming the answer that does not do.
    """
    path = path.absolute()
    pack = _pack(path)
    _check_name(path, pack)
    _check(answers, pack)
    _clear(pack.folder)
    aside = pack.folder / f"{ASIDE}{os.getpid()}"
    draft = aside / path.name
    try:
        draft.mkdir(parents=True)
        for name, text in _files(path, answers, pack, today):
            file = draft / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        faults = [fault for fault in hindering(check_folder(draft)) if fault.rule != "todo"]
        if faults:
            told = f"{Path(faults[0].file).name}:{faults[0].line}: {faults[0].message}"
            raise Refused(gettext_noop("The item cannot be made so: %(fault)s"), fault=told)
        path.parent.mkdir(exist_ok=True)
        try:
            draft.rename(path)
        except OSError:
            raise Refused(THERE, path=str(path)) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return path


THERE = gettext_noop("There is something at %(path)s already; nothing was changed.")


def _pack(path: Path) -> Pack:
    folder = path.parent.parent
    if path.parent.name != "items" or not (folder / "pack.toml").is_file():
        message = gettext_noop("A new item is made in the folder “items” of a pack, as PACK/items/%(slug)s.")
        raise Refused(message, slug=path.name)
    departments = {row.code: row for row in rows_of(folder / "departments.yaml", DepartmentRow)}
    windows = tuple(rows_of(folder / "windows.yaml", WindowRow))
    return Pack(folder, read_pack_frame(folder / "pack.toml"), departments, windows)


def _check_name(path: Path, pack: Pack) -> None:
    if path.exists() or path.is_symlink():
        raise Refused(THERE, path=str(path))
    if not SLUG.fullmatch(path.name) or len(path.name) > SLUG_MAX:
        message = gettext_noop(
            "“%(slug)s” is no short name: small letters and digits, words joined by hyphens."
        )
        raise Refused(message, slug=path.name)


def _check(answers: Answers, pack: Pack) -> None:
    problems = []
    if not answers.name.strip():
        problems.append(Problem("name", gettext_noop("The item needs a name.")))
    if answers.kind not in KINDS:
        message = gettext_noop("There is no kind “%(kind)s”; there are: %(known)s.")
        known = "、".join(f"{code} {words}" for code, words in KINDS.items())
        problems.append(Problem("kind", message, (("kind", answers.kind), ("known", known))))
    if answers.department not in pack.departments:
        message = gettext_noop("The pack has no department “%(code)s”; there are: %(known)s.")
        near = nearest(answers.department, pack.departments)
        known = near or "、".join(sorted(pack.departments))
        problems.append(Problem("department", message, (("code", answers.department), ("known", known))))
    elif not any(row.department == answers.department for row in pack.windows):
        message = gettext_noop("“%(code)s” has no window; write one into windows.yaml first.")
        problems.append(Problem("department", message, (("code", answers.department),)))
    if not 0 <= answers.days <= ORDINARY:
        message = gettext_noop(
            "Promise 0 to %(most)s working days; a longer limit is written with the law that sets it."
        )
        problems.append(Problem("days", message, (("most", ORDINARY),)))
    if answers.serves not in SERVES:
        message = gettext_noop("An item serves %(known)s.")
        problems.append(Problem("serves", message, (("known", " / ".join(SERVES)),)))
    if problems:
        raise Invalid(problems)


def _clear(pack: Path) -> None:
    """Remove what processes left that were killed on the way."""
    for folder in pack.glob(f"{ASIDE}*"):
        number = folder.name.removeprefix(ASIDE)
        if not (number.isdigit() and _runs(int(number))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _files(path: Path, answers: Answers, pack: Pack, today: date) -> Iterator[tuple[str, str]]:
    """Each file of the new item and its text."""
    told = _told(path, answers, pack, today)
    own = answers.kind in BEGUN_BY_ORGAN
    for name, source in (
        ("item.yaml", "item.yaml"),
        ("form.yaml", f"form.{PARTY if own else answers.serves}.yaml"),
        *(() if own else (("materials.yaml", "materials.yaml"),)),
        ("rules.yaml", "rules.yaml"),
    ):
        line = {"schema_line": _schema_line(name, path)}
        text = _filled(source, told | line)
        yield name, _begun_by_organ(text, answers.kind, told) if own and name == "item.yaml" else text
    case = _filled("case.yaml", told)
    yield "cases/complete.yaml", OF_APPLYING.sub("", case) if own else case


def _begun_by_organ(text: str, kind: str, told: Mapping[str, str]) -> str:
    """The item of what the organ begins by itself: its limits and steps are those of law, its authority is told."""
    head = text.partition(LIMITS)[0]
    head = head.replace(f"{told['mark']}申请人应符合的条件", f"{told['mark']}条文内容")
    parts = yaml.safe_load((TEMPLATES / "enforcement_parts.yaml").read_text(encoding="utf-8"))
    part = "".join(f"  {line}\n" for line in parts[kind].splitlines())
    limit = PENALTY_LIMIT if kind == "02" else ""
    return head + limit + _filled("enforcement.yaml", told) + Template(part).substitute(told)


OF_APPLYING = re.compile(r"^  (?:limits|materials|steps): .*\n?", re.MULTILINE)
"""What a worked case expects of an application alone."""
LIMITS = "# 办理时限"
"""Where limits and steps begin in the item."""
PENALTY_LIMIT = """# 办案期限 The limit from filing.
limits:
  - statutory: {days: 90, unit: calendar, basis: {zh: 行政处罚法第六十条, en: "Administrative Penalty Law, Article 60"}}
    promised: {days: 90, unit: calendar, basis: {zh: 与法定期限相同, en: As by law}}
"""


def _filled(name: str, told: Mapping[str, str]) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return Template(text).substitute(told)


def _schema_line(name: str, path: Path) -> str:
    schema = SCHEMAS / name.replace(".yaml", ".schema.json")
    if not schema.is_file():
        return ""
    return f"# yaml-language-server: $schema={os.path.relpath(schema, path)}\n"


def _told(path: Path, answers: Answers, pack: Pack, today: date) -> dict[str, str]:
    department = pack.departments[answers.department]
    catalog = _catalog_code(answers, pack)
    level = "2" if department.region.endswith("0000") else "3" if department.region.endswith("00") else "4"
    on_the_spot = answers.days == 0
    examined = not on_the_spot or answers.kind == "01"
    steps = STEPS if examined else STEPS[1:]
    decider = "approver" if examined else "clerk"
    return {
        "mark": MARK,
        "slug": path.name,
        "name": _quoted(answers.name.strip()),
        "name_en": _quoted(answers.name_en.strip() or answers.name.strip()),
        "kind": answers.kind,
        "catalog_code": catalog,
        "task_code": f"{department.uscc}{level}{catalog}",
        "department": answers.department,
        "level": level,
        "server_types": SERVES[answers.serves],
        "case_type": "instant" if on_the_spot else "committed",
        "windows": _listed(row.code for row in pack.windows if row.department == answers.department),
        "effective_from": today.isoformat(),
        "listed": _listed_line(answers),
        "statutory": str(answers.days or 1),
        "limit_of_law": _statutory(answers),
        "online": "[1, 6]" if answers.kind in BEGUN_BY_ORGAN else "[1, 2, 4, 5, 6]",
        "days": str(answers.days),
        "promise": "当场办结" if on_the_spot else "本机关承诺",
        "promise_en": "On the spot" if on_the_spot else "Promise of this office",
        "steps": "\n".join(step.replace("DECIDER", decider) for step in steps),
        "step_keys": "[examine, approve]" if examined else "[approve]",
        "form": "\n".join(f"  {key}: {value}" for key, value in _examples(answers).items()),
    }


STEPS = (
    "  - {key: examine, kind: examine, role: reviewer, name: {zh: 审查, en: Examine}}",
    "  - {key: approve, kind: approve, role: DECIDER, name: {zh: 作出决定, en: Decide}}",
)
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "person": {
        "person": "林小满",
        "identity": "11010519491231002X",
        "mobile": '"13800000000"',
        "matter": "申请内容",
    },
    PARTY: {
        "party_kind": "organisation",
        "party": "成都蓉桥进出口有限公司",
        "party_code": "91110000101623741K",
        "address": "成都市锦江区示例路1号",
        "contact": "方小满",
        "mobile": '"13800000000"',
        "source": "routine",
        "happened_on": '"2022-09-20"',
        "matter": "检查中发现的情况",
    },
    "organisation": {
        "organisation": "成都蓉桥进出口有限公司",
        "credit_code": "91110000101623741K",
        "contact": "方小满",
        "mobile": '"13800000000"',
        "matter": "申请内容",
    },
}


def _examples(answers: Answers) -> Mapping[str, str]:
    return EXAMPLES[PARTY if answers.kind in BEGUN_BY_ORGAN else answers.serves]


def _statutory(answers: Answers) -> str:
    """The limit by law: that of a licence, or room to say which law sets one or that none does."""
    days = answers.days or 1
    if answers.kind == "01":
        basis = '{zh: 行政许可法第四十二条, en: "Administrative Licensing Law, Article 42"}'
        return f"  - statutory: {{days: {days}, unit: working, basis: {basis}}}"
    return "\n".join(
        [
            f'  - unset: {{zh: "{MARK}法律没有规定期限的写明，有规定的删去本行、依据写该条"}}',
            f"    statutory: {{days: {days}, unit: working, basis: {{zh: 本机关规定, en: Rule of this office}}}}",
        ]
    )


def _listed_line(answers: Answers) -> str:
    if answers.kind in BEGUN_BY_ORGAN:
        return "# 依职权办理，不对外受理申请 Begun by the organ: nobody applies for it.\nlisted: false"
    return "# 是否列入公开目录 Whether it stands in the public list.\nlisted: true"


def _quoted(text: str) -> str:
    """A text as YAML writes it in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def _listed(codes: Iterator[str]) -> str:
    return f"[{', '.join(codes)}]"


def _catalog_code(answers: Answers, pack: Pack) -> str:
    """A code that no item of the pack has: the department's two digits are those of its other items."""
    taken = dict(_codes(pack))
    own = [code[4:6] for code, department in taken.items() if department == answers.department]
    front = f"{pack.frame.province[:2]}{answers.kind}{own[0] if own else '00'}"
    number = next(one for one in range(999, 0, -1) if f"{front}{one:03d}000" not in taken)
    return f"{front}{number:03d}000"


def _codes(pack: Pack) -> Iterator[tuple[str, Any]]:
    for folder in sorted((pack.folder / "items").glob("*/item.yaml")):
        for spec in specs_in(folder.parent)[:1]:
            yield spec.catalog_code, spec.department
