"""Find a PostgreSQL to test on: the one TEST_DATABASE_URL names, our own temporary one, or one that answers."""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
OLDEST = 14
LOCALES = ("C.UTF-8", "en_US.UTF-8", "C")
MISSING = (
    "no PostgreSQL was found. Install its server programs (Debian: apt install postgresql) "
    "or set TEST_DATABASE_URL=postgres://user:password@host/name"
)
# The cluster lives for one run, so nothing needs to survive a crash.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# An address with a host and a port is one that every program can take apart and put together again.
REACH = ("listen_addresses=127.0.0.1", "unix_socket_directories=")


class Unavailable(Exception):
    """There is no PostgreSQL to test on; the message says why and what to do."""


@contextmanager
def database() -> Iterator[str]:
    """Yield the address of a PostgreSQL on which the tests may create databases.

    Raises Unavailable where there is none.
    """
    url = os.environ.get("TEST_DATABASE_URL")
    programs = None if url else find_programs()
    if url:
        yield url
    elif programs:
        with own_cluster(programs) as address:
            yield address
    elif answers():
        yield "postgres:///postgres"
    else:
        raise Unavailable(MISSING)


def find_programs() -> Path | None:
    """Return the folder of the newest server programs on this machine."""
    found = [folder for pattern in PLACES for folder in Path("/").glob(pattern)]
    if (initdb := shutil.which("initdb")) is not None:
        found.append(Path(initdb).resolve().parent)
    if (config := shutil.which("pg_config")) is not None:
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        found.append(Path(told.stdout.strip()))
    dated = [(release(folder), folder) for folder in found if (folder / "initdb").is_file()]
    newest = max(dated, default=(0, Path()))
    return newest[1] if newest[0] >= OLDEST else None


def release(programs: Path) -> int:
    """Return the major release of the server in a folder, 0 where it does not run."""
    try:
        told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    match = re.search(r"\) (\d{1,3})", told.stdout)
    return int(match[1]) if match else 0


def answers() -> bool:
    """Ask whether the server that the PG… variables name lets us create databases."""
    try:
        with psycopg.connect("dbname=postgres connect_timeout=2") as connection:
            row = connection.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def account() -> str | None:
    """Return the account to run the server as: PostgreSQL refuses root, anyone else runs it as themselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def own_cluster(programs: Path) -> Iterator[str]:
    """Yield the address of a cluster of our own, in a folder that goes when the tests end."""
    user, password = account(), secrets.token_hex(16)
    # The temporary folder of root may be closed to others, so not there.
    place = "/tmp" if user else None
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-", dir=place, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "password").write_text(password, encoding="utf-8")
        if user:
            shutil.chown(folder, user)
            shutil.chown(folder / "password", user)
        create(programs, folder, user)
        with serving(programs, folder, user) as port:
            address = f"postgres://newsroom:{password}@127.0.0.1:{port}/postgres"
            await_start(address, folder / "log")
            yield address


def create(programs: Path, folder: Path, user: str | None) -> None:
    """Create the files of a cluster whose superuser is `newsroom`."""
    # The password crosses the loopback only; hashing it for each of many connections would take longer than the tests.
    command = [str(programs / "initdb"), f"--pgdata={folder / 'data'}", "--no-sync", "--encoding=UTF8"]
    command += ["--username=newsroom", "--auth=password", f"--pwfile={folder / 'password'}"]
    for locale in LOCALES:
        done = subprocess.run(
            [*command, f"--locale={locale}"], user=user, cwd="/", capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return
    raise Unavailable(f"initdb failed: {done.stderr.strip()[-500:]}")


@contextmanager
def serving(programs: Path, folder: Path, user: str | None) -> Iterator[int]:
    """Run the server while the block runs; yield its port."""
    port = free_port()
    options = [word for setting in (*FAST, *REACH, f"port={port}") for word in ("-c", setting)]
    with (folder / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            user=user,
            cwd="/",
            stdout=log,
            stderr=log,
            # Ctrl-C is for the tests; the server ends after them.
            start_new_session=True,
        )
    try:
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=10)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_start(address: str, log: Path) -> None:
    """Wait until the server answers, at most half a minute."""
    for _ in range(150):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.2)
        else:
            return
    raise Unavailable(f"the server did not start: {log.read_text(encoding='utf-8')[-500:]}")
