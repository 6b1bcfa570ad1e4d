import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.errors import EnvironmentProblemError
from caveat.settings import Settings, load_settings, save_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.toml"


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert load_settings(path) == Settings()
    assert not path.parent.exists()


def test_what_is_saved_is_loaded_again(path: Path) -> None:
    saved = save_settings(path, Settings(), operator="李明", theme="dark", zoom=1.25)
    assert load_settings(path) == saved == Settings("李明", "dark", 1.25, "")


@pytest.mark.parametrize(
    "content", [b"", b"\0\0", b"\xff\xfe", b"theme = ", b"[[[", b"theme = 'dark", b"\x1f\x8b\x08"]
)
def test_a_damaged_file_gives_the_defaults_and_can_be_saved_over(
    path: Path, content: bytes
) -> None:
    write(path, content)
    assert load_settings(path) == Settings()
    assert load_settings(path) != save_settings(path, Settings(), theme="light")
    assert load_settings(path).theme == "light"


def test_a_folder_in_its_place_gives_the_defaults_and_saving_says_why(path: Path) -> None:
    path.mkdir(parents=True)
    assert load_settings(path) == Settings()
    with pytest.raises(EnvironmentProblemError, match="cannot be stored"):
        save_settings(path, Settings(), theme="dark")
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_a_file_where_the_folder_should_be_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblemError, match="They hold until the program is closed"):
        save_settings(tmp_path / "file" / "settings.toml", Settings(), theme="dark")


@pytest.mark.parametrize(
    "line",
    [
        "theme = 'pink'",
        "theme = 1",
        "theme = ['dark']",
        "theme = {a = 1}",
        "zoom = 'large'",
        "zoom = 9",
        "zoom = 0",
        "zoom = nan",
        "zoom = inf",
        "zoom = true",
        "operator = 7",
        "memo_folder = false",
    ],
)
def test_a_bad_value_is_its_default_and_the_others_hold(path: Path, line: str) -> None:
    name = line.split(" ", 1)[0]
    others = {"theme": "theme = 'dark'", "operator": "operator = 'Ada'"}
    kept = [text for key, text in others.items() if key != name]
    write(path, "\n".join((line, *kept)))
    loaded = asdict(load_settings(path))
    assert loaded[name] == asdict(Settings())[name]
    assert all(loaded[key] == {"theme": "dark", "operator": "Ada"}[key] for key in others
               if key != name)  # fmt: skip


def test_a_whole_number_is_a_zoom(path: Path) -> None:
    write(path, "zoom = 2")
    assert load_settings(path).zoom == 2


def test_unknown_keys_and_comments_of_the_file_are_kept(path: Path) -> None:
    write(path, "# mine\nfuture = 'x' # keep\ntheme = 'dark'\n\n[window]\nwidth = 900\n")
    save_settings(path, load_settings(path), zoom=1.5)
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# keep" in text
    stored = tomllib.loads(text)
    assert stored["future"] == "x"
    assert stored["window"] == {"width": 900}
    assert load_settings(path) == Settings(theme="dark", zoom=1.5)


@pytest.mark.parametrize(
    "change", [{"theme": "pink"}, {"zoom": 5.0}, {"zoom": float("nan")}, {"operator": None}]
)
def test_a_value_outside_its_limits_is_not_saved(path: Path, change: dict[str, object]) -> None:
    save_settings(path, Settings(), theme="dark")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="cannot be"):
        save_settings(path, Settings(), **change)
    assert path.read_bytes() == before


def test_an_unknown_setting_is_our_mistake(path: Path) -> None:
    with pytest.raises((TypeError, AttributeError)):
        save_settings(path, Settings(), colour="red")


def test_nothing_half_written_stays(path: Path) -> None:
    save_settings(path, Settings(), theme="dark")
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operator=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_name_survives_the_file(tmp_path: Path, operator: str) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, Settings(), operator=operator)
    assert load_settings(path).operator == operator


def test_every_setting_has_a_default() -> None:
    assert all(getattr(Settings(), field.name) is not None for field in fields(Settings))
