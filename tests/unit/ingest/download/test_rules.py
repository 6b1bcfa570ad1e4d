"""Whom a download may ask: HTTPS, hosts of the table, whatever a server says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.lists import Channel
from caveat.domain.updates import ListAddress
from caveat.ingest.download.headers import http_date, retry_after
from caveat.ingest.download.network import Network, proxy_of
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Limits, Rules
from misbehaving import in_turn, redirect, running, self_signed, whole

BODY = b"name\nExample Ltd\n" * 50
OFFICIAL = Rules(frozenset({"lists.example.gov:443", "store.example.gov:443"}))


def test_the_tables_hosts_are_its_addresses_and_those_they_pass_us_on_to() -> None:
    address = ListAddress(
        "x",
        ("US-EL",),
        Channel.ECFR,
        ("https://Lists.example.gov/{date}/a.xml", "https://lists.example.gov:8443/b"),
        ("a.xml", "b.xml"),
        "X",
        date_from="https://dates.example.gov/titles.json",
        hosts=("store.example.gov",),
    )
    assert Rules.of([address]).hosts == {
        "lists.example.gov:443",
        "lists.example.gov:8443",
        "dates.example.gov:443",
        "store.example.gov:443",
    }


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://lists.example.gov/a", "not encrypted"),
        ("ftp://lists.example.gov/a", "not encrypted"),
        ("file:///etc/passwd", "not encrypted"),
        ("https://lists.example.gov.evil.example/a", "does not name this server"),
        ("https://evil.example/lists.example.gov", "does not name this server"),
        ("https://lists.example.gov:444/a", "does not name this server"),
        ("https://lists.example.gov@evil.example/a", "user name"),
        ("https://user:word@lists.example.gov/a", "user name"),
        ("https://lists.example.gov\\@evil.example/a", "user name|does not name|be read"),
        ("https://127.0.0.1/a", "does not name this server"),
        ("https:///a", "does not name this server"),
        ("https://lists.example.gov:port/a", "be read"),
        ("https://[::1/a", "be read"),
        ("https://lists.example.gov/a b", "be read"),
        ("https://lists.example.gov/\r\nHost: evil.example", "be read|not encrypted"),
        ("https://ｌists.example.gov/a", "be read|does not name"),
        ("", "not encrypted"),
    ],
)
def test_only_named_hosts_are_asked_and_only_encrypted(url: str, why: str) -> None:
    with pytest.raises(DownloadFailedError, match=why) as refused:
        OFFICIAL.check(url)
    assert not refused.value.reached
    if url.partition(":")[2].strip("/a"):  # what says nothing stays with the server that says it
        with pytest.raises(DownloadFailedError, match="passes the request on"):
            OFFICIAL.next_hop("https://lists.example.gov/a", url)


@pytest.mark.parametrize(
    "url",
    [
        "https://lists.example.gov/a?token=1",
        "https://LISTS.example.gov./a",
        "https://lists.example.gov:443/a",
    ],
)
def test_a_named_host_may_be_asked_however_it_is_written(url: str) -> None:
    OFFICIAL.check(url)


def test_this_computer_is_asked_without_encryption_only_where_the_code_allows_it() -> None:
    local = frozenset({"127.0.0.1:8000", "lists.example.gov:80"})
    Rules(local, local_http=True).check("http://127.0.0.1:8000/a")
    with pytest.raises(DownloadFailedError, match="not encrypted"):
        Rules(local).check("http://127.0.0.1:8000/a")
    with pytest.raises(DownloadFailedError, match="not encrypted"):
        Rules(local, local_http=True).check("http://lists.example.gov/a")


@given(st.text(max_size=60))
def test_no_text_leads_past_the_rules(text: str) -> None:
    for url in (text, f"https://{text}", f"https://lists.example.gov{text}"):
        try:
            target = OFFICIAL.next_hop("https://lists.example.gov/a", url)
        except DownloadFailedError:
            continue
        assert target.lower().startswith(("https://lists.example.gov", "https://store.example.gov"))
        rest = target.lower().removeprefix("https://")
        host = rest.split("/")[0].split("?")[0]
        assert host.rstrip(".") in {
            "lists.example.gov",
            "lists.example.gov:443",
            "store.example.gov",
            "store.example.gov:443",
        }


def test_an_empty_port_is_none() -> None:
    asked = OFFICIAL.next_hop("https://lists.example.gov/a", "https://lists.example.gov:/b")
    assert asked == "https://lists.example.gov/b"


def test_a_message_shows_no_secret_of_an_address() -> None:
    with pytest.raises(DownloadFailedError) as refused:
        OFFICIAL.check("https://user:hunter2@evil.example/list.csv?X-Amz-Signature=abc123")
    assert "hunter2" not in str(refused.value)
    assert "abc123" not in str(refused.value)
    assert "https://evil.example/list.csv" in str(refused.value)


# Redirections -----------------------------------------------------------------------------------


def test_a_redirection_to_a_named_host_is_followed(server, get, target) -> None:
    server.on("/final.csv", whole(BODY))
    get(server.on("/list.csv", redirect("/final.csv")))
    assert target.read_bytes() == BODY


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://evil.example/list.csv", "but it is not encrypted"),
        ("https://evil.example/list.csv", "does not name this server"),
        ("https://unblock.federalregister.gov/", "does not name this server"),
        ("//evil.example/list.csv", "but it is not encrypted"),
        ("file:///etc/passwd", "but it is not encrypted"),
        ("javascript:alert(1)", "but it is not encrypted"),
    ],
)
def test_a_redirection_elsewhere_is_refused_and_nobody_asked_there(
    server, get, target, location: str, why: str
) -> None:
    with pytest.raises(DownloadFailedError, match=why) as refused:
        get(server.on("/list.csv", redirect(location)))
    assert refused.value.reached
    assert not target.exists()
    assert len(server.asked) == 1


def test_an_encrypted_server_cannot_send_us_to_an_open_one(
    server, get, target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    open_url = server.on("/list.csv", whole(BODY))
    with running(context) as secure:
        hosts = {secure.url.removeprefix("https://"), server.url.removeprefix("http://")}
        url = secure.on("/list.csv", redirect(open_url))
        with pytest.raises(DownloadFailedError, match="not encrypted"):
            get(url, rules=Rules(frozenset(hosts)), network=Network())
    assert server.asked == []
    assert not target.exists()


def test_redirections_in_a_circle_end(server, get) -> None:
    server.on("/b.csv", redirect("/a.csv"))
    with pytest.raises(DownloadFailedError, match="in a circle"):
        get(server.on("/a.csv", redirect("/b.csv")))
    assert len(server.asked) == 2


def test_redirections_without_end_end(server, get) -> None:
    for place in range(20):
        server.on(f"/{place}", redirect(f"/{place + 1}"))
    with pytest.raises(DownloadFailedError, match="too often"):
        get(f"{server.url}/0")
    assert len(server.asked) == 6


def test_a_redirection_to_nowhere_ends(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="in a circle"):
        get(server.on("/list.csv", redirect("")))


def test_what_is_gone_on_with_is_asked_for_behind_a_redirection_too(server, get, target) -> None:
    def broken(asked) -> None:
        asked.head(200, Content_Length=str(len(BODY)), ETag='"one"')
        asked.send(BODY[:200])

    server.on("/final.csv", in_turn(broken, whole(BODY)))
    get(server.on("/list.csv", redirect("/final.csv", 307)))
    assert target.read_bytes() == BODY
    assert server.headers("Range") == ["", "", "bytes=200-", "bytes=200-"]


# Proxies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, ""),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"https_proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"ALL_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, ""),
        ({"HTTPS_PROXY": "http://p.example:1", "NO_PROXY": "example.gov"}, ""),
        ({"HTTPS_PROXY": "http://p.example:1", "NO_PROXY": "*"}, ""),
        ({"HTTPS_PROXY": "http://p.example:1", "NO_PROXY": "other.example"}, "http://p.example:1"),
    ],
)
def test_the_proxy_is_the_environments(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], proxy: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_of("https://lists.example.gov/a") == proxy
    assert proxy_of("http://127.0.0.1:80/a") == ""


def test_a_list_comes_through_the_proxy_and_the_proxy_sees_only_the_hosts_name(
    server, get, target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("HTTPS_PROXY", server.url.replace("http://", "http://ada:secret@"))
    with running(context) as secure:
        place = secure.url.removeprefix("https://")
        seen: list[tuple[str, str]] = []

        def pass_on(asked) -> None:
            seen.append((asked.path, asked.handler.headers["Proxy-Authorization"]))
            asked.tunnel(place)

        server.on("CONNECT", pass_on)
        rules = Rules(frozenset({place}))
        get(secure.on("/list.csv", whole(BODY)), rules=rules, network=Network())
        assert "proxy-authorization" not in secure.asked[0].headers
    assert target.read_bytes() == BODY
    assert seen == [(place, "Basic YWRhOnNlY3JldA==")]


def test_a_proxy_that_says_no_is_named_as_such(
    server, get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.url.replace("http://", "http://ada:secret@"))
    server.on("CONNECT", lambda asked: asked.head(407, Content_Length="0"))
    with pytest.raises(DownloadFailedError, match="through the proxy of this computer") as failed:
        get("https://lists.example.gov/a", rules=OFFICIAL, attempts=1)
    assert "407" in str(failed.value)
    assert "secret" not in str(failed.value)
    assert not failed.value.reached


def test_a_proxy_of_another_kind_is_said_not_to_be_supported(
    get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://proxy.example:1080")
    with pytest.raises(DownloadFailedError, match=r"\(socks5\) is of a kind that is not supported"):
        get("https://lists.example.gov/a", rules=OFFICIAL)


# Headers ----------------------------------------------------------------------------------------


@given(st.text(max_size=60))
def test_no_header_is_too_strange_to_be_read(text: str) -> None:
    moment = http_date(text)
    assert moment is None or moment.tzinfo is not None
    assert retry_after(text) >= 0


def test_dates_of_headers_are_in_utc() -> None:
    assert http_date("Sat, 21 Nov 2026 23:30:00 GMT") == datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    west = http_date("Sat, 21 Nov 2026 23:30:00 -0500")
    assert west == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


def test_waits_grow_and_have_an_end() -> None:
    waits = [Limits().back_off(attempt) for attempt in range(12)]
    assert waits == sorted(waits)
    assert waits[1] == 1.0
    assert waits[-1] == 30.0
