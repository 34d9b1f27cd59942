"""Whether the little page that a resource may bring is one that can be shown."""

from typing import Final
from xml.etree import ElementTree

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
# What FHIR lets stand in a narrative: text, lists, tables, images, links within it; nothing that acts.
_ALLOWED: Final = """
    div p br h1 h2 h3 h4 h5 h6 span a img b i u em strong small big tt q cite code samp kbd var dfn abbr acronym address
    blockquote pre hr sub sup ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td
"""


def is_safe(div: str) -> bool:
    """Whether it is XHTML of harmless elements, without anything that runs, and not empty."""
    try:
        root = ElementTree.fromstring(div)
    except ElementTree.ParseError:
        return False
    if root.tag != f"{_XHTML}div":
        return False
    return all(_harmless(each) for each in root.iter()) and _says_something(root)


def _harmless(element: ElementTree.Element) -> bool:
    named = element.tag.removeprefix(_XHTML) in _ALLOWED.split()
    return named and not any(name.lower().startswith("on") or _runs(value) for name, value in element.attrib.items())


def _runs(value: str) -> bool:
    return value.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))


def _says_something(root: ElementTree.Element) -> bool:
    return bool("".join(root.itertext()).strip()) or root.find(f".//{_XHTML}img") is not None
