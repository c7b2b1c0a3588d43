"""The catalogue and the calendars, for programs."""

from __future__ import annotations

import pytest
from tests.api.conftest import Ask

from banli.catalogue.models import Item
from banli.catalogue.service import current


def slugs(answer: list[dict[str, str]]) -> set[str]:
    return {one["slug"] for one in answer}


def test_the_items_are_listed_and_filtered(ask: Ask) -> None:
    everything = {"oversize-transport", "foreign-trade-filing", "social-insurance-statement"}
    assert slugs(ask("items")[1]) == everything
    assert slugs(ask("items", {"department": "transport"})[1]) == {"oversize-transport"}
    assert slugs(ask("items", {"kind": "20"})[1]) == {"social-insurance-statement"}
    assert slugs(ask("items", {"q": "大件"})[1]) == {"oversize-transport"}
    assert slugs(ask("items", {"q": "大件", "kind": "20"})[1]) == set()
    card = next(one for one in ask("items")[1] if one["slug"] == "foreign-trade-filing")
    assert (card["name"]["zh"], card["cancelled_on"]) == ("对外贸易经营者备案登记", "2022-12-30")


@pytest.mark.parametrize("name", ["oversize-transport", "510118154000", "11510000990000148W2510118154000"])
def test_an_item_is_answered_with_its_published_definition(ask: Ask, name: str) -> None:
    status, answer = ask(f"items/{name}")
    spec = current("oversize-transport").spec
    assert (status, answer["slug"], answer["revision"]) == (200, "oversize-transport", 1)
    told = answer["definition"]
    assert told["task_code"] == spec.task_code
    assert [material["key"] for material in told["materials"]] == [one.key for one in spec.materials]
    assert told["limits"][0]["statutory"]["days"] == 5
    assert not {"rules", "keywords", "listed"} & set(told)


def test_an_item_that_is_not_there_or_not_listed_is_a_404(ask: Ask) -> None:
    assert ask("items/no-such-item")[0] == 404
    assert ask("items/510118154001")[1]["detail"] == "There is no item of that name."
    Item.objects.filter(slug="foreign-trade-filing").update(current=None)
    assert ask("items/foreign-trade-filing")[0] == 404


def test_the_calendars_name_their_notices_and_which_is_in_force(ask: Ask) -> None:
    _status, answer = ask("calendars")
    assert len(answer) == 10
    of_2019 = [one for one in answer if one["year"] == 2019]
    assert [(one["edition"], one["in_force"], one["notice"]["date"]) for one in of_2019] == [
        (1, False, "2018-12-04"),
        (2, True, "2019-03-22"),
    ]
    assert of_2019[1]["notice"]["number"] == "国办发明电〔2019〕3号"
    assert of_2019[1]["off"]["2019-05-02"] == "劳动节"
    assert "2019-04-28" in of_2019[1]["worked"]
