"""Lines and labels of a picture."""

import pytest

import linked
from caveat.ui.widgets.graph.curves import Box, curves, label_places
from caveat.ui.widgets.graph.layout import Measures, Place, places

SIZE = Measures(width=190, height=56, apart=12, between=140)
LINE = 18.0


def test_a_line_runs_from_the_one_box_to_the_other():
    (line,) = curves([Place(0, 0), Place(400, 100)], [(0, 1)], SIZE, LINE)
    assert line.start == Place(95, 0)
    assert line.end == Place(305, 100)
    assert line.at(0) == line.start
    assert line.at(1) == line.end


def test_ties_of_one_pair_keep_a_label_apart_whichever_way_they_read():
    stands = [Place(0, 0), Place(400, 0)]
    lines = curves(stands, [(0, 1), (1, 0), (0, 1)], SIZE, LINE)
    middles = sorted(line.at(0.5).y for line in lines)
    assert [round(y, 3) for y in middles] == [-LINE, 0, LINE]


def test_lines_leave_a_box_in_the_order_of_where_they_go():
    stands = [Place(0, 0), Place(400, 200), Place(400, -200), Place(400, 0)]
    lines = curves(stands, [(0, 1), (0, 2), (0, 3)], SIZE, LINE)
    assert lines[1].start.y < lines[2].start.y < lines[0].start.y


def test_a_tie_within_a_column_bends_around_what_is_between():
    stands = [Place(0, 0), Place(0, 200)]
    (line,) = curves(stands, [(0, 1)], SIZE, LINE)
    assert line.at(0.5).x > SIZE.width / 2


def test_labels_cover_no_box_and_no_other_label():
    found = linked.large(80, 160)
    ties = [(edge.subject, edge.object) for edge in found.edges]
    stands = places([node.hops for node in found.nodes], ties, SIZE)
    lines = curves(stands, ties, SIZE, LINE)
    boxes = [Box(place.x, place.y, SIZE.width, SIZE.height) for place in stands]
    put = tuple(label_places(lines, [(70, 15)] * len(lines), [0.5] * len(lines), boxes))
    labels = [Box(at.x, at.y, 70, 15) for at in put if at is not None]
    assert len(labels) > len(lines) / 3
    assert not any(label.meets(box) for label in labels for box in boxes)
    assert not any(a.meets(b) for n, a in enumerate(labels) for b in labels[:n])


@pytest.mark.parametrize(("wish", "near"), [(0.2, 0), (0.8, 400)])
def test_a_label_stands_where_it_is_wished_if_there_is_room(wish: float, near: float):
    (line,) = curves([Place(0, 0), Place(400, 0)], [(0, 1)], SIZE, LINE)
    (at,) = label_places([line], [(20, 15)], [wish], [])
    assert at is not None
    assert abs(at.x - near) < 200
