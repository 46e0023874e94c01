"""The catalogue as a spreadsheet that an office can edit: `read_book`, `check`, `write_book`.

A workbook (.xlsx), or the same sheets as CSV files in a folder or a zip. `columns` says what stands in them.
"""

from records.catalogue.sheets.book import read_book, write_book
from records.catalogue.sheets.checking import check, merged
from records.catalogue.sheets.draft import Draft

__all__ = ["Draft", "check", "merged", "read_book", "write_book"]
