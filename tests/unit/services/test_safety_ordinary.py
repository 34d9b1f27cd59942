"""What a network hears as danger and is an ordinary need; which danger it is, where a weak phrase names another one."""

import pytest

from services.safety import afterwards, doubt_asked, is_ordinary, read, tells_of_harm

SURE = 0.97


@pytest.mark.parametrize(
    "text",
    [
        "tengo miedo que la migra toque la puerta",
        "im scared ice will come to my door",
        "what do we do if immigration comes to the school",
        "mi hija esta en la droga y yo crio a los nietos",
        "my daughter is using and I have the grandkids",
        "la mama de mis nietos esta en vicio",
        "he bangs his head on the wall when i say no, hes 2",
        "cuando no le doy lo que quiere da cabezazos, tiene 2 años y coraje pa rato",
    ],
)
def test_a_network_alone_makes_no_danger_of_what_is_a_need(text: str) -> None:
    assert is_ordinary(text)
    reading = read(text, {"crisis_violence": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "mejor me mudo con mi mai",
        "yo creo q mejor me voy con mi hermana",
        "im just gonna move in with my mom in bristol",
    ],
)
def test_who_moves_in_with_kin_says_no_farewell(text: str) -> None:
    reading = read(text, {"crisis_self_harm": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "me voy con mi mama que esta en el cielo",
        "me mudo con mi abuela, ya no puedo mas",
        "mejor me voy pa donde mi abuela que esta con dios",
        "me voy con mi abuela a la eternidad",
        "me voy a vivir con mi abuela, se murio hace un mes",
        "me mudo con mi mama, dejo a los nenes con su papa, diganles que los amo",
        "im moving in with my mom up there, tell my kids i love them",
    ],
)
def test_who_goes_to_the_dead_is_heard(text: str) -> None:
    assert read(text, {"crisis_self_harm": SURE}, language="es").crisis is not None


def test_a_child_who_can_hardly_breathe_is_no_beaten_mother() -> None:
    said = "he cant hardly breathe when he sleeps tonight, if the pump runs out do i go to the er"
    assert read(said, {"crisis_violence": SURE, "crisis_medical": 0.02}, language="en").crisis == "crisis_medical"
    choked = "he choked me, i cant hardly breathe at night"
    assert read(choked, {"crisis_violence": SURE, "crisis_medical": 0.02}, language="en").crisis == "crisis_violence"


@pytest.mark.parametrize(
    "text",
    [
        "he takes away my daughters inhaler when hes mad at me",
        "el esconde la pompa del nene para castigarlo",
        "he wont let us take her to the er, she is wheezing",
        "no me deja llevar al nene al hospital, le falta el aire",
        "my son cant breathe when dad puts him in a headlock",
    ],
)
def test_where_somebody_takes_the_breath_or_the_help_away_violence_is_heard(text: str) -> None:
    assert read(text, {"crisis_violence": SURE}, language="es").crisis == "crisis_violence"


