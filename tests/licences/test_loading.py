"""Certificates from before the platform: read from files with line and field, taken in once, seen by every check."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import PLAYER, open_house, person

from banli.areas.models import Right
from banli.catalogue.service import serial_of, spec_in
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.kernel.textfile import FileFault
from banli.ledger.service import verify
from banli.licences import service as licences
from banli.licences.service import Certificate, Standing
from banli.numbering.service import take
from banli.province.certificates import load_certificates_of, load_file
from banli.province.load import SICHUAN

MINING, CLINIC, FILING = "mining-right", "medical-institution-registration", "foreign-trade-filing"
GROUND = "101.5012, 27.9034; 101.5186, 27.9034; 101.5186, 27.9127; 101.5012, 27.9127"
OVER = "101.5100, 27.9080; 101.5300, 27.9080; 101.5300, 27.9200; 101.5100, 27.9200"
BESIDE = "101.5186, 27.9034; 101.5300, 27.9034; 101.5300, 27.9127; 101.5186, 27.9127"
BASE = {
    "number": "川采矿〔2015〕0031号",
    "valid_from": "2015-06-18",
    "valid_to": "2030-03-09",
    "mining_number": "C5134002020037110153001",
    "company": "凉山示例矿业有限公司",
    "company_code": "91513400MA62001019",
    "address": "凉山州示例县示例路1号",
    "economy": "有限责任公司",
    "mine": "示例县石坝石灰岩矿",
    "mineral": "水泥用石灰岩",
    "method": "open",
    "scale": "Small",
    "output": "60",
    "corners": GROUND,
    "top_m": "2480",
    "bottom_m": "2310",
}
OTHER = {
    "number": "川采矿〔2016〕0007号",
    "mining_number": "C5134002022107110153002",
    "company_code": "91513400MA62002022",
    "corners": BESIDE,
}


@pytest.fixture
def house(db: None) -> None:
    open_house(MINING)


def csv_of(tmp_path: Path, *rows: dict[str, str], name: str = "rights.csv", encoding: str = "utf-8") -> Path:
    """A file with these rows; what a row does not say is as in BASE."""
    whole = [BASE | row for row in rows]
    head = list(dict.fromkeys(key for row in whole for key in row))
    lines = [",".join(head), *(",".join(f'"{row.get(key, "")}"' for key in head) for row in whole)]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def load(path: Path, item: str = MINING, **more: Any) -> licences.Loaded:
    told, faults = load_file(path, item=item, by=SYSTEM, **more)
    assert faults == [], faults
    return told


def faults(path: Path, item: str = MINING) -> list[str]:
    told, found = load_file(path, item=item, by=SYSTEM)
    assert told.faults
    return [str(one) for one in found]


@pytest.mark.usefixtures("house")
def test_a_right_is_taken_in_with_its_event_and_checked_by_strangers(tmp_path: Path) -> None:
    told = load(csv_of(tmp_path, {}, OTHER))
    assert (told.taken, told.known) == (2, 0)
    found = Certificate.objects.get(number=BASE["number"])
    assert (found.origin, found.case, found.file, found.holder) == ("loaded", None, None, BASE["company"])
    assert licences.facts_of(found)["area_km2"] == pytest.approx(1.7654)
    event = licences.history(found)[0]
    assert (event.name, json.loads(event.body)["source"]) == ("certificate_loaded", "rights.csv")
    shown = licences.verify_by_facts(BASE["number"], BASE["company"])
    assert shown is not None
    assert shown.standing == Standing.VALID
    assert {line["value"] for line in found.lines} >= {"水泥用石灰岩", "露天开采", "小型"}
    assert verify().ok


@pytest.mark.usefixtures("house")
def test_read_again_it_changes_nothing_and_may_grow(tmp_path: Path, clock: HeldClock) -> None:
    load(csv_of(tmp_path, {}))
    assert load(csv_of(tmp_path, {}, OTHER)).known == 1
    assert Certificate.objects.count() == 2
    clock.set("2031-01-06")
    told = load(csv_of(tmp_path, {}, OTHER, encoding="gb18030"))
    assert (told.taken, told.known) == (0, 2)
    [line] = faults(csv_of(tmp_path, {"company": "别家矿业有限公司"}))
    assert "第2行" in line
    assert "“number”" in line
    assert Right.objects.filter(ended_on=None).count() == 2


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({"company_code": "91513400MA62001010"}, "company_code", "信用代码"),
        ({"mining_number": "C51340020221071101530"}, "mining_number", "23位"),
        ({"corners": "101.5, 27.9; 101.6, 27.9"}, "corners", "3个拐点"),
        ({"corners": "101.50, 27.90; 101.52, 27.92; 101.52, 27.90; 101.50, 27.92"}, "corners", "相交"),
        ({"corners": "27.9034, 101.5012; 27.9, 101.6; 27.8, 101.6"}, "corners", "经度"),
        ({"mineral": "玉石"}, "mineral", ""),
        ({"output": "很多"}, "output", ""),
        ({"company": " "}, "company", "请填写"),
        ({"number": ""}, "number", "编号"),
        ({"valid_from": "18.6.2015"}, "valid_from", "2022-10-17"),
        ({"valid_from": "2015-02-30"}, "valid_from", "2022-10-17"),
        ({"valid_to": "2015-01-01"}, "valid_to", "早于"),
        ({"valid_to": "2022-10-16"}, "valid_to", "2022-10-16"),
        ({"issued_on": "2022-10-18"}, "issued_on", "尚未"),
        ({"owner": "x"}, "owner", "mining_number"),
    ],
)
@pytest.mark.usefixtures("house")
def test_a_fault_names_line_and_field_and_nothing_is_taken_in(
    tmp_path: Path, row: dict[str, str], field: str, says: str
) -> None:
    found = faults(csv_of(tmp_path, OTHER, row))
    here = [one for one in found if "第3行" in one and f"“{field}”" in one]
    assert here, found
    assert any(says in one for one in here), here
    assert not Certificate.objects.exists()
    assert not Right.objects.exists()


@pytest.mark.usefixtures("house")
def test_rights_that_overlap_among_themselves_are_told_and_every_fault_at_once(tmp_path: Path) -> None:
    third = OTHER | {"number": "川采矿〔2017〕0001号", "corners": GROUND, "output": "x"}
    found = faults(csv_of(tmp_path, {}, OTHER | {"corners": OVER}, third, {}))
    assert [one.split("：")[0] for one in found] == [f"rights.csv 第{n}行" for n in (3, 4, 5)], found
    assert "C5134002020037110153001" in found[0]
    assert "“corners”" in found[0]
    assert "“output”" in found[1]
    assert "2" in found[2]
    assert not Right.objects.exists()


@pytest.mark.usefixtures("house")
def test_the_number_of_a_right_stands_once(tmp_path: Path) -> None:
    [found] = faults(csv_of(tmp_path, {}, OTHER | {"mining_number": BASE["mining_number"]}))
    assert "“mining_number”" in found


@pytest.mark.usefixtures("house")
def test_only_looking_writes_nothing(tmp_path: Path) -> None:
    assert load(csv_of(tmp_path, {}), only_check=True).taken == 1
    assert not Certificate.objects.exists()
    with pytest.raises(Denied):
        load_file(csv_of(tmp_path, {}), item=MINING, by=person(Role.APPROVER, "natural"))


@pytest.mark.usefixtures("house")
def test_a_new_application_over_a_loaded_right_is_refused_and_its_renewal_replaces_it(tmp_path: Path) -> None:
    load(csv_of(tmp_path, {}))
    fresh = PLAYER.form(MINING, "overlap", corners=OVER.replace("; ", "\n"))
    with pytest.raises(Invalid) as wrong:
        PLAYER.apply(MINING, fresh)
    assert [one.where for one in wrong.value.problems] == ["corners"]
    with pytest.raises(Invalid) as wrong:
        PLAYER.apply(MINING, PLAYER.form(MINING, "renewal", expires_on="2031-01-01"))
    assert [one.where for one in wrong.value.problems] == ["expires_on"]
    assert PLAYER.apply(MINING, PLAYER.form(MINING, "renewal")).number


def test_geojson_tells_the_line_of_its_feature(house: None, tmp_path: Path) -> None:
    def feature(ring: list[list[float]], **told: str) -> dict[str, Any]:
        properties = {key: value for key, value in (BASE | told).items() if key != "corners"}
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    square = [
        [101.5012, 27.9034],
        [101.5186, 27.9034],
        [101.5186, 27.9127],
        [101.5012, 27.9127],
        [101.5012, 27.9034],
    ]
    crossed = [[101.60, 27.90], [101.62, 27.92], [101.62, 27.90], [101.60, 27.92], [101.60, 27.90]]
    more = {key: OTHER[key] for key in ("number", "mining_number", "company_code")}
    path = tmp_path / "rights.geojson"
    whole = {"type": "FeatureCollection", "features": [feature(square), feature(crossed, **more)]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    [found] = faults(path)
    begins = [n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text == "  {"]
    assert f"第{begins[1]}行" in found
    assert "“corners”" in found
    whole["features"] = [feature(square)]
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert load(path).taken == 1
    for broken, says in (
        ('{"type": 1}', "FeatureCollection"),
        ("{", "JSON"),
        (json.dumps(whole).replace("Polygon", "Point"), "Polygon"),
        (json.dumps(whole).replace("101.5012", '"x"'), "geometry"),
    ):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(FileFault, match=says):
            load_file(path, item=MINING, by=SYSTEM)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("number\n", None),
        ("number,number\n1,2\n", "第1行"),
        ("number,valid_from\n1,2,3\n", "第2行"),
        ("number,valid_from\n1,2\n", "mining_number"),
        ('number,valid_from\n"1,2\n', "CSV"),
    ],
)
def test_a_file_that_is_no_list_is_told(house: None, tmp_path: Path, text: str, says: str | None) -> None:
    path = tmp_path / "rights.csv"
    path.write_text(text, encoding="utf-8")
    if says is None:
        assert load(path).taken == 0
        return
    with pytest.raises(FileFault, match=says):
        load_file(path, item=MINING, by=SYSTEM)
    path.rename(tmp_path / "rights.xlsx")
    with pytest.raises(FileFault):
        load_file(tmp_path / "rights.xlsx", item=MINING, by=SYSTEM)


def test_numbers_given_before_are_not_given_again(house: None, tmp_path: Path) -> None:
    load(csv_of(tmp_path, {"number": "川采矿〔2022〕0031号", "valid_from": "2022-01-04"}))
    assert take("certificate:mining-right:2022") == 32


def test_what_is_validated_says_until_when_and_is_reminded_and_renewed(db: None, tmp_path: Path) -> None:
    open_house(CLINIC)
    form = PLAYER.form(CLINIC, "hospital-with-99-beds")
    kept = {
        key: ";".join(value) if isinstance(value, list) else str(value)
        for key, value in form.items()
        if not isinstance(value, bool) and key not in ("staff", "application")
    }
    row = {"number": "川卫医证〔2020〕00007号", "valid_from": "2020-01-06"} | kept
    path = tmp_path / "clinics.csv"

    def write(**more: str) -> Path:
        whole = row | more
        cells = (f'"{value}"' for value in whole.values())
        path.write_text(",".join(whole) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
        return path

    [found] = faults(write(), CLINIC)
    assert "“validate_by”" in found
    load(write(validate_by="2022-11-01"), CLINIC)
    certificate = Certificate.objects.get()
    assert licences.settle(by=SYSTEM) == 1
    assert licences.history(certificate)[-1].name == "reminded"
    by = person(Role.APPROVER, "health")
    assert licences.validate(by=by, number=certificate.number, result="passed").validate_by == date(
        2023, 11, 1
    )


def test_a_loaded_filing_can_be_changed(db: None) -> None:
    open_house(FILING, MINING)
    assert load_certificates_of(SICHUAN, by=SYSTEM) == 3
    assert load_certificates_of(SICHUAN, by=SYSTEM) == 0
    old = Certificate.objects.get(number="20210417")
    told = PLAYER.form(FILING, "change", **{**old.answers, "filing": "change", "old_number": old.number})
    with pytest.raises(Invalid) as wrong:
        PLAYER.apply(FILING, told)
    assert [one.where for one in wrong.value.problems] == ["changed"]
    case = PLAYER.apply(FILING, told | {"legal_name": "新负责人", "changed": ["legal"]})
    assert case.concerns.certificate == old


def test_items_without_certificates_are_refused(db: None) -> None:
    open_house("academic-record-check")
    with pytest.raises(Refused):
        licences.load_earlier(item="academic-record-check", rows=[], source="x", by=SYSTEM)


@given(st.integers(1900, 2100), st.integers(1, 99999))
def test_a_number_of_the_platforms_own_pattern_is_known(year: int, serial: int) -> None:
    spec = spec_in(SICHUAN / "items" / MINING)
    assert spec is not None
    assert serial_of(spec, f"川采矿〔{year}〕{serial:04d}号") == (year, serial)
    assert serial_of(spec, f"川采矿（{year}）{serial:04d}号") is None


INPUTS = Path(__file__).parent / "inputs"


@pytest.mark.parametrize("name", ["slashes.csv", "chinese.csv"])
def test_days_as_a_spreadsheet_saves_them_are_taken(db: None, name: str) -> None:
    open_house(FILING)
    assert load(INPUTS / name, FILING).taken == 1
    assert Certificate.objects.get().valid_from == date(2021, 4, 12)


def test_a_number_that_a_spreadsheet_spoiled_is_pointed_at(db: None) -> None:
    open_house(FILING)
    [found] = faults(INPUTS / "exponent.csv", FILING)
    assert "第2行" in found
    assert "“number”" in found
    assert "电子表格" in found


@pytest.mark.usefixtures("house")
def test_what_programs_write_in_a_file_of_certificates(tmp_path: Path) -> None:
    path = csv_of(tmp_path, {"valid_from": "2015年6月18日", "valid_to": "9999-12-31", "issued_on": "NULL"})
    text = path.read_text(encoding="utf-8").replace("\n", ",,\r\n", 1)
    path.write_bytes(text.encode("utf-16"))
    assert load(path).taken == 1
    found = Certificate.objects.get()
    assert (found.valid_from, found.valid_to, found.issued_on) == (date(2015, 6, 18), None, date(2015, 6, 18))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"output": "6E+01"}, "output"),
        ({"company_code": "9.15E+17"}, "company_code"),
        ({"valid_from": "42173"}, "valid_from"),
        ({"valid_from": "18/06/2015"}, "valid_from"),
        ({"number": "—"}, "number"),
        ({"number": "2015.5"}, "number"),
    ],
)
@pytest.mark.usefixtures("house")
def test_a_cell_that_a_spreadsheet_spoiled_is_told_once(
    tmp_path: Path, row: dict[str, str], field: str
) -> None:
    [found] = faults(csv_of(tmp_path, row))
    assert f"“{field}”" in found


@pytest.mark.usefixtures("house")
def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = csv_of(tmp_path, {}, OTHER, encoding="gb18030")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[2].decode("gb18030").encode()]))
    with pytest.raises(Refused, match="3"):
        load_file(path, item=MINING, by=SYSTEM)
