"""Advice before it is too late: whether a picture of a page can be filed, and what to do better if not.

- `ocr.advice.assess.assess(image, reduced) -> Quality`: the verdict of one picture, without an OCR engine
- `ocr.advice.codes`: the codes it may give and their sentences in both languages
"""
