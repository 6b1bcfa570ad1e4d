"""Embeds a face in a PDF as a composite font: only the glyphs used, each with its text.

reportlab's own TrueType fonts know characters, not glyphs, so that joined Arabic letters could be
neither drawn nor copied out again. Here every pair of glyph and text gets a code of its own (PDF
32000-1, 9.7: Type 0 font, CIDFontType2, CIDToGIDMap, ToUnicode).
"""

import hashlib
import struct
from dataclasses import dataclass

import uharfbuzz as hb
from bidi.mirror import MIRRORED
from reportlab.pdfbase import pdfdoc

from caveat.report.typeset.fonts import Face, Glyph

_SYMBOLIC = 4
_NOTHING = "\u200b"
"""Text of a glyph that has none of its own; without any, readers make one up."""

_CMAP_BLOCK = 100
_ROOM = 0xFFFF - 8000
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_USELESS_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "MATH",
    "JSTF",
    "cmap",
    "gasp",
    "FFTM",
    "vhea",
    "vmtx",
    "fvar",
    "gvar",
    "avar",
    "STAT",
    "HVAR",
    "MVAR",
    "DSIG",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Glyphs on one height: ``show`` is the content of a PDF ``TJ`` array.

    ``rise`` and the word's width are thousandths of the font size.
    """

    rise: int
    show: str


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped piece of text, ready to draw at any size."""

    width: int
    stretches: tuple[Stretch, ...]


class EmbeddedFont:
    """One face within one document, and the codes given out so far."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self.face = face
        self._codes: dict[tuple[int, str], int] = {}
        self._words: dict[tuple[str, bool], Word] = {}

    @property
    def full(self) -> bool:
        """Whether the codes might run out within the next word."""
        return len(self._codes) > _ROOM

    def word(self, text: str, *, right_to_left: bool) -> Word:
        """Shape a piece of text in one script; the answer is remembered."""
        key = (text, right_to_left)
        word = self._words.get(key)
        if word is None:
            word = self._words[key] = self._shape(text, right_to_left=right_to_left)
        return word

    def _shape(self, text: str, *, right_to_left: bool) -> Word:
        glyphs = self.face.shape(text, right_to_left=right_to_left)
        stretches: list[Stretch] = []
        shown = ""
        rise = 0
        for glyph in glyphs:
            if glyph.y_offset != rise and shown:
                stretches.append(Stretch(rise, shown))
                shown = ""
            rise = glyph.y_offset
            shown += self._show(glyph, right_to_left=right_to_left)
        if shown:
            stretches.append(Stretch(rise, shown))
        return Word(
            sum(glyph.advance for glyph in glyphs),
            tuple(stretches),
        )

    def _show(self, glyph: Glyph, *, right_to_left: bool) -> str:
        """One glyph with the corrections that bring the pen where the next one starts."""
        text = _as_seen(glyph.text) if right_to_left else glyph.text
        # Code 0 stays free for the missing glyph, which is never drawn.
        code = self._codes.setdefault((glyph.id, text or _NOTHING), len(self._codes) + 1)
        before = f" {-glyph.x_offset} " if glyph.x_offset else ""
        surplus = self.face.natural_advance(glyph.id) + glyph.x_offset - glyph.advance
        after = f" {surplus} " if surplus else ""
        return f"{before}<{code:04X}>{after}"

    def add_objects(self, document: pdfdoc.PDFDocument) -> None:
        """Write the font into the document. Called once, after the last text was set."""
        glyphs = sorted({glyph for glyph, _ in self._codes})
        data, new_ids = self._subset(glyphs)
        base = f"{_tag(data)}+{_pdf_name(self.face.name)}"
        by_code = sorted((code, glyph, text) for (glyph, text), code in self._codes.items())
        map_bytes = struct.pack(
            f">{len(by_code) + 1}H", 0, *(new_ids[glyph] for _, glyph, _ in by_code)
        )
        widths = [self.face.natural_advance(glyph) for _, glyph, _ in by_code]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, base, data)),
                "CIDToGIDMap": _stream(document, map_bytes),
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, _to_unicode(by_code)),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _subset(self, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
        wish = hb.SubsetInput()
        wish.glyph_set.update(glyphs)
        wish.drop_table_tag_set.update(
            int.from_bytes(tag.encode("ascii"), "big") for tag in _USELESS_TABLES
        )
        wish.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        plan = hb.SubsetPlan(self.face.hb_face, wish)
        data = bytes(plan.execute().blob.data)
        return data, dict(plan.old_to_new_glyph_mapping)

    def _descriptor(
        self, document: pdfdoc.PDFDocument, base: str, data: bytes
    ) -> pdfdoc.PDFDictionary:
        face = self.face
        head = bytes(face.hb_face.reference_table("head").data)
        box = [face.scaled(value) for value in struct.unpack_from(">4h", head, 36)]
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{base}",
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(box),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "StemV": 80,
                "FontFile2": _stream(document, data, {"Length1": len(data)}),
            }
        )


def _stream(
    document: pdfdoc.PDFDocument, content: bytes, entries: dict[str, int] | None = None
) -> pdfdoc.PDFObjectReference:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries or {}), content, [pdfdoc.PDFZCompress])
    return document.Reference(stream)


def _as_seen(text: str) -> str:
    """Right-to-left text as programs expect it that read a page from left to right.

    They turn what they read around, brackets included (pdfium, poppler).
    """
    return "".join(MIRRORED.get(character, character) for character in reversed(text))


def _to_unicode(by_code: list[tuple[int, int, str]]) -> bytes:
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, _, text in by_code
    ]
    blocks = (lines[start : start + _CMAP_BLOCK] for start in range(0, len(lines), _CMAP_BLOCK))
    body = "".join(
        "{} beginbfchar\n{}\nendbfchar\n".format(len(block), "\n".join(block)) for block in blocks
    )
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _tag(data: bytes) -> str:
    """Six capital letters that name this subset (PDF 32000-1, 9.6.4)."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _pdf_name(name: str) -> str:
    return "".join(letter for letter in name if letter.isascii() and letter.isalnum()) or "Font"
