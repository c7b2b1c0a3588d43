"""A worked case of a business on its way through the browser: what people see is done there, what lies between by
the worked case's own acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.house import PLAYER, person

from banli.catalogue.service import (
    ActLine,
    Document,
    Example,
    ItemSpec,
    current,
    read_examples,
    validate_form,
)
from banli.kernel.actors import Actor, Role
from banli.province.load import SICHUAN
from banli.province.worked.acts import Scene, play
from banli.province.worked.player import actor

CHECK_LIST = "site-visit"


@dataclass(frozen=True)
class Business:
    """An item with the worked case that is walked, and one answer typed wrongly first."""

    item: str
    example: str
    department: str
    wrong: dict[str, Any]
    """The field and what is typed into it."""
    says: str
    """What the page says at that field."""
    certificate: str = ""
    """The heading of the certificate; '' where the result is a written decision."""
    seen: tuple[str, ...] = field(default=())
    """What the certificate's page says besides."""

    @property
    def spec(self) -> ItemSpec:
        return current(self.item).spec

    @property
    def worked(self) -> tuple[Document, Example]:
        """The worked case with its place in the pack."""
        for document, example, _faults in read_examples(SICHUAN / "items" / self.item):
            if document.file.endswith(f"/{self.example}.yaml") and example is not None:
                return document, example
        raise FileNotFoundError(self.example)

    @property
    def answers(self) -> dict[str, Any]:
        """The worked case's answers to the questions that are asked."""
        clean, _problems = validate_form(self.spec, self.worked[1].form)
        return {key: value for key, value in self.worked[1].form.items() if key in clean}

    @property
    def acts(self) -> tuple[ActLine, ...]:
        return self.worked[1].acts

    def line(self, act: str) -> ActLine:
        """The first line of that act that is not refused."""
        return next(one for one in self.acts if one.do == act and not one.refused)

    @property
    def visit(self) -> ActLine | None:
        """The visit with a check list, which is done at the desk."""
        found = (one for one in self.acts if one.takes.get("step") == CHECK_LIST)
        return next(found, None)

    def between(self) -> list[ActLine]:
        """What others do between acceptance and proposal, and what the office enters; nothing that is refused."""
        begins, ends = (self.acts.index(self.line(act)) for act in ("accept", "review"))
        return [one for one in self.acts[begins + 1 : ends] if one != self.visit and not one.refused]

    def after_the_grant(self) -> list[ActLine]:
        """What the organ enters between the decision and the certificate."""
        acts = [one.do for one in self.acts]
        return [one for one in self.acts[acts.index("grant") :] if one.do == "enter"]

    def plays(self, number: str, lines: list[ActLine]) -> None:
        """Let the others do their part in the case ``number``, each at the moment the worked case names."""
        document, example = self.worked
        cut = example.model_copy(update={"acts": tuple(lines), "expect": type(example.expect)()})
        scene = Scene(self.item, cut, PLAYER, who, {"it": number})
        assert [str(fault) for fault in play(document, scene)] == []


def who(role: str, department: str, spec: ItemSpec) -> Actor:
    """The demo's person of the item's own department; somebody made for it elsewhere."""
    if department == spec.department:
        return actor(f"{role}.{department}")
    return person(Role(role), department)


def moment(line: ActLine, minutes: int = 0) -> str:
    """When an act of a worked case is done, for the clock; ``minutes`` later where asked."""
    return (datetime.fromisoformat(line.at) + timedelta(minutes=minutes)).isoformat()


BUSINESSES = (
    Business(
        "foreign-trade-filing",
        "company-in-chengdu",
        "commerce",
        {"uscc": "911100001016237410"},
        "代码不对，请核对18位代码（含校验位）",
        "对外贸易经营者备案登记表",
        ("5101101623741",),
    ),
    Business(
        "power-grid-environment",
        "form-220kv",
        "environment",
        {"author_code": "91350100M000100Y44"},
        "代码不对，请核对18位代码（含校验位）",
    ),
    Business(
        "medical-institution-registration",
        "registered",
        "health",
        {"beds": "六十"},
        "请用数字",
        "医疗机构执业许可证",
        ("锦水康宁医院",),
    ),
    Business(
        "non-coal-mine-safety",
        "licensed",
        "emergency",
        {"uscc": "91350100M000100Y44"},
        "代码不对，请核对18位代码（含校验位）",
        "安全生产许可证",
        ("铜矿地下开采",),
    ),
    Business(
        "land-tract-plan",
        "normal",
        "natural",
        {"people": "四十五, 38, 51"},
        "数",
    ),
    Business(
        "mining-right",
        "new-limestone",
        "natural",
        {"corners": "101.5012, 27.9034\n101.5186, 27.9127\n101.5186, 27.9034\n101.5012, 27.9127"},
        "相交",
        "采矿许可证",
        ("示例县石坝石灰岩矿",),
    ),
)
