"""``banli item``: draw, export, draft, review, publish, suspend, resume, retire, each as a separate process."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.catalogue.samples import OVERSIZE, spoilt
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli

from banli.runtime.postgres import Server

SLUG = "oversize-transport"


@pytest.mark.parametrize("form", ["draw", "bpmn"])
def test_a_folder_is_drawn_without_a_database(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    done = afresh("item", form, str(OVERSIZE), "--out", str(out), "--dir", str(tmp_path / "none"))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}\n", "")
    ElementTree.parse(out)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_a_fault_is_not_drawn(tmp_path: Path) -> None:
    broken, line = spoilt(tmp_path, "item.yaml", "after: [examine]", "after: [nothing]")
    done = banli("item", "bpmn", str(broken), "--out", str(tmp_path / "out.bpmn"))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"item.yaml:{line}: flow: " in done.stderr
    assert not (tmp_path / "out.bpmn").exists()


def test_an_item_goes_from_draft_to_retirement_on_the_command_line(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    data = {"BANLI_DIR": str(folder), "BANLI_NOW": "2022-10-17T09:00"}

    def run(*arguments: str, code: int = 0) -> str:
        done = banli(*arguments, environment=data)
        assert done.returncode == code, (arguments, done.stderr)
        return done.stdout if code == 0 else done.stderr

    with Server(folder):
        for name, role, more in (("wang", "admin", ()), ("chen", "approver", ("--department", "transport"))):
            run("person", "add", name, "--name", name, "--role", role, *more)
        changed, _line = spoilt(tmp_path, "item.yaml", "consult: 028-55500303", "consult: 028-55500304")
        assert run("item", "draft", str(changed), "--by", "wang") == f"{SLUG}: draft\n"
        assert "does not review" in run("item", "review", SLUG, "--by", "wang", code=1)
        assert "nobody" in run("item", "review", SLUG, "--by", "nobody", code=2)
        assert run("item", "review", SLUG, "--by", "chen") == f"{SLUG}: reviewed\n"
        assert json.loads(run("item", "publish", SLUG, "--by", "wang", "--json")) == {
            "item": SLUG,
            "revision": 2,
        }
        why = ("--because", "系统升级", "--law", "优化营商环境条例", "--by", "wang")
        run("item", "suspend", SLUG, *why)
        run("item", "resume", SLUG, "--by", "wang")
        run("item", "resume", SLUG, "--by", "wang", code=1)
        out = tmp_path / "out.svg"
        run("item", "draw", SLUG, "--out", str(out), "--lang", "en")
        assert "Department of Transport" in out.read_text(encoding="utf-8")
        run("item", "retire", SLUG, "--on", "2022-11-01", "--open-cases", "close", *why)
