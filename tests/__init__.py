"""Tests mirror the rooms; `samples` makes the papers they read."""
