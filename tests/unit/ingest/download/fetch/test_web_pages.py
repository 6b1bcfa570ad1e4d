import pytest

from caveat.ingest.download.problems import DownloadFailedError
from fetched import left
from misbehaving import (
    packed,
    page,
    whole,
)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html></html>",
        "\ufeff\r\n  <!doctype HTML>",
        "<html><head>",
        "<!-- portal --><!-- x -->\n<HTML>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
        "<script>location='/login'</script>",
    ],
)
def test_a_web_page_is_told_from_a_list(server, get, target, text: str) -> None:
    with pytest.raises(DownloadFailedError, match="sent a web page, not the list"):
        get(server.on("/list.csv", page(text)))
    assert left(target) == []
    assert len(server.asked) == 1


def test_a_web_page_that_is_compressed_is_told_too(server, get, target) -> None:
    with pytest.raises(DownloadFailedError, match="web page"):
        get(server.on("/list.csv", packed(b"<!DOCTYPE html><html>" + b" " * 9000)))
    assert left(target) == []


def test_a_list_that_is_called_a_web_page_is_a_list(server, get, target) -> None:
    body = b'<?xml version="1.0"?><sdnList><head>1</head></sdnList>'
    get(server.on("/list.xml", whole(body, kind="text/html; charset=utf-8")))
    assert target.read_bytes() == body
