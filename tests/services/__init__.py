"""The programme as processes of their own over real servers: work that is shared, outages, refused starts."""
