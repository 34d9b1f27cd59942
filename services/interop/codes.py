"""The codes of content/interop: what our needs, reasons and characteristics are called elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.library.documents import document
from services.library.root import CONTENT
from services.library.text import Text, text

SNOMED: Final = "http://snomed.info/sct"
ICD10: Final = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC: Final = "http://loinc.org"
OMB: Final = "urn:oid:2.16.840.1.113883.6.238"


@dataclass(frozen=True, slots=True)
class NeedCodes:
    """What a need is called elsewhere; `domain` is None for what the guide does not count as social."""

    name: Text
    domain: str | None
    codings: tuple[tuple[str, str], ...]
    referral: str


def need_codes(label: str, domain: str | None = None) -> NeedCodes:
    """The codes of a need label, in a narrower domain where one was chosen. Raises KeyError for unknown ones."""
    found = _page()
    need = found["needs"][label]
    chosen = need if domain in (None, need["domain"]) else {"domain": domain} | need["narrower"][domain]
    pairs = ((SNOMED, chosen.get("snomed")), (ICD10, chosen.get("icd10")))
    usual = found["referral"]["social" if chosen["domain"] else "other"]
    return NeedCodes(
        name=text(need["name"]),
        domain=chosen["domain"],
        codings=tuple((system, code) for system, code in pairs if code),
        referral=need.get("referral", usual),
    )


def reasons() -> Mapping[str, Text]:
    """Why a referral did not go on, by code."""
    return _texts("reasons")


def races() -> Mapping[str, Text]:
    """OMB's categories of race, by code."""
    return _texts("races")


def ethnicities() -> Mapping[str, Text]:
    """OMB's categories of ethnicity, by code."""
    return _texts("ethnicities")


@cache
def _texts(group: str) -> Mapping[str, Text]:
    return {code: text(pair) for code, pair in _page()[group].items()}


@cache
def _page() -> Mapping[str, Any]:
    return document(CONTENT / "interop" / "codes.yml")
