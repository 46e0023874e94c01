"""What came in: sniffed by content, checked against the limits, split into pages.

- `ingest.inspect.inspect(stream, limits)`: media type and number of pages from the headers alone
- `ingest.pages.read_page(stream, number, limits)`: one page, decoded, upright by its own metadata, within memory
- `ingest.preview.preview_page(stream, number, limits, media_type)`: the same, small and quick, for advice
- `ingest.cut.cut_pdf(data, pages)`: some pages of a PDF as a PDF of their own
- `ingest.sniff.sniff(head)`: media type of the first bytes
- `ingest.names.display_name(raw)`: a received file name as harmless data
- `ingest.limits.Limits`: the figures that all of them obey

A new input format is one new file in `ingest/formats/`.
"""
