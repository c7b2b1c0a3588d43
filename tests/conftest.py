"""The harness of every test: a real PostgreSQL, a held clock, and no mercy for what is careless.

One embedded server is started for the whole run, shared by the workers of xdist (each has its own database in it)
and stopped at the end; with DATABASE_URL set the tests use that server instead. Browser tests are marked
``browser``: without Chromium they are skipped with the reason, and fail where CI=true.
"""

from __future__ import annotations

import functools
import gc
import ipaddress
import os
import random
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.held_clock import HeldClock
from tests.patience import PATIENCE

REFUSED_ELSEWHERE = ("connect", "connect_ex", "sendto")
"""What a socket reaches another machine by."""
SESSION_FOLDER = "BANLI_TEST_FOLDER"
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs that the browser tests drive, the one that takes least first."""
FIRST_MOMENT = "2022-10-17T09:00"
RARELY = (100_000, 50, 100)
"""How seldom Python looks for garbage that refers to itself: with its usual numbers that was a sixth of a run."""
_server: list[Any] = []
_counter: list[Any] = []

# Whoever runs the tests gets the same examples; `--hypothesis-profile=explore` looks for new ones.
SLOW_IS_NOT_WRONG = {"deadline": None, "suppress_health_check": (hypothesis.HealthCheck.too_slow,)}
hypothesis.settings.register_profile("explore", hypothesis.settings(), **SLOW_IS_NOT_WRONG)
hypothesis.settings.register_profile(
    "same", hypothesis.settings.get_profile("explore"), derandomize=True, database=None
)
hypothesis.settings.load_profile("same")


class NoNetwork(RuntimeError):
    """A test reached for another machine."""


def is_here(family: int, address: Any) -> bool:
    """True for a Unix socket and for this machine by number or as ``localhost``."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0]).partition("%")[0]
    try:
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stay_here(name: str) -> None:
    """Let the method ``name`` of every socket refuse addresses of other machines, for the rest of the process."""
    original = getattr(socket.socket, name)

    @functools.wraps(original)
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if not is_here(self.family, arguments[-1]):
            raise NoNetwork(f"tests have no network: {name} to {arguments[-1]}")
        return original(self, *arguments)

    setattr(socket.socket, name, guarded)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--branches``: count the lines and branches that the run takes (``tests/branches.py``)."""
    parser.addoption("--branches", action="store_true", help="count the lines and branches that are taken")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Cut the network, start the server in the first process, set the environment before Django reads it."""
    for name in REFUSED_ELSEWHERE:
        _stay_here(name)
    gc.set_threshold(*RARELY)
    first = not hasattr(config, "workerinput")
    if first:
        os.environ[SESSION_FOLDER] = tempfile.mkdtemp(prefix="banli-test-")
        os.environ.pop("BANLI_NOW", None)
    if config.getoption("branches") and not (first and config.getoption("numprocesses", None)):
        from tests import branches

        _counter.append(branches.begin())
    root = Path(os.environ[SESSION_FOLDER])
    own = root / os.environ.get("PYTEST_XDIST_WORKER", "main")
    os.environ["BANLI_DIR"] = str(own)
    os.environ["DJANGO_SETTINGS_MODULE"] = "banli.site.settings"

    from banli.runtime import catalogues, folder, postgres

    folder.prepare(own)
    _same_key(root, own)
    if first:
        catalogues.refresh()
        if not os.environ.get("DATABASE_URL"):
            folder.prepare(root / "server")
            server = postgres.Server(root / "server", volatile=True, bound=True)
            server.acquire()
            _server.append(server)
            os.environ["DATABASE_URL"] = (
                f"postgresql://banli@/banli?host={folder.socket_folder(root / 'server')}"
            )

    import django
    from django.conf import settings

    # A slow hash is the point of a password and not of a test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = PATIENCE
    django.setup()
    if first and config.getoption("numprocesses", None):
        # A worker that inherits the name reads the settings before it has its own folder.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _same_key(root: Path, own: Path) -> None:
    """Let every worker sign with one key and one secret: rows and addresses of one are brought to another."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    shared = root / "platform-ed25519.pem"
    if not shared.exists():
        key = Ed25519PrivateKey.generate()
        shared.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        shared.chmod(0o600)
    (own / "keys").mkdir(mode=0o700, exist_ok=True)
    shutil.copy(shared, own / "keys" / shared.name)
    if own != root / "main":
        shutil.copy(root / "main" / "secret", own / "secret")


def pytest_sessionfinish() -> None:
    """Leave what this process has taken of the house before the first process gathers it."""
    if _counter:
        from tests import branches

        branches.keep(_counter.pop(), Path(os.environ[SESSION_FOLDER]))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove everything the run wrote, but for the branches that it took."""
    if hasattr(config, "workerinput") or SESSION_FOLDER not in os.environ:
        return
    if config.getoption("branches"):
        from tests import branches

        branches.gather(Path(os.environ[SESSION_FOLDER]))
    while _server:
        _server.pop().release()
        os.environ.pop("DATABASE_URL", None)
    shutil.rmtree(os.environ.pop(SESSION_FOLDER), ignore_errors=True)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nobody need look through it for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what is long; without Chromium skip the browser tests with the reason, or fail them where CI=true."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = long_first(items, workers)
    if chromium():
        return
    reason = "needs Chromium: apt-get install chromium-headless-shell"
    for item in items:
        if item.get_closest_marker("browser") and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason=reason))


