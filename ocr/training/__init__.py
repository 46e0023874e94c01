"""Trains Tesseract's Vietnamese network further on the print of official papers. Not needed at run time.

``python -m ocr.training`` runs all steps, each of which is left out when its result is already there:

`bases` fetches the published network · `network` turns its 8-bit weights back into floats · `text` says what is
printed · `page` draws and wears pages · `cut` takes lines from them as the reader meets them · `pack` writes them for
Tesseract · `train` runs its trainer in rounds · `curve` draws how it went · `export` makes the 8-bit model ·
`evaluate` measures it in the project's own pipeline.
"""
