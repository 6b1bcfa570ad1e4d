"""What headings say."""

import csv

import pytest

from caveat.domain.suppliers import SupplierField
from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.headings import heading_meaning
from caveat.resources import resource


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Supplier Name", "name"),
        ("VENDOR", "name"),
        ("供应商名称", "name"),
        ("公司英文全称", "name"),
        ("会社名", "name"),
        ("提出者名（ヨミ）", "name"),
        ("Наименование", "name"),
        ("Lieferant", "name"),
        ("Raison sociale", "name"),
        ("Razón social", "name"),
        ("회사명", "name"),
        ("Name of\nSecurities", "name"),
        ("证券简称", "alias"),
        ("Trade name (DBA)", "alias"),
        ("Supplier country", "country"),
        ("国家/地区", "country"),
        ("Länderschlüssel", "country"),
        ("Страна", "country"),
        ("Company address", "address"),
        ("注册地址", "address"),
        ("所在地", "address"),
        ("Address line 2", "address part"),
        ("PLZ", "address part"),
        ("Straße und Hausnummer", "address part"),
        ("City", "city"),
        ("Ort", "city"),
        ("统一社会信用代码", "identifier"),
        ("VAT No.", "identifier"),
        ("提出者法人番号", "identifier"),
        ("ＥＤＩＮＥＴコード", "reference"),
        ("Supplier ID", "reference"),
        ("Lieferanten-Nr.", "reference"),
        ("Contact name", "other party"),
        ("Bank address", "other party"),
        ("Parent company name", "other party"),
        ("E-mail address", "other"),
        ("产品名称", "other"),
        ("Supplier type", "other"),
    ],
)
def test_a_heading_means_what_its_strongest_words_say(heading: str, meaning: str) -> None:
    found = heading_meaning(heading)
    assert found is not None
    assert found.meaning == meaning


@pytest.mark.parametrize("heading", ["", "   ", "Zebra", "42", "x" * 500, "n", "–"])
def test_a_heading_without_a_known_word_means_nothing(heading: str) -> None:
    assert heading_meaning(heading) is None


def test_folding_a_heading_twice_changes_nothing() -> None:
    for text in ("Größe", "Ｎａｍｅ", "Имя  Й", "パーティー", "A.B.C.", "Dirección №"):
        assert fold_heading(fold_heading(text)) == fold_heading(text)


def test_kana_keep_their_voicing_marks() -> None:
    assert fold_heading("バンク") != fold_heading("ハンク")


def test_the_lexicon_is_whole() -> None:
    with resource("lexicons/column_words.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    headings = {*SupplierField, "address part", "other party", "other"}
    contents = {"legal form", "street word", "no value"}
    for row in rows:
        assert row["phrase"].strip() == row["phrase"] != ""
        assert row["meaning"] in (headings if row["where"] == "heading" else contents), row
        assert 1 <= float(row["strength"]) <= 4
        assert row["source"]
        assert row["language"]