def long_first(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """``items`` in their random order, but with the modules marked ``long`` first in the share of each worker.

    xdist cuts them into as many equal parts as there are workers; who has none left takes half of what another has.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    rest = [item for item in items if not item.get_closest_marker("long")]
    modules = list(dict.fromkeys(item.path for item in long))
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        own = set(modules[worker::workers])
        ordered += [item for item in long if item.path in own]
        end = len(items) * (worker + 1) // workers - len(ordered)
        ordered += rest[: max(end, 0)]
        rest = rest[max(end, 0) :]
    return ordered + rest


def chromium() -> str | None:
    """The path of Chromium on this machine."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium for Playwright's ``executable_path``."""
    found = chromium()
    if found is None:
        pytest.fail("this browser test needs Chromium: apt-get install chromium-headless-shell")
    return found


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[HeldClock]:
    """Hold the clock at 2022-10-17 09:00 Shanghai; ``@pytest.mark.real_clock`` leaves it running.

    Other threads (a live server) see the same moment, but running on.
    """
    held = HeldClock()
    if not request.node.get_closest_marker("real_clock"):
        held.set(FIRST_MOMENT)
    yield held
    held.let_go()


WORKERS_MAX = 64


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, in which each worker numbers the revisions of items apart from the others.

    A process reads a revision once by its id; rows that another worker made are brought in (``tests/snapshots.py``).
    """
    from django.db import connection

    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER SEQUENCE catalogue_revision_id_seq INCREMENT {WORKERS_MAX} RESTART {worker}")


@pytest.fixture(autouse=True, scope="session")
def _shuffle_unordered_querysets() -> Iterator[None]:
    """A query without an order has none: give its rows back shuffled, so that nothing leans on luck."""
    from django.db.models import QuerySet

    original = QuerySet._fetch_all

    def fetch_all(self: Any) -> None:
        fresh = self._result_cache is None
        original(self)
        if (
            fresh
            and isinstance(self._result_cache, list)
            and len(self._result_cache) > 1
            and not self.ordered
        ):
            random.shuffle(self._result_cache)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_all)
        yield


@pytest.fixture(autouse=True, scope="session")
def _empty_what_holds_rows() -> Iterator[None]:
    """Tests that commit are cleaned up past the record's refusal to forget: only here it may be emptied.

    Most of the tables hold nothing then, and rows that are few go faster than their tables. What Django writes about
    models and permissions stays.
    """
    from django.core.management.commands import flush
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations

    from tests.snapshots import OF_DJANGO, TABLES

    def filled(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        with connection.cursor() as cursor:
            # Also those that no model writes, such as what the job queue keeps of a job.
            cursor.execute(TABLES, [list(OF_DJANGO)])
            asked = [f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for (one,) in cursor.fetchall()]
            cursor.execute(" UNION ALL ".join(asked))
            holding = [f"DELETE FROM {one}" for (one,) in cursor.fetchall()]
        role = ("SET session_replication_role = replica", "RESET session_replication_role")
        return [role[0], *holding, role[1]] if holding else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", filled)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *given: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _same_bytes_are_looked_at_once() -> Iterator[None]:
    """The process that opens a file is asked about each content once: most tests hand over the same few papers."""
    from banli.files.selectors import file_inspection as inspection

    asked, told = inspection._asked, dict[tuple[Any, ...], bytes]()

    def once(content: bytes, *arguments: str) -> bytes | None:
        key = (inspection.PROGRAM, content, *arguments)
        if key not in told:
            answer = asked(content, *arguments)
            if answer is None:
                return None
            told[key] = answer
        return told[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inspection, "_asked", once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_found_once() -> Iterator[None]:
    """Every client of a test has its own middleware, and each would look through all static files again."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    original, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, Any]()

    def once(self: Any) -> None:
        if not found:
            original(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(autouse=True)
def _fresh_calendar() -> None:
    """What one test loaded, signed and rolled back is not the calendar, the rules, the digest or the seal of the next.

    Within a test calendar and rules are looked at once, however slow the machine: the queries a page makes are counted.
    """
    from django.conf import settings

    from banli.ledger.service import forget_algorithm
    from banli.people.service import forget_platform
    from banli.supervision.selectors import rules
    from banli.worktime import selectors
    from banli.worktime.service import forget_calendar

    selectors.LOOK_AGAIN = rules.LOOK_AGAIN = PATIENCE

    forget_calendar()
    rules.forget_rules()
    forget_algorithm()
    forget_platform()
    (Path(settings.DATA_FOLDER) / "keys" / "seals").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _chinese_first() -> Iterator[None]:
    """Every test begins in the default language, whatever the one before it chose."""
    from django.utils import translation

    with translation.override("zh-hans"):
        yield
