"""What is true at this moment: who waits, and who does what."""

from __future__ import annotations

from wallboard.metrics.catalogue.figure import Figure, Good, Unit, Words
from wallboard.metrics.catalogue.making import figure

_FLOOR = Words("the floor as it is", "зал, как он есть")


def _now(
    key: str, unit: Unit, good: Good, name: tuple[str, str], short: tuple[str, str], says: tuple[str, str]
) -> Figure:
    return figure(key, name, unit, good, "", says, None, short=short, source=_FLOOR, basis="now")


def _people(key: str, name: tuple[str, str], short: tuple[str, str], says: tuple[str, str]) -> Figure:
    return _now(key, "count", "none", name, short, says)


PEOPLE_NOW: tuple[Figure, ...] = (
    _people(
        "on_duty",
        ("On duty now", "На смене сейчас"),
        ("On duty", "На смене"),
        ("logged on at this moment, without the overflow", "вошли в систему в эту минуту, без резерва"),
    ),
    _people(
        "overflow_on_duty",
        ("Overflow on duty now", "Резерв на смене сейчас"),
        ("Overflow on duty", "Резерв на смене"),
        ("people of the overflow, logged on at this moment", "сотрудники резерва, вошедшие в систему в эту минуту"),
    ),
    _people(
        "free",
        ("Free now", "Свободны сейчас"),
        ("Free", "Свободны"),
        (
            "ready and without a contact at this moment, without the overflow",
            "готовы и без обращения в эту минуту, без резерва",
        ),
    ),
    _people(
        "spare",
        ("Overflow free now", "Резерв свободен сейчас"),
        ("Overflow free", "Резерв свободен"),
        (
            "people of the overflow, ready and without a contact at this moment",
            "сотрудники резерва, готовые и без обращения в эту минуту",
        ),
    ),
    _people(
        "talking",
        ("Talking now", "Говорят сейчас"),
        ("Talking", "Говорят"),
        (
            "with a contact that is not on hold: the one that each has had for longest",
            "с обращением не на удержании: с тем, которое у сотрудника дольше всех",
        ),
    ),
    _people(
        "on_hold",
        ("With a customer on hold now", "Держат клиента на удержании сейчас"),
        ("On hold", "На удержании"),
        (
            "the contact that each has had for longest is on hold at this moment",
            "обращение, которое у сотрудника дольше всех, в эту минуту на удержании",
        ),
    ),
    _people(
        "ringing",
        ("Being rung now", "Принимают вызов сейчас"),
        ("Ringing", "Вызов"),
        ("a contact rings, and they have no other", "идёт вызов, другого обращения нет"),
    ),
    _people(
        "after_contact_work",
        ("In after-contact work now", "Подводят итоги сейчас"),
        ("After-contact work", "Итоги"),
        (
            "without a contact, and busy with what the last one left to do",
            "без обращения, заняты тем, что осталось после прошлого",
        ),
    ),
    _people(
        "away",
        ("Away now", "Не готовы сейчас"),
        ("Away", "Не готовы"),
        (
            "logged on, without a contact and not ready: break, lunch, training and the like",
            "вошли в систему, без обращения и не готовы: перерыв, обед, обучение и подобное",
        ),
    ),
    _people(
        "busy",
        ("Busy elsewhere now", "Заняты другим сейчас"),
        ("Busy", "Заняты"),
        (
            "without a contact of a queue, and their line is busy",
            "без обращения из очереди, и их линия занята",
        ),
    ),
    _people(
        "unreachable",
        ("Unreachable now", "Не на связи сейчас"),
        ("Unreachable", "Не на связи"),
        (
            "logged on, and their telephone or connection does not answer",
            "вошли в систему, но телефон или связь не отвечает",
        ),
    ),
)
"""How many people: who is counted can be listed. But for those on duty, nobody is counted by two of them."""

NOW: tuple[Figure, ...] = (
    _now(
        "waiting",
        "count",
        "down",
        ("Waiting now", "Ждут сейчас"),
        ("Waiting", "Ждут"),
        ("in a queue, or ringing at an agent, at this moment", "в очереди или на вызове в эту минуту"),
    ),
    _now(
        "longest_wait",
        "seconds",
        "down",
        ("Longest wait now", "Дольше всех ждут сейчас"),
        ("Longest wait", "Дольше всех"),
        ("now − entered the queue, of who has waited longest", "сейчас − вход в очередь, у ждущего дольше всех"),
    ),
    *PEOPLE_NOW,
)
