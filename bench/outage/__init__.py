"""Outages of real servers: a set of our own to harm, the programme beside it, load on it, and what became of it all.

The shared servers of `./hoso services` serve other tests at the same time; those here have ports and a folder of their
own.
"""
