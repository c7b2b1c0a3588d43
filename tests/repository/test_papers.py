"""The papers tell of what is there: names, links, words, commands and versions are compared with the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

import banli
from banli.cli import cli
from banli.kernel.actors import Role
from tests.repository.tree import ROOT, SOURCE, modules, tracked

DOCS = ROOT / "docs"
PAPERS = sorted(
    path for path in tracked() if path.suffix == ".md" and (path.parent == ROOT or DOCS in path.parents)
)
NAMES = [str(path.relative_to(ROOT)) for path in PAPERS]
IMAGES = DOCS / "manual" / "images"
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`(banli(?:\.\w+)+):(\w+)`")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`((?:src|tests|docs|tools|benchmarks)/[\w./-]+)`")
BUTTON = re.compile(r"\*\*([A-Z][^*（]+)（((?:[^（）]|（[^（）]*）)+)）\*\*")
"""English（中文） in bold."""
LONGEST_DECISION = 25


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def links(name: str, *, images: bool) -> Iterator[str]:
    """Where the links (or the images) of a paper lead, those to other sites apart."""
    for mark, target in LINK.findall(FENCED.sub("", text_of(name))):
        if bool(mark) == images and "://" not in target and not target.startswith("mailto:"):
            yield target


def anchors(path: Path) -> set[str]:
    """The headings of a paper as links name them."""
    found = re.findall(r"^#+ (.+)$", FENCED.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def names_in(path: Path) -> set[str]:
    """What a Python file defines at its top level."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def module(dotted: str) -> Path:
    """The file of a module, or of a package's own module."""
    path = SOURCE.joinpath(*dotted.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in links(name, images=False):
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        assert path.exists(), f"{name}: {target}"
        assert not anchor or anchor in anchors(path), f"{name}: {target}"


@pytest.mark.parametrize("name", NAMES)
def test_every_image_is_there(name: str) -> None:
    if not any(IMAGES.glob("*.png")):
        pytest.skip("the browser tests have not made the pictures yet")
    assert [
        target for target in links(name, images=True) if not ((ROOT / name).parent / target).is_file()
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_named_in_code_is_in_the_code(name: str) -> None:
    text = text_of(name)
    for dotted, thing in CODE.findall(text):
        path = module(dotted)
        assert path.is_file(), f"{name}: {dotted}"
        assert thing in names_in(path), f"{name}: {dotted}:{thing}"
    for file, test in TEST.findall(text):
        assert (ROOT / file).is_file(), f"{name}: {file}"
        assert test in names_in(ROOT / file), f"{name}: {file}::{test}"
    for place in PLACE.findall(text):
        assert (ROOT / place).exists(), f"{name}: {place}"


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("docs/adr/0")])
def test_a_decision_fits_a_page_and_stands_in_the_index(name: str) -> None:
    path = ROOT / name
    assert text_of(name).count("\n") <= LONGEST_DECISION
    assert text_of(name).startswith(f"# {path.name[:4]} ")
    assert path.name in links("docs/adr/README.md", images=False)


def test_a_number_of_a_decision_is_given_once() -> None:
    numbers = Counter(Path(name).name[:4] for name in NAMES if name.startswith("docs/adr/0"))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_paper_can_be_reached_from_the_first() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop().resolve()
        if path in seen or path.suffix != ".md" or not path.is_file():
            continue
        seen.add(path)
        name = str(path.relative_to(ROOT))
        waiting += [path.parent / target.partition("#")[0] for target in links(name, images=False)]
    assert [name for name in NAMES if (ROOT / name).resolve() not in seen] == []


def test_the_changelog_knows_the_version() -> None:
    assert f"## {banli.__version__}" in text_of("CHANGELOG.md")


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command as it is typed."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"./banli {before}{name}"


def test_the_manual_names_every_command() -> None:
    text = text_of("docs/manual/commands.md")
    assert [command for command in commands(cli) if f"`{command}" not in text] == []


def test_every_system_is_answered_for() -> None:
    rows = re.findall(r"^\| (\d+) \|", text_of("docs/systems.md"), re.MULTILINE)
    assert [int(row) for row in rows] == list(range(1, 34))


def test_the_law_map_has_every_article() -> None:
    named = set()
    for row in re.findall(r"^\| ([\d ,to()]+)", text_of("docs/law/README.md"), re.MULTILINE):
        numbers = [int(number) for number in re.findall(r"(?<!\()\b\d+", row)]
        named |= set(range(numbers[0], numbers[-1] + 1)) if "to" in row else set(numbers)
    assert {*range(29, 51), 57, 69, 70, 78, 79, 82, 201, 202, 203} - named == set()


def law_rows() -> list[tuple[str, str, str]]:
    """Of each row of the law map: the article, the code and the tests."""
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| ([^|]*) \| ([^|]*) \|$", text_of("docs/law/README.md"), re.MULTILINE
    )
    return [row for row in rows if row[0] not in ("article", "law", "standard")]


def test_the_law_map_names_every_rule_of_the_procedure() -> None:
    told = {name for _article, code, _tests in law_rows() for _module, name in CODE.findall(code)}
    rules = {
        name
        for path in sorted((SOURCE / "cases" / "rules").glob("*.py"))
        for name in names_in(path)
        if name.startswith("check_")
    }
    assert rules - told == set()


def test_the_law_map_names_the_article_of_every_act() -> None:
    from banli.cases.states import LICENSING_LAW, TRANSITIONS

    text = " ".join(article for article, _code, _tests in law_rows())
    named = {int(number) for number in re.findall(r"(?<!\()\b\d+", text)}
    named |= set(range(46, 49))
    asked = {int(re.findall(r"\d+", one.article)[0]) for one in TRANSITIONS if one.law == LICENSING_LAW}
    assert asked - named == set()


