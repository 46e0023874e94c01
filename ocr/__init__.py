"""From a page's pixels to words in their places, and from words to a paper's type and fields.

`page.read_page` cleans and reads one page · `recognizers.create` makes an OCR engine · `searchable.searchable_pdf`
lays the text over the paper as received · `images` makes pictures for viewers · `classify.classify` names the type ·
`extract.extract` finds the fields.
"""