@pytest.mark.parametrize(
    "text", ["me piden foto del bebe para el pasaporte", "where are passport pictures taken of babies"]
)
def test_a_photo_for_a_passport_is_no_threat_with_pictures(text: str) -> None:
    reading = read(text, {"crisis_violence": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text", ["tiene fotos de mi hija y le quito el pasaporte", "he has her passport and pictures of my daughter"]
)
def test_a_passport_that_is_held_beside_pictures_is_heard(text: str) -> None:
    assert read(text, {"crisis_violence": SURE}, language="es").crisis == "crisis_violence"


@pytest.mark.parametrize("text", ["tengo la soga al cuello con la renta", "con la deuda tengo la soga al cuello"])
def test_a_rope_of_debts_is_asked_about_and_a_real_one_rings(text: str) -> None:
    reading = read(text, {"crisis_self_harm": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, "crisis_self_harm")
    real = "me puse la soga al cuello por la deuda"
    assert read(real, {"crisis_self_harm": SURE}, language="es").crisis == "crisis_self_harm"


@pytest.mark.parametrize("text", ["me estan cortando la luz", "nos van a cortar el agua", "le cortaron los cupones"])
def test_what_is_cut_off_is_no_cut(text: str) -> None:
    reading = read(text, {"crisis_self_harm": 0.1}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "mi marido dice que llama a la migra si abro la puerta",
        "the boss says ice comes to my door if I talk",
        "tengo miedo de la migra, si vienen a la puerta me tiro por el puente",
        "my daughter is on drugs and not breathing, I have the grandkids here",
        "mi hija esta en la droga y le pega a mis nietos",
        "my daughter is on drugs at some house and has to go with men, i have her kids",
        "mi hija usa drogas y un tipo la tiene en un motel, los nietos estan conmigo",
        "he bangs his head on the wall till it bleeds, hes 12",
        "they took her passport, she gets no pay and if she talks they call immigration, she is scared",
        "my grandson cant be found, the front door was open and the ice on the pond is thin",
    ],
)
def test_where_somebody_is_hurt_or_threatens_the_network_is_heard(text: str) -> None:
    assert not is_ordinary(text)
    assert read(text, {"crisis_violence": SURE}, language="es").crisis is not None


def test_a_child_locked_in_who_wants_to_die_is_not_hurt_by_somebody_at_home() -> None:
    text = "mi hijo d 13 esta encerrado en el baño y dice q se quiere morir"
    assert read(text, {"crisis_self_harm": SURE}, language="es").crisis == "crisis_self_harm"
    assert read(text, None, language="es").crisis == "crisis_violence"  # without a network the phrase decides


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no thats not happening now, years ago", "long_ago"),
        ("eso fue hace años", "long_ago"),
        ("ya no estamos juntos", "long_ago"),
        ("you misunderstood, i meant the rent", "misheard"),
        ("its not an emergency", "misheard"),
        ("no no, eso no es asi, hablo de la renta", "misheard"),
        ("me entendio mal", "misheard"),
    ],
)
def test_a_danger_is_taken_back(text: str, name: str) -> None:
    found = afterwards.denied(text, "crisis_violence")
    assert found is not None
    assert found[0] == name
    assert afterwards.ends(name)


@pytest.mark.parametrize(
    "text", ["it was years ago but he is outside again", "its not an emergency yet", "eso fue ayer", "i am not safe"]
)
def test_a_danger_that_goes_on_is_not_taken_back(text: str) -> None:
    found = afterwards.denied(text, "crisis_violence")
    assert found is None or not afterwards.ends(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "im scared dcf is gonna take my kids",
        "the caseworker says if i dont do the parenting class they will take my baby",
        "a dcf worker came to my door today",
        "me llegó una carta de DCF, tengo miedo de que se lleven a mis hijos",
        "tengo miedo que DCF me quite los nenes",
        "la trabajadora social dijo que me pueden quitar la nena",
    ],
)
def test_a_mother_who_fears_the_agency_is_not_taken_for_one_who_is_hit(text: str) -> None:
    reading = read(text, {"crisis_violence": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "he says he will call dcf if i leave",
        "my husband hits me and says dcf will take my kids",
        "dcf came and my boyfriend is outside with a knife",
        "me amenaza con llamar a DCF si lo dejo",
    ],
)
def test_the_agency_as_a_threat_is_still_violence(text: str) -> None:
    assert read(text, {"crisis_violence": SURE}, language="es").crisis == "crisis_violence"


def test_another_danger_beside_the_agency_is_heard() -> None:
    text = "dcf came today im scared theyll take her if they do theres no me anymore"
    assert read(text, {"crisis_self_harm": SURE}, language="en").crisis == "crisis_self_harm"


