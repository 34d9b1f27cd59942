"""Keeps a Rasa process running beside the gateway: loopback only, without secrets, started again when it dies."""

import asyncio
import os
import socket
from pathlib import Path

import structlog

from bot.turn.assistant import Assistant

log = structlog.get_logger()

PATIENCE = 120.0


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RasaProcess:
    """One Rasa; `ready` is set while it answers."""

    def __init__(self, python: Path, root: Path, model: Path, port: int, action_url: str, log_file: Path) -> None:
        self._command = [
            str(python), "-m", "assistant.serve",
            "--port", str(port), "--model", str(model), "--parent", str(os.getpid()),
        ]  # fmt: skip
        self._root = root
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(root),
            "ONEDOOR_ACTION_URL": action_url,
            "RASA_TELEMETRY_ENABLED": "false",
        }
        self._log_file = log_file
        self.url = f"http://127.0.0.1:{port}"
        self.ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start it, and keep it."""
        self._task = asyncio.create_task(self._keep(), name="rasa")

    async def stop(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self) -> None:
        pause = 0.2
        while True:
            with self._log_file.open("ab") as output:
                process = await asyncio.create_subprocess_exec(
                    *self._command, cwd=self._root, env=self._environment, stdout=output, stderr=output
                )
            watch = asyncio.create_task(self._watch())
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                process.terminate()
                await process.wait()
                raise
            finally:
                watch.cancel()
                was_ready = self.ready.is_set()
                self.ready.clear()
            log.error("rasa_ended", exit=code)
            pause = 0.2 if was_ready else min(30.0, pause * 2)
            await asyncio.sleep(pause)

    async def _watch(self) -> None:
        probe = Assistant(self.url, timeout=2.0)
        try:
            # Only while it starts: a running one is known by its process.
            while not await probe.healthy():  # noqa: ASYNC110 - the other side is another process
                await asyncio.sleep(0.1)
            self.ready.set()
        finally:
            await probe.close()
