"""One whole assessment of an oversize application, against reading the road network of the same run; no database.

The application is read and every check of its item is made: facts, comparisons, functions over axles, then a route of
300 km with 60 bridges, section by section and bridge by bridge, with a closed section so that a free way is sought.
The limit is what laying out the network costs: its sections touched once, no question asked.

``python -m benchmarks.assessment``
"""

from __future__ import annotations

import os
import statistics
import time
from datetime import date

from benchmarks.bench import say

TIMES = 300
ASSESSMENT_LIMIT_MS = 20.0
"""What one assessment may take at the median, in milliseconds."""
SECTIONS, BRIDGES_EACH, KM = 20, 3, 15.0


def main() -> None:
    """Measure both and print the medians."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    from banli.catalogue import service as catalogue
    from banli.catalogue.rules.definition.folder import read_folder
    from banli.kernel.yamlfile import read
    from banli.province.load import SICHUAN
    from banli.roads.rules.advice import told
    from banli.roads.service import Network, NetworkSpec, Restriction
    from banli.roads.states import RestrictionKind

    folder = SICHUAN / "items" / "oversize-transport"
    spec = read_folder(folder).spec
    if spec is None:
        raise SystemExit(f"{folder} holds no item")
    shipped = read(SICHUAN / "roads.yaml").validated(NetworkSpec)
    laid = NetworkSpec(edition="benchmark", sections=(*shipped.sections, *_corridor()))
    network = Network.of(laid)
    closed = [
        Restriction("XX-1", "g999-10", RestrictionKind.CLOSED, None, date(2022, 10, 1), None, "施工"),
        *(
            Restriction(
                f"XX-{n}", f"g999-{n:02d}", RestrictionKind.WORKS, None, date(2022, 10, 1), None, "施工"
            )
            for n in range(2, 20)
        ),
    ]
    answers = dict(read(folder / "cases" / "class-three.yaml").data["form"])
    answers["route"] = f"东起收费站—G999示范高速—站{SECTIONS}收费站"

    def assess() -> int:
        clean, problems = catalogue.validate_form(spec, answers)
        facts = catalogue.derive(spec, clean)
        catalogue.limits(spec, facts)
        catalogue.materials(spec, facts)
        catalogue.steps(spec, facts)
        found = [*catalogue.verdicts(spec, facts), *told(network, facts, closed)]
        return len(found) if not problems else 0

    def lay() -> int:
        return len(Network.of(laid).sections)

    if assess() < SECTIONS:
        raise SystemExit("the assessment does not find what it has to")
    took, limit = _median(assess), _median(lay)
    say("assessment / laying out the network", took / limit, f"{took * 1e3:.2f} ms")
    within = "within" if took * 1e3 < ASSESSMENT_LIMIT_MS else "OVER"
    bridges = SECTIONS * BRIDGES_EACH
    print(f"    {SECTIONS * KM:g} km, {bridges} bridges; {within} the {ASSESSMENT_LIMIT_MS:g} ms it may take")


def _corridor() -> list[object]:
    """20 sections of 15 km with three bridges each, and a way round the middle of them."""
    from banli.roads.service import Bridge, Section

    names = ["东起", *(f"站{n}" for n in range(1, SECTIONS + 1))]
    made = [
        Section(
            key=f"g999-{n:02d}",
            road="G999",
            road_name="示范高速",
            stations=(names[n - 1], names[n]),
            km=KM,
            height_m=5.2,
            width_m=6,
            length_m=80,
            bridges=tuple(
                Bridge(name=f"{names[n]}{one}号桥", mass_kg=250_000, axle_kg=22_000)
                for one in range(BRIDGES_EACH)
            ),
        )
        for n in range(1, SECTIONS + 1)
    ]
    round_about = Section(key="s998-01", road="S998", road_name="环线", stations=(names[8], names[12]), km=90)
    return [*made, round_about]


def _median(work: object) -> float:
    assert callable(work)
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
