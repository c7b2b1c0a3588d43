"""One complete correction: crosses made while reading become one notice; a later one may name no other place."""

from __future__ import annotations

import pytest
from tests.desk.officers import clerk, do, fresh, page
from tests.house import applicant_of, form, submitted

from banli.cases.service import notices, resubmit
from banli.cases.states import State

pytestmark = pytest.mark.usefixtures("house")
TWO = {
    "mark.route": "no",
    "problem.route": "请写明收费站",
    "mark.material.licence": "no",
    "problem.material.licence": "请上传清晰的扫描件",
    "mark.cargo_name": "yes",
    "problem.cargo_name": "勾选为正常的不计",
}


def material_key() -> str:
    from banli.catalogue.service import current

    return current("oversize-transport").spec.materials[0].key


def marks() -> dict[str, str]:
    return {key.replace("material.licence", f"material.{material_key()}"): text for key, text in TWO.items()}


def test_the_crosses_and_only_they_make_the_notice() -> None:
    case = submitted()
    do(clerk(), case, "ask_correction", **marks())
    assert fresh(case).state == State.CORRECTING
    points = notices(fresh(case), "correction")[0].body["points"]
    assert [(point["where"], point["problem"]) for point in points] == [
        ("route", "请写明收费站"),
        (f"material.{material_key()}", "请上传清晰的扫描件"),
    ]
    assert points[0]["label"] == "通行路线"


def test_without_a_cross_there_is_no_notice() -> None:
    case = submitted()
    answer = do(clerk(), case, "ask_correction", **{"mark.route": "yes"})
    assert answer.status_code == 422
    assert fresh(case).state == State.SUBMITTED


def test_a_cross_without_words_is_shown_at_its_place_and_the_others_are_kept() -> None:
    case = submitted()
    answer = do(clerk(), case, "ask_correction", **{**marks(), "problem.route": ""})
    assert answer.status_code == 422
    file = answer.context["file"]
    points = {point.where: point for part in file.parts for point in part.points}
    assert points["route"].mark == "no"
    assert points["route"].errors
    kept = next(point for point in file.materials if point.where == f"material.{material_key()}")
    assert kept.typed == "请上传清晰的扫描件"
    assert fresh(case).state == State.SUBMITTED


def test_a_second_round_offers_only_the_places_told_before() -> None:
    case, client = submitted(), clerk()
    do(client, case, "ask_correction", **{"mark.route": "no", "problem.route": "请写明收费站"})
    resubmit(by=applicant_of(case.number), number=case.number, form=form())
    shown = page(client, case).content.decode()
    assert 'name="mark.route"' in shown
    assert 'name="mark.cargo_name"' not in shown
    assert "已告知补正：请写明收费站" in shown
    answer = do(
        client, fresh(case), "ask_correction", **{"mark.cargo_name": "no", "problem.cargo_name": "又一处"}
    )
    assert answer.status_code == 409
    assert fresh(case).state == State.SUBMITTED
