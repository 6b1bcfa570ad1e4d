from pathlib import Path

import pytest

from caveat import resources
from caveat.resources import resource


def test_a_data_file_is_found() -> None:
    assert resource("lists.csv").is_file()
    assert resource("starter").is_dir()


@pytest.mark.parametrize("name", ["no-such-file.csv", "starter/no-such-file"])
def test_a_missing_data_file_is_our_mistake_and_named(name: str) -> None:
    with pytest.raises(FileNotFoundError, match=f"lacks its data file {name}"):
        resource(name)


def test_an_installed_package_takes_its_own_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = tmp_path / "caveat" / "_resources"
    packaged.mkdir(parents=True)
    (packaged / "lists.csv").write_text("installed", encoding="utf-8")
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "caveat" / "resources.py"))
    resources._root.cache_clear()
    try:
        assert resource("lists.csv").read_text(encoding="utf-8") == "installed"
    finally:
        resources._root.cache_clear()
