"""Repeatable measurements, each beside a peer or a limit. ``./hoso bench`` lists, ``./hoso bench NAME`` runs them."""
