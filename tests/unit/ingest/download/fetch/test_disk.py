import pytest

from caveat.errors import EnvironmentProblemError
from caveat.ingest.download.fetch import fetch
from caveat.ingest.download.rules import Rules
from fetched import LIST
from misbehaving import (
    whole,
)


def test_a_folder_that_cannot_be_made_is_the_environment(server, network, tmp_path) -> None:
    (tmp_path / "downloads").write_text("", encoding="utf-8")
    rules = Rules(frozenset({server.url.removeprefix("http://")}), local_http=True)
    with pytest.raises(EnvironmentProblemError, match="cannot be written"):
        fetch(
            server.on("/list.csv", whole(LIST)),
            tmp_path / "downloads" / "csl" / "list.csv",
            network=network,
            rules=rules,
        )


def test_a_full_disk_is_said_once_and_not_tried_again(
    server, get, target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentProblemError, match="No space left on device"):
        get(server.on("/list.csv", whole(LIST)))
    assert len(server.asked) == 1
    assert not target.exists()
