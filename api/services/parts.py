"""What was read of one paper of a stack: the pages that are its own, and nothing of its neighbours."""

from api.services.reading import digitise
from models.component import Component, PageRange
from models.ports.records import Records
from models.reading import Digitisation, Reading


def read_of(records: Records, component: Component) -> Digitisation | None:
    """Return what was read of a component; None while it was not."""
    found = records.readings.get(component.version.id)
    return found if found is None or component.pages is None else of_pages(found, component.pages)


def of_pages(whole: Digitisation, pages: PageRange) -> Digitisation:
    """Return what was read on some pages, as a paper of its own: its type and fields come from them alone."""
    reading = Reading(
        tuple(page for page in whole.reading.pages if page.number in pages),
        tuple(failure for failure in whole.reading.failures if failure.number in pages),
    )
    return digitise(reading, whole.seconds)
