"""``banli signing``: the keys that sign papers, and looking at a signed file. 电子签名"""

from __future__ import annotations

from pathlib import Path

import click

from banli.cli.options import as_json, in_folder, print_json


@click.group()
def signing() -> None:
    """Keys that sign papers; look at a signed PDF. 电子签名"""


@signing.command()
@in_folder
@as_json
def keys(where: Path | None, json_: bool) -> int:
    """List the keys that sign or signed here, the newest first."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.signatures.service import signing_keys

        found = [
            {
                "fingerprint": one.fingerprint,
                "kind": one.kind,
                "state": one.state,
                "subject": one.subject,
                "until": one.not_after.isoformat(),
            }
            for one in signing_keys()
        ]
    if json_:
        print_json(found)
    elif not found:
        click.echo("Nothing was signed here yet; the first certificate takes up a key.")
    for row in found if not json_ else []:
        about = f"{row['state']:<12}  {row['kind']:<4}  until {row['until'][:10]}"
        click.echo(f"{row['fingerprint'][:16]}  {about}  {row['subject']}")
    return 0


@signing.command("roll-over")
@in_folder
def roll_over(where: Path | None) -> int:
    """Take up another key: the one that BANLI_SIGNING_KEY names now, else a new test key."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.signatures import service

        made = service.roll_over(by=SYSTEM)
        click.echo(f"{made.fingerprint[:16]} signs from now on: {made.subject}")
    return 0


@signing.command()
@click.argument("fingerprint")
@click.option(
    "--reason", required=True, help="Why; it is shown to whoever looks at a file signed by this key."
)
@in_folder
def revoke(fingerprint: str, reason: str, where: Path | None) -> int:
    """Trust the key whose FINGERPRINT begins so no more, whatever day its signatures bear."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.signatures.service import revoke_key

        found = revoke_key(by=SYSTEM, fingerprint=fingerprint, reason=reason)
        click.echo(f"{found.fingerprint[:16]} was revoked. Papers it signed are checked by code or number.")
    return 0


@signing.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_folder
@as_json
def look(file: Path, where: Path | None, json_: bool) -> int:
    """Say whether FILE is a PDF signed here and unchanged since; exit code 1 where it is not."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.signatures.service import Finding, look_at
        from banli.signatures.states import KeyState

        found, key = look_at(file.read_bytes())
        trusted = found.finding is Finding.VALID and key is not None and key.state != KeyState.REVOKED
    at = found.at.isoformat() if found.at else None
    said = {"finding": found.finding.value, "key": found.fingerprint, "subject": found.subject, "at": at}
    stamp = {"at": found.stamp.at.isoformat(), "by": found.stamp.by} if found.stamp else None
    if json_:
        print_json({**said, "stamp": stamp, "trusted": trusted})
    elif trusted:
        click.echo(f"Signed here at {at} by {found.subject} ({found.fingerprint[:16]}), unchanged since.")
        if stamp:
            click.echo(f"A time stamp by {stamp['by']} vouches for {stamp['at']}.")
    else:
        revoked = " by a key that was revoked" if found.finding is Finding.VALID else ""
        click.echo(f"Not to be trusted: {found.finding.value}{revoked}.")
    return 0 if trusted else 1


@signing.command("token-keys")
@in_folder
@as_json
def token_keys_(where: Path | None, json_: bool) -> int:
    """List the keys that sign or signed the QR codes of certificates, the newest first."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.signatures.service import token_keys

        found = [
            {"id": one.key_id, "state": one.state, "public": one.public, "since": one.taken_up_at.isoformat()}
            for one in token_keys()
        ]
    if json_:
        print_json(found)
    elif not found:
        click.echo("No token was signed here yet; the first certificate takes up a key.")
    for row in found if not json_ else []:
        click.echo(f"{row['id']}  {row['state']:<12}  since {row['since'][:10]}")
    return 0


@signing.command("roll-over-tokens")
@in_folder
def roll_over_tokens_(where: Path | None) -> int:
    """Sign the QR codes of certificates with a new key from now on; older codes stay good."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.signatures.service import roll_over_tokens

        made = roll_over_tokens(by=SYSTEM)
        click.echo(f"{made.key_id} signs tokens from now on.")
    return 0


@signing.command("revoke-token-key")
@click.argument("key_id")
@click.option("--reason", required=True, help="Why; it is kept in the record.")
@in_folder
def revoke_token_key_(key_id: str, reason: str, where: Path | None) -> int:
    """Trust the token key whose KEY_ID begins so no more."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.kernel.actors import SYSTEM
        from banli.signatures.service import revoke_token_key

        found = revoke_token_key(by=SYSTEM, key_id=key_id, reason=reason)
        click.echo(f"{found.key_id} was revoked. Papers it signed are checked by code or number.")
    return 0


@signing.command("read-token")
@click.argument("text")
@in_folder
@as_json
def read_token_(text: str, where: Path | None, json_: bool) -> int:
    """Say what the token in TEXT tells: the address or the digits in a QR code; exit code 1 where it is not ours."""
    from banli.runtime.running import with_database

    with with_database(where):
        from banli.licences.service import read_token_facts, token_in
        from banli.signatures.service import read_token

        content = token_in(text)
        try:
            found = read_token(content or b"")
            facts = read_token_facts(found.payload)
        except ValueError as error:
            click.echo(f"Not to be trusted: {error}.")
            return 1
    told = {
        "number": facts.number,
        "holder": facts.holder,
        "title": facts.title,
        "first": facts.first.isoformat(),
        "last": facts.last.isoformat() if facts.last else None,
        "index": facts.index,
        "key": found.key_id,
    }
    if json_:
        print_json(told)
    else:
        term = f"{told['first']} to {told['last'] or 'without end'}"
        click.echo(f"{facts.number}  {facts.title}  {facts.holder}  {term}  signed by {found.key_id}.")
    return 0
