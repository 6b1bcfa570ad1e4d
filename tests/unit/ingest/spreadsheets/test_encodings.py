"""Text in any encoding."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.spreadsheets.encodings import decode
from caveat.ingest.spreadsheets.source import SourceFile

CHINESE = "".join(
    f"供应商{n},上海示例电子有限公司,上海市浦东新区示例路{n}号,中国\n" for n in range(20)
)
JAPANESE = "".join(
    f"取引先{n},株式会社サンプル製作所,東京都千代田区丸の内{n}丁目\n" for n in range(20)
)
RUSSIAN = "".join(
    f"Поставщик {n};ООО «Пример электроника»;г. Москва, ул. Примерная, д. {n};Россия\n"
    for n in range(20)
)
GERMAN = "".join(
    f"Lieferant {n};Müller & Söhne GmbH;Königstraße {n}, 70173 Stuttgart;Österreich\n"
    for n in range(20)
)
KOREAN = "".join(
    f"거래처{n},주식회사 예시전자,서울특별시 강남구 예시로 {n},대한민국\n" for n in range(20)
)


def source(data: bytes) -> SourceFile:
    return SourceFile(path=Path("list.csv"), data=data, sha256="")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (CHINESE.replace("区", "區"), "gb18030"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (RUSSIAN, "cp1251"),
        (GERMAN, "cp1252"),
        (KOREAN, "cp949"),
    ],
)
def test_old_encodings_are_guessed_right_and_called_a_guess(text: str, encoding: str) -> None:
    read = decode(source(text.encode(encoding)))
    assert read.text == text
    assert "choose another encoding" in read.warning
    assert not read.damaged


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_guess(encoding: str) -> None:
    read = decode(source(CHINESE.encode(encoding)))
    assert (read.text, read.warning) == (CHINESE, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    text = "Name,Country\n" + "Example Ltd,China\n" * 30
    assert decode(source(text.encode(encoding))).text == text


def test_the_officer_can_choose_another_encoding() -> None:
    assert decode(source(RUSSIAN.encode("mac_cyrillic")), "mac_cyrillic").text == RUSSIAN


def test_an_encoding_that_does_not_exist_is_the_officers_error() -> None:
    for name in ("klingon", "base64", "rot13", "utf-8\0"):
        with pytest.raises(InputError, match="no encoding named"):
            decode(source(b"Name\n"), name)


def test_a_wrong_choice_of_encoding_names_the_line() -> None:
    with pytest.raises(UnreadableFileError, match=r"not encoded in utf-8 \(first met in line 1"):
        decode(source(CHINESE.encode("gb18030")), "utf-8")


def test_a_few_broken_bytes_do_not_turn_utf_8_into_something_else() -> None:
    broken = bytearray((CHINESE * 20).encode())
    broken[1_000] = 0xFF
    read = decode(source(bytes(broken)))
    assert read.encoding == "utf-8"
    assert read.damaged
    assert read.text.count("供应商") >= 399
    assert "fit no letter" in read.warning


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    broken = "Name\n".encode("utf-8-sig") + "供应商\n".encode() * 50 + b"\xff\n"
    assert decode(source(broken)).text.startswith("Name")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\x00" * 5_000, b"\x01\x02\x03\x04" * 99, b"abc\0\1\2\3\4\5"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        decode(source(data))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_advice(data: bytes) -> None:
    with contextlib.suppress(UnreadableFileError):
        read = decode(source(data))
        assert read.damaged == any("\ud800" <= letter <= "\udfff" for letter in read.text)


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=300))
def test_every_text_survives_utf_8(text: str) -> None:
    assert decode(source(b"Name\n" + text.encode())).text == f"Name\n{text}"


def test_a_large_file_is_guessed_from_where_it_is_not_ascii() -> None:
    text = "Example Ltd,Main Street 5,US\n" * 30_000 + CHINESE
    read = decode(source(text.encode("gb18030")))
    assert read.text.endswith(CHINESE)
