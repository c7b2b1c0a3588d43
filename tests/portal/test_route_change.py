"""A change of the route of a live permit: only the route is asked, everything else is the permit's."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import OVERSIZE, PLAYER, clerk, form, open_house, person
from tests.portal.steps import hand_over_files

from banli.cases import service as cases
from banli.cases.models import Case, Draft
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Invalid
from banli.licences.models import Certificate
from banli.licences.service import issue
from banli.people.models import User
from banli.roadside.service import permitted

CHANGE = "oversize-route-change"
DETOUR = "德阳北收费站—G5京昆高速—成都北枢纽—G4201成都绕城高速—成都南枢纽—S4成宜高速—宜宾西收费站"
ASKED = {"reason": "closed", "other_provinces": "false", "route": DETOUR}


@pytest.fixture
def owner(browser: Client, db: None) -> Actor:
    """Somebody with an account, signed in."""
    open_house(OVERSIZE, CHANGE)
    someone = person(Role.APPLICANT, department=None)
    browser.force_login(User.objects.get(pk=someone.id or 0))
    return someone


def permit_of(owner: Actor) -> Certificate:
    """A permit granted to ``owner``."""
    number = PLAYER.apply(OVERSIZE, form(), by=owner).number
    return granted(number)


def granted(number: str) -> Certificate:
    """The certificate of a case that is accepted, examined and granted."""
    cases.accept(by=clerk(), number=number)
    cases.review(by=person(Role.REVIEWER), number=number, agrees=True, opinion="可以通行。")
    cases.grant(by=person(Role.APPROVER), number=number)
    return issue(by=clerk(), number=number)


def begun(browser: Client, permit: Certificate) -> str:
    """The form of the change, begun from the permit."""
    assert permit.case is not None
    page = browser.get(f"/track/{permit.case.number}/").content.decode()
    assert "通行证变更（通行路线）" in page
    answer = browser.post(f"/my/certificates/{permit.code}/change/{CHANGE}/")
    assert answer["Location"] == f"/items/{CHANGE}/apply/"
    return browser.get(answer["Location"]).content.decode()


def test_from_the_live_permit_to_the_new_one_with_the_route_alone(browser: Client, owner: Actor) -> None:
    permit = permit_of(owner)
    page = begun(browser, permit)
    assert f'value="{permit.number}"' in page
    assert "沿用这张证照的内容：220千伏主变压器、Ⅱ类、川A12345" in page
    assert 'name="route"' in page
    assert 'name="tractor_plate"' not in page
    assert 'name="mass_kg"' not in page
    [draft] = Draft.objects.filter(item__slug=CHANGE)
    kept = {key: draft.form[key] for key in ("permit_no", "carrier", "carrier_code", "agent_name")}
    sent = {**kept, "agent_id": draft.form["agent_id"], "agent_mobile": draft.form["agent_mobile"], **ASKED}
    answer = browser.post(f"/items/{CHANGE}/apply/", sent | {"mass_kg": "1", "shown": " ".join(sent)})
    assert answer.status_code == 302, answer.content.decode()
    hand_over_files(browser, CHANGE, "detour")
    checked = browser.get(f"/items/{CHANGE}/apply/check/")
    assert "川A12345" in checked.content.decode()
    browser.post(f"/items/{CHANGE}/apply/check/", {"draft": checked.context["token"]})
    case = Case.objects.exclude(pk=permit.case_id or 0).get()
    assert (case.form["mass_kg"], case.form["class"]) == (49000, "II")
    anew = granted(case.number)
    permit.refresh_from_db()
    assert (permit.status, anew.replaces_id, anew.valid_to) == ("replaced", permit.pk, permit.valid_to)
    before, after = permitted(permit), permitted(anew)
    assert before is not None
    assert after is not None
    assert (after.tractor, after.vehicle.mass_kg) == (before.tractor, before.vehicle.mass_kg)
    assert (before.in_force, after.in_force) == (False, True)
    assert anew.lines[-5]["value"] == DETOUR


def test_the_permit_says_at_its_number_what_is_wrong_before_materials_are_asked(
    browser: Client, owner: Actor
) -> None:
    permit = permit_of(owner)
    sent = {
        **{key: str(permit.case.form[key]) for key in ("carrier", "carrier_code", "agent_name", "agent_id")},  # type: ignore[union-attr]
        **ASKED,
        "agent_mobile": "13800000000",
        "permit_no": "川超限〔2022〕09999号",
    }
    answer = browser.post(f"/items/{CHANGE}/apply/", {**sent, "shown": " ".join(sent)})
    assert answer.status_code == 422
    assert "没有这个编号的证照" in answer.content.decode().replace(" ", "")
    assert "请填写" not in answer.content.decode().split("<form", 1)[1].split("</form>", 1)[0].replace(
        " ", ""
    )


def test_what_is_sent_for_a_carried_answer_is_not_kept(owner: Actor) -> None:
    permit = permit_of(owner)
    asked = {**form("detour", CHANGE), "permit_no": permit.number, "mass_kg": 1, "tractor_plate": "川B99999"}
    case = PLAYER.apply(CHANGE, asked, by=owner)
    assert (case.form["mass_kg"], case.form["tractor_plate"]) == (49000, "川A12345")


def test_nothing_of_a_permit_is_told_to_another_holder(owner: Actor) -> None:
    permit = permit_of(owner)
    other = {**form("detour", CHANGE), "permit_no": permit.number, "carrier_code": "91510100MA6200017J"}
    spec = cases.spec_of(PLAYER.apply(OVERSIZE, form(), by=VISITOR))
    change = cases.observers.carried_over(spec, other)
    assert change["permit_no"] == permit.number
    with pytest.raises(Invalid) as told:
        PLAYER.apply(CHANGE, other, by=VISITOR)
    assert [one.where for one in told.value.problems] == ["permit_no"]


def test_a_permit_that_was_replaced_is_changed_no_more(browser: Client, owner: Actor) -> None:
    permit = permit_of(owner)
    granted(PLAYER.apply(CHANGE, {**form("detour", CHANGE), "permit_no": permit.number}, by=owner).number)
    assert browser.post(f"/my/certificates/{permit.code}/change/{CHANGE}/").status_code == 404
    assert permit.case is not None
    assert "通行证变更（通行路线）" not in browser.get(f"/track/{permit.case.number}/").content.decode()
