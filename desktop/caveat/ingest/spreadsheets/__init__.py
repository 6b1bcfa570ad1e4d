"""Supplier spreadsheets: workbook and text formats, header and column guessing."""
