"""Whether a number without a unit stands where an age would ("she is 3,") and not a count ("she is 3 blocks away")."""

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.named import is_contracted, is_initial, is_little_one, is_sexed, is_written_as_name, name_before
from assistant.facts.numbers import value
from assistant.facts.spans import span_of_time
from assistant.facts.stories import is_told_by_a_story
from assistant.facts.tokens import clause_after, clause_before, is_joined, last, tag_at, text_at
from assistant.facts.told_beside import is_pupils

CLOSES = frozenset(".,!?;:()-/…¡¿\"'")
REACH = 6
MOST_YEARS = 18  # of a child who is named right before
TIGHT = {"de": ("tight",), "of": ()}


def is_age(doc: Doc, start: int, end: int) -> bool:
    """Return True when the words around the number at `start` up to `end` make it an age in years."""
    if _in_brackets(doc, start, end) or _is_listed(doc, start, end) or is_told_by_a_story(doc, start, end):
        return True
    said = clause_before(doc, start, REACH)
    if _is_one_of_them(doc, start) or last(said) == "las" or _is_an_hour(doc, end):  # "va a las 3"
        return False
    if _is_close_to(doc, said, end) or {text_at(doc, end), text_at(doc, end + 1)} & among("fulfilled"):
        return True
    before = [word for word in said if word == "de" or word not in among("between")]
    if last(before) in ("de", "of"):
        return _is_of(doc, start, end, before)
    if _is_of_a_child_and_no_count(doc, start, end, before):
        return True
    led = (
        _is_led(doc, said, before)
        or _is_what_a_child_is(doc, start, before)
        or _is_now(doc, start, end)
        or _is_called(doc, start, end)
    )
    if tag_at(doc, end - 1) == "half" and text_at(doc, end) not in among("measures"):
        then = [text_at(doc, end), text_at(doc, end + 1)]
        counted = _is_plural(then[0]) or then in (["de", "la"], ["the", "time"])
        return led or (not counted and (start <= 1 or bool(among("child") & set(before))))  # "5 y media de la tarde"
    return _stands_alone(doc, end) and (led or _is_beside_a_child(doc, start, end, before) or is_pupils(doc, start))


def _is_an_hour(doc: Doc, end: int) -> bool:
    """Whether a time of the day stands behind it ("my work is 3 in afternoon to 11", "salgo 3 de la tarde")."""
    led = [text_at(doc, end), text_at(doc, end + 1)]
    at = end + 1 + (led[1] in ("the", "la"))
    leads = led[0] == "in" or (led[0] in ("de", "por") and led[1] == "la")
    return leads and text_at(doc, at) in among("times_of_day", "nights")


def _is_one_of_them(doc: Doc, start: int) -> bool:
    """Whether "one" only points at a child ("my middle one, Marcus, 5")."""
    return text_at(doc, start) == "one" and text_at(doc, start - 1) in {*words()["ranks"], *among("before_one_of_them")}


def _is_of(doc: Doc, start: int, end: int, before: list[str]) -> bool:
    """Whether "de" or "of" leads to it from a child ("la de 7", "mi nene de 3", "a toddler of 3", "el mio es de 2")."""
    alone, named = _stands_alone(doc, end), among("child") - among("articles")
    if last(before) == "de" and last(before, 2) in among("is_verbs"):
        return bool(among("child") & set(before[:-2])) and alone
    if last(before, 2) == ",":  # "mi hija, de 12, ya no sale"
        return (last(before, 3) in named or is_written_as_name(doc, start - 3)) and alone
    if last(before, 2) in among("of_a_child") - among("child"):  # "mi hijo autista de 5"
        return last(before, 3) in named
    if (is_written_as_name(doc, start - 2) or is_pupils(doc, start)) and alone:  # "mi hija Ana de 2"
        return True
    return last(before, 2) in among("child", *TIGHT[last(before)]) and text_at(doc, end) not in among("measures")


def _is_close_to(doc: Doc, said: list[str], end: int) -> bool:
    """Whether a child is said to be close to it ("just under 3", "mas cerca de los 4 que de los 3")."""
    near = [word for word in said if word not in ("los", "las", "el")]
    if [word for word in near if word != "de"][-2:] in words()["just_over"]:
        return _stands_alone(doc, end)
    if near[-2:] not in words()["nearing"] or not _stands_alone(doc, end):
        return False
    told = {"esta", "ta"} | among("child", "age_verbs", "is_verbs")
    return not set(near[-2:]) & among("closer") or bool(set(said) & told)


