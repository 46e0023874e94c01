"""Use cases. Functions over ports; no Flask, no SQL, no vendor. The only place where the rooms are strung together."""