def test_a_rule_in_the_law_map_is_shown_by_a_test_or_said_to_be_missing() -> None:
    bare = [
        row[0]
        for row in law_rows()
        if not TEST.findall(row[2]) and "not yet" not in row[1] and "outside" not in row[1]
    ]
    assert bare == []


def values() -> Iterator[tuple[str, str]]:
    """Every value of an enumeration of the domain, and every event that is appended by name."""
    for path, tree in modules().items():
        where = str(path.relative_to(SOURCE))
        if path.name == "permissions.py" or where.split("/")[0] in {
            "documents",
            "portal",
            "desk",
            "api",
            "screens",
            "site",
            "province",
            "runtime",
            "demo",
            "cli",
        }:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in node.bases):
                for line in node.body:
                    if isinstance(line, ast.Assign):
                        yield where, str(ast.literal_eval(line.value))
            elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "append":
                for keyword in node.keywords:
                    if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                        yield where, str(keyword.value.value)


def events() -> Iterator[tuple[str, str]]:
    """Every event of a state table, and every event that is counted or told."""
    from banli.assessment.states import TRANSITIONS as OF_ASSESSMENT
    from banli.cases.states import TRANSITIONS as OF_CASES
    from banli.catalogue.states import TRANSITIONS as OF_ITEMS
    from banli.consultations.states import TRANSITIONS as OF_CONSULTATIONS
    from banli.enforcement.states import TRANSITIONS as OF_OWN
    from banli.fieldwork.states import MATTER_TRANSITIONS as OF_MATTERS
    from banli.fieldwork.states import OPINION_TRANSITIONS as OF_OPINIONS
    from banli.fieldwork.states import OUTING_TRANSITIONS as OF_OUTINGS
    from banli.fieldwork.states import TRANSITIONS as OF_ACTIVITIES
    from banli.hall.states import DEMAND_TRANSITIONS as OF_DEMANDS
    from banli.hall.states import TRANSITIONS as OF_FINDINGS
    from banli.licences.states import EVENTS
    from banli.notices.states import TOLD
    from banli.offline.states import TRANSITIONS as OF_LEASES
    from banli.ratings.states import TRANSITIONS as OF_RATINGS
    from banli.roster.states.badges import TRANSITIONS as OF_BADGES
    from banli.roster.states.corrections import TRANSITIONS as OF_CORRECTIONS
    from banli.roster.states.leaves import TRANSITIONS as OF_LEAVE
    from banli.statistics.rules.indicators import COUNTED
    from banli.suggestions.states import TRANSITIONS as OF_SUGGESTIONS
    from banli.supervision.states import TRANSITIONS as OF_SIGNALS
    from banli.tickets.states import TRANSITIONS as OF_TICKETS
    from banli.tickets.states.bookings import TRANSITIONS as OF_BOOKINGS
    from banli.trading.states import TRANSITIONS as OF_TRADING
    from banli.weekly.states import COLUMN_STEPS as OF_COLUMNS
    from banli.weekly.states import TRANSITIONS as OF_ISSUES

    signals = (OF_SIGNALS, OF_RATINGS, OF_TICKETS, OF_BOOKINGS, OF_DEMANDS)
    for table in (OF_CASES, OF_OWN, OF_ITEMS, OF_FINDINGS, OF_ACTIVITIES, OF_ISSUES, OF_COLUMNS, *signals):
        yield from ((one.act, one.event) for one in table)
    yield from (("counted", name) for name in COUNTED)
    yield from (("told", name) for name in TOLD)
    for moves in (
        OF_CONSULTATIONS,
        OF_ASSESSMENT,
        OF_LEAVE,
        OF_BADGES,
        OF_CORRECTIONS,
        OF_OUTINGS,
        OF_MATTERS,
        OF_OPINIONS,
        OF_LEASES,
        OF_TRADING,
    ):
        yield from ((one.act, one.event) for one in moves)
    yield from (("ends a certificate", name) for name in EVENTS.values())
    yield from ((one.act, one.event) for one in OF_SUGGESTIONS)


def test_every_word_of_the_code_stands_in_the_glossary() -> None:
    told = set(re.findall(r"`([^`]+)`", text_of("docs/glossary.md")))
    assert {(where, value) for where, value in (*values(), *events()) if value not in told} == set()


def test_a_chinese_term_has_one_english_word() -> None:
    rows = re.findall(
        r"^\| ([^|]*[\u4e00-\u9fff][^|]*) \| ([^|]+) \|", text_of("docs/glossary.md"), re.MULTILINE
    )
    terms = Counter(term for term, word in rows if term != "中文")
    assert [term for term, count in terms.items() if count > 1] == []


def test_every_role_has_its_page_in_the_manual() -> None:
    pages = {path.stem for path in (DOCS / "manual").glob("*.md")}
    told = " ".join(text_of(f"docs/manual/{page}.md") for page in pages)
    assert [role for role in Role if role is not Role.SYSTEM and f"`{role}`" not in told] == []


def test_the_manual_names_buttons_as_the_screens_do() -> None:
    said: dict[str, set[str]] = {}
    for path in SOURCE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            said.setdefault(entry.msgid, set()).add(entry.msgstr)
    for path in sorted((DOCS / "manual").glob("*.md")):
        for english, chinese in BUTTON.findall(path.read_text(encoding="utf-8")):
            assert chinese in said.get(english, set()), f"{path.name}: {english}（{chinese}）"
