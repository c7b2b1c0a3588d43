"""An issue of the weekly report in all its forms, against Typst alone on the same words.

``python -m benchmarks.typesetting``. The limit is one plain flow of the same text with the same font, in
the same process with a warm compiler: no template, no tags, no DOCX, no data file. An issue of forty pages with
thirty pictures is measured against the same words and files. No two runs set the same words, for
the compiler remembers what it has set.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image

from benchmarks.bench import median, say

if TYPE_CHECKING:
    from banli.weekly.service import WeekFile

WEEK = Path(__file__).resolve().parents[1] / "docs" / "manual" / "week-file.yaml"
LIMIT_MS = 2000
"""Milliseconds an issue of ten pages may take on a quiet machine: its editor waits for it."""
TIMES = 7
PICTURES, PICTURES_LIMIT_MS, PICTURES_TIMES = 30, 3000, 3
"""Pictures of an issue of forty pages, the milliseconds it may take, how often it is set."""
CERTIFICATES, CERTIFICATE_LIMIT_MS = 21, 150
"""How often a certificate is made, and the milliseconds it may take, without the database."""
PLAIN = '#set text(font: "Banli FangSong", size: 16pt)\n'


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    import typst

    from banli.documents.fonts import FOLDER
    from banli.weekly.service import Mode, set_week_file, week_file

    week = week_file(WEEK)
    long = week.model_copy(update={"sections": week.sections + week.sections[2:] * 2})
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    )
    turn = count(1)
    for issue in (week, long):
        words = re.sub(r"[^\w，。；：、]", " ", issue.model_dump_json())

        def plain(words: str = words) -> None:
            compiler.compile(f"{PLAIN}{next(turn)} {words}".encode(), format="pdf")

        def whole(issue: WeekFile = issue) -> None:
            head = issue.issue.model_copy(update={"copies": next(turn)})
            set_week_file(issue.model_copy(update={"issue": head}), Mode.FAITHFUL)

        floor, spent = median(plain, TIMES), median(whole, TIMES)
        pages = len(re.findall(rb"/Type/Page\b", set_week_file(issue, Mode.FAITHFUL)["weekly.pdf"]))
        held = "held" if spent * 1000 < LIMIT_MS else "NOT held"
        detail = f"{spent * 1000:.0f} ms, {floor * 1000:.0f} ms; limit {LIMIT_MS} ms {held}"
        say(f"an issue of {pages} pages / Typst alone on its words", spent / floor, detail)
    _with_pictures(week, turn)
    _certificate(turn)


def _certificate(turn: Iterator[int]) -> None:
    """A certificate set and signed, against the same set alone."""
    from banli.documents.service import Certificate, Row, certificate_pdf
    from banli.signatures.rules.material import Material
    from banli.signatures.rules.pades import sign
    from banli.signatures.rules.test_authority import make_authority, make_signer

    now = datetime(2022, 10, 21, 10, tzinfo=UTC)
    key, root = make_authority(now)
    material = Material(*make_signer(key, root, now), (root,))
    rows = tuple(Row(f"项目{number}", "内容") for number in range(12))

    def plain() -> bytes:
        day = now.date()
        number = f"川测许〔2022〕第{next(turn)}号"
        sheet = Certificate("测试许可证", number, rows, "测试部门", day, valid_from=day, valid_to=day)
        return certificate_pdf(sheet)

    def signed() -> bytes:
        return sign(plain(), material=material, at=now, reason="颁发")

    signed()  # the library is read in once
    floor, spent = median(plain, CERTIFICATES), median(signed, CERTIFICATES)
    held = "held" if spent * 1000 < CERTIFICATE_LIMIT_MS else "NOT held"
    detail = f"{spent * 1000:.0f} ms, {floor * 1000:.0f} ms; limit {CERTIFICATE_LIMIT_MS} ms {held}"
    say("a certificate set and signed / set alone", spent / floor, detail)


def _with_pictures(week: WeekFile, turn: Iterator[int]) -> None:
    """An issue of forty pages with thirty photographs, against Typst alone on the same words and files."""
    import typst

    from banli.documents.fonts import FOLDER
    from banli.weekly.service import Mode, set_week_file

    photographs = dict(map(_photograph, range(PICTURES)))
    shown = iter(photographs)
    part = week.sections[2]
    lines = [line for line in part.lines for _ in range(2)]
    made = []
    for number in range(10):
        told = [*lines]
        for digest in islice(shown, PICTURES // 10):
            picture = {"file": "a.jpg", "sha256": digest, "source": "巡查", "alt": "大厅"}
            told.insert(
                len(told) // 2, part.lines[0].model_validate({"text": f"大厅{number}", "picture": picture})
            )
        made.append(part.model_copy(update={"level": 1, "lines": tuple(told)}))
    issue = week.model_copy(update={"sections": (*week.sections[:1], *made)})
    words = re.sub(r"[^\w，。；：、]", " ", issue.model_dump_json())

    def whole() -> None:
        head = issue.issue.model_copy(update={"copies": next(turn)})
        set_week_file(issue.model_copy(update={"issue": head}), Mode.FAITHFUL, photographs)

    with TemporaryDirectory() as folder:
        for digest, content in photographs.items():
            (Path(folder) / f"{digest}.jpg").write_bytes(content)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
        compiler = typst.Compiler(root=folder, font_paths=fonts)
        images = "\n".join(f'#image("/{digest}.jpg", width: 156mm)' for digest in photographs)

        def plain() -> None:
            compiler.compile(f"{PLAIN}{next(turn)} {words}\n{images}".encode(), format="pdf")

        floor, spent = median(plain, PICTURES_TIMES), median(whole, PICTURES_TIMES)
    pages = len(re.findall(rb"/Type/Page\b", set_week_file(issue, Mode.FAITHFUL, photographs)["weekly.pdf"]))
    held = "held" if spent * 1000 < PICTURES_LIMIT_MS else "NOT held"
    detail = f"{spent * 1000:.0f} ms, {floor * 1000:.0f} ms; limit {PICTURES_LIMIT_MS} ms {held}"
    say(f"{pages} pages with {PICTURES} pictures / Typst alone on words and pictures", spent / floor, detail)


def _photograph(number: int) -> tuple[str, bytes]:
    """A photograph at 300 dots an inch of 156 mm, and its digest."""
    out = io.BytesIO()
    noise = Image.effect_noise((1843, 900), 40 + number).convert("RGB")
    noise.save(out, "JPEG", quality=85, dpi=(300, 300))
    return hashlib.sha256(out.getvalue()).hexdigest(), out.getvalue()


if __name__ == "__main__":
    main()
