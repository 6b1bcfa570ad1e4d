import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat import logs
from caveat.logs import leave_out_texts, start_logging, write_trace


@pytest.fixture(autouse=True)
def fresh_logger(monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    monkeypatch.setattr(logs, "_private", False)
    logger = logging.getLogger("caveat")
    kept, level = logger.handlers[:], logger.level
    logger.handlers.clear()
    logger.propagate = True  # else pytest listens at this logger too, and it looks started
    yield logger
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:] = kept
    logger.setLevel(level)
    logger.propagate = True


def test_what_is_logged_goes_to_a_file(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    logging.getLogger("caveat.some.part").error("it rained 雨")
    assert "it rained 雨" in (tmp_path / "logs" / "caveat.log").read_text(encoding="utf-8")


def test_no_file_is_made_until_there_is_something_to_log(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    assert list((tmp_path / "logs").iterdir()) == []


def test_starting_twice_logs_once(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    start_logging(tmp_path / "logs")
    logging.getLogger("caveat").error("once")
    text = (tmp_path / "logs" / "caveat.log").read_text(encoding="utf-8")
    assert text.count("once") == 1


def test_where_nothing_can_be_written_logging_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    start_logging(tmp_path / "file" / "logs")
    logging.getLogger("caveat").error("nobody hears")
    assert capsys.readouterr() == ("", "")


def test_where_the_folder_turned_unwritable_logging_is_silent_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging(tmp_path / "logs")
    (tmp_path / "logs").rmdir()
    (tmp_path / "logs").write_text("", encoding="utf-8")
    logging.getLogger("caveat").error("nobody hears")
    assert capsys.readouterr() == ("", "")


def raised() -> BaseException:
    try:
        int("雨 \udce9")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_trace_names_the_error_and_where_it_was_raised(tmp_path: Path) -> None:
    path = write_trace(tmp_path / "logs", raised())
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "ValueError: invalid literal" in text
    assert "in raised" in text


def test_every_trace_has_a_file_of_its_own(tmp_path: Path) -> None:
    paths = {write_trace(tmp_path, raised()) for _ in range(3)}
    assert len(paths) == 3


def test_a_trace_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_trace(tmp_path / "file", raised()) is None


def test_of_an_encrypted_workspace_no_words_of_an_error_are_written(
    tmp_path: Path,
) -> None:
    """An error quotes what it stumbled over, and that may be a name."""
    start_logging(tmp_path / "logs")
    name = "Zuvanari Photonics"
    seen = _stumbled(name)
    plain = write_trace(tmp_path, seen)
    assert plain
    assert name in plain.read_text(encoding="utf-8")
    leave_out_texts()
    trace = write_trace(tmp_path, seen)
    logging.getLogger("caveat").error("a bug", exc_info=seen)
    assert trace
    for path in (trace, tmp_path / "logs" / "caveat.log"):
        text = path.read_text(encoding="utf-8")
        assert name not in text
        assert "builtins.ZeroDivisionError\n\nfrom which came:\n" in text
        assert text.rstrip().endswith("builtins.ValueError")
        assert f'"{__file__}", line ' in text


def _stumbles(name: str) -> None:
    try:
        len(name) / 0
    except ZeroDivisionError as error:
        raise ValueError(name) from error


def _stumbled(name: str) -> ValueError:
    with pytest.raises(ValueError, match=name) as caught:
        _stumbles(name)
    return caught.value
