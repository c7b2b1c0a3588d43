"""An outsider checks one event with the openssl of the machine, and is not deceived."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.records import tamper, two_sealed_days
from tests.repository.tree import ROOT

from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Missing, Refused
from banli.ledger.models import Event
from banli.ledger.rules.proofs import SCRIPT
from banli.ledger.service import append, forget_algorithm, found, prove, seal, verify

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl: apt-get install openssl"),
]
EVIDENCE = ("event.txt", "previous.bin", "number.txt", "seal.txt", "seal.sig", "public.pem")


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "verify.sh"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_sealed_event_is_proved_with_stock_openssl(tmp_path: Path) -> None:
    for event in two_sealed_days():
        folder = tmp_path / str(event.pk)
        done = checked(written(prove(event.pk), folder))
        assert done.returncode == 0, done.stderr
        assert f"PROVED: event {event.pk} is in seal" in done.stdout
        assert event.name.encode() in (folder / "event.txt").read_bytes()


def test_the_last_line_names_the_key_of_the_seal(tmp_path: Path) -> None:
    event = two_sealed_days()[0]
    folder = written(prove(event.pk), tmp_path)
    key = next(line for line in (folder / "seal.txt").read_text().splitlines() if line.startswith("key "))
    assert checked(folder).stdout.rstrip().endswith(key.removeprefix("key "))


def test_the_manual_shows_the_very_commands() -> None:
    page = (ROOT / "docs" / "develop" / "ledger.md").read_text(encoding="utf-8")
    assert f"```sh\n{SCRIPT}```" in page


def test_one_changed_byte_anywhere_proves_nothing(tmp_path: Path) -> None:
    files = prove(two_sealed_days()[2].pk)
    evidence = [name for name in files if name in EVIDENCE or name.startswith("path/")]
    assert len(evidence) > len(EVIDENCE)
    for name in evidence:
        content = files[name]
        for place in {0, len(content) // 2, len(content) - 1}:
            if name in {"number.txt", "public.pem"} and content[place : place + 1] in b"\n-":
                continue  # how a text ends says nothing
            changed = bytearray(content)
            changed[place] ^= 1
            folder = written({**files, name: bytes(changed)}, tmp_path / f"{name.replace('/', '-')}-{place}")
            assert checked(folder).returncode != 0, (name, place)


def test_an_event_cannot_be_passed_off_under_another_number(tmp_path: Path) -> None:
    record = two_sealed_days()
    first, second = prove(record[0].pk), prove(record[1].pk)
    folder = written({**first, "number.txt": second["number.txt"]}, tmp_path)
    assert checked(folder).returncode != 0


@pytest.mark.parametrize("number", ["", "07", "a[$(id >here)]", "1 2"])
def test_a_number_that_is_none_is_not_calculated_with(tmp_path: Path, number: str) -> None:
    folder = written({**prove(two_sealed_days()[0].pk), "number.txt": number.encode()}, tmp_path)
    done = checked(folder)
    assert done.returncode != 0
    assert "NOT PROVED" in done.stdout
    assert not (folder / "here").exists()


def test_a_missing_step_proves_nothing(tmp_path: Path) -> None:
    files = prove(two_sealed_days()[2].pk)
    for name in [name for name in files if name.startswith("path/")]:
        folder = tmp_path / name.replace("/", "-")
        written({other: content for other, content in files.items() if other != name}, folder)
        assert checked(folder).returncode != 0


def test_an_event_that_is_not_there_or_not_sealed_has_no_proof() -> None:
    two_sealed_days()
    fresh = append(topic="case", subject="9", name="submitted", by=SYSTEM)
    with pytest.raises(Refused, match="尚未封存"):
        prove(fresh)
    with pytest.raises(Missing):
        prove(fresh + 1)


def test_a_record_that_was_tampered_with_proves_nothing() -> None:
    event = two_sealed_days()[1]
    tamper("UPDATE ledger_event SET actor = 'user:9' WHERE id = %(id)s", id=event.pk)
    with pytest.raises(Refused, match="不能证实"):
        prove(event.pk)


def test_a_record_made_with_sm3_is_proved_too(settings: Any, tmp_path: Path) -> None:
    settings.DIGEST = "sm3"
    forget_algorithm()
    found(by=SYSTEM)
    event = two_sealed_days()[3]
    assert verify().ok
    done = checked(written(prove(event.pk), tmp_path))
    assert done.returncode == 0, done.stderr
    assert Event.objects.count() == 8
    assert seal(by=SYSTEM) is None
