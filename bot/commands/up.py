"""`onedoor up`: make what is missing, start Rasa and the gateway, say where they are."""

import argparse
import asyncio
import os
from pathlib import Path
from typing import Any

from rich.console import Console

from bot import logs, settings
from bot.errors import BadSetting
from bot.run import Running, running, until_stopped
from bot.settings import DEMO_EMAIL, Settings
from bot.setup.all import set_up
from bot.setup.demo import demo_environment, demo_password, ensure_demo_account
from bot.setup.paths import Paths

HIGHEST_PORT = 65_535


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("up", help="set up what is missing and start everything on loopback")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--data-dir", type=Path, default=None, help="databases, model and logs (default: var)")
    parser.add_argument("--demo", action=argparse.BooleanOptionalAction, default=True, help="phone simulator, account")
    parser.set_defaults(run=start)


def start(options: argparse.Namespace) -> int:
    """Set up, then serve until stopped."""
    logs.set_up()
    chosen, paths = read_settings(options.port, options.data_dir, demo=options.demo)
    set_up(paths, chosen.database_url, own_rasa=chosen.assistant_url is None)
    asyncio.run(_serve(chosen, paths))
    return 0


def read_settings(port: int, data_dir: Path | None, *, demo: bool) -> tuple[Settings, Paths]:
    """The settings of a run and its files; demo mode makes its own secrets. Raises BadSetting."""
    if not 1 <= port <= HIGHEST_PORT:
        raise BadSetting(f"--port must be 1 to {HIGHEST_PORT}, is {port}")
    if data_dir is not None:
        os.environ["ONEDOOR_DATA_DIR"] = str(data_dir.absolute())
    paths = Paths(settings.data_dir())
    paths.data.mkdir(parents=True, exist_ok=True)
    environment = demo_environment(paths.demo, port) if demo else dict(os.environ)
    return settings.read(environment, port=port, demo=demo), paths


async def _serve(chosen: Settings, paths: Paths) -> None:
    async with running(chosen, paths) as here:
        if chosen.demo:
            await ensure_demo_account(here.house.casebook, paths.demo)
        telling = asyncio.create_task(_announce(here, paths))
        await until_stopped()  # also while Rasa is still awaited: Rasa must be ended with us
        telling.cancel()


async def _announce(here: Running, paths: Paths) -> None:
    await here.ready()
    lines = ["OneDoor is up.", f"  Widget   {here.address}/", f"  Console  {here.address}/staff"]
    if here.provider is not None:
        lines.append(f"  Phone    {here.address}/phone")
        lines.append(f"  Sign in as {DEMO_EMAIL} with {demo_password(paths.demo)}")
    Console().print("\n".join(lines), highlight=False, markup=False, soft_wrap=True)
