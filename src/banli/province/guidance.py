"""The ways to an item that a pack lays: ``guidance.yaml`` with the stages of life, ``walks/*.yaml`` with questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from banli.catalogue.service import Fault, ItemSpec
from banli.guidance.service import Guidance, StageFile, Walk, check_guidance
from banli.kernel.errors import BanliError
from banli.kernel.yamlfile import WRONG_NAME, FileFault, YamlFile, read

RULE = "guidance"
STAGES = "guidance.yaml"


def walk_files(folder: Path) -> list[Path]:
    """The files of the walks of the pack in ``folder``."""
    return sorted((folder / "walks").glob("*.yaml"))


def read_walk(path: Path) -> tuple[YamlFile, Walk]:
    """The walk in ``path``. Raises :class:`FileFault` naming the line."""
    file = read(path)
    found = file.validated(Walk)
    if path.stem != found.slug:
        raise file.fault(("slug",), WRONG_NAME, name=f"{found.slug}.yaml")
    return file, found


def read_stages(folder: Path) -> tuple[YamlFile | None, StageFile]:
    """The stages of life of the pack, none where it has no such file. Raises :class:`FileFault` naming the line."""
    path = folder / STAGES
    if not path.exists():
        return None, StageFile()
    file = read(path)
    return file, file.validated(StageFile)


def guidance_of(folder: Path, specs: Mapping[str, ItemSpec]) -> Guidance:
    """Everything the pack in ``folder`` says of the ways to its items, ``specs`` by their slug.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    for fault in _faults(folder, specs):
        raise fault
    stages = read_stages(folder)[1]
    walks = tuple(read_walk(path)[1] for path in walk_files(folder))
    return Guidance(at_hand=stages.at_hand, stages=stages.stages, walks=walks)


def guidance_faults(folder: Path, specs: Mapping[str, ItemSpec]) -> list[Fault]:
    """Every fault of the pack's guidance, with file, line and column."""
    return [
        Fault(fault.file, max(fault.line, 1), RULE, BanliError.__str__(fault))
        for fault in _faults(folder, specs)
    ]


def _faults(folder: Path, specs: Mapping[str, ItemSpec]) -> Iterator[FileFault]:
    files: dict[str, YamlFile] = {}
    walks: dict[str, Walk] = {}
    try:
        file, stages = read_stages(folder)
    except FileFault as fault:
        yield fault
        return
    if file is not None:
        files[STAGES] = file
    for path in walk_files(folder):
        try:
            files[path.name], walks[path.name] = read_walk(path)
        except FileFault as fault:
            yield fault
    for name, (where, message, told) in check_guidance(stages, walks, specs):
        yield files[name].fault(where, message, **told)
