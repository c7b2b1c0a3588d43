"""Columns of any type as texts, as the same table in CSV would have them; what cannot be one is named."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.kernel.cells import EXACT
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

NOT_A_TYPE = gettext_noop(
    "%(file)s: the column %(column)s holds %(type)s; texts, numbers or days belong there. Nothing was taken in."
)
NOT_UTF8 = gettext_noop(
    "%(file)s: the column %(column)s holds text that is not UTF-8, in row %(row)s. Write the file again with UTF-8."
    " Nothing was taken in."
)
FLOATS = {pa.float16(): 1 << 11, pa.float32(): 1 << 24, pa.float64(): EXACT}
"""From here on a floating number may stand for several whole ones."""


def is_fit(kind: Any) -> bool:
    """True where a column of this type may stand in an exchange table."""
    if pa.types.is_dictionary(kind):
        return is_fit(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return is_fit(kind.storage_type)
    if pa.types.is_run_end_encoded(kind):
        return is_fit(kind.value_type)
    odd = (pa.types.is_nested, pa.types.is_boolean, pa.types.is_duration, pa.types.is_interval)
    return not any(one(kind) for one in odd)


def plain(column: Any) -> Any:
    """A column or its chunks without dictionary, extension or runs: one array of plain values."""
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.chunks else pa.array([], column.type)
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return plain(column.storage)
    if pa.types.is_dictionary(kind):
        return plain(column.dictionary_decode())
    if pa.types.is_run_end_encoded(kind):
        return plain(pc.run_end_decode(column))
    return column


def texts(column: Any) -> Any:
    """Plain values as texts: numbers as programs write them, bytes as UTF-8; null stays null."""
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if kind in FLOATS:
        return _floating(column)
    if pa.types.is_fixed_size_binary(kind):
        return pc.utf8_rtrim(column.cast(pa.binary()).cast(pa.string()), characters="\0 ")
    if pa.types.is_decimal(kind):
        return pa.array(
            [None if one is None else format(one, "f") for one in column.to_pylist()], pa.string()
        )
    return column.cast(pa.string())


def _floating(column: Any) -> Any:
    """Floating numbers as programs write them: 1.0; those that may stand for several whole ones with an exponent."""
    limit = FLOATS[column.type]
    wide = column.cast(pa.float32()).cast(pa.float64()) if column.type != pa.float64() else column
    exact = pc.and_(pc.less(pc.abs(wide), float(limit)), pc.equal(pc.floor(wide), wide))
    whole = pc.if_else(exact, wide, pa.scalar(None, pa.float64())).cast(pa.int64()).cast(pa.string())
    pointed = pc.binary_join_element_wise(whole, ".0", "")
    rest = pc.and_(pc.is_valid(wide), pc.invert(pc.fill_null(exact, False)))
    if not pc.any(rest, min_count=0).as_py():
        return pointed
    odd = [f"{one:.15e}" if abs(one) >= limit else str(one) for one in wide.filter(rest).to_pylist()]
    return pc.replace_with_mask(pointed, rest, pa.array(odd, pa.string()))


def check_texts(column: Any, file: str, name: str, row: int) -> None:
    """Raise :class:`Refused` where a text of ``column`` is not UTF-8; its first row is ``row``."""
    kind = column.type
    sized = pa.types.is_fixed_size_binary(kind)
    view = pa.types.is_string_view(kind) or pa.types.is_binary_view(kind)
    if not (sized or view or pa.types.is_large_unicode(kind) or _is_bytes(kind)):
        return
    raw = column.cast(pa.large_binary())
    try:
        raw.cast(pa.large_string())
    except pa.ArrowInvalid:
        for place, one in enumerate(raw.to_pylist(), row):
            if one is not None and not _is_utf8(one):
                raise Refused(NOT_UTF8, file=file, column=name, row=place) from None


def _is_bytes(kind: Any) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_string(kind))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
