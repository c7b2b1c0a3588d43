"""A process that has read everything the ``banli`` command is made of, from which its runs are forked.

Imported by the fork server alone (``tests/site/commands.py``). What the environment decides is decided in the fork:
:func:`begin_again` puts the process back to where nobody has read the environment yet.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from unittest import mock

SETTINGS = "banli.site.settings"
MORE = ("banli.province.load",)
"""What commands import only when they run."""
NOT_THERE = "/proc/banli-no-folder"
"""A data folder that no machine has or can make."""


class _Enough(Exception):
    """Models are imported; nothing has begun to work with them."""


def _read_all() -> None:
    for name in [name for name in os.environ if name.startswith("BANLI_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.update({"BANLI_DIR": NOT_THERE, "DJANGO_SETTINGS_MODULE": SETTINGS})
    import django
    from django.contrib.contenttypes.apps import ContentTypesConfig

    import banli.cli  # noqa: F401 - to have it

    # The first app that Django calls ready stops it: each fork sets Django up to the end by itself.
    with mock.patch.object(ContentTypesConfig, "ready", _read_more), suppress(_Enough):
        django.setup()
    gc.collect()
    gc.freeze()  # pages that no collection writes to stay shared with the forks


def _read_more(config: object) -> None:
    for name in MORE:
        importlib.import_module(name)
    raise _Enough


def begin_again(environment: Mapping[str, str]) -> None:
    """Forget what was read from the environment, which now is ``environment``."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connections
    from django.utils.functional import empty

    import banli.site
    from banli.kernel import clock

    os.environ.clear()
    os.environ.update(environment)
    apps.app_configs.clear()
    apps.apps_ready = apps.models_ready = apps.loading = False
    apps.clear_cache()
    settings._wrapped = empty
    for alias in [one.alias for one in connections.all(initialized_only=True)]:
        del connections[alias]
    vars(connections).pop("settings", None)
    vars(connections)["_settings"] = None
    sys.modules.pop(SETTINGS)
    del banli.site.settings
    clock._offset = clock._start_offset()


_read_all()
