"""Measures models in the project's own pipeline, on pages that none of them was trained on.

`scoring` compares texts · `sets` gives the pages · `measure` reads them with a model · `table` writes what came out.
"""
