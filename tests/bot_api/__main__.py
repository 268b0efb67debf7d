"""The server as a process of its own, for benchmarks: `python -m tests.bot_api --port 8081`.

It prints its address in a line of its own when it listens, and runs until it is told to stop.
"""

import argparse
import asyncio
import signal

from tests.bot_api.control import Control
from tests.bot_api.limits import Limits, Rates
from tests.bot_api.server import Server
from tests.bot_api.world import TOKEN, World


async def serve(port: int, world: World) -> None:
    """Answer until SIGTERM or Ctrl-C."""
    server = Server(world, port, Control(world).routes())
    await server.start()
    print(f"http://127.0.0.1:{server.port} {world.token}", flush=True)
    over = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, over.set)
    await over.wait()
    await server.stop()


def main() -> None:
    """Run the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 is any")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--old", action="store_true", help="knows neither rich messages nor drafts")
    parser.add_argument("--burst", type=int, default=Rates.burst)
    parser.add_argument("--per-second", type=int, default=Rates.per_second, help="0: no limit")
    parser.add_argument("--keep-calls", action="store_true", help="keep every call in memory")
    given = parser.parse_args()
    rates = Rates(burst=given.burst, per_second=given.per_second)
    world = World(
        token=given.token, is_old=given.old, keeps_calls=given.keep_calls, limits=Limits(rates)
    )
    asyncio.run(serve(given.port, world))


if __name__ == "__main__":
    main()
