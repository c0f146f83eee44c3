"""Speaking with another computer over HTTP, and never with one of a private network.

The address is checked before anything is sent to it, and the connection goes to the very address that
was checked: a name that leads somewhere else a moment later leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

LARGEST = 64 * 1024 * 1024  # bytes of one answer
A_WAIT = 15  # seconds without a byte
LONGEST = 90  # seconds for one answer
# Where IPv4 addresses hide in IPv6 ones (RFC 6052, RFC 3056).
TRANSLATED = [ipaddress.ip_network(net) for net in ("64:ff9b::/32", "2002::/16")]
Answer = tuple[int, http.client.HTTPMessage, bytes]


class Broken(Exception):
    """It did not come to an end as it should; says why, for a person."""


def ask(url: str) -> Answer:
    """Get what is under an address: status, headers, body. Where nobody answered, or the server had
    an error of its own, once again. Redirects are not followed. Raises Broken."""
    try:
        answer = send("GET", url, headers={"Accept": "application/json"})
        if answer[0] < 500:
            return answer
    except TimeoutError:
        raise Broken(_("%(url)s took too long.") % {"url": url}) from None
    except (OSError, http.client.HTTPException):
        pass
    time.sleep(settings.FEED_PATIENCE)
    try:
        return send("GET", url, headers={"Accept": "application/json"})
    except TimeoutError:
        raise Broken(_("%(url)s took too long.") % {"url": url}) from None
    except (OSError, http.client.HTTPException):
        raise Broken(_("%(url)s does not answer, or hung up half-way.") % {"url": url}) from None


def send(method: str, url: str, *, headers: dict[str, str], body: bytes | None = None) -> Answer:
    """Ask once. Raises Broken for what may not be reached or sends too much, else as sockets do."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        raise Broken(_("This is not a web address.")) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Broken(_("Only addresses that begin with http:// or https:// can be reached."))
    address = _public(parts.hostname, port)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=A_WAIT)
    connection.sock = socket.create_connection((address, port), timeout=A_WAIT)
    try:
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(
                connection.sock, server_hostname=parts.hostname
            )
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="=&%+:@!$'()*,;/?~-._")
        connection.request(
            method,
            path + (f"?{query}" if query else ""),
            body=body,
            headers={"User-Agent": "relational"} | headers,
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, _body(answer, url)
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse, url: str) -> bytes:
    until, size, pieces = time.monotonic() + LONGEST, 0, []
    while piece := answer.read1(1 << 16):
        size += len(piece)
        pieces.append(piece)
        if size > LARGEST:
            raise Broken(_("%(url)s sends more than we take at once.") % {"url": url})
        if time.monotonic() > until:
            raise TimeoutError
    if answer.length:  # it promised more
        raise http.client.IncompleteRead(b"")
    return b"".join(pieces)


def _public(host: str, port: int) -> str:
    """The network address of a host that everybody may reach. Raises Broken for any other."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Broken(_("There is no computer called %(host)s.") % {"host": host}) from None
    addresses = [str(each[4][0]) for each in found]
    if f"{host}:{port}" not in settings.FEED_MAY_REACH:
        for address in addresses:
            if not _is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise Broken(
                    _("%(host)s stands in a private network, which is not reached from here.")
                    % {"host": host}
                )
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        if any(address in net for net in TRANSLATED):
            return False
    return address.is_global and not address.is_multicast
