"""The demo: a sample dossier through the real pipeline, then reused by its code. Papers in `papers/` are made up."""
