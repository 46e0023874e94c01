"""Where a stack of papers that was scanned in one go is to be cut.

- `ocr.stack.propose.propose(reading) -> Split`: the papers of a file that was read, each with the reason for its begin
- `ocr.stack.separator.separator_pdf(sheets) -> bytes`: printable sheets to lay between papers
"""