@pytest.mark.parametrize(
    "text",
    ["my 4 year old has a fever of 103", "she feels hot", "mi nene tiene 103 de fiebre", "fever 103 since last night"],
)
def test_a_fever_and_nothing_else_is_asked_about_before_911_is_named(text: str) -> None:
    reading = read(text, {"crisis_medical": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, "crisis_medical")
    question = doubt_asked("crisis_medical", str(reading.reason), text, "en")
    assert question.startswith("How old is the child")
    assert "911" in question


@pytest.mark.parametrize(
    "text",
    [
        "my 4 year old has a fever of 105",
        "fever 103 and shes limp",
        "she feels hot and wont wake up",
        "my 3 week old has a fever of 101",
        "tiene 103 de fiebre y le dio una convulsion",
        "fiebre de 103 y no me responde",
    ],
)
def test_a_fever_with_another_sign_still_rings(text: str) -> None:
    assert read(text, {"crisis_medical": SURE}, language="es").crisis == "crisis_medical"


@pytest.mark.parametrize(
    "text", ["i found it myself. his dr is out til monday", "we paid for it ourselves", "i filled the form out myself"]
)
def test_what_somebody_did_alone_is_no_word_of_harm(text: str) -> None:
    assert not tells_of_harm(text)


@pytest.mark.parametrize(
    "text", ["i want to hurt myself", "i found myself crying", "she cut herself", "he will do it himself"]
)
def test_harm_to_oneself_still_is_one(text: str) -> None:
    assert tells_of_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "i just want to know what happens if he misses more. he wont get up in the morning and im at work by 6",
        "she sleeps in every day and missed 12 days of school",
        "mi hijo no se levanta por la mañana y yo entro a trabajar a las 6",
        "se queda dormido y pierde la guagua",
    ],
)
def test_who_is_hard_to_get_up_every_morning_is_in_no_danger(text: str) -> None:
    assert is_ordinary(text)
    reading = read(text, {"crisis_medical": SURE}, language="es")
    assert (reading.crisis, reading.doubt) == (None, None)


@pytest.mark.parametrize(
    "text", ["he wont wake up for school", "kid wont wake up for school", "no despierta para la escuela"]
)
def test_who_does_not_wake_for_school_is_asked_about_first(text: str) -> None:
    reading = read(text, {"crisis_medical": SURE}, language="en")
    assert (reading.crisis, reading.doubt) == (None, "crisis_medical")
    asked = doubt_asked("crisis_medical", str(reading.reason), text, "en")
    assert "Only sleeps in" in asked
    assert "911" in asked


@pytest.mark.parametrize(
    "text",
    [
        "he wont wake up",
        "my son wont wake up this morning",
        "my son wont wake up in the morning",
        "he wont get up",
        "he wont get up off the floor",
        "my mom cant get up off the kitchen floor",
        "i cant wake him up for school he took some pills last night",
        "she always sleeps in but today she wont wake up",
        "he wont wake up in the mornings hes so stiff",
        "no se levanta del piso",
        "no se despierta, siempre llega tarde pero hoy tiene fiebre",
        "mi hijo no despierta temprano, anoche fumó algo",
        "my son never gets up on time and slept through the alarm, his lips looked ashy, cant stand",
        "my kids wont wake up for school and the house smells funny",
        "my 7 year old wont wake up for school and his skin is clammy",
        "mi hijo no despierta",
    ],
)
def test_who_cannot_be_woken_or_lies_on_the_floor_rings(text: str) -> None:
    assert read(text, {"crisis_medical": SURE}, language="en").crisis == "crisis_medical"


@pytest.mark.parametrize(
    "said",
    [
        "he throws himself down and wont get up off the floor when i say no",
        "my toddler wont get up off the floor when its time to go",
    ],
)
def test_a_tantrum_on_the_floor_rings_by_no_phrase(said: str) -> None:
    assert read(said, {"crisis_medical": 0.0}, language="en").crisis is None


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("mi hijo no se levanta en las mañanas porque el tío se mete en su cama", "crisis_violence"),
        ("mi hija no se levanta por las mañanas, regaló toda su ropa", "crisis_self_harm"),
    ],
)
def test_who_is_hard_to_get_up_is_in_no_danger_of_the_body_only(said: str, label: str) -> None:
    assert read(said, {label: SURE}, language="es").crisis == label


def test_who_will_not_get_up_tomorrow_is_heard_as_ever() -> None:
    assert read("i wont get up tomorrow morning", None, language="en").crisis == "crisis_self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "Every day I pray I not wake up",
        "i cant get out of bed in the mornings",
        "no puedo levantarme por las mañanas, siempre es lo mismo",
        "ojala no despierte, todos los dias lo pido",
        "co alarm going off every morning and she wont wake for juice",
    ],
)
def test_the_own_waking_and_an_alarm_of_gas_are_heard(text: str) -> None:
    assert not is_ordinary(text)
