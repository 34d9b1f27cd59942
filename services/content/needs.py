"""Checks that content/needs says for every need what it leads to, in facts that exist."""

from resources_db.needs import NEEDS
from services.content.fault import Fault
from services.content.project import Project
from services.eligibility import BadFact
from services.eligibility.facts import known

FILE = "content/needs/needs.yml"
# What the assistant can ask: two of them are facts of eligibility, the place is a town or ZIP.
ASKABLE = frozenset({"place", "child_age_months", "insurance"})


def faults(project: Project) -> list[Fault]:
    """Labels missing or too many, questions that cannot be asked, facts that eligibility does not know."""
    needs = project.page(FILE).get("needs")
    if needs is None:
        return [] if FILE in project.broken else [Fault(FILE, "is missing", "Write it: nothing else names the needs.")]
    found = [Fault(FILE, f"{label} is missing", "Add it.") for label in NEEDS if label not in needs]
    for label, need in needs.items():
        if label not in NEEDS:
            found.append(Fault(FILE, f"{label} is no need", "Correct the name, or take it out."))
        for fact in set(need["ask"]) - ASKABLE:
            found.append(Fault(FILE, f"{label} asks for {fact}, which no question asks", "Name another fact."))
        try:
            known(need["facts"])
        except BadFact as bad:
            found.append(Fault(FILE, f"{label} tells eligibility a fact it cannot use: {bad}", "Correct it."))
    intents = project.page("domain.yml").get("intents", ())
    missing = [label for label in NEEDS if label not in intents]
    return found + [Fault("domain.yml", f"the need {label} is no intent", "Add it.") for label in missing]
