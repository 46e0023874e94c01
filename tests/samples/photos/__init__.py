"""Photographs and scans that a counter should send back, beside good ones of the same kinds, by seed.

`cases.cases(seed, count, family)` makes them: half are good, the others have exactly one fault, mild ones left out on
purpose where people would argue. Two families of faults exist: `faults` serves tuning, `other_faults` is made by other
methods on other desks and serves the check alone.
"""
