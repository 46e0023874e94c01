"""On what the papers of a dossier's owner may be looked at and taken, as far as it is on file."""

from api.services.access import admit
from api.services.consenting import covering
from api.services.context import Context
from models.caller import Caller
from models.consent import Consent
from models.identifiers import DossierCode
from records.policy import Action


def consent_for(context: Context, caller: Caller, code: DossierCode) -> Consent | None:
    """Return the newest consent in force that covers a dossier, None without any. Raises NotFound, Forbidden."""
    dossier = admit(context, caller, Action.OFFER, code)
    with context.records.read() as records:
        return covering(records, dossier, context.clock.now())
