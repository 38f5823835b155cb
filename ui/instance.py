"""One window per user: a second start raises the first and, if it names one, opens that workspace there."""

from __future__ import annotations

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from consultant_desk.paths import places

WAIT_MS = 400
LONGEST = 4096


def instance_name() -> str:
    """Return the name under which this user's program, with these settings, listens."""
    where = f"{getpass.getuser()}\n{places().config}"
    return "consultant-desk-" + hashlib.sha256(where.encode()).hexdigest()[:16]


def tell_running(message: str, name: str = "") -> bool:
    """Hand a message to the program that runs already; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name or instance_name())
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(message.encode("utf-8")[:LONGEST] + b"\n")
    heard = socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return heard


class Listener(QObject):
    """Listens for later starts; `started` carries the folder they named, or nothing."""

    started = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def listen(self, name: str = "") -> bool:
        """Start listening; a socket left behind by a crash is replaced."""
        wanted = name or instance_name()
        if self._server.listen(wanted):
            return True
        QLocalServer.removeServer(wanted)
        return self._server.listen(wanted)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda peer=socket: self._read(peer))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
        elif socket.canReadLine():
            self.started.emit(bytes(socket.readLine(LONGEST).data()).decode("utf-8", "replace").strip())
