"""The connected clients: greeted, read and sent to until one of the two ends."""

from __future__ import annotations

import asyncio

from websockets.asyncio.server import ServerConnection

from wallboard.hub.inbound import Inbound, Services
from wallboard.hub.session import Session
from wallboard.hub.supervision import lose_feed
from wallboard.stream.control import StreamWelcome, Welcome


class Clients:
    """Serves connections with `services`."""

    def __init__(self, services: Services, version: str) -> None:
        self._services, self._version = services, version

    async def serve(self, connection: ServerConnection) -> None:
        """One connection, from the greeting to its end."""
        core = self._services.core
        session = Session(connection, core, send_timeout_s=core.config.send_timeout_s)
        session.reply(core.message(StreamWelcome, self._welcome()))
        core.fanout.add(session)
        tasks = [
            asyncio.create_task(Inbound(session, self._services).read(), name=f"read {session.name}"),
            asyncio.create_task(session.send(), name=f"send to {session.name}"),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            core.fanout.remove(session)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._lose_what_he_fed(session)

    def _welcome(self) -> Welcome:
        core, config = self._services.core, self._services.core.config
        zone, site = config.timezone, config.site
        return Welcome(core.logid, core.position, config.heartbeat_s, site, self._version, zone, core.begun)

    def _lose_what_he_fed(self, session: Session) -> None:
        core, publishers = self._services.core, self._services.publishers
        fed = [(source, name) for source, (publisher, name) in publishers.items() if publisher is session]
        for source, name in fed:
            del publishers[source]
            lose_feed(core, source, name, "publisher_gone")
