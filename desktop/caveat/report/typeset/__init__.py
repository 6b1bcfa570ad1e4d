"""Sets text of any script on PDF pages: fonts, direction, lines, tables, pages; knows no memo."""
