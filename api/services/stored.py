"""Stored bytes that a caller was found to be allowed to have: through us, or from the store itself."""

from dataclasses import dataclass
from typing import BinaryIO

from api.services.context import Context
from models.component import PaperVersion

PRESIGNED_SECONDS = 60
"""How long a URL of the store lives: long enough to follow a redirect, too short to be passed around."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The bytes of a version. Make one only after the policy has let the caller read it."""

    context: Context
    version: PaperVersion

    def open(self, start: int = 0, length: int | None = None) -> BinaryIO:
        """Open all the bytes, checked against their hash, or a piece of them. Raises NotFound, IntegrityError."""
        return self.context.objects.open(self.version.sha256, start, length)

    def elsewhere(self) -> str | None:
        """Return a URL from which the store itself hands them out for a minute.

        None when downloads are to go through us (`HOSO_PRESIGNED`), or the store has no such URLs. Raises NotFound.
        """
        if not self.context.presigned:
            return None
        version = self.version
        return self.context.objects.presigned(version.sha256, version.filename, version.media_type, PRESIGNED_SECONDS)
