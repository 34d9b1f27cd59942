"""The directory as HSDS 3.1 documents: for the export and for the API. Confidential places have nothing to publish."""
