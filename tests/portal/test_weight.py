"""What a first visit to the first page brings over the wire: the page as it is sent, each file as it is packed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path, PurePosixPath

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.catalogue.test_search import opened
from tests.snapshots import kept

from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN, load_bundles_of, load_guidance_of

MOST = 100_000
"""Bytes."""
PACKED = (".css", ".js", ".svg")
WHITENOISE = 9
"""The level at which the files are packed when they are collected."""


def file_of(address: str) -> bytes:
    path = finders.find(address.partition("#")[0].removeprefix("/static/"))
    assert isinstance(path, str), address
    return Path(path).read_bytes()


def brought(page: str) -> dict[str, int]:
    """Each file that the page makes a browser fetch, and those that these name in turn, with its bytes as sent."""
    waiting = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    found: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        body = file_of(address)
        packed = len(gzip.compress(body, WHITENOISE)) if address.endswith(PACKED) else len(body)
        found[address] = packed
        told = body.decode(errors="replace") if address.endswith((".css", ".js")) else ""
        named = re.findall(r"url\([\"']?([^\"')]+)", told) + re.findall(r'from\s*"(\./[^"]+)"', told)
        folder = PurePosixPath(address).parent
        waiting += [str(folder / name.removeprefix("./")) for name in named if not name.startswith("data:")]
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_first_visit_brings_less_than_a_hundred_kilobytes(db: None, language: str) -> None:
    kept("catalogue of the pack", opened)
    load_bundles_of(SICHUAN, by=SYSTEM)
    load_guidance_of(SICHUAN, by=SYSTEM)
    browser = Client(headers={"accept-encoding": "gzip, br"})
    browser.cookies["django_language"] = language
    answer = browser.get("/")
    files = brought(
        gzip.decompress(answer.content).decode()
        if answer.get("Content-Encoding") == "gzip"
        else answer.content.decode()
    )
    assert len(files) > 10
    total = len(answer.content) + sum(files.values())
    assert total < MOST, {"page": len(answer.content), **dict(sorted(files.items(), key=lambda one: -one[1]))}
