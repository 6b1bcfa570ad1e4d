"""How fluid the picture of 300 parties is: its layout, its drawing, every way of moving it."""

import os
import time
from collections.abc import Callable
from statistics import quantiles

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import linked
from caveat.ui.theme import Theme, Wish
from caveat.ui.widgets.graph.filtering import NO_FILTER, shown
from caveat.ui.widgets.graph.layout import places
from caveat.ui.widgets.graph.looks import measures
from caveat.ui.widgets.graph.widget import GraphWidget

pytestmark = pytest.mark.benchmark

Record = Callable[[str, float, str, str], None]
_STEPS = 100


def milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _drawn(graph: GraphWidget, show: Callable[[], object]) -> list[float]:
    """What showing a graph and each slice of drawing it takes; no time passes between them."""
    taken = [milliseconds(show)]
    while graph._drawing.isActive():
        taken.append(milliseconds(graph._go_on))
    return taken


def test_a_picture_of_three_hundred_parties(qapp: object, record_benchmark: Record) -> None:
    theme = Theme(Wish.LIGHT)
    theme.apply()
    found = linked.large()
    hops = [node.hops for node in found.nodes]
    ties = [(edge.subject, edge.object) for edge in found.edges]
    laid_out = min(milliseconds(lambda: places(hops, ties, measures(theme))) for _ in range(5))
    record_benchmark("layout of 300 parties, 600 ties", laid_out, "ms", "≤ 100")
    graph = GraphWidget(theme)
    graph.resize(1100, 560)
    graph.show()
    made = [
        _drawn(graph, lambda: graph.show_graph(found, shown(found, NO_FILTER), frozenset()))
        for _ in range(5)
    ]
    record_benchmark("picture of 300 parties, 600 ties made", min(map(sum, made)), "ms", "")
    record_benchmark("longest block while it is made", min(map(max, made)), "ms", "≤ 50")
    view = graph.view
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()

    # Each frame is painted whole; the window itself scrolls what it has and paints the rest.
    def frame(move: Callable[[], object]) -> float:
        return milliseconds(lambda: (move(), view.viewport().grab()))

    view.zoom_to(1.0)
    panned = [
        frame(
            lambda n=n: (across.setValue(across.value() + 7), down.setValue(down.value() + n % 9))
        )
        for n in range(_STEPS)
    ]
    view.fit()
    zoomed = [
        frame(lambda n=n: view.zoom_by(0.2 if n < _STEPS / 2 else -0.2)) for n in range(_STEPS)
    ]
    for what, taken in (("panned", panned), ("zoomed", zoomed)):
        record_benchmark(
            f"picture of 300 parties {what}, 95 of 100 frames", quantiles(taken, n=20)[-1], "ms",
            "≤ 33",
        )  # fmt: skip
    assert qapp is not None
