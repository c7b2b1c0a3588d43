"""``banli weekly``: record a week's events, build the report of a week, check a week file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banli.cli.options import (
    DAY,
    as_json,
    in_folder,
    print_json,
)

if TYPE_CHECKING:
    from banli.weekly.service import Check

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MODES = ("faithful", "normalised")


@click.group()
def weekly() -> None:
    """The weekly report. 政务服务周报"""


@weekly.command()
@click.option("--week", type=DAY, required=True, metavar="DAY", help="The Monday of the week.")
@click.option(
    "--from-file",
    "source",
    type=FILE,
    metavar="WEEK.yaml",
    help="Build the issue this file tells, without a database.",
)
@click.option("--mode", type=click.Choice(MODES), help="As stored, or numbered and styled by the house.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Where to write weekly.docx, weekly.pdf and weekly.json.",
)
@in_folder
@as_json
def build(
    week: date, source: Path | None, mode: str | None, out: Path, where: Path | None, json_: bool
) -> int:
    """Build the report of one week: from the record, without publishing it, or from a week file.

    A file is printed as it is (faithful) unless --mode says otherwise; the record's issue in the mode its editor chose.
    """
    if week.weekday() != 0:
        raise click.BadParameter(
            f"{week} is not a Monday.", click.get_current_context(), param_hint="'--week'"
        )
    files = _from_file(source, week, mode, out, where) if source else _from_record(week, mode, out, where)
    if not files:
        return 1
    if json_:
        print_json({"week": week.isoformat(), "files": [str(file) for file in files]})
    else:
        click.echo("\n".join(str(file) for file in files))
    return 0


def _from_record(week: date, mode: str | None, out: Path, where: Path | None) -> list[Path]:
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.kernel.actors import SYSTEM
        from banli.weekly.service import Mode
        from banli.weekly.service import build as build_week

        return build_week(by=SYSTEM, week_start=week, folder=out, mode=Mode(mode) if mode else None)


def _from_file(source: Path, week: date, mode: str | None, out: Path, where: Path | None) -> list[Path]:
    """The files, or nothing where the week file has faults, which are told line by line."""
    from banli.runtime.running import with_django

    with with_django(where):
        from banli.weekly.service import Mode, build_from_file

        if _told_faults(source):
            return []
        return build_from_file(path=source, week_start=week, mode=Mode(mode or "faithful"), folder=out)


def _told_faults(path: Path) -> list[str]:
    from django.utils import translation

    from banli.runtime.error_line import terminal_language
    from banli.weekly.service import week_file_faults

    with translation.override(terminal_language()):
        lines = [" ".join(str(fault).split()) for fault in week_file_faults(path)]
    for line in lines:
        click.echo(f"banli: {line}", err=True)
    return lines


@weekly.command()
@click.option(
    "--issue", "subject", required=True, metavar="ISSUE", help="Its name: 2022-10-17, 2022-10-17-e1."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Where to write week.yaml and the pictures.",
)
@in_folder
@as_json
def export(subject: str, out: Path, where: Path | None, json_: bool) -> None:
    """Write a signed issue as a week file with its pictures beside it, all of them or none."""
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.kernel.actors import SYSTEM
        from banli.weekly.service import export as export_issue
        from banli.weekly.service import issue_called

        files = export_issue(by=SYSTEM, issue=issue_called(subject), folder=out)
    if json_:
        print_json({"issue": subject, "files": [str(file) for file in files]})
    else:
        click.echo("\n".join(str(file) for file in files))


@weekly.command()
@click.argument("file", type=FILE)
@click.option("--style", is_flag=True, help="List what the house style remarks; exit code 1 where it does.")
@click.option(
    "--pack",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Whose names, laws and terms are known; Sichuan's without.",
)
@as_json
def check(file: Path, style: bool, pack: Path | None, json_: bool) -> int:
    """Check a week file; every fault with its line, exit code 1 where there is one.

    A printed line that contradicts the file's keys is remarked and is no fault.
    """
    from banli.runtime.running import with_django

    with with_django(None):
        from django.utils import translation

        from banli.province.load import SICHUAN, register_of_pack
        from banli.runtime.error_line import terminal_language
        from banli.weekly.service import week_file, week_file_faults, week_file_line, week_file_remarks

        found = week_file_faults(file)
        with translation.override(terminal_language()):
            remarks = [] if found else week_file_remarks(file, register_of_pack(pack or SICHUAN))
            listed = [" ".join(str(one.at).split()) for one in remarks if style or not one.style]
            hidden = len(remarks) - len(listed)
            if json_:
                print_json(
                    {
                        "ok": not found,
                        "faults": [{"file": one.file, "line": one.line, "fault": str(one)} for one in found],
                        "remarks": [
                            {
                                "file": one.at.file,
                                "line": one.at.line,
                                "remark": str(one.at),
                                "style": one.style,
                            }
                            for one in remarks
                        ],
                    }
                )
                return 1 if found or (style and any(one.style for one in remarks)) else 0
        if _told_faults(file):
            return 1
        for words in listed:
            click.echo(words)
        click.echo(f"{file}: {week_file_line(week_file(file))}. No fault found.")
        if hidden:
            click.echo(f"The house style has {hidden} remarks: --style lists them.")
        return 1 if style and any(one.style for one in remarks) else 0


@weekly.command()
@click.argument("file", type=FILE)
@in_folder
@as_json
def record(file: Path, where: Path | None, json_: bool) -> None:
    """Record the hall's events of a week (patrols, visits, trainings, talks) from a YAML file."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.province.weeks import record_week

        found = record_week(file, by=SYSTEM)
    if json_:
        print_json(asdict(found))
    else:
        click.echo(f"Week {found.start}: {found.hall} records of the hall, {found.fieldwork} of fieldwork.")


@weekly.command()
@click.argument("file", type=FILE)
@click.option(
    "--key",
    metavar="FINGERPRINT",
    help="Verify without the platform's data folder, by the fingerprint on its page of verification.",
)
@in_folder
@as_json
def verify(file: Path, key: str | None, where: Path | None, json_: bool) -> int:
    """Prove a printed issue: pages, signature, and every figure counted again; exit code 1 where one fails."""
    told = _verified_elsewhere(file, where, key) if key else _verified(file, where)
    proved = all(ok for ok, _ in told)
    if json_:
        print_json({"ok": proved, "checks": [{"ok": ok, "what": words} for ok, words in told]})
    else:
        click.echo("\n".join(f"{'ok  ' if ok else 'NO  '}{words}" for ok, words in told))
    return 0 if proved else 1


def _verified(file: Path, where: Path | None) -> list[tuple[bool, str]]:
    from banli.runtime.running import with_database

    with with_database(where, reads=True):
        from banli.weekly.service import verify_pdf

        return _in_words(verify_pdf(file.read_bytes()))


def _verified_elsewhere(file: Path, where: Path | None, key: str) -> list[tuple[bool, str]]:
    from banli.runtime.running import with_django

    with with_django(where):
        from banli.weekly.service import verify_elsewhere

        return _in_words(verify_elsewhere(file.read_bytes(), key))


def _in_words(checks: list[Check]) -> list[tuple[bool, str]]:
    """Whether each check holds, and what it is, in the language of the terminal."""
    from django.utils import translation
    from django.utils.translation import gettext

    from banli.runtime.error_line import terminal_language

    with translation.override(terminal_language()):
        return [(one.ok, gettext(one.what) % one.params) for one in checks]
