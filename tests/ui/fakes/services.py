"""A fake of all services, with data like the real ones."""

from ui.fakes.links import LinksFake
from ui.fakes.records import RecordsFake
from ui.fakes.suppliers import SuppliersFake


class FakeServices(RecordsFake, SuppliersFake, LinksFake):
    """Answers like the services do."""
