"""The bundles of a pack: ``bundles/<slug>.yaml`` each; a revision for a later day is ``<slug>.<day>.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from banli.bundles.service import BundleSpec, check_bundle
from banli.catalogue.service import Fault, ItemSpec
from banli.kernel.errors import BanliError, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import WRONG_NAME, FileFault, YamlFile, read

RULE = "bundles"
SAME_DAY = gettext_noop("another file of this bundle begins on the same day, %(day)s.")


def bundle_files(folder: Path) -> list[Path]:
    """The files of the bundles of the pack in ``folder``."""
    return sorted((folder / "bundles").glob("*.yaml"))


def read_bundle(path: Path) -> tuple[YamlFile, BundleSpec]:
    """The bundle in ``path``. Raises :class:`FileFault` naming the line."""
    file = read(path)
    found = file.validated(BundleSpec)
    names = {f"{found.slug}.yaml", f"{found.slug}.{found.effective_from.isoformat()}.yaml"}
    if path.name not in names:
        raise file.fault(("slug",), WRONG_NAME, name=f"{found.slug}.yaml")
    return file, found


def bundles_of(
    folder: Path, item: Callable[[str], ItemSpec], departments: Collection[str]
) -> list[BundleSpec]:
    """Every bundle of the pack, whole and fitting its items.

    :param item: the definition of an item; raises :class:`Missing` where there is none.
    :raises FileFault: for the first thing that does not fit.
    """
    specs, every = {}, []
    for path in bundle_files(folder):
        file, found = read_bundle(path)
        for member in found.items:
            try:
                specs[member.item] = item(member.item)
            except Missing:
                continue
        for where, message, told in check_bundle(found, specs, departments):
            raise file.fault(where, message, **told)
        every.append(found)
    return every


def bundle_faults(folder: Path, specs: Mapping[str, ItemSpec], departments: Collection[str]) -> list[Fault]:
    """Every fault of the pack's bundles, with file, line and column."""
    faults: list[Fault] = []
    seen: set[tuple[str, object]] = set()
    for path in bundle_files(folder):
        try:
            file, found = read_bundle(path)
        except FileFault as fault:
            faults.append(Fault(fault.file, max(fault.line, 1), RULE, BanliError.__str__(fault)))
            continue
        told = check_bundle(found, specs, departments)
        if (found.slug, found.effective_from) in seen:
            told = [(("effective_from",), SAME_DAY, {"day": found.effective_from.isoformat()}), *told]
        seen.add((found.slug, found.effective_from))
        faults += [_fault(file, *one) for one in told]
    return faults


def _fault(file: YamlFile, where: tuple[str | int, ...], message: str, told: Mapping[str, object]) -> Fault:
    line, column = file.spot(where, 0)
    return Fault(
        file.name, line or file.line(*where), RULE, str(Problem("", message, tuple(told.items()))), column
    )
