"""A command group whose help lists its commands by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click


class Grouped(click.Group):
    """``sections`` maps a heading to the names under it, in the order of the help."""

    def __init__(self, *args: Any, sections: Mapping[str, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list per section; a command in no section is listed last."""
        placed = {name for names in self.sections.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in placed)
        for heading, names in {**self.sections, "More": others}.items():
            rows = [
                (name, found.get_short_help_str(90))
                for name in names
                if (found := self.get_command(ctx, name))
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
