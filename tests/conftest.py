"""What every test runs under: no display, no network, no keyring, an empty home, British English, and loud failures."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    QT_SCALE_FACTOR="1",
    LANG="en_GB.UTF-8",
    PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
)
for _name in ("LC_ALL", "LC_NUMERIC", "LC_TIME", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
    os.environ.pop(_name, None)
# Many tests start the program, and each start would compile all of it again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest  # noqa: E402 - Qt and keyring read the variables above when they are imported
from hypothesis import settings  # noqa: E402

from tests.serving import LocalServer  # noqa: E402

# The suite takes the same examples each time; `make thorough` looks for others, and for far more of them.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))  # as a variable it reaches every process of a run

# Benchmarks run by name only (`make bench`): a timing in the suite would fail on a busy machine.
collect_ignore = [] if any("benchmarks" in argument for argument in sys.argv) else ["benchmarks"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process a stretch of neighbouring tests: what a module makes once is then made by one of them."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


OWN_WORKER = {"test_worker.py", "test_limits.py", "journeys", "benchmarks"}


@pytest.fixture(scope="session", autouse=True)
def garbage_stays_on_this_thread() -> Iterator[None]:
    """Collect between tests, as the program does on its UI thread: a worker that frees a Qt object ends the run."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(autouse=True)
def garbage_is_collected() -> None:
    """Collect as often as Python would, and spare the next time the walk over what stays: tests, modules, caches.

    Done before a test: after one, pytest still holds what its fixtures made, and that would stay for good.
    Written out, as `ui.garbage` would load Qt for tests that need none.
    """
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if 0 < threshold < count:
            gc.collect(generation)
            if generation == 2:
                gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own empty home and program folders."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("CONSULTANT_DESK_WORKSPACE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("CONSULTANT_DESK_HOME", str(folder / "consultant-desk"))
    return folder


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the database of a new workspace is kept once it has been built."""
    return tmp_path_factory.mktemp("new") / "workspace.db"


@pytest.fixture(autouse=True)
def built_once(request: pytest.FixtureRequest, new_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy the database of a new workspace instead of building the same one for every test.

    Tests of storage and migrations look at the building itself and are left alone.
    """
    migrate = sys.modules.get("consultant_desk.storage.migrate")
    if migrate is None or {"storage", "migrations"} & set(request.path.parts):
        return
    build = migrate.build

    def copied(path: Path) -> None:
        if not new_database.exists():
            build(new_database)
        shutil.copyfile(new_database, path)

    monkeypatch.setattr(migrate, "build", copied)


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace of today, made once: tests work on copies."""
    from consultant_desk.sample import create_sample

    folder = tmp_path_factory.mktemp("sample") / "Sample.desk"
    create_sample(folder).close()
    return folder


@pytest.fixture(scope="session")
def known_statements() -> list[Any]:
    """Hold the dialect and the compiled statements that all workspaces of the run share."""
    return []


@pytest.fixture(autouse=True)
def compiled_once(request: pytest.FixtureRequest, known_statements: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile each statement once in a run, as a workspace does while it is open, not once in every test."""
    engine = sys.modules.get("consultant_desk.storage.engine")
    if engine is None or "storage" in request.path.parts:
        return
    make = engine._engine
    if not known_statements:
        first = make(lambda: engine.driver().connect(":memory:", check_same_thread=False), "BEGIN")
        with first.connect():
            known_statements.append(first)

    def known(*args: Any) -> Any:
        made = make(*args)
        made.dialect, made._compiled_cache = known_statements[0].dialect, known_statements[0]._compiled_cache
        return made

    monkeypatch.setattr(engine, "_engine", known)


@pytest.fixture(scope="session")
def spare_children() -> Iterator[list[Any]]:
    """Hold the worker process that waits for the next test; one takes half a second to start."""
    spares: list[Any] = []
    yield spares
    for child in spares:
        child.kill()


@pytest.fixture(autouse=True)
def worker_is_kept(request: pytest.FixtureRequest, spare_children: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand the worker process of a test on to the next one, as one window uses it for many reports.

    Tests that look at the process itself, that kill programs, or measure are left alone.
    """
    worker = sys.modules.get("reports.worker")
    if worker is None or OWN_WORKER & {*request.path.parts}:
        return
    start = worker.ReportWorker._ready

    def ready(self: Any) -> Any:
        if self._child is None and spare_children and self._command == worker.worker_command():
            self._child = spare_children.pop()
        return start(self)

    def close(self: Any) -> None:
        with self._lock:
            child = self._child
            if child is None or spare_children or not child.alive() or self._command != worker.worker_command():
                self._drop()
            else:
                spare_children.append(child)
                self._child = None

    monkeypatch.setattr(worker.ReportWorker, "_ready", ready)
    monkeypatch.setattr(worker.ReportWorker, "close", close)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, int]]:
    """Refuse every connection that leaves the machine's own file system, save to what a test adds to this set."""
    own: set[tuple[str, int]] = set()
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and tuple(address[:2]) not in own:
            raise AssertionError(f"a test opened a connection to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return own


@pytest.fixture
def server(no_network: set[tuple[str, int]], monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """Run a server on this machine, and take no proxy and no certificates from the surroundings."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with LocalServer() as made:
        no_network.add(("127.0.0.1", made.port))
        yield made


@pytest.fixture(autouse=True)
def no_error_in_the_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged an error, unless it is marked as expecting one."""
    yield
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    if errors and request.node.get_closest_marker("expects_error_log") is None:
        pytest.fail(f"logged as error: {errors}")
