"""The document types, one file each, found by name.

Public: `registry`. A new type is one new file here: named after its slug (hyphens as underscores) and declaring
``SPEC``, a `spec.DocType`.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from models.identifiers import DocumentType
from ocr.doctypes.spec import DocType

_HELPERS = frozenset({"spec", "shared"})


@cache
def registry() -> Mapping[DocumentType, DocType]:
    """Return every declared type by slug, in alphabetical order; `unknown` is not among them.

    Raises TypeError when a file here declares no `SPEC` or one whose slug is not its name: a fault of the programme.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _HELPERS)
    specs = {name: getattr(importlib.import_module(f"{__name__}.{name}"), "SPEC", None) for name in names}
    for name, spec in specs.items():
        if not isinstance(spec, DocType) or spec.slug != name.replace("_", "-"):
            raise TypeError(f"ocr/doctypes/{name}.py must declare SPEC, a DocType with slug {name.replace('_', '-')!r}")
    return MappingProxyType({spec.slug: spec for spec in specs.values() if spec})
