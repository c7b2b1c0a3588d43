"""``banli item new``: the folder of a new item, complete but for what only its department knows."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from banli.cli.item_states import item
from banli.cli.options import as_json, print_json

Answer = TypeVar("Answer", str, int)


@item.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="PACK/items/SLUG")
@click.option("--name", help="The name of the item in Chinese.")
@click.option("--name-en", default="", help="The name in English.")
@click.option("--kind", metavar="CODE", help="01 行政许可 … 10, 20 公共服务.")
@click.option("--department", metavar="CODE", help="The department, by its code in departments.yaml.")
@click.option("--days", type=int, help="Working days promised; 0 is on the spot.")
@click.option("--serves", type=click.Choice(["person", "organisation"]), default="person", show_default=True)
@as_json
def new(
    path: Path,
    name: str | None,
    name_en: str,
    kind: str | None,
    department: str | None,
    days: int | None,
    serves: str,
    json_: bool,
) -> None:
    """Make the folder of a new item, every key explained; what is missing is asked for at a terminal."""
    from banli.runtime.running import with_django

    given = {
        "name": _asked("name", name, "事项名称 Name of the item", str),
        "kind": _asked("kind", kind, "事项类型 Kind (01 行政许可 … 20 公共服务)", str),
        "department": _asked("department", department, "主管部门代码 Department", str),
        "days": _asked("days", days, "承诺工作日 Working days promised (0 当场)", int),
    }
    with with_django(None):
        from banli.catalogue.service import check_folder
        from banli.kernel import clock
        from banli.province.skeleton.item_folder import Answers, new_item

        answers = Answers(name_en=name_en, serves=serves, **given)
        made = new_item(path, answers, clock.today())
        faults = check_folder(made)
        lines = [str(fault) for fault in faults]
    if json_:
        print_json({"folder": str(path), "to_do": [asdict(fault) for fault in faults]})
    else:
        click.echo("\n".join([str(path), *lines]))


def _asked(option: str, given: Answer | None, words: str, kind: type[Answer]) -> Any:
    """What was given, or what is answered at a terminal; elsewhere an option that is missing is told."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(f"Missing option '--{option}'.")
    return click.prompt(words, type=kind)


__all__ = ["item"]
