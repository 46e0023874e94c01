"""The ports: what the house asks of the outside, in its own words.

Adapters live in `records/`, `ocr/recognizers/` and `api/`; each passes the contract suite of its port in
`tests/contract/`.
"""
