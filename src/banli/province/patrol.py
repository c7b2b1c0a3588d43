"""patrol.yaml of a pack: what a round through the hall looks at, and what a finding weighs."""

from __future__ import annotations

from pathlib import Path

from banli.hall.service import PatrolPlanFile, patrol_plan_faults
from banli.kernel.yamlfile import read


def patrol_plan_of(folder: Path) -> PatrolPlanFile | None:
    """The plan of patrols of a pack; None where it has no such file.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    path = folder / "patrol.yaml"
    if not path.exists():
        return None
    file = read(path)
    plan = file.validated(PatrolPlanFile)
    for where, words, code in patrol_plan_faults(plan):
        raise file.fault(where, words, code=code)
    return plan
