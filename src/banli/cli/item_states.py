"""``banli item draft`` to ``retire``: what is done with an item between its first draft and its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banli.cli.items import FOLDER, item
from banli.cli.options import (
    DAY,
    as_json,
    in_folder,
    print_json,
)

if TYPE_CHECKING:
    from banli.kernel.actors import Actor

by_person = click.option("--by", "username", metavar="USERNAME", help="Who does it; without it the platform.")
because_ = click.option("--because", required=True, help="The reason, as applicants read it.")
law_ = click.option("--law", required=True, help="The law, as applicants read it.")


def _actor(username: str | None) -> Actor:
    """The person of that name, or the platform."""
    from banli.kernel.actors import SYSTEM
    from banli.people.service import User, actor_for

    if username is None:
        return SYSTEM
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise click.BadParameter(f"Nobody signs in as {username}.", param_hint="'--by'")
    return actor_for(found)


def _say(json_: bool, words: str, **data: Any) -> None:
    print_json(data) if json_ else click.echo(words)


@item.command()
@click.argument("path", type=FOLDER)
@by_person
@in_folder
@as_json
def draft(path: Path, username: str | None, where: Path | None, json_: bool) -> int:
    """Take the item in PATH as the draft of its next revision; exit code 1 where the check finds faults."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import draft_folder

        made = draft_folder(path=path, by=_actor(username))
        faults = made.faults
    lines = [f"{one['file']}:{one['line']}: {one['rule']}: {one['message']}" for one in faults]
    _say(
        json_,
        "\n".join([*lines, f"{made.slug}: draft"]),
        item=made.slug,
        state=str(made.state),
        faults=faults,
    )
    return 1 if faults else 0


@item.command()
@click.argument("slug")
@click.option("--by", "username", metavar="USERNAME", required=True, help="Who reviews; not who drafted.")
@click.option("--return", "because", metavar="REASON", help="Give the draft back with this reason.")
@in_folder
@as_json
def review(slug: str, username: str, because: str | None, where: Path | None, json_: bool) -> None:
    """Find the draft of an item good, or give it back with a reason."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import return_draft, review_draft

        by = _actor(username)
        row = (
            review_draft(slug=slug, by=by)
            if because is None
            else return_draft(slug=slug, by=by, because=because)
        )
    _say(json_, f"{slug}: {row.state}", item=slug, state=str(row.state))


@item.command()
@click.argument("what", metavar="SLUG|PATH")
@by_person
@in_folder
@as_json
def publish(what: str, username: str | None, where: Path | None, json_: bool) -> None:
    """Publish the reviewed draft of an item, or at once the item in the folder PATH, as a new revision.

    A folder is published by the platform itself, as when a pack is loaded; nothing happens where it has not changed.
    """
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import publish_draft, publish_folder

        by, path = _actor(username), Path(what)
        made = publish_folder(path=path, by=by) if path.is_dir() else publish_draft(slug=what, by=by)
        slug, number = made.spec.slug, made.number
    _say(json_, f"{slug}: revision {number}", item=slug, revision=number)


@item.command()
@click.argument("slug")
@because_
@law_
@click.option("--from", "starts_on", type=DAY, metavar="DAY", help="The first day; without it today.")
@click.option("--until", "ends_on", type=DAY, metavar="DAY", help="The first day open again.")
@by_person
@in_folder
@as_json
def suspend(
    slug: str,
    because: str,
    law: str,
    starts_on: date | None,
    ends_on: date | None,
    username: str | None,
    where: Path | None,
    json_: bool,
) -> None:
    """Take no applications for an item, with the reason and the law."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import suspend_item
        from banli.kernel.text import Words

        suspend_item(
            slug=slug,
            by=_actor(username),
            because=Words(zh=because),
            law=Words(zh=law),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    _say(json_, f"{slug}: suspended", item=slug, state="suspended")


@item.command()
@click.argument("slug")
@by_person
@in_folder
@as_json
def resume(slug: str, username: str | None, where: Path | None, json_: bool) -> None:
    """Take applications for a suspended item again, from today on."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import resume_item

        resume_item(slug=slug, by=_actor(username))
    _say(json_, f"{slug}: published", item=slug, state="published")


@item.command()
@click.argument("slug")
@click.option(
    "--on", "day", type=DAY, required=True, metavar="DAY", help="The first day without applications."
)
@because_
@law_
@click.option(
    "--open-cases", type=click.Choice(["finish", "close", "branch"]), default="finish", show_default=True
)
@click.option(
    "--to", "branch_to", default="", metavar="SLUG", help="With branch: the item that takes them over."
)
@by_person
@in_folder
@as_json
def retire(
    slug: str,
    day: date,
    because: str,
    law: str,
    open_cases: str,
    branch_to: str,
    username: str | None,
    where: Path | None,
    json_: bool,
) -> None:
    """End an item from a day on, with the reason, the law, and what becomes of its open cases."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.catalogue.service import Retirement, retire_item
        from banli.kernel.text import Words

        end = Retirement(
            on=day,
            because=Words(zh=because),
            law=Words(zh=law),
            open_cases=open_cases,
            branch_to=branch_to,
        )
        retire_item(slug=slug, by=_actor(username), end=end)
    _say(json_, f"{slug}: retired from {day}", item=slug, on=day.isoformat())


__all__ = ["item"]
