"""Signatures of PDFs: checking and signing."""