def _is_now(doc: Doc, start: int, end: int) -> bool:
    """Whether it is what a child named further back is now ("he walked at 11 months and is 2 now", "now at 2")."""
    here = text_at(doc, start - 1) in among("is_verbs") and text_at(doc, end) == "now"
    led = start - 1 - (text_at(doc, start - 1) == "los")
    at_it = text_at(doc, led - 1) in among("now", "already") and text_at(doc, led) in ("at", "a")
    here |= at_it and (_stands_alone(doc, end) or text_at(doc, end) in among("child"))
    if not here:
        return False
    near = {*clause_before(doc, start, 2 * REACH), *(clause_after(doc, end, 2) if at_it else [])}
    return bool(among("child", "told_of") & near)


def _is_called(doc: Doc, start: int, end: int) -> bool:
    """Whether a name and "is" or a comma lead to it ("jaylah is 6.", "Marcus, 6, got suspended")."""
    between = text_at(doc, start - 1)
    at = name_before(doc, start)
    if at is None:
        return False
    if between == "," and is_written_as_name(doc, at):  # "the youngest, Aria, 6."
        own = at - 1 - (text_at(doc, at - 1) == ",")
        if text_at(doc, own) in among("on_behalf_of") and value(doc[start]) == 1:  # "for Sundays, one"
            return False
        return text_at(doc, end) == "," or text_at(doc, own) in among("child", "on_behalf_of") - among("articles")
    if between == "-":  # "Jayden - 6 - needs"
        return is_written_as_name(doc, at) and text_at(doc, end) in CLOSES
    is_verb = between in among("is_verbs", "before_a_unit") or is_contracted(doc, start - 1)
    return is_verb or between == text_at(doc, end) == ","


def _in_brackets(doc: Doc, start: int, end: int) -> bool:
    """Whether it stands in brackets behind a child ("my niece (6) lives with us")."""
    brackets = text_at(doc, start - 1) == "(" and text_at(doc, end) == ")"
    at = start - 2
    if text_at(doc, at) == "." and is_initial(doc, at - 1):  # "K.M. (2)"
        at -= 1
    named = text_at(doc, at) in among("child") - among("articles") or is_written_as_name(doc, at)
    return brackets and (named or is_initial(doc, at))


def _is_listed(doc: Doc, start: int, end: int) -> bool:
    """Whether it begins a list of ages of children named before a comma ("kids on medicaid, 4 and 6")."""
    listed = text_at(doc, end) in ("and", "y", "&") and tag_at(doc, end + 1) == "number"
    if not listed or not _stands_alone(doc, end + 2):
        return False
    if text_at(doc, start - 1) in among("children"):  # "kids 7 and 9 need a dentist"
        return True
    said = clause_before(doc, start, REACH)
    if last(said) == "are" and last(said, 2) == "they":  # "they are 3 and 7"; of grown-ups and of hours nobody says so
        return len(said) == 2 and (value(doc[end + 1]) or MOST_YEARS) < MOST_YEARS
    return text_at(doc, start - 1) == "," and bool(among("children") & set(clause_before(doc, start, REACH)))


def _stands_alone(doc: Doc, end: int) -> bool:
    following = text_at(doc, end)
    on_a_day = following in words()["today"] or following in among("weekdays")
    on_a_day |= following in words()["months"] and tag_at(doc, end + 1) in ("ordinal", "number")
    on_a_day |= [following, text_at(doc, end + 1)] == ["de", "aqui"]  # "de aquí a dos semanas"
    on_a_day |= tag_at(doc, end) in ("date", "day_month")
    is_field = text_at(doc, end + 1) == ":"  # "age: 3 concern: speech"
    counted, then = span_of_time(doc, end)  # "turned 2 three weeks ago", "turns 4 two and a half weeks from now"
    ago = counted is not None and text_at(doc, then) in among("ago", "from_now")
    if following == "-" and is_joined(doc, end) and text_at(doc, end + 1) != "ish":  # "the 4-H barn"
        return False
    return ago or is_field or following in CLOSES or following in among("unitless_next") or following == "&" or on_a_day


