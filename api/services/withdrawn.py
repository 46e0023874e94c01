"""Links whose use was withdrawn: they stay in their dossier as a record, and show nothing of the paper any more."""

from models.component import Component
from models.errors import Forbidden
from models.ports.records import Records


def is_withdrawn(records: Records, component: Component) -> bool:
    """Say whether a component is a link to an earlier paper whose use its owner has withdrawn."""
    use = records.reuses.of_component(component.id) if component.provenance is not None else None
    return use is not None and use.withdrawn_at is not None


def check_not_withdrawn(records: Records, component: Component) -> None:
    """Raise Forbidden for the content of a link whose use was withdrawn."""
    if is_withdrawn(records, component):
        raise Forbidden(
            "Chủ hồ sơ đã rút lại việc sử dụng giấy tờ này nên nội dung không còn xem được ở đây.",
            "the owner has withdrawn this use, so the content is not shown here any more",
        )
