"""Names for strings that must not be confused with one another."""

from typing import NewType

AgencyCode = NewType("AgencyCode", str)
"""Code of an agency or unit (*cơ quan, đơn vị*), for example ``000.17.22.H56``."""

ProcedureCode = NewType("ProcedureCode", str)
"""Code of an administrative procedure (*thủ tục hành chính*), for example ``1.000894``."""

DossierCode = NewType("DossierCode", str)
"""Canonical dossier code (*mã hồ sơ*); made by :func:`models.dossier_code.parse_dossier_code` or by the store."""

OwnerId = NewType("OwnerId", str)
"""Personal id (12 digits, 9 on old cards) or enterprise code of a dossier's owner (*chủ hồ sơ*)."""

DocumentType = NewType("DocumentType", str)
"""Slug of a paper type, for example ``birth-certificate``; ``unknown`` where nothing fits."""

RequirementKey = NewType("RequirementKey", str)
"""Key of one required component inside a procedure, for example ``birth``."""

ChainKey = NewType("ChainKey", str)
"""Key of interlinked procedures (*liên thông*), for example ``birth``."""

ComponentId = NewType("ComponentId", str)
ResultId = NewType("ResultId", str)
VersionId = NewType("VersionId", str)
JobId = NewType("JobId", str)

Sha256 = NewType("Sha256", str)
"""SHA-256 of stored bytes, 64 lower-case hexadecimal digits."""

UNKNOWN = DocumentType("unknown")
