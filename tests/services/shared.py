"""A worker without Tesseract, as a process of its own: it takes jobs until none is left."""

from collections.abc import Mapping

from api.backends import open_context
from api.services.digitise import Patience, work_one
from api.settings import read_settings
from tests.api.parts import ScriptedPool


def work_off(variables: Mapping[str, str]) -> None:
    """Do jobs until there is none."""
    patience = Patience(lease_seconds=60, max_attempts=3)
    with open_context(read_settings(variables)) as context:
        while work_one(context, ScriptedPool(), patience):
            pass