def _is_of_a_child_and_no_count(doc: Doc, start: int, end: int, before: list[str]) -> bool:
    """Whether a child "is" or "turned" it and what follows is nothing to be counted ("she is 3 wont sleep")."""
    following = text_at(doc, end)
    counts = _is_plural(following) or following in among("no_noun", "measures") or value(doc[end - 1]) == 1
    is_word = following == "w" or (following.isalpha() and len(following) > 1)
    return (
        is_word
        and not counts
        and (_is_what_a_child_is(doc, start, before) or _is_right_behind_a_child(doc, end, before))
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and word not in among("verbs_in_s", "third_person", "unitless_next")


def _is_right_behind_a_child(doc: Doc, end: int, before: list[str]) -> bool:
    """Whether one child stands right before it, or "my sons" for "my son's" ("my nephew 12 got jumped")."""
    following = text_at(doc, end)
    if doc[end - 1].text == "2" or following in among("children") or (value(doc[end - 1]) or 0) > MOST_YEARS:
        return False  # "takin my baby 2 court", "my brother three children"
    if last(before) in among("children"):
        return last(before, 2) in among("my") and following in ("he", "she")
    owned = last(before, 2) in among("my", "owners") | {"little", "lil"}
    return owned and last(before) in among("child") - among("articles", "him")


def _is_what_a_child_is(doc: Doc, start: int, before: list[str]) -> bool:
    """Whether a child, or somebody called by name, "is", "turned" or "will be" what stands at `start`."""
    named = among("child", "who") - (among("articles") - {"el", "ella"})
    is_child = last(before)[:-1] in named or is_little_one(doc, start)
    if is_contracted(doc, start - 1) and is_child and last(before) not in among("owners"):  # "my boy's 4"
        return True
    if last(before) not in among("is_verbs", "turned", "tells_age") - among("was"):
        return False
    at, rest = name_before(doc, start), before[:-1]
    if last(before) in named or (at is not None and is_written_as_name(doc, at)):
        return True
    if last(before) in among("ages_only") and last(rest) not in among("my"):  # not "mi cumple 20"
        return True
    if last(before) == "tiene" and (not rest or rest[-1] in among("before_tiene")):  # the child is not named
        return True
    while rest and rest[-1] in among("will", "has", "just_turned", "is_verbs"):
        if rest[-1] in named:
            return True
        rest = rest[:-1]
    return last(rest) in named or rest[-2:] in words()["little_men"] or _is_the_one(before)


def _is_the_one(before: list[str]) -> bool:
    """Whether "one" is the child that "is" it ("i have one that's 3", "my one is 3")."""
    is_mine = last(before, 3) in among("my") or len(before) == 2
    return last(before, 2) == "one" and (last(before) in among("one_who_is") or is_mine)


def _is_led(doc: Doc, said: list[str], before: list[str]) -> bool:
    """Whether a verb of age, a child that "is", or "almost" comes right before the number."""
    if among("nearly_alone") & set(said[-2:]) or last(before) in among("age_verbs"):
        return True
    if said[-2:] == ["to", "be"] and last(said, 3) in among("soon") and not among("self") & set(said):  # "soon to be 4"
        return True
    if before[-2:] in words()["nearing"] + words()["leads"]:
        return True
    if last(said) == "be" and said[:-1] and {*said[:-1]} <= among("will"):  # "gonna be 3"
        return True
    before = [word for word in before if word != ","]
    if said[-2:] in (["ya", "con"], ["are", "both"]) and len(said) < 4:  # "ya con 3 y no habla"
        return True
    if last(before) == "hace":  # "mi nene hace los dos", "en diciembre hace 3"; else it means "ago"
        return "los" in said[-1:] or last(before, 2) in {*among("child"), *words()["months"], *words()["today"]}
    return last(before) in among("is_verbs") and bool(among("child") & set(before) or _is_named(doc, before))


def _is_named(doc: Doc, before: list[str]) -> bool:
    """Whether the word before "is" is written as a name ("Mikey is 6")."""
    written = {word.lower(): word for word in doc.user_data["written"]}
    return written.get(last(before, 2), "").istitle() and last(before, 2) not in among("things")


def _is_beside_a_child(doc: Doc, start: int, end: int, before: list[str]) -> bool:
    """Whether a child is named right before, with or without a comma ("boy, 8, throws chairs", "my girls 13,")."""
    near = [word for word in before if word not in (",", "/", "con")]  # "boy/7 w/ CP", "mi nena, con 3,"
    beside = last(near) if last(before) == "/" else last(before)
    if beside in among("child") - among("articles", "him") and text_at(doc, end) in among("goes_on"):
        return True  # "she 3 and wont talk"
    if last(before) == "con" and text_at(doc, end) == "no" and last(near) in among("child") - among("articles"):
        return True  # "mi hijo con 3 no habla"
    if is_sexed(doc, start, end):
        return True
    if text_at(doc, end) not in CLOSES - {"/"} or text_at(doc, start - 1) in among("bounds"):
        return False
    if last(near) in among("children") and ":" in (last(before), text_at(doc, start - 1)):  # "kids: 4"
        return text_at(doc, end) in (",", "/", "&") and tag_at(doc, end + 1) == "number"
    if last(near) == "son":  # also Spanish: "son cuatro"
        return last(near, 2) not in among("they_are")
    named = near[:-1] if last(near) in among("of_a_child") - among("child") else near  # "nene autista, 3"
    if near[-2:] in [*words()["little_men"], ["y", "ella"]] or last(named) in among("child") - among("articles"):
        return True
    return bool({(last(near, back), last(near, back - 1)) for back in (3, 4)} & {("baby", "of"), ("bebe", "de")})
