"""A procedure as a picture and as a BPMN file: all is there, nothing overlaps, every reference leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from tests.catalogue.procedures import APPROVE, CROSSING, EXAMINE, FINANCE, YES_NO, limit, step
from tests.catalogue.samples import ITEMS, OVERSIZE, item, spoilt
from tests.catalogue.test_step_order import procedures
from tests.pack_items import is_own

from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.definition.graph import awaited
from banli.catalogue.rules.definition.spec import ItemSpec, Step
from banli.catalogue.rules.meaning.wording import condition_words
from banli.catalogue.rules.picture.bpmn import (
    BPMN,
    DC,
    DI,
    OURS,
    bpmn,
)
from banli.catalogue.rules.picture.drawing import (
    END,
    START,
    Marks,
    connections,
    draw,
    outline,
    svg,
    wrapped,
)
from banli.catalogue.rules.picture.layout import Node, lay_out
from banli.catalogue.rules.picture.pack import department_names, drawn_folder
from banli.kernel.text import Words

NAMES = {"transport": Words(zh="交通运输厅", en="Transport"), "police": Words(zh="公安厅", en="Police")}
FOLDERS = [path for path in sorted(ITEMS.iterdir()) if not is_own(path.name)]
"""What the organ begins by itself has no steps to draw."""
JOINT = item(
    YES_NO,
    joint=True,
    steps=[
        EXAMINE,
        {**FINANCE, "after": ["examine"]},
        step("water", "approve", "approver", with_department="water", after=["examine"], limit=limit(10)),
        step("visit", "site_visit", staff=2, after=["examine"], when=CROSSING),
        step("more", after=["visit"], optional=True),
        {**APPROVE, "after": ["finance", "water", "more"]},
    ],
)


def spec_of(folder: Path) -> ItemSpec:
    spec = read_folder(folder).spec
    assert spec
    return spec


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_step_of_the_pack_stands_in_its_picture(folder: Path, lang: str) -> None:
    spec = spec_of(folder)
    picture = ElementTree.fromstring(svg(spec, lang, NAMES, Marks()))  # type: ignore[arg-type]
    boxes = [one for one in picture.iter() if "flow__box" in (one.get("class") or "").split()]
    texts = ["".join(one.itertext()).replace(" ", "") for one in boxes]
    for one in spec.steps:
        name = (one.name.en if lang == "en" else one.name.zh).replace(" ", "")
        assert any(text.startswith(name) for text in texts), name
    assert len(boxes) == len(spec.steps) + 2
    assert len([one for one in picture.iter() if one.get("class") == "flow__line"]) == len(connections(spec))
    assert len(outline(spec, lang, NAMES)) == len(spec.steps)  # type: ignore[arg-type]


def test_a_picture_has_a_title_classes_only_and_its_words_below() -> None:
    html = draw(spec_of(OVERSIZE), "zh", NAMES)
    assert 'role="img"' in html
    assert re.search(r'aria-labelledby="(\S+) (\S+)"', html)
    for found in re.findall(r'aria-labelledby="(\S+) (\S+)"', html):
        assert all(f'id="{one}"' in html for one in found)
    assert "style" not in html
    assert "fill=" not in html
    assert (
        "<li>征求公安交管部门意见：在“审查车货参数和路线”之后，由公安厅办理，仅当类别为Ⅲ类，限5 个工作日</li>"
        in html
    )


def test_present_and_finished_steps_are_marked_in_words_too() -> None:
    html = draw(spec_of(OVERSIZE), "zh", NAMES, Marks(frozenset({"police"}), frozenset({"examine"})))
    assert html.count("▶ 正在进行") == html.count("✓ 已完成") == 2
    assert html.count("flow__box--here") == html.count("flow__box--done") == 1


def test_what_an_item_says_cannot_break_the_picture() -> None:
    spec = item(steps=[{**EXAMINE, "name": "<script>&\"'"}, APPROVE])
    assert "<script>" not in draw(spec, "zh", {})
    ElementTree.fromstring(draw(spec, "zh", {}))


def test_conditions_are_told_in_both_languages() -> None:
    either = {"any": [CROSSING, {"not": CROSSING}]}
    spec = item(YES_NO, steps=[EXAMINE, step("b", when=either), APPROVE])
    assert condition_words(spec, spec.steps[1].when, "zh") == "跨省：是或跨省：否"
    assert condition_words(spec, spec.steps[1].when, "en") == "跨省: yes or 跨省: no"


def test_text_is_wrapped_between_words_and_never_lost() -> None:
    assert wrapped("Survey of the route and its bridges", 10) == ["Survey of the", "route and its", "bridges"]
    assert wrapped("征求沿线各省意见（Ⅲ类）", 8) == ["征求沿线各省意见", "（Ⅲ类）"]
    assert wrapped("", 5) == [""]


@given(procedures())
def test_boxes_never_overlap_and_lines_run_from_box_to_box(
    drawn: tuple[tuple[Step, ...], frozenset[str]],
) -> None:
    steps, in_second_lane = drawn
    order = awaited(steps)
    edges = [(one, each.key) for each in steps for one in order[each.key] or (START,)]
    nodes = [Node(START, "a", 100.0, 30.0)]
    nodes += [
        Node(one.key, "b" if one.key in in_second_lane else "a", 196.0, 40.0 + 9 * at)
        for at, one in enumerate(steps)
    ]
    layout = lay_out(nodes, edges)
    for one, other in combinations(layout.boxes.values(), 2):
        apart = one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
        assert apart or one.bottom <= other.y or other.bottom <= one.y
    for node in nodes:
        box, lane = layout.boxes[node.key], layout.lanes[node.lane]
        assert lane.x <= box.x
        assert box.x + box.width <= lane.x + lane.width + 1e-6
        assert lane.y <= box.y
        assert box.bottom <= lane.bottom
    for (source, target), line in layout.lines.items():
        assert line[0] == (layout.boxes[source].middle, layout.boxes[source].bottom)
        assert line[-1] == (layout.boxes[target].middle, layout.boxes[target].y)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line))


SPECS = [*(pytest.param(spec_of(one), id=one.name) for one in FOLDERS), pytest.param(JOINT, id="joint")]
NODES = {"startEvent", "userTask", "exclusiveGateway", "inclusiveGateway", "parallelGateway", "endEvent"}


@pytest.mark.parametrize("spec", SPECS)
def test_a_bpmn_file_is_whole(spec: ItemSpec) -> None:
    root = ElementTree.fromstring(bpmn(spec, "zh", NAMES).encode())
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    for one in root.iter():
        for name in ("sourceRef", "targetRef", "processRef", "bpmnElement", "default"):
            assert one.get(name) is None or one.get(name) in ids, (one.tag, name)
        if one.tag in {f"{{{BPMN}}}{name}" for name in ("incoming", "outgoing", "flowNodeRef")}:
            assert one.text in ids
    nodes = {one.get("id"): one for one in root.iter() if one.tag.removeprefix(f"{{{BPMN}}}") in NODES}
    flows = list(root.iter(f"{{{BPMN}}}sequenceFlow"))
    shapes = {one.get("bpmnElement") for one in root.iter(f"{{{DI}}}BPMNShape")}
    edges = {one.get("bpmnElement") for one in root.iter(f"{{{DI}}}BPMNEdge")}
    assert set(nodes) <= shapes
    assert {flow.get("id") for flow in flows} == edges
    assert len(list(root.iter(f"{{{DC}}}Bounds"))) == len(shapes)
    lanes = [ref.text for ref in root.iter(f"{{{BPMN}}}flowNodeRef")]
    assert sorted(lanes) == sorted(nodes)  # type: ignore[type-var]
    reached, front = {"Accepted"}, ["Accepted"]
    while front:
        here = front.pop()
        for flow in flows:
            target = flow.get("targetRef") or ""
            if flow.get("sourceRef") == here and target not in reached:
                reached.add(target)
                front.append(target)
    assert reached == set(nodes)
    assert {f"Task_{one.key}" for one in spec.steps} <= reached
    ends = {id_ for id_, one in nodes.items() if one.tag.endswith("endEvent")}
    assert ends == {"Granted", "Refused"}
    assert {flow.get("sourceRef") for flow in flows} == set(nodes) - ends


def test_conditions_limits_and_departments_stand_in_the_file() -> None:
    text = bpmn(spec_of(OVERSIZE), "zh", NAMES)
    root = ElementTree.fromstring(text.encode())
    kinds = {one.tag.split("}")[1] for one in root.iter() if one.tag.endswith("Gateway")}
    assert kinds == {"exclusiveGateway", "inclusiveGateway", "parallelGateway"}
    conditions = [one.text for one in root.iter(f"{{{BPMN}}}conditionExpression")]
    assert "跨省运输：是，且类别为Ⅱ类" in conditions
    assert [one.attrib for one in root.iter(f"{{{OURS}}}limit")].count({"days": "5", "unit": "working"}) == 3
    assert {one.get("name") for one in root.iter(f"{{{BPMN}}}lane")} == {"交通运输厅", "公安厅"}


def test_departments_deciding_side_by_side_are_parallel_and_wait_for_each_other() -> None:
    root = ElementTree.fromstring(bpmn(JOINT, "zh", {}).encode())
    ends = {
        flow.get("id"): (flow.get("sourceRef"), flow.get("targetRef"))
        for flow in root.iter(f"{{{BPMN}}}sequenceFlow")
    }
    assert ("Fork_Task_examine", "Task_finance") in ends.values()
    assert ("Task_water", "Join_Task_approve") in ends.values()


def test_a_picture_draws_the_ends(tmp_path: Path) -> None:
    assert connections(item())[0] == (START, "examine")
    assert connections(item())[-1] == ("approve", END)
    text, faults = drawn_folder(OVERSIZE, "svg", "en")
    assert faults == []
    assert "Department of Public" in text
    ElementTree.fromstring(text)
    broken, _line = spoilt(tmp_path, "item.yaml", "after: [examine]", "after: [exam]")
    text, faults = drawn_folder(broken, "bpmn", "zh")
    assert text == ""
    assert [one.rule for one in faults] == ["flow"]


def test_a_pack_without_departments_gives_their_codes(tmp_path: Path) -> None:
    assert department_names(tmp_path / "departments.yaml") == {}
    (tmp_path / "departments.yaml").write_text("a: 1", encoding="utf-8")
    assert department_names(tmp_path / "departments.yaml") == {}
