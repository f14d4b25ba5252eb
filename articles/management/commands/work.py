"""Run the worker: what is enqueued, and a sweep that enqueues again whatever the rows say is due."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from articles import tasks

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Any number of workers may run at once; every task may run twice."""

    help = "Publish what is due, render photos and watch the rows, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between sweeps (%(default)s)")
        parser.add_argument("--once", action="store_true", help="do what is due, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and work until told to stop; a task under way is finished first."""
        stop = threading.Event()

        def ask(number: int, frame: FrameType | None) -> None:
            stop.set()

        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ask)
            signal.signal(signal.SIGINT, ask)
        while not stop.is_set():
            _work_off(stop)
            if options["once"]:
                return
            stop.wait(options["interval"])


def _work_off(stop: threading.Event) -> None:
    """Sweep once and run all that is enqueued. A database that is away is tried again at the next turn."""
    close_old_connections()
    try:
        tasks.sweep()
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=tasks.BATCH,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if not stop.is_set():
            worker.run()
    except DatabaseError as error:
        log.warning("The database is away (%s); trying again.", type(error).__name__)
