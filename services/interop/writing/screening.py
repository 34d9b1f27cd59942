"""Instruments, what was answered, and each answer about a social need as an observation."""

from typing import Any

from services.interop.codes import LOINC
from services.interop.records import Answer, FamilyCase, Instrument, Question, Screening
from services.interop.writing.parts import (
    TERMS,
    Resource,
    coded,
    concept,
    filled,
    guide,
    moment,
    name,
    reference,
    resource,
    social,
    us_core,
)
from services.interop.writing.people import speaker, subject


def screenings(case: FamilyCase) -> list[Resource]:
    """The instruments once each, then every screening with its observations."""
    instruments = {(each.instrument.url, each.instrument.version): each.instrument for each in case.screenings}
    found = [_questionnaire(case, instrument) for instrument in instruments.values()]
    for screening in case.screenings:
        found.append(_response(case, screening))
        found += [_observation(case, screening, answer) for answer in screening.answers if answer.domain]
    return found


def _questionnaire(case: FamilyCase, instrument: Instrument) -> Resource:
    return resource(
        case,
        "Questionnaire",
        f"{instrument.url}|{instrument.version}",
        language=instrument.language,
        url=instrument.url,
        version=instrument.version,
        title=instrument.title,
        status="active",
        subjectType=["Patient"],
        item=[_asked(question) for question in instrument.questions],
    )


def _asked(question: Question) -> dict[str, Any]:
    return filled({
        "linkId": question.link_id,
        "code": [coded(question.code)] if question.code else None,
        "text": question.text,
        "type": "open-choice" if question.options else "string",
        "answerOption": [{"valueCoding": coded(option)} for option in question.options],
    })  # fmt: skip


def _response(case: FamilyCase, screening: Screening) -> Resource:
    instrument = screening.instrument
    return resource(
        case,
        "QuestionnaireResponse",
        screening.id,
        us_core("questionnaireresponse"),
        questionnaire=f"{instrument.url}|{instrument.version}",
        status="completed" if screening.done else "in-progress",
        subject=subject(case, screening.about),
        authored=moment(screening.at),
        author=reference(case, "Device", "software"),
        source=speaker(case, screening.about),
        item=[_answered(screening, answer) for answer in screening.answers],
    )


def _answered(screening: Screening, answer: Answer) -> dict[str, Any]:
    value = {"valueCoding": coded(answer.value)} if answer.value else {"valueString": answer.text}
    question = _question(screening, answer)
    return filled({
        "linkId": answer.link_id,
        "text": question.text if question else None,
        "answer": [value] if answer.value or answer.text else None,
    })  # fmt: skip


def _observation(case: FamilyCase, screening: Screening, answer: Answer) -> Resource:
    """A screening response where the question has a LOINC code, which that profile demands; else an assessment."""
    question = _question(screening, answer)
    standard = question is not None and question.code is not None and question.code.system == LOINC
    survey = [concept(f"{TERMS}/observation-category", "survey")] if standard else []
    return resource(
        case,
        "Observation",
        answer.id,
        guide("ObservationScreeningResponse" if standard else "ObservationAssessment"),
        status="final",
        category=[*survey, *social(answer.domain)],
        code=_code(question, answer),
        subject=subject(case, screening.about),
        effectiveDateTime=moment(answer.at),
        derivedFrom=[reference(case, "QuestionnaireResponse", screening.id)],
        **_value(answer),
    )


def _code(question: Question | None, answer: Answer) -> dict[str, Any]:
    if question is None:
        return {"text": answer.link_id}
    return filled({"coding": [coded(question.code)] if question.code else None, "text": question.text})


def _value(answer: Answer) -> dict[str, Any]:
    if answer.value:
        return {"valueCodeableConcept": {"coding": [coded(answer.value)]}}
    if answer.text:
        return {"valueString": answer.text}
    return {"dataAbsentReason": concept(f"{TERMS}/data-absent-reason", "asked-declined")}


def _question(screening: Screening, answer: Answer) -> Question | None:
    return next((each for each in screening.instrument.questions if each.link_id == answer.link_id), None)


def evidence(case: FamilyCase, answers: tuple[str, ...]) -> list[dict[str, Any]]:
    """What a need rests on: the answers' observations, or the whole response for answers that have none."""
    found = []
    for screening in case.screenings:
        for answer in screening.answers:
            if answer.id in answers:
                kind, of = ("Observation", answer.id) if answer.domain else ("QuestionnaireResponse", screening.id)
                found.append({"reference": f"{kind}/{name(case, kind, of)}"})
    return [{"detail": [each]} for each in {each["reference"]: each for each in found}.values()]
