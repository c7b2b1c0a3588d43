"""``banli person``: who may sign in."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from banli.kernel.actors import Role
from banli.site.cli.options import as_json, in_folder, print_json

ROLES = click.Choice([str(role) for role in Role if role is not Role.SYSTEM])


@click.group()
def person() -> None:
    """People who sign in: add one, give a new password. 人员"""


@person.command()
@click.argument("username")
@click.option("--name", required=True, help="The name shown to others.")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--department", help="Code of the department.")
@click.option("--window", help="Code of the window, for clerks.")
@in_folder
@as_json
def add(
    username: str,
    name: str,
    roles: tuple[str, ...],
    department: str | None,
    window: str | None,
    where: Path | None,
    json_: bool,
) -> None:
    """Make USERNAME able to sign in, with a password that is shown once."""
    from banli.site.runtime.running import with_database

    secret = secrets.token_urlsafe(12)
    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.kernel.printable import storable
        from banli.people.service import User, add_person, check_place

        if User.objects.filter(username=storable(username)).exists():
            raise click.BadParameter(f"{username} can sign in already.", param_hint="'USERNAME'")
        check_place(department, window)
        add_person(
            by=SYSTEM,
            username=username,
            display_name=name,
            roles=[Role(role) for role in roles],
            password=secret,
            department=department,
            window=window,
        )
    _show(username, secret, json_)


@person.command()
@click.argument("username")
@in_folder
@as_json
def password(username: str, where: Path | None, json_: bool) -> None:
    """Give USERNAME a new password, shown once."""
    from banli.site.runtime.running import with_database

    secret = secrets.token_urlsafe(12)
    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.people.service import set_password

        set_password(by=SYSTEM, username=username, password=secret)
    _show(username, secret, json_)


def _show(username: str, secret: str, json_: bool) -> None:
    if json_:
        print_json({"username": username, "password": secret})
    else:
        click.echo(f"{username} signs in with the password {secret}")
