"""Draws made-up pages of official print and wears them as papers are worn, keeping track of every word.

`faces` finds the fonts · `sheet` holds words in their places · `typeset` breaks text into lines · `blocks` and
`compose` make headings, paragraphs, forms and tables · `draw` makes the image · `damage` spoils it in single ways ·
`wear` in the ways in which papers arrive.
"""
