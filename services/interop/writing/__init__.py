"""Writes a family's case as FHIR R4 after the SDOH Clinical Care guide."""
