"""How words lie on a page: tokens, segments, rows, labels. Shared by classification and extraction.

Public: `rows.lay_out`, `tokens.letters`, `labels.LabelSet`.
"""
