"""What is kept: original bytes, records, the search index, the catalogue, and the rules of reuse.

Public functions: `records.objects.open_objects`, `records.store.open_records`, `records.index.open_index`,
`records.catalogue.starter`, `records.reuse.obstacles`.
"""
