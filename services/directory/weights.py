"""Every weight of the search, in one place: how sure a match is, and what counts as how many miles.

A service's *cost* is in miles; the lowest goes first (ranking.py). It is how far the office is, plus what does not suit
the family, minus what suits it well: so a place that is a little farther and gives the very thing can win. Numbers were
found on the tuned and fresh questions of tests/cases/search, one at a time, from a short list for each
(docs/decisions/2026-11-28-one-encoder-for-the-search.md, last 2026-11-30-found-by-sound.md).
"""

# 1. How sure it is that a service gives a thing, by where it is spoken of (evidence.py). What is found in several
#    places adds up: 1 - (1 - a)(1 - b)…
IN_NAME = 0.9
IN_SUMMARY = 0.85
IN_HEADING = 0.6  # "1) EMERGENCY FOOD:"
IN_OPENING = 0.5  # the first OPENING characters of the description
IN_TEXT = 0.15  # once more for each further mention, up to MOST_MENTIONS
IN_OWNER = 0.3  # the organization's name
IN_WHO = 0.2  # the words on who may come
BY_TERM = 0.35  # a taxonomy's term; where a service bears more than TERMS_ENOUGH of them, each says less
TERMS_ENOUGH = 8
OPENING = 240  # characters
MOST_MENTIONS = 5
DECLARED = 1.0  # the feed names our need itself; each further need of a service a little less
DECLARED_STEP = 0.05
BY_EDITOR = 1.0
ALSO = 0.8  # of the fit, for a need that a thing serves besides its own
ENOUGH = 0.3  # below this a need is not borne
HEARD = 0.5  # the fit of a need that only the sentence encoder found (likeness.py)
LIKE = 0.35  # cosine (91 of 100 right on services whose words tell); below it, what such a service is for is left open

# 2. How much of what was named a service gives, 0 to 1 (asking.py).
SCATTERED = 0.2  # so much of a fit is lost by a service that does everything …
FOCUS = 0.5  # … and less by one that does little else: its share of all it speaks of, to this power
SURELY_MEANT = 0.5  # so sure must it be what is meant, …
BESIDE = 0.15  # … that whatever gives less of it is told to be beside the point
GIVES_NAMED = 0.3  # so surely must it give what was named, to be told to
BROADER = 0.2  # of the fit for the broader thing (food for diapers of the same house)
SAID_BROADER = 0.5  # the same when the family named the broader thing too
BEST_SHARE = 0.15  # of several things named, the one it gives best counts so much, the mean of all the rest
BY_NAME = 0.75  # of a service's name in the family's words: then they ask for it and no other
NAME_WORDS = 1.0  # a word outside the vocabulary that is found in the name …
TEXT_WORDS = 0.7  # … or only in the description

# What a family means, as far as can be heard (hearing.py): likeness is the cosine to the nearest way of telling of it,
# and more by how likely it is.
LEARNED = 0.5  # times the root of that chance
HEARD_FROM = 0.5  # below this likeness a thing that was not named is not heard …
HEARD_SURE = 0.95  # … and from here on it surely is
HEARD_WITHIN = 0.45  # of the best heard
MOST_HEARD = 2
NAMED = 0.3  # how much a thing is meant that is named but sounds like nothing said ("law" of a mother in law) …
NAMED_FROM = 0.2  # … with a likeness up to this; from HEARD_SURE on it is meant wholly
OF_NEED = 0.09  # likeness more for a thing of the need that was asked for
NARROWER = 0.7  # of the fit, where a service gives only what is narrower than what is meant (child support for custody)

# 3. What counts as miles.
NEAR_MILES = 15.0  # a service that names no area is taken to serve this far around its office …
WIDER_MILES = (30.0, 60.0)  # … and so far when nothing is found closer by
PER_MILE = 2.4  # what a mile of the way counts …
CLOSE, CLOSE_WEIGHT = 5.0, 2.2  # … and each of the first ones
STATEWIDE = 28.0  # a line for the whole state comes after what is local and as good
UNPLACED = 30.0  # it cannot be told whether it reaches the family
NAMED_TOWN = 13.5  # at most, when it names the family's town: then it is for them, however far its office
UNMEASURED = 2.0  # it names the family's town, but has no point to measure from
MISFIT = 35.0  # times 1 - how much of what was named it gives
NEED_MISFIT = 20.0  # times 1 - how surely it is for the need
WORDS_FOUND = -4.0  # times the share of words outside the vocabulary that it holds
LIKENESS = -130.0  # times how much it sounds like an answer to what the family wrote (cosine)
IN_ENGLISH = 0.8  # the English names of what is meant against the words in another language, in that likeness
ASKED_BY_NAME = -30.0
OWN_COUNTY, OTHER_COUNTY = -2.0, 8.0  # its name is that of the family's county, or of another
OTHER_LANGUAGE = 4.0  # the record lists its languages, and not the family's
SPEAKS_LANGUAGE = -0.5  # it lists the family's, and that is not English
STALE = 40.0  # last checked longer ago than STALE_DAYS: more than the way of 15 miles counts (35)
STALE_DAYS = 365
UNCHECKED = 1.0  # nobody has said when it was checked
NO_PHONE = 1.0
ABOUT_AS_WELL = 10.0  # when the family has no money, what suits it so alike is ordered by cost first, then by the way
AGE_UNKNOWN = 2.0  # the age is known, and the record does not say for which ages it is
FOR_ADULTS = 5.0  # it is for the parent, as far as ages tell
NO_CHILDREN = 8.0  # the need is a child's, and the record never speaks of children
FOR_OTHERS = 8.0  # it is for a group (veterans, seniors, …) of which the family's words say nothing

CHILD_NEEDS = frozenset(
    ("developmental_concern", "behavioral_health", "child_care_need", "health_care_need", "special_health_need")
)
"""Needs where age limits mean the child. Elsewhere a service that starts at 14 to 25 years is for the parent."""
ADULT_FROM = (14.0, 25.0)  # years

# 4. How much is looked at.
MOST_LOOKED_AT = 32  # services that each way of looking into the index brings, at least
MOST_HEARD_OUT = 12  # of those that sound like an answer, in each way
STATEWIDE_MILES = 400.0  # where only the whole state is named as the family's place, an office may be anywhere
MISFIT_MILES = 12.0  # in the index, which cannot weigh all the rest
EXACT = 0.45  # from here on a service gives the very thing that was named, whatever its need is called
SOUNDS_FOR = 0.4  # from this likeness on a service may answer, whatever it is called, unless an editor denies it
"""Beyond these bounds nothing is found, so they weigh too."""
