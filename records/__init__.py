"""What is kept: original bytes, records, the search index, the catalogue, the rules of reuse, and signatures.

Public functions: `records.objects.open_objects`, `records.store.open_records`, `records.index.open_index`,
`records.catalogue.starter`, `records.reuse.obstacles`, `records.signatures.validate.check_signatures`.
"""
