"""The front of the house: settings, composition root, use cases (`services/`), HTTP, web pages and command line."""
