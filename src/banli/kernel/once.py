"""Recording a thing once, however often its file is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from banli.kernel import clock
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

Row = TypeVar("Row", bound=models.Model)


def once(model: type[Row], public_id: str, values: Mapping[str, Any], **first: Any) -> tuple[Row, bool]:
    """The row called ``public_id``, and whether it was made now with ``values`` and the present moment.

    ``first`` are values it begins with and may change in its life; they are not compared.

    :raises Refused: where it is there already and says something else.
    """
    row, made = model._default_manager.get_or_create(
        public_id=public_id, defaults={**values, **first, "recorded_at": clock.now()}
    )
    if not made and any(getattr(row, name) != value for name, value in values.items()):
        raise Refused(
            gettext_noop("“%(public_id)s” is on record already and says something else."), public_id=public_id
        )
    return row, made
