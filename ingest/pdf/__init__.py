"""PDF pages.

`document` structure and single pages (pikepdf) · `content` what a page holds (pdfplumber) · `drawing` pixels and
invisible letters (pdfium) · `resolution` how finely to draw.

pdfium and pdfminer are not thread-safe: pages are read in processes. `document` alone may be used from any thread.
"""
