"""How large a spreadsheet may be. Beyond these it is refused with advice, never half-read."""

MAX_FILE_BYTES = 90_000_000
"""Size of the file on disk."""
MAX_ROWS = 1_048_576
"""Rows of a sheet, as in the .xlsx format."""
MAX_COLUMNS = 16_384
"""Columns of a sheet, as in the .xlsx format."""
MAX_SPAN = 32_000_000
"""Cells of the rectangle that a sheet's cells span; the reader needs 32 bytes for each, empty
or not."""
MAX_INFLATED_BYTES = 1_000_000_000
"""Bytes that all parts of a zip-based workbook may inflate to, together."""
MAX_RATIO = 250
"""How many times larger than packed a part may be. Worksheets reach 5 to 50; deflate can
reach 1,032."""
RATIO_FREE_BYTES = 32_000_000
"""Parts that inflate to no more than this are not judged by their ratio."""
MAX_PARTS = 10_000
"""Members of a zip-based workbook."""
MAX_NAME = 2_000
"""Characters of a supplier's name. The longest listed names, aliases and all, stay below."""
MAX_ROW_LINES = 30
"""Lines of text that one row may run over before a missing quotation mark is suspected."""
