"""Facts of a bulk intake, added up from columns and written by COPY."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from banli.statistics.rules.columns import counted


def fold_columns(*, first: int, said: pa.RecordBatch) -> None:
    """Count the events of new cases from what they say, in the caller's transaction.

    As :func:`banli.statistics.acts.folding.fold_events`, without reading the events again.

    :param first: the id of the first of them; no other block of events has it.
    :param said: rows of :data:`banli.statistics.rules.columns.SAID`.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for facts in counted(said):
            fold = pa.repeat(str(max(first, 1)), len(facts.rows))
            cells = (one.combine_chunks().cast(pa.string()) for one in facts.rows.columns)
            text = pc.binary_join_element_wise(*cells, fold, "\t")
            sql = f"COPY {facts.table} ({', '.join(facts.columns)}, fold) FROM STDIN"
            with cursor.copy(sql) as copy:
                copy.write("".join(f"{line}\n" for line in text.to_pylist()))
