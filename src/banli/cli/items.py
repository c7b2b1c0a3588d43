"""``banli item``: check and publish folders of items."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json
from banli.kernel.whole_files import write_whole

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def item() -> None:
    """Items of the catalogue, as folders of data. 事项"""


@item.command()
@click.argument("path", type=FOLDER)
@as_json
def check(path: Path, json_: bool) -> int:
    """Check the item in PATH, or every item in PATH/items; exit code 1 where one has a fault.

    A remark is told as well and hinders nothing.
    """
    from banli.runtime.running import with_django

    with with_django(None):
        from banli.catalogue import service

        faults = [fault for folder in folders(path) for fault in service.check_folder(folder)]
        # What is wrong in a file that several items share is told once.
        faults = list(dict.fromkeys(faults))
        lines, wrong = [str(fault) for fault in faults], service.hindering(faults)
    if json_:
        told = [{**asdict(fault), "severity": fault.severity} for fault in faults]
        print_json({"ok": not wrong, "faults": told})
    else:
        click.echo("\n".join([*lines, *([] if wrong else ["No fault found."])]))
    return 1 if wrong else 0


@item.command()
@click.argument("what", metavar="SLUG|FOLDER")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@in_folder
@as_json
def bpmn(what: str, out: Path, lang: str, where: Path | None, json_: bool) -> int:
    """Write the procedure of an item as a BPMN 2.0 file, which a modeler opens."""
    return _written(what, out, "bpmn", lang, where, json_)


@item.command()
@click.argument("what", metavar="SLUG|FOLDER")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@in_folder
@as_json
def draw(what: str, out: Path, lang: str, where: Path | None, json_: bool) -> int:
    """Write the procedure of an item as an SVG picture."""
    return _written(what, out, "svg", lang, where, json_)


def _written(what: str, out: Path, form: str, lang: str, where: Path | None, json_: bool) -> int:
    """Write the procedure of a published item, or of a folder that passes the check."""
    from banli.runtime.running import with_database, with_django

    if Path(what).is_dir():
        with with_django(None):
            from banli.catalogue.service import drawn_folder

            text, faults = drawn_folder(Path(what), form, lang)  # type: ignore[arg-type]
            lines = [str(fault) for fault in faults]
        if faults:
            click.echo("\n".join(lines), err=True)
            return 1
    else:
        with with_database(where):
            from banli.catalogue.service import current, picture

            text = picture(current(what).spec, form, lang)  # type: ignore[arg-type]
    write_whole(out, text)
    print_json({"file": str(out)}) if json_ else click.echo(str(out))
    return 0


def folders(path: Path) -> list[Path]:
    """The item folders meant by ``path``: itself, or those under its ``items``."""
    inside = path / "items"
    return sorted(one for one in inside.iterdir() if one.is_dir()) if inside.is_dir() else [path]
