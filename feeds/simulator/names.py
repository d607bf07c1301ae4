"""Names of people and firms for a centre in Russia, made from lists; all are invented."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_MEN = _listed(
    "Александр Алексей Анатолий Андрей Антон Артём Богдан Борис Вадим Валентин Василий Виктор Виталий Владимир "
    "Владислав Вячеслав Геннадий Георгий Глеб Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл "
    "Константин Лев Леонид Максим Марк Матвей Михаил Никита Николай Олег Павел Пётр Роман Руслан Семён Сергей "
    "Станислав Степан Тимофей Тимур Фёдор Юрий Ярослав"
)
_WOMEN = _listed(
    "Алина Алла Анастасия Ангелина Анна Антонина Арина Валентина Валерия Варвара Василиса Вера Вероника Виктория "
    "Галина Дарья Диана Дина Ева Евгения Екатерина Елена Елизавета Жанна Зинаида Злата Зоя Инна Ирина Карина Кира "
    "Кристина Ксения Лариса Лидия Любовь Людмила Маргарита Марина Мария Мила Надежда Наталья Нина Оксана Олеся Ольга "
    "Полина Светлана София Таисия Тамара Татьяна Ульяна Юлия Яна"
)
_SURNAMES = _listed(
    "Абрамов Агеев Алексеев Андреев Антонов Архипов Афанасьев Баранов Белов Белозёров Беляев Беспалов Бобров Богданов "
    "Борисов Быков Васильев Веселов Виноградов Власов Волков Воробьёв Воронов Гаврилов Герасимов Голубев Горбунов "
    "Горский Григорьев Громов Гусев Давыдов Данилов Денисов Дмитриев Доронин Дорофеев Егоров Елисеев Ершов Ефимов "
    "Жданов Жуков Журавлёв Зайцев Захаров Зимин Зорин Зуев Иванов Игнатьев Ильин Казаков Калинин Карпов Киселёв "
    "Климов Ковалёв Козлов Колесников Комаров Кондратьев Королёв Котов Краевский Крылов Крюков Кудрявцев Кузнецов "
    "Кузьмин Куликов Лаврентьев Лазарев Лебедев Левин Логинов Лужин Лукин Макаров Максимов Мальцев Маслов Матвеев "
    "Медведев Мельников Миронов Михайлов Морозов Мухин Назаров Нестеров Никитин Николаев Новиков Носов Озеров Орлов "
    "Осипов Павлов Панин Панов Петров Платонов Поляков Пономарёв Попов Прохоров Раевский Родионов Романов Рощин Рябов "
    "Савельев Савицкий Сафонов Светлов Северин Семёнов Сидоров Смирнов Соболев Соколов Соловьёв Сорокин Степанов "
    "Стрельцов Субботин Суханов Сухарев Тарасов Терентьев Тимофеев Титов Тихонов Третьяков Трифонов Уваров Ушаков "
    "Фадеев Фёдоров Филатов Филиппов Фомин Фролов Харитонов Хромов Цветков Чернов Чернышёв Чижов Чуев Шаров Шестаков "
    "Ширяев Шишкин Щукин Юдин Яковлев Ястребов"
)
_FIRMS = _listed(
    "Вектор Аврора Меридиан Стройресурс Северный_ветер Альтаир Гранит Доломит Прогресс Полюс Сфера Техномир Восход "
    "Кристалл Орион Ладога Вершина Контур Импульс Магистраль Новатор Перспектива Ракурс Свитязь Тандем Уралмаркет "
    "Фарватер Энергосеть Юнион Янтарь"
)
MOST_PEOPLE = (len(_MEN) + len(_WOMEN)) * len(_SURNAMES)


def people(random: Random) -> Iterator[str]:
    """Full names, none twice, in an order that `random` gives; at most `MOST_PEOPLE` of them."""
    pairs = [(first, surname, False) for first in _MEN for surname in _SURNAMES]
    pairs += [(first, surname, True) for first in _WOMEN for surname in _SURNAMES]
    random.shuffle(pairs)
    for first, surname, is_woman in pairs:
        yield f"{first} {_of_a_woman(surname) if is_woman else surname}"


def customer(random: Random, is_vip: bool) -> str:
    """What a customer is called: an initial and a surname, or, among the important ones, often a firm."""
    roll = random.random()
    surname = _SURNAMES[int(random.random() * len(_SURNAMES))]
    if is_vip and roll < 0.45:
        return f"ООО «{_FIRMS[int(random.random() * len(_FIRMS))].replace('_', ' ')}»"
    if is_vip and roll < 0.6:
        return f"ИП {surname}"
    firsts, is_woman = (_WOMEN, True) if random.random() < 0.5 else (_MEN, False)
    first = firsts[int(random.random() * len(firsts))]
    return f"{first[0]}. {_of_a_woman(surname) if is_woman else surname}"


def given_name(random: Random) -> str:
    """What a visitor of the site types as his name."""
    return random.choice(_MEN if random.random() < 0.5 else _WOMEN)


def phone(random: Random) -> str:
    """A number that looks Russian; its middle is that of numbers in films."""
    code = random.choice(("903", "905", "909", "910", "915", "916", "925", "926", "977", "985", "495", "812", "843"))
    last = int(random.random() * 10_000)
    return f"+7 {code} 555 {last // 100:02d} {last % 100:02d}"


def mail_address(random: Random) -> str:
    """An address in a domain that nobody can have."""
    return f"client{int(random.random() * 90_000) + 10_000}@mail.example"


def _of_a_woman(surname: str) -> str:
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname + "а"
