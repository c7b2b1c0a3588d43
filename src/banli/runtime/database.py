"""From an address to Django's database settings; PostgreSQL is the only dialect."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from banli.runtime.environment import BadEnvironment, Environment
from banli.runtime.folder import socket_folder

NAME = "banli"
"""The embedded server's database and its only role."""


def settings_for(environment: Environment) -> dict[str, Any]:
    """The ``default`` entry of DATABASES: DATABASE_URL where given, else the embedded server's socket."""
    url = environment.database_url
    found = parse(url) if url else embedded(environment.folder)
    known = {key: found.pop(key, "") for key in ("dbname", "user", "password", "host", "port")}
    options: dict[str, Any] = {"connect_timeout": 10, **found}
    options["application_name"] = found.get("application_name") or f"banli[{os.getpid()}]"
    options["pool"] = {"min_size": 0, "max_size": environment.pool, "timeout": 10, "name": "banli"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"] or NAME,
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": str(known["port"] or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # a pooled connection that died with a server is replaced, not handed out
    }


def embedded(folder: Path, name: str = NAME) -> dict[str, Any]:
    """Connection parameters of the embedded server of ``folder``."""
    return {"host": str(socket_folder(folder)), "user": NAME, "dbname": name}


def parse(url: str) -> dict[str, Any]:
    """Connection parameters of a ``postgresql://`` address; :class:`BadEnvironment` where it is not one."""
    scheme = url.partition("://")[0].lower()
    if scheme not in {"postgresql", "postgres"} or "://" not in url:
        raise BadEnvironment(
            "DATABASE_URL must be an address like postgresql://user:password@host:5432/name."
        )
    try:
        found = dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        fault = str(error).strip().splitlines()[0]
        raise BadEnvironment("DATABASE_URL cannot be read: %(fault)s", fault=fault) from None
    if not found.get("dbname"):
        raise BadEnvironment("DATABASE_URL names no database: postgresql://user:password@host:5432/name.")
    return found
