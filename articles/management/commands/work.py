"""Run the worker: the inboxes, what is enqueued, and a sweep that enqueues again whatever the rows say is due."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles import inboxes, tasks

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Any number of workers may run at once; every task may run twice."""

    help = "Watch the inboxes and the rows, publish what is due, render photos, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between sweeps (%(default)s)")
        parser.add_argument("--once", action="store_true", help="do what is due, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and work until told to stop; a task under way is finished first."""
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            _work_off(stop)
            if options["once"]:
                return
            stop.wait(options["interval"])


class _Turn(Worker):
    """One turn: what is enqueued now, task by task, until there is none or the worker is told to stop."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.stop = stop

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """Run one task, and no other where a stop was asked meanwhile."""
        super().run_task(db_task_result)
        self.running = not self.stop.is_set()


def _work_off(stop: threading.Event) -> None:
    """Look into the inboxes, sweep once, run all that is enqueued. A database that is away is tried later."""
    close_old_connections()
    try:
        inboxes.watch()
        tasks.sweep()
        if not stop.is_set():
            _Turn(stop).run()
    except DatabaseError as error:
        log.warning("The database is away (%s); trying again.", type(error).__name__)
