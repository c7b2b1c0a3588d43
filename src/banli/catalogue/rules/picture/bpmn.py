"""A procedure as a BPMN 2.0 file with its diagram, so that a stock modeler opens it.

Limits stand in the documentation of a task and, for programs, in an extension element of our own; working days have
no notation in BPMN.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from banli.catalogue.rules.definition.spec import ItemSpec, Step
from banli.catalogue.rules.meaning.wording import Lang, said
from banli.catalogue.rules.picture.drawing import notes
from banli.catalogue.rules.picture.layout import (
    Box,
    Layout,
    Node,
    lay_out,
)
from banli.catalogue.rules.picture.process import FlowNode, Process, process_of
from banli.kernel.text import Words

OMG = "http://www.omg.org/spec"
BPMN, DI = f"{OMG}/BPMN/20100524/MODEL", f"{OMG}/BPMN/20100524/DI"
DC, DD = f"{OMG}/DD/20100524/DC", f"{OMG}/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "urn:banli:procedure"
PREFIXES = {"bpmn": BPMN, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI, "banli": OURS}
SIZES = {"userTask": (140.0, 80.0), "startEvent": (36.0, 36.0), "endEvent": (36.0, 36.0)}
GATEWAY = (50.0, 50.0)
ROW_GAP, LANE_HEAD = 90.0, 30.0


def bpmn(spec: ItemSpec, lang: Lang, names: Mapping[str, Words]) -> str:
    """The file's text. ``names`` gives the departments' names by code; the spec must be one the checker passes."""
    process = process_of(spec, lang)
    root = Element(
        _t(BPMN, "definitions"),
        {"id": "Definitions", "targetNamespace": f"urn:banli:item:{spec.slug}", "exporter": "Banli"},
    )
    room = SubElement(root, _t(BPMN, "collaboration"), id="Room")
    SubElement(room, _t(BPMN, "participant"), id="Item", name=said(spec.name, lang), processRef="Procedure")
    _process(root, process, spec, lang, names)
    _diagram(root, process)
    for prefix, space in PREFIXES.items():
        ElementTree.register_namespace(prefix, space)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _t(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


def _process(root: Element, process: Process, spec: ItemSpec, lang: Lang, names: Mapping[str, Words]) -> None:
    inside = SubElement(root, _t(BPMN, "process"), id="Procedure", isExecutable="false")
    laws = "\n".join(f"{said(law.title, lang)} {said(law.article, lang)}" for law in spec.laws)
    SubElement(inside, _t(BPMN, "documentation")).text = laws
    lanes = SubElement(inside, _t(BPMN, "laneSet"), id="Lanes")
    for code in dict.fromkeys(node.lane for node in process.nodes):
        name = said(names.get(code, Words(zh=code)), lang)
        lane = SubElement(lanes, _t(BPMN, "lane"), id=f"Lane_{code}", name=name)
        for node in process.nodes:
            if node.lane == code:
                SubElement(lane, _t(BPMN, "flowNodeRef")).text = node.id
    for node in process.nodes:
        _node(inside, node, process, spec, lang)
    for flow in process.flows:
        made = SubElement(
            inside, _t(BPMN, "sequenceFlow"), id=flow.id, sourceRef=flow.source, targetRef=flow.target
        )
        if flow.condition:
            made.set("name", flow.condition)
            expression = SubElement(made, _t(BPMN, "conditionExpression"))
            expression.set(_t(XSI, "type"), "bpmn:tFormalExpression")
            expression.text = flow.condition


def _node(inside: Element, node: FlowNode, process: Process, spec: ItemSpec, lang: Lang) -> None:
    made = SubElement(inside, _t(BPMN, node.kind), id=node.id)
    if node.name:
        made.set("name", node.name)
    if node.default:
        made.set("default", node.default)
    if node.step is not None:
        _about(made, node.step, spec, lang)
    for flow in process.flows:
        if flow.target == node.id:
            SubElement(made, _t(BPMN, "incoming")).text = flow.id
    for flow in process.flows:
        if flow.source == node.id:
            SubElement(made, _t(BPMN, "outgoing")).text = flow.id
    if node.step is not None and node.step.each:
        SubElement(made, _t(BPMN, "multiInstanceLoopCharacteristics"), isSequential="false")


def _about(made: Element, step: Step, spec: ItemSpec, lang: Lang) -> None:
    """What is to be known of a step, for people and for programs."""
    about = notes(spec, step, lang)
    if step.limit is not None:
        about.append(said(step.limit.basis, lang))
    if about:
        SubElement(made, _t(BPMN, "documentation")).text = "\n".join(about)
    more = SubElement(made, _t(BPMN, "extensionElements"))
    SubElement(more, _t(OURS, "step"), kind=step.kind, role=step.role, staff=str(step.staff))
    if step.each:
        SubElement(more, _t(OURS, "each"), field=step.each)
    if step.limit is not None:
        SubElement(more, _t(OURS, "limit"), days=str(step.limit.days), unit=step.limit.unit)


def _diagram(root: Element, process: Process) -> None:
    """The diagram, from left to right: the layout's rows become columns and its lanes lie one above the other."""
    layout = _laid_out(process)
    diagram = SubElement(root, _t(DI, "BPMNDiagram"), id="Diagram")
    plane = SubElement(diagram, _t(DI, "BPMNPlane"), id="Plane", bpmnElement="Room")
    lanes = [_turned(box) for box in layout.lanes.values()]
    first = lanes[0]
    pool = Box(first.x, first.y, first.width, sum(lane.height for lane in lanes))
    _shape(plane, "Item", pool, horizontal=True)
    for code, lane in zip(layout.lanes, lanes, strict=True):
        inner = Box(lane.x + LANE_HEAD, lane.y, lane.width - LANE_HEAD, lane.height)
        _shape(plane, f"Lane_{code}", inner, horizontal=True)
    for node in process.nodes:
        _shape(plane, node.id, _turned(layout.boxes[node.id]), marked=node.kind == "exclusiveGateway")
    for flow in process.flows:
        edge = SubElement(plane, _t(DI, "BPMNEdge"), id=f"{flow.id}_edge", bpmnElement=flow.id)
        for x, y in layout.lines[flow.source, flow.target]:
            SubElement(edge, _t(DD, "waypoint"), _numbers(x=y, y=x))


def _laid_out(process: Process) -> Layout:
    nodes = []
    for node in process.nodes:
        width, height = SIZES.get(node.kind, GATEWAY)
        nodes.append(Node(node.id, node.lane, height, width))
    edges: list[tuple[str, str]] = [(flow.source, flow.target) for flow in process.flows]
    return lay_out(nodes, edges, row_gap=ROW_GAP)


def _turned(box: Box) -> Box:
    return Box(box.y, box.x, box.height, box.width)


def _shape(plane: Element, of: str, box: Box, *, horizontal: bool = False, marked: bool = False) -> None:
    shape = SubElement(plane, _t(DI, "BPMNShape"), id=f"{of}_shape", bpmnElement=of)
    if horizontal:
        shape.set("isHorizontal", "true")
    if marked:
        shape.set("isMarkerVisible", "true")
    SubElement(shape, _t(DC, "Bounds"), _numbers(x=box.x, y=box.y, width=box.width, height=box.height))


def _numbers(**values: float) -> dict[str, str]:
    return {key: f"{value:.12g}" for key, value in values.items()}
