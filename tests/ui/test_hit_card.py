"""A card as it is painted."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from caveat.domain.screening import Query
from caveat.ui.delegates.hit_card import HitCardDelegate
from caveat.ui.models.hits import HitListModel
from caveat.ui.theme import Theme

State = QStyle.StateFlag


def painted(theme: Theme, model: HitListModel, row: int, state: State) -> QImage:
    image = QImage(500, 140, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, image.width(), image.height())
    option.state = state
    painter = QPainter(image)
    HitCardDelegate(theme).paint(painter, option, model.index(row))
    painter.end()
    return image


def test_the_frame_of_the_focused_card_covers_nothing_of_it(theme, services):
    model = HitListModel()
    model.show_answer(services.screen(Query("Nettrix")))
    row = next(n for n in range(model.rowCount()) if model.hit_at(n))
    plain = painted(theme, model, row, State.State_Selected)
    focused = painted(theme, model, row, State.State_Selected | State.State_HasFocus)
    inside = [(x, y) for x in range(2, 498, 3) for y in range(2, 138, 3)]
    assert all(plain.pixel(x, y) == focused.pixel(x, y) for x, y in inside)
    assert plain != focused
