"""A fake of all services, with data like the real ones."""

from ui.fakes.records import RecordsFake
from ui.fakes.suppliers import SuppliersFake


class FakeServices(RecordsFake, SuppliersFake):
    """Answers like the services do."""
