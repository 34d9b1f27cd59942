"""Holds FHIR resources and bundles against R4, US Core and the SDOH Clinical Care guide."""

from services.interop.checking.check import check
from services.interop.checking.finding import Finding

__all__ = ["Finding", "check"]
