"""A route as it is written on an application: ``德阳北收费站—G5京昆高速—成都北枢纽—…—宜宾北收费站``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from banli.kernel.text import Words
from banli.roads.rules.network import Network, Section
from banli.roads.rules.shortest_way import Way, shortest

PARTS = re.compile(r"\s*(?:[—–→>]|-+|至(?=\S))+\s*")
ROAD = re.compile(r"^([GSXY]\d{1,5})", re.ASCII)
ENDINGS = ("收费站", "枢纽", "互通", "站")
SUGGESTED = 3


@dataclass(frozen=True)
class Unread:
    """A route that cannot be read or driven, and why."""

    words: Words


def read_route(text: str, network: Network) -> Way | Unread:
    """The way that ``text`` tells: stations, and between two of them the roads that may be used.

    Between two stations without a road between them the shortest way counts. A road that is named is driven on.
    """
    plain = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in PARTS.split(plain) if part.strip()]
    stops: list[tuple[str, frozenset[str]]] = []
    roads: set[str] = set()
    for part in parts:
        road = ROAD.match(part)
        if road and network.has(_station(part)) is False:
            if road.group(1) not in network.roads:
                return _unknown("道路", "road", part, _nearest(road.group(1), network.roads))
            roads.add(road.group(1))
            continue
        if not network.has(_station(part)):
            return _unknown("站点", "station", part, _nearest(_station(part), network.neighbours))
        stops.append((_station(part), frozenset(roads)))
        roads = set()
    if len(stops) < 2 or roads or (stops and stops[0][1]):
        return _unread(
            "请按“入口站—道路—出口站”填写，首尾都是收费站",
            "write entry station, road, exit station; it begins and ends with a station",
        )
    return _driven(stops, network)


def _driven(stops: list[tuple[str, frozenset[str]]], network: Network) -> Way | Unread:
    start, here = stops[0][0], stops[0][0]
    sections: list[Section] = []
    for station, roads in stops[1:]:
        leg = shortest(network, here, station, _by(roads))
        if leg is None or not roads <= {section.road for section in leg.sections}:
            by = "、".join(sorted(roads))
            return _unread(
                f"从{here}不能{f'经{by}' if by else ''}到达{station}",
                f"{station} cannot be reached from {here}{f' by {by}' if by else ''}",
            )
        sections += leg.sections
        here = station
    return Way(start, tuple(sections))


def _by(roads: frozenset[str]) -> Callable[[Section], bool]:
    """Whether a section is of one of ``roads``; any where none is named."""
    return lambda section: not roads or section.road in roads


def _station(part: str) -> str:
    for ending in ENDINGS:
        if part.endswith(ending) and len(part) > len(ending):
            return part.removesuffix(ending)
    return part


def _nearest(name: str, known: Iterable[str]) -> list[str]:
    """Names of the network that look like ``name``, the likest first."""
    return get_close_matches(name, sorted(known), n=SUGGESTED, cutoff=0.5)


def _unknown(kind_zh: str, kind_en: str, part: str, like: list[str]) -> Unread:
    zh, en = f"没有找到{kind_zh}“{part}”", f"there is no {kind_en} “{part}” here"
    if like:
        zh, en = f"{zh}，是否为：{'、'.join(like)}", f"{en}; did you mean {', '.join(like)}"
    return _unread(zh, en)


def _unread(zh: str, en: str) -> Unread:
    return Unread(Words(zh=f"路线无法识别：{zh}", en=f"The route cannot be read: {en}"))
