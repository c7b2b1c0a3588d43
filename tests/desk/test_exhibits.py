"""The page for pictures, tables and charts: put in, sent back with everything typed, seen in the web edition."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk
from tests.desk.test_weekly import PAGE, act, checked, collected, editor, issue, signer
from tests.held_clock import HeldClock
from tests.weekly.exhibited import CELLS, digest, photograph

from banli.kernel.actors import Role
from banli.weekly.models import Exhibit
from banli.weekly.service import Section, add_line, lines

NEW = f"{PAGE}exhibits/new/?section=service_quality&kind="
PICTURE = {"text": "现场辅导", "source": "省水利厅窗口", "alt": "两名工作人员在窗口前", "width": "78"}
TABLE = {"text": "各窗口办件", "cells": CELLS, "unit": "单位：件"}


def upload(name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph(), "image/jpeg")


def drafted() -> Client:
    client = collected()
    act(client, "add", add="service_quality", text="窗口增设自助查询机。")
    return client


def body(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.usefixtures("frame")
class TestThePage:
    def test_a_picture_is_uploaded_and_shown_to_those_inside(self) -> None:
        client = drafted()
        sent = client.post(f"{NEW}picture", {**PICTURE, "picture": upload()})
        assert (sent.status_code, sent["Location"]) == (302, PAGE)
        one = Exhibit.objects.get()
        assert one.width == 78
        address = f"{PAGE}pictures/{digest()}"
        assert f'src="{address}" alt="两名工作人员在窗口前"' in body(client.get(PAGE))
        shown = client.get(address)
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
        assert at_desk(Role.CLERK, window="transport-03").get(address).status_code == 403
        assert client.get(f"{PAGE}pictures/{'0' * 64}").status_code == 404

    def test_what_is_missing_is_said_and_nothing_typed_is_lost(self) -> None:
        client = drafted()
        wrong = client.post(f"{NEW}picture", {**PICTURE, "alt": ""})
        assert wrong.status_code == 422
        assert set(wrong.context["errors"]) >= {"alt", "picture"}
        assert all(wrong.context["errors"][name] for name in ("alt", "picture"))
        assert "省水利厅窗口" in body(wrong)
        assert not Exhibit.objects.exists()

    def test_a_table_is_pasted_and_changed(self) -> None:
        client = drafted()
        assert client.post(f"{NEW}table", TABLE).status_code == 302
        page = body(client.get(PAGE))
        assert '<th scope="col">事项</th>' in page
        assert "表1　各窗口办件" in page
        one = Exhibit.objects.get()
        there = f"{PAGE}exhibits/{one.line_id}/"
        assert "省水利厅 | 取水许可 | 3345" in body(client.get(there))
        told = {"version": issue().version, "text": "办件", "cells": "甲|乙\n1|2|3"}
        wrong = client.post(there, told)
        assert wrong.status_code == 422
        assert "1|2|3" in body(wrong)
        assert client.post(there, {**told, "cells": "甲|乙\n1|2"}).status_code == 302
        assert Exhibit.objects.get().cells == [["甲", "乙"], ["1", "2"]]
        assert client.post(there, told | {"cells": "甲\n1"}).status_code == 409

    def test_whoever_is_later_reads_so_and_loses_nothing(self) -> None:
        client = drafted()
        client.post(f"{NEW}table", TABLE)
        there = f"{PAGE}exhibits/{Exhibit.objects.get().line_id}/"
        seen = issue().version
        editor().post(there, {"version": seen, "text": "先改的", "cells": CELLS})
        late = client.post(there, {"version": seen, "text": "后改的", "cells": "甲|乙\n1|2"})
        assert late.status_code == 409
        assert "先改的" in late.context["errors"]["all"][0]
        assert "后改的" in body(late)
        assert "甲|乙" in body(late)

    def test_figures_open_and_a_chart_tells_its_numbers(self) -> None:
        client = drafted()
        there = f"{PAGE}exhibits/new/?section=statement&kind="
        assert client.post(f"{there}figures", {"text": "六项", "measure": "statement"}).status_code == 302
        assert (
            client.post(
                f"{there}chart", {"text": "六项", "measure": "statement", "shape": "bars"}
            ).status_code
            == 302
        )
        page = body(client.get(PAGE))
        assert len(re.findall(r'<td class="exhibit--end"><a class="number" href="/desk/figures/', page)) == 12
        assert "<svg" in page
        assert client.post(f"{there}picture", {**PICTURE, "picture": upload()}).status_code == 409
        line = client.post(f"{there}chart", {"text": "历期", "measure": "licence.accepted", "shape": "line"})
        assert line.status_code == 409

    def test_only_the_editor_puts_in(self) -> None:
        drafted()
        assert signer().get(f"{NEW}picture").status_code == 403
        assert editor().get(f"{PAGE}exhibits/new/").status_code == 404

    def test_a_published_issue_shows_its_exhibits_to_everybody_and_takes_no_more(
        self, clock: HeldClock
    ) -> None:
        client = drafted()
        client.post(f"{NEW}picture", {**PICTURE, "picture": upload()})
        client.post(f"{NEW}table", TABLE)
        checked()
        from datetime import date

        clock.set(date(2022, 11, 15))
        assert act(signer(), "sign-off").status_code == 302
        assert act(client, "publish").status_code == 302
        read = body(at_desk(Role.CLERK, window="transport-03").get(f"{PAGE}read/"))
        assert "图1　现场辅导（来源：省水利厅窗口）" in read
        public = Client().get("/public/weekly/2022-10-17/")
        assert public.status_code == 200
        address = re.search(r'src="(/public/weekly/2022-10-17/pictures/\w+)"', body(public))
        assert address is not None
        assert Client().get(address[1]).status_code == 200
        assert client.post(f"{NEW}table", TABLE).status_code == 409
        assert "exhibits/new" not in body(client.get(PAGE))


@pytest.mark.usefixtures("frame")
def test_the_place_is_chosen_among_the_lines_of_the_section() -> None:
    client = drafted()
    found = issue()
    from tests.house import person

    by = person(Role.EDITOR, "service-centre")
    add_line(by=by, issue_id=found.pk, section=Section.SERVICE_QUALITY, text="窗口延时服务。")
    first = next(line for line in lines(issue()) if line.section == Section.SERVICE_QUALITY)
    client.post(f"{NEW}table", {**TABLE, "after": first.pk})
    told = [line.text for line in lines(issue()) if line.section == Section.SERVICE_QUALITY]
    assert told == ["窗口增设自助查询机。", "各窗口办件", "窗口延时服务。"]
