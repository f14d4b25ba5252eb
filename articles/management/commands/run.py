"""Start Newsroom on this machine: migrate, fill an empty newsroom with samples, serve."""

from __future__ import annotations

import errno
import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import run
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """For one person on one machine; docs/deploy.md says how to serve many readers."""

    help = "Start the site and the admin on this machine, with sample stories the first time."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, say where the site is, and serve until Ctrl-C."""
        host, port = options["host"], options["port"]
        _refuse_taken(host, port)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("demo", stdout=self.stdout)
        self.stdout.write(f"\n  Public site  http://{host}:{port}/\n  Admin        http://{host}:{port}/admin/\n")
        self.stdout.write("Stop with Ctrl-C.")
        self.stdout.flush()
        try:
            run(host, port, get_wsgi_application(), threading=True)
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")


def _refuse_taken(host: str, port: int) -> None:
    """Say at once, not after the set-up, that the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
