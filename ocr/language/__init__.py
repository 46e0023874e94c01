"""Chooses among what the recogniser saw by what Vietnamese allows, and mends numbers by their grammar.

`mend.mend_lines(lines)` does both; `model.shipped()` is the statistics of syllables it uses; ``python -m
ocr.language.build`` makes them from a corpus. See docs/language.md.
"""
