"""What FHIR R4, US Core and the SDOH Clinical Care guide demand: facts, and the script that took them there."""
