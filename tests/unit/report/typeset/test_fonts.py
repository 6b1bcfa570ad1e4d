import struct
import sys
from pathlib import Path

import pytest

from caveat.errors import EnvironmentProblemError
from caveat.report.typeset import font_files
from caveat.report.typeset.fonts import find_fonts, load_face
from caveat.report.typeset.scripts import missing_script, script_of


def with_rights(path: Path, rights: int, into: Path) -> Path:
    """A copy of a font whose maker grants other embedding rights (OS/2 table, fsType)."""
    data = bytearray(path.read_bytes())
    for entry in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
        if tag == b"OS/2":
            struct.pack_into(">H", data, offset + 8, rights)
    into.write_bytes(data)
    return into


@pytest.mark.parametrize(("rights", "usable"), [(0, True), (8, True), (2, False), (0x100, False)])
def test_a_font_that_may_not_be_embedded_is_not_used(fonts, tmp_path, rights, usable):
    copy = with_rights(fonts.sans.path, rights, tmp_path / "font.ttf")
    assert (load_face(copy) is not None) is usable


@pytest.mark.skipif(sys.platform != "linux", reason="looks at Debian's fonts")
def test_outlines_that_are_not_truetype_are_refused():
    fonts = [*Path("/usr/share/fonts").rglob("*.otf")]
    if not fonts:
        pytest.skip("no font with other outlines is installed on this computer")
    assert load_face(fonts[0]) is None


def test_a_computer_without_fonts_is_told_what_to_install(tmp_path):
    with pytest.raises(EnvironmentProblemError, match="apt-get install"):
        find_fonts([tmp_path])


def test_a_fresh_set_chooses_as_if_nothing_had_been_printed(fonts):
    used = fonts.fresh()
    for character in "ฟ浪שش★한":
        used.face_for(character)
    for character in "浪א한":
        one = used.fresh().face_for(character)
        other = find_fonts().face_for(character)
        assert (one and one.sha256) == (other and other.sha256)


def test_a_broken_fontconfig_is_no_fontconfig(monkeypatch, tmp_path):
    broken = tmp_path / "fc-list"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert font_files.fontconfig_files("a") == ()
    monkeypatch.setenv("PATH", "")
    assert font_files.fontconfig_files("a") == ()


def test_fontconfig_answers_are_sorted_and_only_truetype(monkeypatch, tmp_path):
    program = tmp_path / "fc-list"
    program.write_text(
        "#!/bin/sh\nprintf '/b/Z.ttf\\t0\\n/a/X.otf\\t0\\n/c/NotoA.ttc\\t65538\\n/b/A.ttf\\t0\\n'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert font_files.fontconfig_files("ก") == (
        (Path("/c/NotoA.ttc"), 2),
        (Path("/b/A.ttf"), 0),
        (Path("/b/Z.ttf"), 0),
    )


def test_scripts_are_known_and_what_no_font_can_show_needs_none():
    assert script_of("ไ") == "Thai"
    assert missing_script("ไ").debian_package == "fonts-thai-tlwg-ttf"
    assert missing_script("😀").debian_package == "fonts-symbola"
    assert missing_script("\ue000") is None
    assert missing_script("\ud800") is None
    assert script_of("\ud800") == "Zyyy"
