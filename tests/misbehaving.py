"""A local HTTP server that does to a download whatever a test wants done to it."""

import gzip
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

OLD = "Sat, 21 Nov 2026 05:00:00 GMT"
"""A Last-Modified that is old enough to identify an edition."""
NOW = "Sun, 22 Nov 2026 09:00:00 GMT"

Reply = Callable[["Asked"], None]


@dataclass
class Asked:
    """One request, with the means to answer it well or badly."""

    handler: BaseHTTPRequestHandler
    path: str
    headers: dict[str, str]
    number: int
    """How many requests for this path came before, this one included."""
    over: threading.Event
    """Set when the test is over: what a stalling reply waits for."""

    def head(self, status: int, **headers: str) -> None:
        self.handler.wfile.write(
            f"HTTP/1.1 {status} {'Fine' if status < 300 else 'No'}\r\n".encode()
        )
        fields = {"Date": NOW, "Connection": "close"}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in fields.items():
            self.handler.wfile.write(f"{name}: {value}\r\n".encode())
        self.handler.wfile.write(b"\r\n")
        self.handler.wfile.flush()

    def tunnel(self, place: str) -> None:
        """Be a proxy: pass on what comes, both ways, until one side has enough."""
        host, port = place.split(":")
        with socket.create_connection((host, int(port))) as onward:
            self.handler.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            self.handler.wfile.flush()
            ours = self.handler.connection
            while True:
                for ready in select.select([ours, onward], [], [], 5)[0]:
                    data = ready.recv(65_536)
                    if not data:
                        return
                    (onward if ready is ours else ours).sendall(data)

    def send(self, data: bytes) -> None:
        self.handler.wfile.write(data)
        self.handler.wfile.flush()


@dataclass
class Server:
    """Where it listens, what it was asked, and what it answers."""

    url: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def on(self, path: str, reply: Reply) -> str:
        """Answer a path so; its address."""
        self.replies[path] = reply
        return f"{self.url}{path}"

    def headers(self, name: str) -> list[str]:
        """The values of a header in all requests so far; empty text where it was not sent."""
        return [request.headers.get(name.lower(), "") for request in self.asked]


@contextmanager
def running(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server on a free port of this computer, until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with server.lock:
                before = sum(1 for request in server.asked if request.path == self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self, self.path, headers, before + 1, server.over)
                server.asked.append(asked)
            self.close_connection = True
            reply = server.replies.get(self.path)
            if reply is None:
                asked.head(404, Content_Length="0")
            else:
                reply(asked)

        def do_CONNECT(self) -> None:
            server.replies["CONNECT"](Asked(self, self.path, {}, 1, server.over))
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name there
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # clients that hang up are what these tests are about

    listener = Quiet((host, 0), Handler)
    if tls is not None:
        listener.socket = tls.wrap_socket(listener.socket, server_side=True)
    scheme = "https" if tls else "http"
    server = Server(f"{scheme}://{host}:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown()
        listener.server_close()
        thread.join()


# Replies ----------------------------------------------------------------------------------------


def whole(
    body: bytes,
    *,
    etag: str = '"one"',
    modified: str = OLD,
    kind: str = "text/csv",
    ranges: bool = True,
) -> Reply:
    """What a good server does: validators, ranges, 304."""

    def reply(asked: Asked) -> None:
        said = {"Content-Type": kind}
        if etag:
            said["ETag"] = etag
        if modified:
            said["Last-Modified"] = modified
        same = (etag and asked.headers.get("if-none-match") == etag) or (
            modified and not etag and asked.headers.get("if-modified-since") == modified
        )
        if same:
            asked.head(304, **said)
            return
        wanted = asked.headers.get("range", "")
        if ranges and wanted and asked.headers.get("if-range") in {etag, modified} - {""}:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                asked.head(416, Content_Range=f"bytes */{len(body)}", Content_Length="0")
                return
            part = body[start:]
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            asked.head(206, Content_Length=str(len(part)), Content_Range=span, **said)
            asked.send(part)
            return
        asked.head(200, Content_Length=str(len(body)), **said)
        asked.send(body)

    return reply


def in_turn(*replies: Reply) -> Reply:
    """Each reply once, the last for ever."""

    def reply(asked: Asked) -> None:
        replies[min(asked.number, len(replies)) - 1](asked)

    return reply


def drops(body: bytes, after: int, **said: str) -> Reply:
    """Says how long the body is, sends a part, and hangs up."""

    def reply(asked: Asked) -> None:
        asked.head(200, Content_Length=str(len(body)), **({"ETag": '"one"'} | said))
        asked.send(body[:after])

    return reply


def stalls(body: bytes = b"", length: int = 1000, **said: str) -> Reply:
    """Sends a part and then nothing, without hanging up."""

    def reply(asked: Asked) -> None:
        asked.head(200, Content_Length=str(length), **({"ETag": '"one"'} | said))
        asked.send(body)
        asked.over.wait()

    return reply


def says_nothing(asked: Asked) -> None:
    """Takes the request and never answers."""
    asked.over.wait()


def drips(body: bytes, every: float) -> Reply:
    """One byte at a time."""

    def reply(asked: Asked) -> None:
        asked.head(200, Content_Length=str(len(body)), ETag='"one"')
        for place in range(len(body)):
            asked.send(body[place : place + 1])
            if asked.over.wait(every):
                return

    return reply


def status(code: int, **headers: str) -> Reply:
    """Nothing but a status."""

    def reply(asked: Asked) -> None:
        asked.head(code, Content_Length="0", **headers)

    return reply


def redirect(location: str, code: int = 302) -> Reply:
    return status(code, Location=location)


def page(text: str = "<!DOCTYPE html><html><body>Please sign in</body></html>") -> Reply:
    """A web page with status 200, called a list."""

    def reply(asked: Asked) -> None:
        body = text.encode()
        asked.head(200, Content_Length=str(len(body)), Content_Type="text/csv")
        asked.send(body)

    return reply


def packed(body: bytes, **said: str) -> Reply:
    """The body, compressed."""
    small = gzip.compress(body)

    def reply(asked: Asked) -> None:
        assert "gzip" in asked.headers.get("accept-encoding", "")
        asked.head(200, Content_Length=str(len(small)), Content_Encoding="gzip", **said)
        asked.send(small)

    return reply


def raw(*pieces: bytes) -> Reply:
    """Exactly these bytes, status line and all."""

    def reply(asked: Asked) -> None:
        for piece in pieces:
            asked.send(piece)

    return reply


def endless(size: int, *, say_length: bool, piece: bytes = b"a,b,c\n" * 10_000) -> Reply:
    """A body of so many bytes, without anybody holding it."""

    def reply(asked: Asked) -> None:
        if say_length:
            asked.head(200, Content_Length=str(size))
        else:
            asked.head(200)
        sent = 0
        while sent < size and not asked.over.is_set():
            asked.send(piece)
            sent += len(piece)

    return reply


# Certificates -----------------------------------------------------------------------------------


def self_signed(folder: Path, *, days: int = 2) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS with a certificate for 127.0.0.1 that nobody vouches for; the certificate."""
    from cryptography import x509  # noqa: PLC0415  # only the tests of TLS need it
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    end = datetime.now(UTC) + timedelta(days=days)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=30))
        .not_valid_after(end)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = folder / "certificate.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = folder / "key.pem"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public


def http_time(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
