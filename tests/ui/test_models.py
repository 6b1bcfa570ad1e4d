"""Models without a view: cards, tables, pages fetched on demand."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from caveat.domain.screening import Query
from caveat.ui.models.columns import CellRole, Column
from caveat.ui.models.hits import HitListModel, HitRole, answer_text, summary
from caveat.ui.models.rows import GrowingModel, PagedModel, RowsModel


@dataclass(frozen=True)
class Thing:
    number: int


COLUMNS: tuple[Column[Thing], ...] = (
    Column("No.", lambda thing: str(thing.number), right=True, tip=lambda _: "<b>not bold</b>"),
    Column("Word", lambda thing: f"thing {thing.number}", second=lambda _: "below"),
)


def things(first: int, count: int) -> tuple[Thing, ...]:
    return tuple(Thing(number) for number in range(first, first + count))


def test_cards_stand_under_headings_that_cannot_be_chosen(
    services: Any, qtmodeltester: ModelTester
):
    model = HitListModel()
    model.show_answer(services.screen(Query("宁畅信息产业")))
    qtmodeltester.check(model)
    headings = [
        model.index(row, 0)
        for row in range(model.rowCount())
        if model.index(row, 0).data(HitRole.CARD) is None
    ]
    assert [index.data().partition(":")[0] for index in headings] == ["Related", "Near misses"]
    assert not any(model.flags(index) & Qt.ItemFlag.ItemIsSelectable for index in headings)
    assert model.hit_at(headings[0].row()) is None


def test_a_card_reads_as_text_with_band_word_list_and_reason(services: Any):
    model = HitListModel()
    model.show_answer(services.screen(Query("宁畅信息产业")))
    text = model.index(1, 0).data()
    assert text.splitlines()[0] == (
        "82 POSSIBLE CONTRADICTED  Dawning Information Industry Co., Ltd. (Sugon)"
    )
    assert "Entity List · China · footnote 4" in text
    assert "At the same address" in text


def test_the_summary_counts_related_parties_apart_and_shows_no_percentage(services: Any):
    answer = services.screen(Query("宁畅"))
    assert summary(answer, 12.4) == "3 hits · 1 related · 1 near miss · 12 ms"
    text = answer_text(answer, ("head",))
    assert text.startswith("head\n\n97 STRONG")
    assert "%" not in text


def test_a_short_table_answers_text_second_line_and_escaped_tip(qtmodeltester: ModelTester):
    model = RowsModel(COLUMNS)
    model.set_rows(things(0, 3))
    qtmodeltester.check(model)
    assert model.index(1, 1).data() == "thing 1"
    assert model.index(1, 1).data(CellRole.SECOND) == "below"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "‹b>not bold‹/b>"
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "thing 1, below"


def test_a_growing_table_asks_for_more_until_a_page_is_not_full(qtmodeltester: ModelTester):
    model = GrowingModel(COLUMNS, page=10)
    wanted: list[int] = []
    model.more_wanted.connect(wanted.append)
    model.restart()
    assert not model.canFetchMore(QModelIndex())
    model.append(things(0, 10))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.append(things(10, 4))
    qtmodeltester.check(model)
    assert wanted == [0, 10]
    assert model.whole
    assert model.rowCount() == 14


def test_a_paged_table_fetches_only_the_pages_that_are_looked_at(
    qtbot: QtBot, qtmodeltester: ModelTester
):
    model = PagedModel(COLUMNS, page=10)
    wanted: list[tuple[int, list[int]]] = []
    model.page_wanted.connect(lambda number, ids: wanted.append((number, ids)))
    model.set_ids(range(1_000_000))
    assert model.rowCount() == 1_000_000
    assert model.index(500_005, 0).data() == "…"
    assert model.index(500_006, 0).data() == "…"
    assert wanted == [(50_000, list(range(500_000, 500_010)))]
    with qtbot.waitSignal(model.dataChanged):
        model.set_page(model.generation, 50_000, things(500_000, 10))
    assert model.index(500_005, 1).data() == "thing 500005"
    model.set_ids(range(5))
    qtmodeltester.check(model)


def test_a_page_that_answers_an_older_order_is_dropped():
    model = PagedModel(COLUMNS, page=10)
    model.set_ids(range(10))
    old = model.generation
    model.set_ids(range(9, -1, -1))
    model.set_page(old, 0, things(0, 10))
    assert model.index(0, 0).data() == "…"


def test_a_refreshed_row_shows_its_old_text_until_the_new_one_is_there():
    model = PagedModel(COLUMNS, page=10)
    wanted: list[int] = []
    model.page_wanted.connect(lambda number, _ids: wanted.append(number))
    model.set_ids(range(30))
    for page in range(3):
        model.set_page(model.generation, page, things(page * 10, 10))
    model.refresh_rows()
    assert model.index(15, 1).data() == "thing 15"
    assert wanted == [1]
    model.set_page(model.generation, 1, things(100, 10))
    assert model.index(15, 1).data() == "thing 105"


def test_pages_that_were_not_looked_at_for_long_are_let_go():
    model = PagedModel(COLUMNS, page=10)
    model.set_ids(range(100_000))
    for page in range(200):
        model.set_page(model.generation, page, things(page * 10, 10))
    assert model.row_at(0) is None
    assert model.row_at(1_995) == Thing(1_995)


def test_without_an_answer_there_is_no_card():
    model = HitListModel()
    model.show_answer(None)
    assert model.rowCount() == 0
    assert model.first_card() == -1
