"""Finds every fault in what families read and what the model learns from, all at once."""

from services.content.checks import Report, check
from services.content.fault import Fault
from services.content.records import Record

__all__ = ["Fault", "Record", "Report", "check"]
