"""Whether a page's text layer can be believed, and its letters in order.

`glyphs` letters in their places · `legacy`, `tcvn3`, `vni` fonts from before Unicode · `syllables` the grammar of a
written syllable · `lines` words and lines · `soundness` the verdict.
"""
