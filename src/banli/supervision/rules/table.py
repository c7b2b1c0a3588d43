"""The table of rules: which clock is watched, when a signal is due, and what it says. A pack may change it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator

from banli.kernel.text import Words
from banli.kernel.yamlfile import YamlFile
from banli.supervision.states import LEVELS, Light

WATCHED = (
    *("acceptance", "promise", "decision", "joint", "pre_review", "step", "hearing", "delivery"),
    *("later_material", "verification"),
)
"""The clocks that can be watched, by the keys of the table of clocks; the others are the applicant's own time."""


class When(StrEnum):
    """What a rule waits for."""

    SHORT = "short"
    """Little of the limit is left."""
    PASSED = "passed"
    """The last day is over."""


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(Strict):
    """One row (规则): ``id`` is its number; ``days`` and ``share`` (percent of the limit) say what is short."""

    id: str
    level: Light
    clocks: tuple[str, ...]
    when: When
    words: Words
    article: Words
    days: int = Field(default=1, ge=0, le=60)
    share: int = Field(default=20, ge=0, le=100)

    def watches(self, key: str) -> bool:
        """True for the clock ``key``, such as ``delivery`` or ``step.examine``."""
        return key.partition(".")[0] in self.clocks

    def warns_at(self, length: int) -> int:
        """How many days are left when a limit of ``length`` days is short."""
        return max(self.days, length * self.share // 100)


HOUSE = Words(zh="中心电子监察规则", en="The centre's rules of supervision")
PERMIT = "行政许可法"
DEFAULTS: tuple[Rule, ...] = (
    Rule(
        id="YJ-01",
        level=Light.BLUE,
        clocks=WATCHED,
        when=When.SHORT,
        words=Words(zh="期限将满", en="The time is running out"),
        article=HOUSE,
    ),
    Rule(
        id="HP-01",
        level=Light.YELLOW,
        clocks=("promise",),
        when=When.PASSED,
        words=Words(zh="超过承诺期限", en="The promised limit has passed"),
        article=HOUSE,
    ),
    Rule(
        id="HP-02",
        level=Light.YELLOW,
        clocks=("step",),
        when=When.PASSED,
        words=Words(zh="环节超时", en="The limit of a step has passed"),
        article=HOUSE,
    ),
    Rule(
        id="HP-03",
        level=Light.YELLOW,
        clocks=("verification",),
        when=When.PASSED,
        words=Words(zh="承诺逾期未核查", en="A declaration was not verified in time"),
        article=HOUSE,
    ),
    Rule(
        id="HO-01",
        level=Light.RED,
        clocks=("decision", "joint"),
        when=When.PASSED,
        words=Words(zh="超过法定办理期限", en="The limit of law for the decision has passed"),
        article=Words(zh=PERMIT + "第四十二条", en="Administrative Licensing Law, Article 42"),
    ),
    Rule(
        id="HO-02",
        level=Light.RED,
        clocks=("acceptance",),
        when=When.PASSED,
        words=Words(zh="五日内未作受理答复", en="The application was not answered within five days"),
        article=Words(zh=PERMIT + "第三十二条", en="Administrative Licensing Law, Article 32"),
    ),
    Rule(
        id="HO-03",
        level=Light.RED,
        clocks=("delivery",),
        when=When.PASSED,
        words=Words(zh="超过十日未送达", en="The result was not handed over within ten days"),
        article=Words(zh=PERMIT + "第四十四条", en="Administrative Licensing Law, Article 44"),
    ),
    Rule(
        id="HO-04",
        level=Light.RED,
        clocks=("pre_review",),
        when=When.PASSED,
        words=Words(zh="下级审查超过法定期限", en="The limit of law for examining and forwarding has passed"),
        article=Words(zh=PERMIT + "第四十三条", en="Administrative Licensing Law, Article 43"),
    ),
    Rule(
        id="HO-05",
        level=Light.RED,
        clocks=("hearing",),
        when=When.PASSED,
        words=Words(zh="二十日内未组织听证", en="The hearing was not held within twenty days"),
        article=Words(zh=PERMIT + "第四十七条", en="Administrative Licensing Law, Article 47"),
    ),
)
"""The house's rules. Blue warns, yellow is past what was promised, red is past what the law sets."""
BY_ID = {rule.id: rule for rule in DEFAULTS}


class RuleChange(Strict):
    """What a pack says of one rule; what it leaves out stays as it is. ``off``: the rule does not apply here."""

    id: str
    level: Light | None = None
    days: int | None = Field(default=None, ge=0, le=60)
    share: int | None = Field(default=None, ge=0, le=100)
    words: Words | None = None
    article: Words | None = None
    off: bool = False

    @field_validator("id")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in BY_ID:
            raise ValueError(f"there is no such rule; the rules are {', '.join(BY_ID)}")
        return value

    @field_validator("level")
    @classmethod
    def _is_a_level(cls, value: Light | None) -> Light | None:
        if value is not None and value not in LEVELS:
            raise ValueError(f"a signal is {', '.join(LEVELS)}")
        return value


class RuleFile(Strict):
    """The whole of ``supervision.yaml``."""

    rules: tuple[RuleChange, ...]

    @field_validator("rules")
    @classmethod
    def _each_once(cls, value: tuple[RuleChange, ...]) -> tuple[RuleChange, ...]:
        seen = [one.id for one in value]
        twice = [one for one in seen if seen.count(one) > 1]
        if twice:
            raise ValueError(f"{twice[0]} is there twice")
        return value


def read_changes(file: YamlFile) -> tuple[RuleChange, ...]:
    """The changes of a pack's file.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    return file.validated(RuleFile).rules


def changed(changes: Sequence[RuleChange]) -> tuple[Rule, ...]:
    """The table with ``changes`` laid over it."""
    by_id = {one.id: one for one in changes}
    return tuple(_with(rule, by_id.get(rule.id)) for rule in DEFAULTS if not _off(by_id.get(rule.id)))


def _off(change: RuleChange | None) -> bool:
    return change is not None and change.off


def _with(rule: Rule, change: RuleChange | None) -> Rule:
    if change is None:
        return rule
    said = {
        name: value
        for name in ("level", "days", "share", "words", "article")
        if (value := getattr(change, name)) is not None
    }
    return rule.model_copy(update=said)
