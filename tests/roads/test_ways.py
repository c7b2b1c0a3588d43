"""Ways through the network: shortest, as written, around what may not be passed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.roads.rules.advice import assess
from banli.roads.rules.network import Bridge, Network, NetworkSpec, Section
from banli.roads.rules.passage import Restriction, Vehicle, hits, passable
from banli.roads.rules.route_text import Unread, read_route
from banli.roads.rules.shortest_way import Way, shortest, through
from banli.roads.states import RestrictionKind as Kind

ROUTE = (
    "德阳北收费站—G5京昆高速—成都北枢纽—G4201成都绕城高速—"
    "成都东枢纽—G76厦蓉高速—内江北枢纽—G85银昆高速—宜宾北收费站"
)
BY_S4 = "德阳北—G5—成都北—G4201—成都南—S4—宜宾西—G93—宜宾南—G85—宜宾北"


def vehicle(
    height: float = 4.4, width: float = 3.4, length: float = 19.8, mass: float = 49000, axle: float = 9000
) -> Vehicle:
    return Vehicle(height, width, length, mass, axle, date(2022, 10, 24), date(2022, 11, 2))


def restriction(
    section: str, kind: Kind, limit: float | None, first: str, last: str | None, bridge: str = ""
) -> Restriction:
    until = date.fromisoformat(last) if last else None
    return Restriction("XX-1", section, kind, limit, date.fromisoformat(first), until, "路面维修", bridge)


def read(text: str, network: Network) -> Way:
    way = read_route(text, network)
    assert isinstance(way, Way), way
    return way


def test_the_network_holds_together(sichuan: Network) -> None:
    assert 30 <= len(sichuan.sections) <= 80
    assert {"G5", "G42", "G93", "G85", "G76"} <= sichuan.roads
    for station in sichuan.neighbours:
        assert shortest(sichuan, "德阳北", station) is not None


@pytest.mark.parametrize(
    "text",
    [
        ROUTE,
        "德阳北收费站—G5—G4201—G76—G85—宜宾北收费站",
        "德阳北 → Ｇ５ → 成都北 → G4201 → 成都东 → G76 → 内江北 → G85 → 宜宾北",
        "德阳北-宜宾北",
    ],
)
def test_a_route_is_read_as_people_write_it(sichuan: Network, text: str) -> None:
    way = read(text, sichuan)
    assert (way.start, way.end, way.km) == ("德阳北", "宜宾北", 343)
    assert way.written == ROUTE
    assert read(way.written, sichuan) == way


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("德阳北—G5—宜宾东", "没有找到站点“宜宾东”"),
        ("德阳北—G999—宜宾北", "没有找到道路“G999”"),
        ("德阳北—G5—G85—宜宾北", "从德阳北不能经G5、G85到达宜宾北"),
        ("德阳北—G5—宜宾东", "是否为：宜宾西、宜宾南、宜宾北"),
        ("德阳北—G55—宜宾北", "是否为：G5"),
        ("德阳北—G5", "首尾都是收费站"),
        ("G5—德阳北—宜宾北", "首尾都是收费站"),
        ("德阳北—G42—德阳南", "从德阳北不能经G42到达德阳南"),
        ("从德阳走高速到宜宾", "没有找到站点"),
        ("", "首尾都是收费站"),
    ],
)
def test_a_route_that_cannot_be_read_says_why(sichuan: Network, text: str, words: str) -> None:
    found = read_route(text, sichuan)
    assert isinstance(found, Unread)
    assert words in found.words.zh
    assert found.words.en.startswith("The route cannot be read")


@given(text=st.text(alphabet="德阳北宜宾成都东G5G76—-→ 至收费站枢纽1234", max_size=40))
def test_reading_never_fails(sichuan: Network, text: str) -> None:
    found = read_route(text, sichuan)
    assert isinstance(found, Unread | Way)


def test_each_kind_of_limit_keeps_out_what_is_over_it_and_nothing_on_it(sichuan: Network) -> None:
    section = sichuan.sections["g76-05"]
    assert section.stations == ("隆昌", "泸州北")
    assert passable(section, vehicle(height=4.7, width=4.5, length=60))
    over = vehicle(height=4.71, width=4.51, length=60.1)
    found = list(hits(section, over))
    assert {hit.kind for hit in found} == {Kind.HEIGHT, Kind.WIDTH, Kind.LENGTH}
    assert "限高4.7米，车货为4.71米" in found[0].words.zh
    assert "G76厦蓉高速 隆昌—泸州北" in found[0].words.zh
    assert "height limit 4.7 m, vehicle and load 4.71 m" in found[0].words.en


def test_bridges_are_looked_at_one_by_one(sichuan: Network) -> None:
    way = read(BY_S4, sichuan)
    heavy = vehicle(mass=198_000, axle=16_500)
    found = assess(sichuan, way, heavy, ())
    assert [(hit.bridge, hit.kind, hit.limit) for hit in found.hits] == [("越溪河特大桥", Kind.MASS, 150_000)]
    assert found.alternative is not None
    assert found.alternative.written == ROUTE
    assert assess(sichuan, found.alternative, heavy, ()).free


def test_axles_are_looked_at_on_bridges(sichuan: Network) -> None:
    found = assess(sichuan, read(BY_S4, sichuan), vehicle(axle=18_001), ())
    assert [(hit.bridge, hit.kind) for hit in found.hits] == [("越溪河特大桥", Kind.AXLE)]


@pytest.mark.parametrize(
    ("first", "last", "met"),
    [
        ("2022-11-02", None, True),
        ("2022-11-03", None, False),
        ("2022-10-01", "2022-10-24", True),
        ("2022-10-01", "2022-10-23", False),
        ("2022-10-28", "2022-10-28", True),
    ],
)
def test_a_restriction_counts_on_its_days(sichuan: Network, first: str, last: str | None, met: bool) -> None:
    way = read(ROUTE, sichuan)
    closed = restriction("g76-02", Kind.CLOSED, None, first, last)
    found = assess(sichuan, way, vehicle(), [closed])
    assert found.free is not met
    if met:
        assert found.alternative is not None
        assert "g76-02" not in {section.key for section in found.alternative.sections}


def test_works_are_heeded_and_keep_nobody_out(sichuan: Network) -> None:
    works = restriction("g76-02", Kind.WORKS, None, "2022-10-01", "2022-12-31")
    found = assess(sichuan, read(ROUTE, sichuan), vehicle(), [works])
    assert found.free
    assert "施工（2022-10-01起至2022-12-31，路面维修）" in found.hits[0].words.zh


def test_where_no_way_is_free_that_is_said(sichuan: Network) -> None:
    found = assess(sichuan, read(ROUTE, sichuan), vehicle(height=5.3), ())
    assert not found.free
    assert found.alternative is None


def test_a_way_passes_its_stations_in_order(sichuan: Network) -> None:
    way = through(sichuan, ["德阳北", "遂宁", "宜宾北"])
    assert way is not None
    assert way.stations.index("遂宁") > 0
    assert all(one != other for one, other in pairwise(way.stations))


sections = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)).filter(lambda one: one[0] != one[1]),
    min_size=1,
    max_size=14,
)


@given(rows=sections)
def test_the_shortest_way_is_as_short_as_trying_every_way_finds(rows: list[tuple[int, int, int]]) -> None:
    network = Network.of(
        NetworkSpec(
            edition="x",
            sections=tuple(
                Section(key=f"s{n}", road="G1", road_name="路", stations=(f"站{a}", f"站{b}"), km=km)
                for n, (a, b, km) in enumerate(rows)
            ),
        )
    )
    ends = sorted(network.neighbours)
    tables = {one: {other: 0.0 if one == other else float("inf") for other in ends} for one in ends}
    for section in network.sections.values():
        a, b = section.stations
        tables[a][b] = tables[b][a] = min(tables[a][b], section.km)
    for middle in ends:
        for one in ends:
            for other in ends:
                tables[one][other] = min(tables[one][other], tables[one][middle] + tables[middle][other])
    for one in ends:
        for other in ends:
            found = shortest(network, one, other)
            assert (found.km if found else float("inf")) == tables[one][other]
            if found:
                assert found.end == other


def test_a_bridge_knows_only_limits_that_can_be_meant() -> None:
    assert Bridge(name="桥", mass_kg=49_000).mass_kg == 49_000
    with pytest.raises(ValueError, match="greater than 0"):
        Bridge(name="桥", mass_kg=0)
