"""The Links tab: a filter shows the same part in picture and list."""

from datetime import date

from pytestqt.qtbot import QtBot

from caveat.domain.relations import Basis, RelationKind
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.links.rows import RowKind
from ui.driving import wait


def test_a_filter_shows_the_same_part_in_picture_and_list(shown: LinksPane):
    shown.tools.filter.setChecked(True)
    shown.filter.kinds[RelationKind.SHAREHOLDER].setChecked(False)
    shown.filter.bases[Basis.COMPUTED].setChecked(False)
    assert not shown.sides.graph.scene.edges[3].isVisible()
    assert not shown.sides.graph.scene.edges[0].isVisible()
    places = {row.place for row in shown.sides.list.links.rows if row.kind is RowKind.TIE}
    assert places == {1, 2, 4}
    assert shown.status.whole == "3 of 5 ties and 4 of 5 parties shown"
    assert shown.tools.filter.text() == "Filtered"
    assert shown.text().startswith("3 of 5 ties")
    shown.filter.everything.click()
    assert shown.status.whole == "5 ties, 5 parties"


def test_a_day_leaves_out_what_did_not_hold_then(shown: LinksPane):
    shown.filter.day.show_day(date(2022, 1, 1))
    shown.filter.on_day.setChecked(True)
    assert shown.status.whole == (
        "4 of 5 ties and 4 of 5 parties shown for 1 Jan 2022; 3 of the ties bear no dates"
    )


def test_what_was_hidden_stays_hidden_when_the_graph_grows(shown: LinksPane, qtbot: QtBot):
    shown.filter.kinds[RelationKind.FOUNDER].setChecked(False)
    shown.expand(3)
    wait(shown, qtbot)
    assert not shown.filter.kinds[RelationKind.FOUNDER].isChecked()
    assert not shown.sides.graph.scene.edges[2].isVisible()


def test_what_was_hidden_of_one_party_hides_no_tie_of_another(shown: LinksPane, qtbot: QtBot):
    shown.filter.kinds[RelationKind.FOUNDER].setChecked(False)
    shown.show_subjects(LinksAsked("US-EL-8"), None)
    wait(shown, qtbot)
    assert shown.status.whole == "5 ties, 5 parties"
    assert shown.sides.graph.scene.edges[2].isVisible()
