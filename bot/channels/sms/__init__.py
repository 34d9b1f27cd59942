"""Texts by phone: adapters of providers, their routes, fakes of both for demo and tests, and how answers are fitted."""
