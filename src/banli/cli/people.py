"""``banli person``: who may sign in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from banli.cli.options import as_json, in_folder, print_json
from banli.kernel.actors import Role

ROLES = click.Choice([str(role) for role in Role if role is not Role.SYSTEM])


@click.group()
def person() -> None:
    """People who sign in: list, add, change and end them, give a new password. 人员"""


@person.command("list")
@click.option("--ended", is_flag=True, help="Those whose account was ended.")
@click.argument("words", nargs=-1)
@in_folder
@as_json
def list_(words: tuple[str, ...], ended: bool, where: Path | None, json_: bool) -> None:
    """Everybody who may sign in, or those with WORDS in name or department."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import accounts

        rows, after = [], ""
        while found := accounts(SYSTEM, words=" ".join(words), ended=ended, after=after):
            rows += [_told(one) for one in found]
            after = found[-1].username
    if json_:
        print_json(rows)
        return
    for one in rows:
        place = one["window"] or one["department"] or "-"
        click.echo(f"{one['username']:<24} {','.join(one['roles']):<24} {place:<20} {one['name']}")


def _told(user: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "name": user.display_name,
        "roles": user.roles,
        "department": user.department_id,
        "window": user.window_id,
        "ended": not user.is_active,
    }


@person.command()
@click.argument("username")
@click.option("--name", required=True, help="The name shown to others.")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--department", default="", help="Code of the department.")
@click.option("--window", default="", help="Code of the window, for clerks.")
@click.option("--identity", default="", help="Identity number of an applicant, verified by you.")
@click.option("--certificate", default="", help="Number of an officer's enforcement certificate.")
@in_folder
@as_json
def add(
    username: str,
    name: str,
    roles: tuple[str, ...],
    department: str,
    window: str,
    identity: str,
    certificate: str,
    where: Path | None,
    json_: bool,
) -> None:
    """Make USERNAME able to sign in, with a password that is shown once and changed at the first sign-in."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import open_account

        _user, secret = open_account(
            by=SYSTEM,
            username=username,
            display_name=name,
            roles=roles,
            department=department,
            window=window,
            identity=identity,
            certificate=certificate,
        )
    _show(username, secret, json_)


@person.command()
@click.argument("username")
@in_folder
@as_json
def password(username: str, where: Path | None, json_: bool) -> None:
    """Give USERNAME a new password, shown once and changed at the next sign-in; an ended account is opened again."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import account_named, reopen_account, reset_password

        user = account_named(username)
        act = reset_password if user.is_active else reopen_account
        _user, secret = act(by=SYSTEM, person=user.pk)
    _show(username, secret, json_)


@person.command()
@click.argument("username")
@click.option("--reason", required=True, help="Why, as the record will say it.")
@in_folder
def end(username: str, reason: str, where: Path | None) -> None:
    """Let USERNAME sign in no more; whoever is signed in by this name is out at once."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import account_named, end_account

        end_account(by=SYSTEM, person=account_named(username).pk, reason=reason)
    click.echo(f"{username} signs in no more")


@person.command()
@click.argument("username")
@click.argument("roles", type=ROLES, nargs=-1, required=True)
@in_folder
def roles(username: str, roles: tuple[str, ...], where: Path | None) -> None:
    """Give USERNAME these ROLES and no others."""
    _change(username, where, roles=roles)
    click.echo(f"{username}: {', '.join(sorted(set(roles)))}")


@person.command()
@click.argument("username")
@click.option("--department", default="", help="Code of the department; none where it is left out.")
@click.option("--window", default="", help="Code of the window, for clerks; none where it is left out.")
@in_folder
def move(username: str, department: str, window: str, where: Path | None) -> None:
    """Let USERNAME work in another department or at another window."""
    _change(username, where, department=department, window=window)
    click.echo(f"{username}: {window or department or '-'}")


def _change(username: str, where: Path | None, **changes: Any) -> None:
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import account_named, change_account

        user = account_named(username)
        present = {
            "display_name": user.display_name,
            "roles": user.roles,
            "department": user.department_id or "",
            "window": user.window_id or "",
        }
        change_account(by=SYSTEM, person=user.pk, **(present | changes))


def _show(username: str, secret: str, json_: bool) -> None:
    if json_:
        print_json({"username": username, "password": secret})
    else:
        click.echo(f"{username} signs in with the password {secret} and chooses another one then")
