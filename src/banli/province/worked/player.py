"""Worked cases: a handful of applications played from the first click to the result, through the real acts.

Each is one transaction and is marked when it is done, so that a demo that was killed plays it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from banli.accounts.service import Address
from banli.accounts.states import ContactKind
from banli.cases import service as cases
from banli.catalogue.service import current, derive, materials
from banli.documents.service import Notice, notice_pdf
from banli.files.service import store
from banli.kernel import clock
from banli.kernel.actors import VISITOR, Actor
from banli.kernel.yamlfile import read
from banli.licences.service import issue
from banli.people.service import User, actor_for

SOURCE = "demo"
SECOND_PARTY = Address(ContactKind.MOBILE, "13900009999")
"""Whom a worked case asks to sign as the second party."""


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Hold the clock at a moment of the demo, given as ``2022-10-17 09:30``."""
    with clock.at(datetime.fromisoformat(moment).replace(tzinfo=clock.SHANGHAI)):
        yield


def actor(username: str) -> Actor:
    """One of the demo's people."""
    return actor_for(User.objects.select_related("department", "window").get(username=username))


@dataclass(frozen=True)
class Player:
    """Plays cases from the worked examples of a pack."""

    pack: Path

    def form(self, item: str, example: str, **changes: Any) -> dict[str, Any]:
        """The form of a worked example, with some answers changed."""
        file = read(self.pack / "items" / item / "cases" / f"{example}.yaml")
        return {**file.data["form"], **changes}

    def apply(self, item: str, form: Mapping[str, Any], by: Actor = VISITOR) -> cases.Case:
        """Online, as a visitor or somebody signed in: draft, files for every material asked for, hand in."""
        draft = uuid4()
        cases.save_draft(by=by, item=item, draft_id=draft, form=form)
        for key, name in self.asked_for(item, form):
            file = store(by=by, name=f"{name}.pdf", content=sample(name))
            cases.attach(by=by, draft_id=draft, key=key, file=file)
        self.cosigned(item, draft, by)
        return cases.submit_draft(by=by, draft_id=draft)

    def cosigned(self, item: str, draft: UUID, by: Actor) -> None:
        """Where the application wants a second party, it is asked and signs."""
        kept = cases.draft_of(draft)
        state = cases.cosigning_of(current(item).spec, kept) if kept else None
        if kept is None or state is None:
            return
        asked = cases.cosigners.ask_signature(by=by, draft_id=draft, address=SECOND_PARTY)
        name = str(kept.form.get(state.asked.name) or state.asked.role.zh)
        cases.cosigners.sign(by=VISITOR, token=asked.token, name=name, seen=state.digest)

    def at_window(self, item: str, form: Mapping[str, Any], clerk: Actor) -> cases.Case:
        """At the window, with the materials on paper."""
        paper = [key for key, _name in self.asked_for(item, form)]
        return cases.submit(by=clerk, item=item, form=form, channel="counter", on_paper=paper)

    def may_come_later(self, number: str) -> list[str]:
        """Keys of the materials of a case that may be promised for later."""
        case = cases.Case.objects.get(number=number)
        spec = cases.spec_of(case)
        here = [one.key for one in cases.materials_of(case)]
        return [one.key for one in cases.later(materials(spec, derive(spec, case.form)), here)]

    def asked_for(self, item: str, form: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Key and Chinese name of the materials this application must bring."""
        spec = current(item).spec
        facts = derive(spec, cases.observers.carried_over(spec, form))
        return [(one.key, one.name.zh) for one in materials(spec, facts) if one.necessity == "required"]


def sample(name: str) -> bytes:
    """A PDF that says it stands for a material."""
    sheet = Notice(
        title="材料示例",
        number="演示",
        addressee=name,
        paragraphs=("本页为演示用材料，不是真实证件。",),
        department="演示",
        issued_on=clock.today(),
    )
    return notice_pdf(sheet)


def finish(by: Actor, number: str, step: str, text: str, officers: Sequence[str] = ()) -> None:
    """One step of a review, found to be in order."""
    cases.finish_step(by=by, number=number, step=step, agrees=True, text=text, officers=officers)


WITHIN_BRIDGES = {"cargo_mass_kg": 144_000, "axle_loads_kg": [16_000] * 12, "mass_kg": 217_000}
"""A load light enough for the bridges of the route of the pack's transport of class III."""


def oversize_permit(play: Player) -> None:
    """From an online draft through one correction, a pause for expert review, to a permit with QR code."""
    item, clerk = "oversize-transport", actor("clerk.transport")
    reviewer, approver = actor("reviewer.transport"), actor("approver.transport")
    police = actor("reviewer.police")
    wrong = play.form(item, "class-three", axle_count_stated=11, **WITHIN_BRIDGES)
    with at("2022-09-19 20:14"):
        number = play.apply(item, wrong).number
    with at("2022-09-20 10:05"):
        point = {
            "where": "axle_count_stated",
            "label": "轴（轴线）数",
            "problem": "填写为11，但填了15个轴荷，请核对后改正。",
        }
        cases.ask_correction(by=clerk, number=number, points=[point])
    with at("2022-09-21 09:40"):
        applicant = Actor(name="", roles=VISITOR.roles, session=frozenset({number}))
        cases.resubmit(by=applicant, number=number, form=play.form(item, "class-three", **WITHIN_BRIDGES))
    with at("2022-09-21 15:22"):
        cases.accept(by=clerk, number=number)
    with at("2022-09-21 16:40"):
        finish(reviewer, number, "examine", "车货参数齐全，属Ⅲ类大件，须勘测路线并征求交管部门意见。")
    with at("2022-09-22 17:30"):
        finish(reviewer, number, "survey", "沿线两座桥梁须专家评审，其余路段可通行。", ["秦川柏", "沈牧之"])
    with at("2022-09-23 11:00"):
        reason = "桥梁通行须经专家评审，自本告知书送达之日起至评审结束所需时间不计入办理期限。"
        cases.pause(by=reviewer, number=number, procedure="experts", reason=reason, days=10)
    with at("2022-09-27 10:20"):
        finish(police, number, "police", "同意夜间通行，过城区路段由交警带道。")
    with at("2022-09-29 16:30"):
        cases.resume(by=reviewer, number=number, result="专家组同意按申请路线通行，过桥时居中匀速。")
    with at("2022-10-09 14:10"):
        cases.review(
            by=reviewer, number=number, agrees=True, opinion="车货参数、路线和护送方案符合规定，建议准予。"
        )
    with at("2022-10-11 09:25"):
        cases.grant(by=approver, number=number, opinion="同意。")
        issue(by=approver, number=number)
    with at("2022-10-11 10:02"):
        cases.deliver(by=clerk, number=number, way="online")


def filing(play: Player) -> None:
    """A foreign-trade filing decided in time."""
    item = "foreign-trade-filing"
    with at("2022-10-17 09:12"):
        number = play.apply(item, play.form(item, "company-in-chengdu")).number
    with at("2022-10-17 10:30"):
        cases.accept(by=actor("clerk.commerce"), number=number)
    with at("2022-10-18 15:05"):
        opinion = "登记表填写完整，材料齐全，建议准予备案。"
        cases.review(by=actor("reviewer.commerce"), number=number, agrees=True, opinion=opinion)
    with at("2022-10-19 09:50"):
        approver = actor("approver.commerce")
        cases.grant(by=approver, number=number)
        issue(by=approver, number=number)
    with at("2022-10-19 11:05"):
        cases.deliver(by=actor("clerk.commerce"), number=number, way="online")


def instant_service(play: Player) -> None:
    """An instant public service at the window, answered from the databank in one visit."""
    item, clerk = "social-insurance-statement", actor("clerk.hrss")
    with at("2022-10-18 10:41"):
        number = play.at_window(item, play.form(item, "own-statement"), clerk).number
        cases.answer(by=clerk, number=number)


def refusal(play: Player) -> None:
    """An oversize permit refused with reasons: the axles are overloaded."""
    item = "oversize-transport"
    with at("2022-10-13 14:20"):
        number = play.apply(item, play.form(item, "axles-overloaded")).number
    with at("2022-10-13 16:02"):
        cases.accept(by=actor("clerk.transport"), number=number)
    with at("2022-10-17 10:16"):
        opinion = "平均轴荷11500千克、最大轴荷14000千克，均超过规定，且承运人不同意调整装载，建议不予许可。"
        cases.review(by=actor("reviewer.transport2"), number=number, agrees=False, opinion=opinion)
    with at("2022-10-18 09:00"):
        reasons = "申请的平板半挂列车平均轴荷、最大轴荷超过《超限运输车辆行驶公路管理规定》第十七条的限值。"
        cases.refuse(by=actor("approver.transport"), number=number, reasons=reasons)
    with at("2022-10-18 10:20"):
        cases.deliver(by=actor("clerk.transport"), number=number, way="post", post_number="EX100200300CN")


WORKED: dict[str, Callable[[Player], None]] = {
    "oversize-permit": oversize_permit,
    "filing": filing,
    "instant-service": instant_service,
    "refusal": refusal,
}
"""Cases of the reference period."""


def play_all(pack: Path) -> int:
    """Play every worked case of the reference period that was not played yet; returns how many were."""
    player = Player(pack)
    return sum(once(name, play, player) for name, play in WORKED.items())


def once(name: str, play: Callable[[Player], object], player: Player) -> bool:
    """Play it in one transaction together with its mark, unless the mark is there."""
    with transaction.atomic():
        _mark, fresh = cases.Intake.objects.get_or_create(
            source=SOURCE, batch=name, defaults={"taken_at": clock.now()}
        )
        if fresh:
            play(player)
    return fresh
