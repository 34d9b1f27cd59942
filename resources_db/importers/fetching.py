"""Fetches a feed from an https address, and from nowhere inside the house.

The address that a name leads to is looked at after connecting, not before: a name cannot change its mind in between.
"""

import http.client
import ipaddress
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from resources_db.errors import NotFetched, TooLarge
from resources_db.importers.files import GZ, suffix_of
from resources_db.importers.room import refuse_full_disk

MOST = 512 * 1024**2  # bytes
_TIMEOUT = 60.0  # seconds without a byte
_REDIRECTS = 5
_IN_ADDRESSES = "/?&=%:;,+@!$'()*~#[]"  # signs that stay as they are
_PIECE = 1024 * 1024
_ZIP, _ACCEPT = b"PK\x03\x04", "application/json, text/csv, application/zip, */*;q=0.5"
Connect = Callable[[str, int], http.client.HTTPConnection]


def fetch(address: str, folder: Path, connect: Connect | None = None, most: int = MOST) -> Path:
    """The file behind an address, saved in a folder. Raises NotFetched, TooLarge or DiskFull."""
    for _ in range(_REDIRECTS + 1):
        host, port, path = _parts_of(address)
        connection = (connect or public_connection)(host, port)
        try:
            connection.request("GET", path, headers={"Accept": _ACCEPT, "User-Agent": "OneDoor"})
            response = connection.getresponse()
            if response.status not in (301, 302, 303, 307, 308):
                return _saved(response, address, folder, most)
            address = urljoin(address, _in_utf_8(response.getheader("Location") or ""))
        except (OSError, http.client.HTTPException, ValueError) as error:
            refuse_full_disk(error)
            raise NotFetched(f"{address} cannot be fetched: {error}. Nothing was imported or retired.") from error
        finally:
            connection.close()
    raise NotFetched(f"{address}: more than {_REDIRECTS} redirects.")


def _parts_of(address: str) -> tuple[str, int, str]:
    """(host, port, path with query) of an https address. Raises NotFetched for any other."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 443
    except ValueError as error:
        raise NotFetched(f"{address}: {error}.") from error
    if parts.scheme != "https" or not host:
        raise NotFetched(f"{address}: only https addresses are fetched.")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return host, port, quote(path, safe=_IN_ADDRESSES)


def _in_utf_8(header: str) -> str:
    """A header as its sender meant it: http.client reads all of them as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


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
    if response.length:  # a part of a feed would be taken for the whole
        raise NotFetched(f"{address} ended {response.length} bytes early. Nothing was imported or retired.")
    return file


def _suffix(first: bytes, path: str, kind: str) -> str:
    if first.startswith(_ZIP):
        return ".zip"
    named = Path(path.lower().removesuffix(".gz")).suffix
    known = named if named in {".json", ".ndjson", ".jsonl", ".csv", ".tsv"} else ""
    if first.startswith(GZ):
        return f"{known}.gz"
    found = known or suffix_of(first)
    return ".ndjson" if not known and found == ".json" and "ndjson" in kind else found
