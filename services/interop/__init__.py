"""Telling a family's case to other systems in FHIR, and checking what is told (docs/reference/interop.md)."""

from services.interop.checking import Finding, check
from services.interop.writing.bundle import bundle, for_referral
from services.interop.writing.sound import BadCase

__all__ = ["BadCase", "Finding", "bundle", "check", "for_referral"]
