import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caveat.ui.widgets.day_field import DayField


@pytest.mark.parametrize("typed", ["2025-04-01", "20250401", "2025/04/01", "2025.04.01"])
@pytest.mark.parametrize("whole", [False, True])
def test_a_day_can_be_typed_as_it_is_written(qtbot: QtBot, typed: str, *, whole: bool):
    field = DayField("Day")
    qtbot.addWidget(field)
    field.setMaximumDate(QDate(2026, 11, 22))
    field.setDate(QDate(2026, 11, 22))
    field.show()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.setSelectedSection(DayField.Section.YearSection)
    if whole:
        field.selectAll()

    QTest.keyClicks(field, typed)

    assert field.day().isoformat() == "2025-04-01"


def test_a_part_without_a_leading_nought_goes_on_at_its_hyphen(qtbot: QtBot):
    field = DayField("Day")
    qtbot.addWidget(field)
    field.setMaximumDate(QDate(2026, 11, 22))
    field.setDate(QDate(2026, 11, 22))
    field.show()
    field.setSelectedSection(DayField.Section.YearSection)

    QTest.keyClicks(field, "2019-6-21")

    assert field.day().isoformat() == "2019-06-21"
