"""Fetches a feed from an https address, and from nowhere inside the house.

The address that a name leads to is looked at after connecting, not before: a name cannot change its mind in between.
"""

import http.client
import ipaddress
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from resources_db.errors import NotFetched, TooLarge
from resources_db.importers.room import refuse_full_disk

MOST = 512 * 1024**2  # bytes
_TIMEOUT = 60.0  # seconds without a byte
_REDIRECTS = 5
_PIECE = 1024 * 1024
_ZIP, _ACCEPT = b"PK\x03\x04", "application/json, text/csv, application/zip, */*;q=0.5"
Connect = Callable[[str, int], http.client.HTTPConnection]


def fetch(address: str, folder: Path, connect: Connect | None = None, most: int = MOST) -> Path:
    """The file behind an address, saved in a folder. Raises NotFetched, TooLarge or DiskFull."""
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            raise NotFetched(f"{address}: only https addresses are fetched.")
        connection = (connect or public_connection)(parts.hostname, parts.port or 443)
        try:
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("GET", path, headers={"Accept": _ACCEPT, "User-Agent": "OneDoor"})
            response = connection.getresponse()
            if response.status not in (301, 302, 303, 307, 308):
                return _saved(response, address, folder, most)
            address = urljoin(address, response.getheader("Location") or "")
        except (OSError, http.client.HTTPException) as error:
            refuse_full_disk(error)
            raise NotFetched(f"{address} cannot be fetched: {error}. Nothing was imported or retired.") from error
        finally:
            connection.close()
    raise NotFetched(f"{address}: more than {_REDIRECTS} redirects.")


def public_connection(host: str, port: int) -> http.client.HTTPConnection:
    """A connection that refuses to speak to any address that is not public."""
    return _Public(host, port, timeout=_TIMEOUT, context=ssl.create_default_context())


class _Public(http.client.HTTPSConnection):
    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        refuse_private(self.host, str(self.sock.getpeername()[0]))
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)  # type: ignore[attr-defined]


def refuse_private(host: str, peer: str) -> None:
    """Raise NotFetched when an address is inside the house: loopback, private, link-local or reserved."""
    address = ipaddress.ip_address(peer.split("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if not (mapped or address).is_global:
        raise NotFetched(f"{host} leads to {peer}, which is not a public address: not fetched.")


def _saved(response: http.client.HTTPResponse, address: str, folder: Path, most: int) -> Path:
    if response.status != 200:
        raise NotFetched(f"{address} answered {response.status}. Nothing was imported or retired.")
    first = response.read(_PIECE)
    file = folder / f"feed{_suffix(first, urlsplit(address).path, response.getheader('Content-Type') or '')}"
    size = len(first)
    with file.open("wb") as copy:
        piece = first
        while piece:
            copy.write(piece)
            piece = response.read(_PIECE)
            size += len(piece)
            if size > most:
                raise TooLarge(f"{address} is larger than {most // 1024**2} MB: not imported.")
    return file


def _suffix(first: bytes, path: str, kind: str) -> str:
    if first.startswith(_ZIP):
        return ".zip"
    named = Path(path).suffix.lower()
    if named in {".json", ".ndjson", ".jsonl", ".csv", ".tsv"}:
        return named
    is_json = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")
    return (".ndjson" if "ndjson" in kind else ".json") if is_json else ".csv"
