"""A name that no font here has: papers with stand-ins, a task for the window, and who did it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.desk.officers import browser_of, do, fresh, page
from tests.house import clerk, submitted

from banli.cases import service as cases
from banli.cases.models import Case
from banli.documents import fonts, pdf
from banli.kernel.errors import Invalid
from banli.ledger.models import Event

pytestmark = pytest.mark.usefixtures("house")
RARE = "\U00031350"
"""Of Extension H."""


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without optional fonts."""
    monkeypatch.setattr(fonts, "optional_faces", tuple)
    monkeypatch.setattr(pdf, "optional_faces", tuple)
    fonts.drawable_here.cache_clear()
    yield
    fonts.drawable_here.cache_clear()


def application(name: str) -> Case:
    return submitted(carrier=name)


def test_an_ordinary_rare_name_is_on_its_papers_and_leaves_no_task() -> None:
    case = application("岀云")
    do(browser_of(clerk()), case, "accept")
    assert cases.completions_of(fresh(case)) == []


@pytest.mark.usefixtures("bare")
def test_the_window_completes_a_paper_by_hand() -> None:
    case, who = application(f"{RARE}云"), clerk()
    client = browser_of(who)
    assert do(client, case, "accept").status_code == 302
    (task,) = cases.completions_of(fresh(case))
    assert (task.kind, task.characters, task.completed_at) == ("acceptance", RARE, None)
    (notice,) = cases.notices(fresh(case))
    assert client.get(f"/desk/cases/{case.number}/notices/{notice.pk}.pdf").status_code == 200
    assert task.number in client.get("/desk/").content.decode()
    shown = page(client, case).content.decode()
    assert "papers/complete" in shown
    assert f"{RARE} (U+31350)" in shown, "to be read where the clerk's machine cannot show it either"
    target = f"/desk/cases/{case.number}/papers/complete/"
    for _again in range(2):
        assert client.post(target, {"paper": task.number}).status_code == 302
    (task,) = cases.completions_of(fresh(case))
    assert task.by_id == who.id
    assert Event.objects.filter(topic="paper", name="paper_completed").count() == 1
    shown = page(client, case).content.decode()
    assert "papers/complete" not in shown
    assert task.number in shown
    assert client.post(target, {"paper": "none"}).status_code == 404


@pytest.mark.parametrize("text", ["理由\u202e", "理由\u200b", "理由\U0001f600", "理由\ue000"])
def test_the_reason_of_an_act_is_refused_at_its_field(text: str) -> None:
    case, client = application("岀云"), browser_of(clerk())
    answer = do(client, case, "find_not_required", reasons=text)
    assert answer.status_code == 422
    assert f"U+{ord(text[-1]):04X}" in str(answer.context["tried"].errors["reasons"])
    assert fresh(case).version == case.version


@pytest.mark.parametrize("name", ["\u200b", "\u200e", "\u00ad", "\u3164", "\u2800", "\u115f"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        application(name)
    assert "fill this in" in str(refusal.value.problems[0].message)


@pytest.mark.parametrize("name", ["张\u202e三", "张\x00三", "张\U0001f600", "张\ue000", "张\n三", "张\ud800"])
def test_a_name_that_cannot_be_printed_is_refused_at_its_field(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        application(name)
    (problem,) = refusal.value.problems
    assert problem.where
