"""Keep a small data folder of this version, so that the tests of later ones open it after ``migrate``.

    ./banli demo --no-serve --scale 0.0001 --dir /tmp/kept
    python tools/keep_release.py /tmp/kept tests/releases/0.2.0.dev1

Writes two files: the tables as SQL (``record.sql.xz``), and what else the folder needs (``folder.tar.xz``): keys,
secret, the kept files of the published issue, and what the commands say about it all today (``said.json``).
"""

from __future__ import annotations

import io
import json
import lzma
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

WHOLE_YEAR = ("--from", "2022-01-01", "--to", "2022-10-21")
NOT_KEPT = ("--exclude-table-data=django_session",)
ASKED = {"ledger": ("ledger", "verify"), "stats": ("stats", *WHOLE_YEAR), "figures": ("figure", "list")}
"""What the release is asked about its folder, and every later one too."""


def answer(folder: Path, *words: str) -> Any:
    """What a command says as JSON about ``folder``."""
    command = [sys.executable, "-m", "banli", *words, "--dir", str(folder), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def tables(folder: Path) -> bytes:
    """Every table and function as SQL that any client runs; rows as INSERT, for COPY needs psql."""
    from banli.runtime import cluster, postgres
    from banli.runtime import folder as places

    with postgres.Server(folder):
        command = [
            cluster.programs() / "pg_dump", "-h", places.socket_folder(folder), "-U", "banli", "-d", "banli",
            "--no-owner", "--rows-per-insert=500", *NOT_KEPT,
        ]  # fmt: skip
        made = subprocess.run([str(word) for word in command], check=True, capture_output=True).stdout
    return b"".join(line for line in made.splitlines(keepends=True) if not line.startswith(b"\\"))


def main() -> int:
    """Write the two files."""
    folder, to = (Path(word) for word in sys.argv[1:3])
    to.mkdir(parents=True)
    said = {name: answer(folder, *words) for name, words in ASKED.items()}
    (to / "record.sql.xz").write_bytes(lzma.compress(tables(folder), preset=9 | lzma.PRESET_EXTREME))
    issues = {one.read_bytes() for one in (folder / "weekly").glob("*/weekly.*")}
    with tarfile.open(to / "folder.tar.xz", "w:xz") as archive:
        for name in (".banli", "secret", "keys", *_kept(folder, issues)):
            archive.add(folder / name, name)
        content = json.dumps(said, ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo("said.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return 0


def _kept(folder: Path, contents: set[bytes]) -> list[str]:
    """Files of the folder's store that hold one of ``contents``."""
    found = (one for one in (folder / "files").rglob("*") if one.is_file() and one.read_bytes() in contents)
    return sorted(str(one.relative_to(folder)) for one in found)


if __name__ == "__main__":
    sys.exit(main())
