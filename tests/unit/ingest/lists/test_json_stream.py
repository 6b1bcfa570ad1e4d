import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.ingest.lists import json_stream
from caveat.ingest.lists.json_stream import BrokenJsonError, JsonStream

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def read_all(stream: JsonStream) -> None:
    for _ in stream.members():
        list(stream.items())


@settings(deadline=None)
@given(st.lists(values, max_size=8), st.integers(1, 7), st.sampled_from([None, 2]))
def test_a_stream_gives_what_the_whole_document_holds_whatever_the_size_of_its_pieces(
    items: list[object], piece: int, indent: int | None
):
    text = json.dumps({"before": 12, "results": items, "after": [1]}, indent=indent)
    found: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", piece)
        stream = JsonStream(io.BytesIO(text.encode()), "x.json")
        for name in stream.members():
            found[name] = list(stream.items()) if name == "results" else stream.value()
    assert found == {"before": 12, "results": items, "after": [1]}


@given(st.lists(values, min_size=1, max_size=4), st.data())
def test_a_cut_document_is_never_taken_for_a_whole_one(items: list[object], data: st.DataObject):
    text = json.dumps({"results": items})
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    stream = JsonStream(io.BytesIO(cut.encode()), "x.json")
    with pytest.raises(BrokenJsonError):
        read_all(stream)


def test_a_value_without_an_end_is_given_up_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(json_stream, "_LONGEST", 10_000)
    content = io.BytesIO(b'{"results": ["' + b"x" * 5_000_000)
    stream = JsonStream(content, "x.json")
    with pytest.raises(BrokenJsonError, match="has no end"):
        read_all(stream)
    assert content.tell() < 2_000_000


def test_an_empty_object_and_an_empty_list_are_whole():
    assert list(JsonStream(io.BytesIO(b" { } "), "x.json").members()) == []
    stream = JsonStream(io.BytesIO(b'{"a": [ ] }'), "x.json")
    assert [list(stream.items()) for _ in stream.members()] == [[]]
