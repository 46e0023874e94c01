"""What the training lines say: official print read from outside the repository, and made-up names, numbers and forms.

`corpus.read_corpus` samples the outside texts · `leak` keeps out what stands on scored pages · `source.Source` draws
lines of every kind by seed.
"""
