"""Pictures, tables and charts of an issue: put in with what they owe, numbered, moved, kept when it is collected."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from PIL import Image
from tests.weekly.conftest import PUBLISHED, checked
from tests.weekly.exhibited import CELLS, digest, photograph, with_picture, with_table

from banli.documents.service import BlockKind, Shape
from banli.files.service import read, receive_for_print
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Invalid, Refused, Stale
from banli.ledger.service import events
from banli.weekly.models import Exhibit, Line
from banli.weekly.service import (
    ExhibitPlace,
    Issue,
    Mode,
    Section,
    add_figures,
    add_line,
    collect,
    edit_exhibit,
    edit_line,
    figures,
    find_issue,
    lines,
    measures,
    move_line,
    parts,
    publish,
    remove_line,
    sheet,
    sign_off,
    stored_files,
    versions,
)

QUALITY, PATROL, STATEMENT = Section.SERVICE_QUALITY, Section.PATROL, Section.STATEMENT


def texts(issue: Issue, section: Section) -> list[str]:
    return [line.text for line in lines(issue) if line.section == section]


def added(issue: Issue) -> Line:
    return max(lines(issue), key=lambda line: line.pk)


def last_event(issue: Issue) -> dict[str, object]:
    return dict(json.loads(list(events("weekly", issue.subject))[-1].body))


def problems(act: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        act()
    return {one.where: str(one) for one in caught.value.problems}


@pytest.mark.django_db
def test_a_picture_is_made_anew_for_its_print_size_without_place_and_camera() -> None:
    made, wide = receive_for_print(by=SYSTEM, name="IMG_1.jpg", content=photograph(), millimetres=78)
    with Image.open(io.BytesIO(read(made))) as shown:
        assert shown.width == round(78 / 25.4 * 300)
        assert (wide, shown.info["dpi"], shown.format) == (78, (300, 300), "JPEG")
        assert not shown.getexif()
    assert "示例手机".encode() not in read(made)


@pytest.mark.django_db
def test_a_picture_of_few_pixels_is_printed_narrower_and_a_tall_one_fits_its_page() -> None:
    for size, most in (((600, 400), 101), ((1000, 3000), 49)):
        _made, wide = receive_for_print(by=SYSTEM, name="a.jpg", content=photograph(size), millimetres=156)
        assert wide == most


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "空|empty"),
        (b"%PDF-1.4 not a picture", "JPEG"),
        (photograph((200, 100)), "240"),
        (photograph()[:4000], "damaged|损坏"),
    ],
    ids=["empty", "no picture", "too small", "not whole"],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    def receive() -> None:
        receive_for_print(by=SYSTEM, name="图.jpg", content=content, millimetres=156)

    words = problems(receive)["picture"]
    assert any(part in words for part in told.split("|")), words


def test_a_picture_stands_after_its_line_with_number_caption_and_source(draft: Issue, editor: Actor) -> None:
    first = next(line for line in lines(draft) if line.section == QUALITY)
    issue = with_picture(editor, draft, QUALITY, first.pk)
    assert texts(issue, QUALITY)[1] == "窗口人员现场辅导"
    block = next(one for one in sheet(issue).blocks if one.kind is BlockKind.PICTURE)
    assert block.text == "图1　窗口人员现场辅导（来源：省水利厅窗口）"
    assert (block.alt, block.width) == ("两名工作人员在窗口前", 156)
    told = last_event(issue)
    assert (told["sha256"], told["line"]) == (digest(), added(issue).pk)


def test_numbers_of_lines_do_not_count_exhibits(draft: Issue, editor: Actor) -> None:
    before = [item.number for part in parts(draft) for item in part.items]
    issue = with_picture(editor, draft, QUALITY)
    after = [item.number for part in parts(issue) for item in part.items if item.entry.inset is None]
    assert before == after


def test_pictures_and_charts_count_together_and_tables_by_themselves(draft: Issue, editor: Actor) -> None:
    with_picture(editor, draft, QUALITY)
    with_table(editor, draft, QUALITY)
    place = ExhibitPlace(STATEMENT)
    add_figures(
        by=editor, issue_id=draft.pk, place=place, caption="六项", measure="statement", shape=Shape.BARS
    )
    numbers = [item.number for part in parts(draft) for item in part.items if item.entry.inset]
    assert sorted(numbers) == ["图1　", "图2　", "表1　"]
    assert texts(draft, STATEMENT)[1] == "六项"
    faithful = [
        item.number for part in parts(draft, Mode.FAITHFUL) for item in part.items if item.entry.inset
    ]
    assert faithful == ["", "", ""]


def test_what_an_exhibit_owes_is_said_at_its_fields(draft: Issue, editor: Actor) -> None:
    assert set(problems(lambda: with_picture(editor, draft, QUALITY, caption=" ", source="", alt=""))) == {
        *("text", "source", "alt")
    }
    wrong = problems(lambda: with_table(editor, draft, QUALITY, caption="图3", cells="一\n", aligns="左"))
    assert set(wrong) == {"text", "cells"}
    uneven = problems(lambda: with_table(editor, draft, QUALITY, cells="甲|乙\n1|2|3", aligns="左右上"))
    assert set(uneven) == {"cells", "aligns"}
    assert not Exhibit.objects.exists()


def test_a_pasted_table_keeps_its_cells_and_figures_stand_right(draft: Issue, editor: Actor) -> None:
    issue = with_table(editor, draft, QUALITY, caption="表 2：各窗口办件情况")
    block = next(one for one in sheet(issue).blocks if one.kind is BlockKind.TABLE)
    assert block.text == "表1　各窗口办件情况"
    assert block.rows[1] == ("省卫生健康委", "医疗机构执业登记", "12")
    assert (block.aligns, block.unit) == (("left", "left", "right"), "单位：件")


def test_a_table_of_figures_says_what_the_record_counts_and_each_opens(draft: Issue, editor: Actor) -> None:
    place = ExhibitPlace(STATEMENT)
    issue = add_figures(by=editor, issue_id=draft.pk, place=place, caption="六项", measure="statement")
    inset = next(item.entry.inset for part in parts(issue) for item in part.items if item.entry.inset)
    keys = [key for row in inset.opens for key in row if key]
    assert keys == [one.pk for one in figures(issue)]
    assert inset.rows[1] == ("行政许可事项", *map(str, PUBLISHED["01"]))


def test_a_line_over_time_needs_issues_before_it(draft: Issue, editor: Actor) -> None:
    measure = measures()[1].key
    with pytest.raises(Refused, match=r"signed|签发"):
        add_figures(
            by=editor,
            issue_id=draft.pk,
            place=ExhibitPlace(STATEMENT),
            caption="历期",
            measure=measure,
            shape=Shape.LINE,
        )


def test_only_figures_stand_with_the_statement(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        with_picture(editor, draft, STATEMENT)
    issue = with_picture(editor, draft, QUALITY)
    with pytest.raises(Refused):
        move_line(by=editor, issue_id=issue.pk, line_id=added(issue).pk, section=STATEMENT, place=2)


def test_collecting_again_leaves_exhibits_where_they_stood(draft: Issue, editor: Actor) -> None:
    drawn = [line for line in lines(draft) if line.section == QUALITY]
    with_picture(editor, draft, QUALITY, drawn[0].pk)
    with_table(editor, draft, PATROL)
    add_figures(
        by=editor, issue_id=draft.pk, place=ExhibitPlace(STATEMENT), caption="六项", measure="statement"
    )
    before = [line.text for line in lines(draft)]
    again = collect(by=editor, issue_id=draft.pk, version=find_issue(draft.pk).version)
    assert [line.text for line in lines(again)] == before


def test_an_exhibit_is_changed_moved_and_taken_out_and_versions_keep_it(draft: Issue, editor: Actor) -> None:
    issue = with_table(editor, draft, QUALITY)
    line = added(issue)
    changed = edit_exhibit(
        by=editor,
        issue_id=issue.pk,
        version=issue.version,
        line_id=line.pk,
        caption="新题",
        cells="甲|乙\n1|2",
    )
    assert last_event(changed)["before"]["cells"][1][0] == "省卫生健康委"  # type: ignore[index]
    with pytest.raises(Stale):
        edit_exhibit(by=editor, issue_id=issue.pk, version=issue.version, line_id=line.pk, caption="迟到")
    edit_line(by=editor, issue_id=issue.pk, version=changed.version, line_id=line.pk, text="图 9 又题")
    assert added(issue).text == "又题"
    move_line(by=editor, issue_id=issue.pk, line_id=line.pk, section=PATROL, place=1)
    assert texts(issue, PATROL)[0] == "又题"
    kept = versions(issue)[0].content
    assert next(row for row in kept if row["line"] == line.pk)["exhibit"]["cells"] == [
        ["甲", "乙"],
        ["1", "2"],
    ]
    remove_line(by=editor, issue_id=issue.pk, version=find_issue(issue.pk).version, line_id=line.pk)
    assert not Exhibit.objects.exists()


def test_a_second_click_puts_it_in_once(draft: Issue, editor: Actor) -> None:
    from banli.weekly.service import add_table

    told: dict[str, Any] = {"caption": "甲", "source": "", "cells": CELLS, "unit": "", "aligns": ""}
    for _ in range(2):
        add_table(by=editor, issue_id=draft.pk, place=ExhibitPlace(QUALITY, token="a1"), **told)
    assert Exhibit.objects.count() == 1


def test_a_signed_issue_keeps_its_exhibits_and_the_same_bytes(
    draft: Issue, editor: Actor, checker: Actor, signer: Actor
) -> None:
    with_picture(editor, draft, QUALITY)
    with_table(editor, draft, QUALITY)
    signed = checked(find_issue(draft.pk), editor, checker)
    signed = sign_off(by=signer, issue_id=signed.pk, version=signed.version)
    for change in (lambda: Exhibit.objects.update(source="另一人"), lambda: Exhibit.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    published = publish(by=editor, issue_id=signed.pk)
    files = stored_files(published)
    assert files == stored_files(find_issue(published.pk))
    told = json.loads(files["weekly.json"])
    exhibits = [line["exhibit"] for part in told["sections"] for line in part["lines"] if "exhibit" in line]
    assert [one["kind"] for one in exhibits] == ["picture", "table"]
    assert exhibits[0]["sha256"] == digest()


def test_an_issue_without_exhibits_is_set_as_before(draft: Issue, editor: Actor) -> None:
    add_line(by=editor, issue_id=draft.pk, section=QUALITY, text="窗口增设导办岗。")
    assert {one.kind for one in sheet(draft).blocks} <= {
        *(BlockKind.HEADING1, BlockKind.HEADING2, BlockKind.BODY, BlockKind.TABLE, BlockKind.BARS)
    }


def test_an_exhibit_alone_puts_nothing_right(signed: Issue, editor: Actor) -> None:
    from banli.weekly.service import open_erratum, send_for_review

    erratum = open_erratum(by=editor, issue_id=signed.pk)
    made = with_table(editor, erratum, Section.CORRECTIONS)
    with pytest.raises(Refused, match=r"puts right|更正"):
        send_for_review(by=editor, issue_id=made.pk, version=made.version)
