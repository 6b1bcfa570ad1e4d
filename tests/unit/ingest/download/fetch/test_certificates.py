import pytest

from caveat.ingest.download.network import Network
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Rules
from fetched import LIST
from misbehaving import (
    Server,
    running,
    self_signed,
    whole,
)


def test_a_certificate_that_nobody_vouches_for_is_refused(get, target, tmp_path) -> None:
    context, _ = self_signed(tmp_path)
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        url = server.on("/list.csv", whole(LIST))
        with pytest.raises(DownloadFailedError, match="could not prove that it is") as refused:
            get(url, rules=rules)
        assert server.asked == []
    assert not refused.value.reached
    assert not target.exists()


def test_a_certificate_that_the_system_trusts_is_taken(
    get, target, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        get(server.on("/list.csv", whole(LIST)), rules=rules, network=Network())
    assert target.read_bytes() == LIST


def test_a_certificate_that_ran_out_is_refused(
    get, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path, days=-1)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        with pytest.raises(DownloadFailedError, match="certificate has expired"):
            get(server.on("/list.csv", whole(LIST)), rules=rules, network=Network())


def test_a_server_that_speaks_no_tls_gives_no_list(server: Server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST)).replace("http://", "https://")
    with pytest.raises(DownloadFailedError, match="No secure connection") as failed:
        get(url, attempts=1)
    assert not failed.value.reached
    assert not target.exists()
