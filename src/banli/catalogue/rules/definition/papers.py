"""The words of an item's papers as data: the platform's, those of the pack for the kind, and the item's own.

They are laid over each other paper by paper and key by key as a definition is read, so that what is published holds
the words a case prints by. The platform's alone stand in no definition: they are the same for every item.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from os.path import normpath
from pathlib import Path as FilePath
from typing import Any

from pydantic import Field as Bound
from pydantic import TypeAdapter

from banli.catalogue.rules.definition.conditions import Strict
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.yamlfile import Document, read_yaml
from banli.kernel.text import Words

FILE = "papers.yaml"
"""The file of an item with what it prints otherwise than its kind."""
FOLDER = "papers"
"""The folder of a pack with the papers of each kind of item: ``05.yaml``."""
NAMELESS: Mapping[str, Any] = {"title": "　", "word": "文", "paragraphs": ["　"]}
"""What lies below a paper that nobody makes, so that its name is what is wrong with it."""
OF_PLATFORM = tuple(FilePath(__file__).parent / name for name in (FILE, "own_papers.yaml"))
"""Of an application, and of what the organ begins by itself."""


class Each(Strict):
    """A text once for every entry of the list ``each``, which it calls ``one``."""

    each: str
    text: str = Bound(min_length=1)


Text = str | Each


class PaperText(Strict):
    """The words of one paper, in Chinese as it is printed; each text is a template over the facts of the paper.

    What turns out empty is left out. ``title`` in English is what the screens call it; ``word`` stands in its number.
    """

    title: Words
    word: str = Bound(pattern=r"^[\u4e00-\u9fff]{1,8}$")
    paragraphs: tuple[Text, ...] = Bound(min_length=1)
    points: tuple[Text, ...] = ()
    """Numbered, after the paragraphs."""
    closing: tuple[Text, ...] = ()
    remedies: bool = False
    """Whether it may be contested: then it says where, how long, and from when."""
    asks: tuple[Field, ...] = ()
    """What the officer fills in for it: a standard that is granted, what a ruling orders. The texts name them."""


class PaperPart(Strict):
    """What a file says of one paper: what it does not say stays as the platform, or the pack's kind, has it."""

    title: Words | None = None
    word: str | None = Bound(default=None, pattern=r"^[\u4e00-\u9fff]{1,8}$")
    paragraphs: tuple[Text, ...] | None = None
    points: tuple[Text, ...] | None = None
    closing: tuple[Text, ...] | None = None
    remedies: bool | None = None
    asks: tuple[Field, ...] | None = None


@cache
def _of_platform() -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for file in OF_PLATFORM:
        found |= read_yaml(file, file.name).data
    return found


@cache
def platform_papers() -> Mapping[str, PaperText]:
    """The papers as the platform words them, by name."""
    return TypeAdapter(dict[str, PaperText]).validate_python(_of_platform())


def kind_file(item: FilePath, kind: Any) -> FilePath | None:
    """The file with the papers of ``kind`` in the pack of the item in the folder ``item``, where it has one."""
    file = FilePath(normpath(item / ".." / ".." / FOLDER / f"{kind}.yaml"))
    return file if isinstance(kind, str) and file.is_file() else None


def read_kind(file: FilePath) -> Document:
    """The papers of a kind. Raises ``Unreadable``."""
    return read_yaml(file, str(file))


def laid_over(*layers: Any) -> dict[str, Any]:
    """The papers that ``layers`` say anything of: the later over the earlier, all over the platform's, key by key."""
    found: dict[str, Any] = {}
    for layer in layers:
        for name, said in layer.items() if isinstance(layer, Mapping) else ():
            below = found.get(name) or _of_platform().get(name, NAMELESS)
            found[name] = {**below, **said} if isinstance(said, Mapping) else said
    return found
