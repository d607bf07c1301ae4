<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_GB">
<context>
    <name>ActionLine</name>
    <message>
        <source>Nothing asked for yet</source>
        <translation>Пока ничего не запрошено</translation>
    </message>
    <message>
        <source>Nothing asked for yet: select who waits and press R, or open the menu of a row or a card</source>
        <translation>Пока ничего не запрошено: выберите ожидающего и нажмите R или откройте меню строки или карточки</translation>
    </message>
</context>
<context>
    <name>ActionModel</name>
    <message>
        <source>at</source>
        <translation>когда</translation>
    </message>
    <message>
        <source>by</source>
        <translation>кто</translation>
    </message>
    <message>
        <source>about</source>
        <translation>о ком</translation>
    </message>
    <message>
        <source>what</source>
        <translation>что</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>итог</translation>
    </message>
</context>
<context>
    <name>AgentModel</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Обращение</translation>
    </message>
    <message>
        <source>The time: for how long “{state}”, now − since when</source>
        <translation>Время: как долго «{state}», сейчас − начало</translation>
    </message>
    <message>
        <source>Target: at most {limit}, the queue&apos;s norm</source>
        <translation>Цель: не более {limit}, норма очереди</translation>
    </message>
</context>
<context>
    <name>AgentsPanel</name>
    <message>
        <source>Staff</source>
        <translation>Сотрудники</translation>
    </message>
    <message>
        <source>Nobody on duty fits the filter</source>
        <translation>Под отбор никто на смене не подходит</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message>
        <source>People appear when they log on at the telephone system or the chat.</source>
        <translation>Сотрудники появляются, когда входят в телефонию или чат.</translation>
    </message>
    <message>
        <source>Nobody is on duty</source>
        <translation>На смене никого</translation>
    </message>
</context>
<context>
    <name>AlarmLine</name>
    <message>
        <source>No alarm</source>
        <translation>Тревог нет</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>и ещё {number}</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>{source} has not been connected for {time}</source>
        <translation>{source}: нет связи {time}</translation>
    </message>
    <message>
        <source>{queue}: the longest wait is {time}, over {limit}</source>
        <translation>{queue}: дольше всех ждут {time}, больше {limit}</translation>
    </message>
    <message>
        <source>{queue}: the longest wait is down to {time}, it was over {limit}</source>
        <translation>{queue}: дольше всех ждут уже {time}, было больше {limit}</translation>
    </message>
    <message>
        <source>{queue}: service level of the last half-hour {share}, under {limit}</source>
        <translation>{queue}: уровень сервиса за полчаса {share}, ниже {limit}</translation>
    </message>
    <message>
        <source>{queue}: service level of the last half-hour up to {share}, it was under {limit}</source>
        <translation>{queue}: уровень сервиса за полчаса уже {share}, был ниже {limit}</translation>
    </message>
    <message>
        <source>{queue}: {share} of the last half-hour hung up, over {limit}</source>
        <translation>{queue}: за полчаса потеряно {share}, больше {limit}</translation>
    </message>
    <message>
        <source>{queue}: hung up in the last half-hour: down to {share}, it was over {limit}</source>
        <translation>{queue}: за полчаса потеряно уже {share}, было больше {limit}</translation>
    </message>
    <message>
        <source>{agent} has talked for {time}, the norm is {limit}</source>
        <translation>{agent}: разговор {time} при норме {limit}</translation>
    </message>
    <message>
        <source>{agent} has had the customer on hold for {time}, the norm is {limit}</source>
        <translation>{agent}: клиент на удержании {time} при норме {limit}</translation>
    </message>
</context>
<context>
    <name>Behind</name>
    <message>
        <source>at</source>
        <translation>когда</translation>
    </message>
    <message>
        <source>since</source>
        <translation>с</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>клиент</translation>
    </message>
    <message>
        <source>name</source>
        <translation>имя</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>очередь</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>ожидание</translation>
    </message>
    <message>
        <source>for</source>
        <translation>сколько</translation>
    </message>
    <message>
        <source>outcome, or why left out</source>
        <translation>исход или почему не в счёт</translation>
    </message>
    <message>
        <source>state</source>
        <translation>состояние</translation>
    </message>
</context>
<context>
    <name>CallBackDialog</name>
    <message>
        <source>Called back within</source>
        <translation>Перезвонить в течение</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Перезвонить</translation>
    </message>
    <message numerus="yes">
        <source>Promise %n callback(s)</source>
        <translation>
            <numerusform>Обещать %n звонок</numerusform>
            <numerusform>Обещать %n звонка</numerusform>
            <numerusform>Обещать %n звонков</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Не надо</translation>
    </message>
    <message>
        <source>Left out: {reasons}</source>
        <translation>Не войдут: {reasons}</translation>
    </message>
    <message numerus="yes">
        <source>Promise %n customer(s) who gave up a callback by {time}?</source>
        <translation>
            <numerusform>Обещать перезвонить %n потерянному клиенту до {time}?</numerusform>
            <numerusform>Обещать перезвонить %n потерянным клиентам до {time}?</numerusform>
            <numerusform>Обещать перезвонить %n потерянным клиентам до {time}?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidateModel</name>
    <message>
        <source>Each to somebody who is free</source>
        <translation>Каждого — свободному сотруднику</translation>
    </message>
    <message>
        <source>{some} of {all} at once</source>
        <translation>сразу {some} из {all}</translation>
    </message>
    <message>
        <source>an outside number</source>
        <translation>внешний номер</translation>
    </message>
    <message>
        <source>Nobody is free any more.</source>
        <translation>Свободных больше нет.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>another queue</source>
        <translation>другая очередь</translation>
    </message>
    <message>
        <source>serves this queue</source>
        <translation>обслуживает эту очередь</translation>
    </message>
    <message>
        <source>lacks: {skills}</source>
        <translation>нет навыков: {skills}</translation>
    </message>
    <message>
        <source>serves other queues</source>
        <translation>обслуживает другие очереди</translation>
    </message>
    <message>
        <source>overflow</source>
        <translation>резерв</translation>
    </message>
    <message>
        <source>free for {time}</source>
        <translation>готовность {time}</translation>
    </message>
    <message>
        <source>{load} of {capacity}</source>
        <translation>{load} из {capacity}</translation>
    </message>
</context>
<context>
    <name>Carousel</name>
    <message>
        <source>Wallboard on the wall</source>
        <translation>Табло на стене</translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message>
        <source>{value} instead of the usual {normal} ({weeks}): {causes}</source>
        <translation>{value} вместо обычных {normal} ({weeks}): {causes}</translation>
    </message>
    <message>
        <source>no more than chance</source>
        <translation>не больше, чем случай</translation>
    </message>
    <message>
        <source>{cause} {change} ({now} instead of {normal})</source>
        <translation>{cause} {change} ({now} вместо {normal})</translation>
    </message>
    <message>
        <source>{cause} {change}</source>
        <translation>{cause} {change}</translation>
    </message>
    <message>
        <source>contacts</source>
        <translation>обращения</translation>
    </message>
    <message>
        <source>handle time</source>
        <translation>время обработки</translation>
    </message>
    <message>
        <source>people</source>
        <translation>люди</translation>
    </message>
    <message>
        <source>at their place</source>
        <translation>на месте</translation>
    </message>
    <message>
        <source>routing and the rest</source>
        <translation>распределение и прочее</translation>
    </message>
    <message>
        <source>{number} an hour</source>
        <translation>{number} в час</translation>
    </message>
    <message>
        <source>{sign}{points} points</source>
        <translation>{sign}{points} п. п.</translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Connecting to the hub</source>
        <translation>Соединяемся с сервером</translation>
    </message>
    <message>
        <source>The board shows itself with the first data.</source>
        <translation>Табло появится с первыми данными.</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Are you sure?</source>
        <translation>Вы уверены?</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Выполнить</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Не надо</translation>
    </message>
    <message>
        <source>Take {who} out of the queue? What follows is what the telephone system has for such ones.</source>
        <translation>Снять с очереди: {who}? Дальше будет то, что для таких предусмотрено на АТС.</translation>
    </message>
    <message>
        <source>Serve earlier</source>
        <translation>Обслужить раньше</translation>
    </message>
    <message>
        <source>Serve later</source>
        <translation>Обслужить позже</translation>
    </message>
    <message>
        <source>Take out of the queue…</source>
        <translation>Снять с очереди…</translation>
    </message>
    <message>
        <source>Log {who} off? No queue knows this person then.</source>
        <translation>Вывести со смены: {who}? Очереди больше не увидят этого сотрудника.</translation>
    </message>
    <message>
        <source>Add to a queue</source>
        <translation>Добавить в очередь</translation>
    </message>
    <message>
        <source>Take out of a queue</source>
        <translation>Убрать из очереди</translation>
    </message>
    <message>
        <source>Ask earlier or later</source>
        <translation>Звать раньше или позже</translation>
    </message>
    <message>
        <source>Log off…</source>
        <translation>Вывести со смены…</translation>
    </message>
    <message>
        <source>Hang up {who}? The call ends for everybody who is in it.</source>
        <translation>Разорвать: {who}? Звонок закончится для всех, кто в нём участвует.</translation>
    </message>
    <message>
        <source>Hang up…</source>
        <translation>Разорвать…</translation>
    </message>
    <message>
        <source>End the pause</source>
        <translation>Снять с паузы</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>An earlier contact · {said}</source>
        <translation>Прежнее обращение · {said}</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Поступило</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Этап</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Ожидание</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Ждёт</translation>
    </message>
    <message>
        <source>With</source>
        <translation>С кем</translation>
    </message>
    <message>
        <source>Rings without an answer</source>
        <translation>Вызовы без ответа</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Переводы</translation>
    </message>
    <message>
        <source>Gave up at</source>
        <translation>Потеряно в</translation>
    </message>
    <message>
        <source>Gave up after</source>
        <translation>Потеряно через</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>On duty since</source>
        <translation>На смене с</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Площадка</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Обслуживает</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Навыки</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Канал</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>Ждут сейчас</translation>
    </message>
    <message>
        <source>Talking now</source>
        <translation>Разговаривают сейчас</translation>
    </message>
    <message>
        <source>{share} within {time}</source>
        <translation>{share} за {time}</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Цель</translation>
    </message>
    <message>
        <source>people and outside</source>
        <translation>людям и наружу</translation>
    </message>
    <message>
        <source>Handed on to {queue}</source>
        <translation>Передано: {queue}</translation>
    </message>
    <message>
        <source>Talk norm</source>
        <translation>Норма разговора</translation>
    </message>
    <message>
        <source>Hold norm</source>
        <translation>Норма удержания</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Обращение</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Сотрудник</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Asking the hub for the history …</source>
        <translation>Запрашиваем историю …</translation>
    </message>
    <message>
        <source>There is no history: {reason}</source>
        <translation>Истории нет: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>History, the last %n event(s)</source>
        <translation>
            <numerusform>История, последнее %n событие</numerusform>
            <numerusform>История, последние %n события</numerusform>
            <numerusform>История, последние %n событий</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>History, %n event(s)</source>
        <translation>
            <numerusform>История, %n событие</numerusform>
            <numerusform>История, %n события</numerusform>
            <numerusform>История, %n событий</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FigureLink</name>
    <message>
        <source>How this figure comes about · Enter, F1</source>
        <translation>Как получен этот показатель · Enter, F1</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>figure</source>
        <translation>показатель</translation>
    </message>
    <message>
        <source>value</source>
        <translation>значение</translation>
    </message>
    <message>
        <source>target</source>
        <translation>цель</translation>
    </message>
    <message>
        <source>with the numbers put in</source>
        <translation>с подставленными числами</translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Find a figure</source>
        <translation>Найти показатель</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Which contacts</source>
        <translation>Какие обращения</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Find · Ctrl+F</source>
        <translation>Найти · Ctrl+F</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Отбор по тексту</translation>
    </message>
    <message>
        <source>Filter by queue, team, site</source>
        <translation>Отбор по очереди, команде, площадке</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Все команды</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Площадка</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Все площадки</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Показать всё</translation>
    </message>
</context>
<context>
    <name>GoneModel</name>
    <message>
        <source>at</source>
        <translation>когда</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>очередь</translation>
    </message>
    <message>
        <source>where</source>
        <translation>где</translation>
    </message>
    <message>
        <source>after</source>
        <translation>через</translation>
    </message>
    <message>
        <source>tier</source>
        <translation>статус</translation>
    </message>
    <message>
        <source>since then</source>
        <translation>что потом</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Change the language</source>
        <translation>Сменить язык</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Change the theme</source>
        <translation>Сменить тему</translation>
    </message>
    <message>
        <source>Wallboard</source>
        <translation>Табло</translation>
    </message>
    <message>
        <source>on duty {people}, overflow {overflow}</source>
        <translation>на смене {people}, резерв {overflow}</translation>
    </message>
    <message>
        <source>on duty {people}</source>
        <translation>на смене {people}</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n источник</numerusform>
            <numerusform>%n источника</numerusform>
            <numerusform>%n источников</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) silent</source>
        <translation>
            <numerusform>%n источник молчит</numerusform>
            <numerusform>%n источника молчат</numerusform>
            <numerusform>%n источников молчат</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>choose where the selected who wait shall go; a drag does the same</source>
        <translation>выбрать, куда направить выбранных ожидающих; то же — перетаскиванием</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>Меню, Shift+F10</translation>
    </message>
    <message>
        <source>what can be asked for who waits, or for a person</source>
        <translation>что можно сделать с ожидающим или с сотрудником</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>details and history of the contact, the person, the queue</source>
        <translation>подробности и история обращения, сотрудника, очереди</translation>
    </message>
    <message>
        <source>filter by text, queue, team, site; Esc clears it</source>
        <translation>отбор по тексту, очереди, группе, площадке; Esc сбрасывает</translation>
    </message>
    <message>
        <source>all figures, of any queue and window</source>
        <translation>все показатели, любой очереди и окна</translation>
    </message>
    <message>
        <source>where customers give up, at large: who, where, how long they wait, and calling them back</source>
        <translation>точки потерь подробно: кто, где и через сколько ушёл, терпение и обратный звонок</translation>
    </message>
    <message>
        <source>another order of the list; a click on a heading sorts by it, a second one ends that</source>
        <translation>другой порядок списка; щелчок по заголовку сортирует по нему, второй возвращает</translation>
    </message>
    <message>
        <source>everybody&apos;s figures against the norm and the median of the team</source>
        <translation>показатели всех рядом с нормой и медианой команды</translation>
    </message>
    <message>
        <source>Tab, arrows</source>
        <translation>Tab, стрелки</translation>
    </message>
    <message>
        <source>walk through everything</source>
        <translation>перейти к любому элементу</translation>
    </message>
    <message>
        <source>larger, smaller, as the window asks for</source>
        <translation>крупнее, мельче, по размеру окна</translation>
    </message>
    <message>
        <source>full screen and back</source>
        <translation>во весь экран и обратно</translation>
    </message>
    <message>
        <source>close</source>
        <translation>закрыть</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Keys of the board</source>
        <translation>Клавиши табло</translation>
    </message>
    <message>
        <source>What a figure means: click it, or walk to it with Tab, and press Enter or F1. Its passport opens: the formula with the numbers, what was left out, and the contacts behind it.</source>
        <translation>Что значит показатель: щёлкните по нему или дойдите до него клавишей Tab и нажмите Enter или F1. Откроется его паспорт: формула с числами, что не вошло в счёт и обращения за ним.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>Kpi</name>
    <message>
        <source>VIP {0} · menu {1} · direct {2}</source>
        <translation>VIP {0} · меню {1} · прямые {2}</translation>
    </message>
    <message>
        <source>VIP {0} · menu {1} · dir. {2}</source>
        <translation>VIP {0} · меню {1} · пр. {2}</translation>
    </message>
    <message>
        <source>Today, live channels.</source>
        <translation>Сегодня, живые каналы.</translation>
    </message>
    <message>
        <source>Target: {target}</source>
        <translation>Цель: {target}</translation>
    </message>
    <message>
        <source>{target} in time</source>
        <translation>{target} вовремя</translation>
    </message>
    <message>
        <source>{target} in {time}</source>
        <translation>{target} за {time}</translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation>цель {value}</translation>
    </message>
    <message>
        <source>{done} of {offered} offered</source>
        <translation>{done} из {offered} поступивших</translation>
    </message>
    <message>
        <source>q {queue} · ring {ringing} · menu {menu}</source>
        <translation>оч. {queue} · выз. {ringing} · меню {menu}</translation>
    </message>
    <message>
        <source>at most {value}</source>
        <translation>не более {value}</translation>
    </message>
    <message>
        <source>VIP {vip} · others {others}</source>
        <translation>VIP {vip} · остальные {others}</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>никто не ждёт</translation>
    </message>
    <message>
        <source>{now} · deferred {number}</source>
        <translation>{now} · отложенные {number}</translation>
    </message>
    <message>
        <source>longest wait today {time}</source>
        <translation>дольше всех сегодня {time}</translation>
    </message>
    <message>
        <source>queue {queue} · ringing {ringing} · apart: menu {menu}</source>
        <translation>очередь {queue} · вызов {ringing} · отдельно меню {menu}</translation>
    </message>
    <message>
        <source>{longest} · line since {time}</source>
        <translation>{longest} · линия с {time}</translation>
    </message>
    <message>
        <source>max {longest} · line since {time}</source>
        <translation>макс. {longest} · линия с {time}</translation>
    </message>
    <message>
        <source>median {p50} · p90 {p90}</source>
        <translation>медиана {p50} · p90 {p90}</translation>
    </message>
    <message>
        <source>of all queues only: time is not divided</source>
        <translation>только по всем очередям: время не делится</translation>
    </message>
    <message>
        <source>of all queues only</source>
        <translation>только по всем очередям</translation>
    </message>
    <message>
        <source>free {free} of {people} · overflow {spare}</source>
        <translation>свободны {free} из {people} · резерв {spare}</translation>
    </message>
    <message>
        <source>free {free} of {people} on duty</source>
        <translation>свободны {free} из {people} на смене</translation>
    </message>
    <message>
        <source>{share} of logged-on time</source>
        <translation>{share} времени на смене</translation>
    </message>
</context>
<context>
    <name>KpiStrip</name>
    <message>
        <source>queue {queue}</source>
        <translation>очередь {queue}</translation>
    </message>
    <message>
        <source>all queues</source>
        <translation>все очереди</translation>
    </message>
    <message>
        <source>text</source>
        <translation>тексту</translation>
    </message>
    <message>
        <source>team</source>
        <translation>команде</translation>
    </message>
    <message>
        <source>site</source>
        <translation>площадке</translation>
    </message>
    <message>
        <source>Figures, losses and curves: {whole}, without the filter by {what}</source>
        <translation>Показатели, потери и кривые: {whole}, без отбора по {what}</translation>
    </message>
    <message>
        <source>Figures: {whole}, not by {what}</source>
        <translation>Показатели: {whole}, без отбора по {what}</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>{name}: {entered} came, {lost} gave up, half of them within {time}</source>
        <translation>{name}: поступило {entered}, ушли {lost}, половина из них за {time}</translation>
    </message>
</context>
<context>
    <name>LossesDialog</name>
    <message>
        <source>Where customers give up</source>
        <translation>Точки потерь</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>From the offer to the talk: choose a stage</source>
        <translation>От обращения до разговора: выберите этап</translation>
    </message>
    <message>
        <source>Where exactly</source>
        <translation>Где именно</translation>
    </message>
    <message>
        <source>Patience in the queue</source>
        <translation>Терпение в очереди</translation>
    </message>
    <message>
        <source>Patience in the queue: who would still wait</source>
        <translation>Терпение в очереди: кто ещё ждал бы</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Nobody was lost here today</source>
        <translation>Сегодня здесь никого не потеряли</translation>
    </message>
    <message>
        <source>today · {offered} offered</source>
        <translation>сегодня · поступило {offered}</translation>
    </message>
    <message>
        <source>not compared with past weeks: {reason}</source>
        <translation>без сравнения с прошлыми неделями: {reason}</translation>
    </message>
    <message>
        <source>asking for past weeks …</source>
        <translation>запрашиваются прошлые недели …</translation>
    </message>
    <message>
        <source>compared with {weeks}, up to {time}</source>
        <translation>сравнение с {weeks}, до {time}</translation>
    </message>
    <message>
        <source>no past weeks yet: compares from {date} on</source>
        <translation>прошлых недель ещё нет: сравнение с {date}</translation>
    </message>
</context>
<context>
    <name>LossesPanel</name>
    <message>
        <source>Where customers give up</source>
        <translation>Точки потерь</translation>
    </message>
    <message>
        <source>Stages and losses of today</source>
        <translation>Этапы и потери за сегодня</translation>
    </message>
    <message>
        <source>The latest lost</source>
        <translation>Последние потери</translation>
    </message>
    <message>
        <source>today · {offered} offered</source>
        <translation>сегодня · поступило {offered}</translation>
    </message>
    <message>
        <source>Nobody of the lost fits the filter</source>
        <translation>Под отбор никто из потерянных не подходит</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message>
        <source>Whoever hangs up in the menu, in a queue, while it rings or on hold is listed here.</source>
        <translation>Здесь видно, кто ушёл из меню, из очереди, во время вызова или с удержания.</translation>
    </message>
    <message>
        <source>Nobody lost</source>
        <translation>Никто не потерян</translation>
    </message>
</context>
<context>
    <name>LostList</name>
    <message>
        <source>Who was lost</source>
        <translation>Кого потеряли</translation>
    </message>
    <message>
        <source>At every stage</source>
        <translation>На всех этапах</translation>
    </message>
    <message>
        <source>{stage}: {lost} lost today · {open} can be called back</source>
        <translation>{stage}: сегодня потеряно {lost} · можно перезвонить {open}</translation>
    </message>
    <message>
        <source>Call back all {number}…</source>
        <translation>Перезвонить всем: {number}…</translation>
    </message>
    <message>
        <source>Call back the selected…</source>
        <translation>Перезвонить выбранным…</translation>
    </message>
    <message>
        <source>Call back…</source>
        <translation>Перезвонить…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>{number} promised</source>
        <translation>обещано: {number}</translation>
    </message>
    <message>
        <source>{number} pending</source>
        <translation>ждём: {number}</translation>
    </message>
    <message>
        <source>{number} refused: {reasons}</source>
        <translation>отказано: {number}. {reasons}</translation>
    </message>
</context>
<context>
    <name>LostModel</name>
    <message>
        <source>at</source>
        <translation>когда</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>where</source>
        <translation>где</translation>
    </message>
    <message>
        <source>after</source>
        <translation>через</translation>
    </message>
    <message>
        <source>queue {queue}, place {position}</source>
        <translation>очередь {queue}, место {position}</translation>
    </message>
    <message>
        <source>queue {queue}</source>
        <translation>очередь {queue}</translation>
    </message>
    <message>
        <source>ringing at {agent}</source>
        <translation>вызов, {agent}</translation>
    </message>
    <message>
        <source>on hold at {agent}</source>
        <translation>удержание, {agent}</translation>
    </message>
    <message>
        <source>after a transfer, {queue}</source>
        <translation>после перевода, {queue}</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The hub cannot be reached: what is shown is old, and actions are off.</source>
        <translation>Нет связи с сервером: данные устарели, действия отключены.</translation>
    </message>
    <message>
        <source>The hub is back: the data is live again.</source>
        <translation>Связь с сервером восстановлена: данные снова живые.</translation>
    </message>
    <message>
        <source>The hub has begun anew: what was shown before is gone.</source>
        <translation>Сервер начал заново: того, что показывалось раньше, больше нет.</translation>
    </message>
    <message>
        <source>{source} is not connected: its part of the board is old.</source>
        <translation>{source}: нет связи, эта часть табло устарела.</translation>
    </message>
    <message>
        <source>{source} is back: its data is live again.</source>
        <translation>{source}: связь восстановлена, данные снова живые.</translation>
    </message>
    <message>
        <source>The board fell behind and is catching up from a snapshot.</source>
        <translation>Табло отстало и навёрстывает по снимку.</translation>
    </message>
    <message>
        <source>The board has caught up.</source>
        <translation>Табло наверстало.</translation>
    </message>
    <message>
        <source>The hub&apos;s snapshot cannot be read: is it of another version?</source>
        <translation>Снимок сервера не читается: возможно, у сервера другая версия.</translation>
    </message>
    <message>
        <source>Select who is to be reassigned first: with a click, or with the arrows in the list of who waits.</source>
        <translation>Сначала выберите, кого переназначить: щелчком или стрелками в списке ждущих.</translation>
    </message>
    <message>
        <source>Nobody is waiting: there is nobody to reassign.</source>
        <translation>Никто не ждёт: переназначать некого.</translation>
    </message>
    <message>
        <source>Not possible: {reason}</source>
        <translation>Невозможно: {reason}</translation>
    </message>
    <message>
        <source>nobody answers at this address</source>
        <translation>по этому адресу никто не отвечает</translation>
    </message>
    <message>
        <source>the machine cannot be reached</source>
        <translation>компьютер недоступен</translation>
    </message>
    <message>
        <source>the name is not known</source>
        <translation>имя неизвестно</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>нет ответа вовремя</translation>
    </message>
    <message>
        <source>the hub has fallen silent</source>
        <translation>сервер замолчал</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>соединение закрыто</translation>
    </message>
    <message>
        <source>it is no hub that answers there</source>
        <translation>там отвечает не сервер табло</translation>
    </message>
    <message>
        <source>this is no address of a hub</source>
        <translation>это не адрес сервера табло</translation>
    </message>
    <message>
        <source>the hub does not answer</source>
        <translation>сервер не отвечает</translation>
    </message>
    <message>
        <source>the hub cannot go on where the board was</source>
        <translation>сервер не может продолжить с места, где было табло</translation>
    </message>
    <message>
        <source>the connection failed and is made anew</source>
        <translation>соединение сорвалось и создаётся заново</translation>
    </message>
    <message>
        <source>the board was too slow</source>
        <translation>табло не успевало</translation>
    </message>
    <message>
        <source>the hub cannot be reached</source>
        <translation>нет связи с сервером</translation>
    </message>
    <message>
        <source>the connection was lost before the answer came</source>
        <translation>связь прервалась раньше ответа</translation>
    </message>
    <message>
        <source>the answer cannot be read; is the hub of another version?</source>
        <translation>ответ не читается; возможно, у сервера другая версия</translation>
    </message>
    <message>
        <source>this hub keeps none</source>
        <translation>этот сервер её не хранит</translation>
    </message>
    <message>
        <source>the hub&apos;s log is damaged</source>
        <translation>журнал сервера повреждён</translation>
    </message>
    <message>
        <source>the hub&apos;s disk does not answer</source>
        <translation>диск сервера не отвечает</translation>
    </message>
    <message>
        <source>no past weeks are kept yet</source>
        <translation>прошлых недель пока нет</translation>
    </message>
    <message>
        <source>the span holds too many events to be counted anew</source>
        <translation>в этом промежутке слишком много событий для пересчёта</translation>
    </message>
    <message>
        <source>the hub does not know this figure; is it of another version?</source>
        <translation>сервер не знает такого показателя; возможно, у него другая версия</translation>
    </message>
    <message>
        <source>too many questions at a time</source>
        <translation>слишком много запросов сразу</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} мин</translation>
    </message>
    <message>
        <source>{hours} h {minutes}</source>
        <translation>{hours} ч {minutes}</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} ч</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} д {hours} ч</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} д</translation>
    </message>
    <message>
        <source>{percent}%</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>OrderButton</name>
    <message>
        <source>Order of the cards · F4</source>
        <translation>Порядок карточек · F4</translation>
    </message>
    <message>
        <source>Order of the cards: {order}</source>
        <translation>Порядок карточек: {order}</translation>
    </message>
</context>
<context>
    <name>Orders</name>
    <message>
        <source>callback by {time}</source>
        <translation>звонок до {time}</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>пауза</translation>
    </message>
    <message>
        <source>in its turn</source>
        <translation>в порядке очереди</translation>
    </message>
    <message>
        <source>ahead of others, by {number}</source>
        <translation>раньше других, на {number}</translation>
    </message>
    <message>
        <source>asked first</source>
        <translation>получает звонки среди первых</translation>
    </message>
    <message>
        <source>asked later, step {number}</source>
        <translation>получает звонки после других, ступень {number}</translation>
    </message>
    <message>
        <source>out of {queue}</source>
        <translation>из очереди «{queue}»</translation>
    </message>
    <message>
        <source>{queue}: {turn}</source>
        <translation>{queue}: {turn}</translation>
    </message>
    <message>
        <source>into {queue}: {turn}</source>
        <translation>в очередь «{queue}»: {turn}</translation>
    </message>
    <message>
        <source>{what}: {status}</source>
        <translation>{what}: {status}</translation>
    </message>
    <message>
        <source>confirmed in {time}</source>
        <translation>подтверждено за {time}</translation>
    </message>
    <message>
        <source>{status}: {reason}</source>
        <translation>{status}: {reason}</translation>
    </message>
    <message>
        <source>{n} {status}</source>
        <translation>{n} {status}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>another board</source>
        <translation>другое табло</translation>
    </message>
    <message>
        <source>{who}: {what} — {status}</source>
        <translation>{who}: {what} — {status}</translation>
    </message>
</context>
<context>
    <name>OverflowPanel</name>
    <message>
        <source>Overflow at the peak</source>
        <translation>Резерв на пике</translation>
    </message>
    <message>
        <source>free {free} of {all}</source>
        <translation>свободны {free} из {all}</translation>
    </message>
    <message>
        <source>Nobody of the overflow fits the filter</source>
        <translation>В резерве никто не подходит под отбор</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message>
        <source>Name people as overflow of a queue at the source, and they can be called in here.</source>
        <translation>Назначьте людей резервом очереди в источнике, и их можно будет подключить здесь.</translation>
    </message>
    <message>
        <source>No overflow staff</source>
        <translation>Резерва нет</translation>
    </message>
</context>
<context>
    <name>Passport</name>
    <message>
        <source>Left out</source>
        <translation>Не в счёт</translation>
    </message>
    <message>
        <source>Of these</source>
        <translation>Из них</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Рядом с ним</translation>
    </message>
    <message>
        <source>As others count it</source>
        <translation>Как считают другие</translation>
    </message>
    <message>
        <source>Where the formula comes from</source>
        <translation>Откуда формула</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>a deferred channel, with norms in hours</source>
        <translation>отложенный канал: нормы в часах</translation>
    </message>
    <message>
        <source>all</source>
        <translation>все</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>остальные</translation>
    </message>
    <message>
        <source>through the menu</source>
        <translation>через меню</translation>
    </message>
    <message>
        <source>straight through</source>
        <translation>напрямую</translation>
    </message>
    <message>
        <source>by contact</source>
        <translation>по обращениям</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>по времени</translation>
    </message>
    <message>
        <source>the most at once</source>
        <translation>больше всего сразу</translation>
    </message>
    <message>
        <source>at this moment</source>
        <translation>в эту минуту</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>заявки</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>last {minutes} min</source>
        <translation>последние {minutes} мин</translation>
    </message>
    <message>
        <source>at least {value}</source>
        <translation>не меньше {value}</translation>
    </message>
    <message>
        <source>at most {value}</source>
        <translation>не больше {value}</translation>
    </message>
    <message>
        <source>at this moment, {time}</source>
        <translation>в эту минуту, {time}</translation>
    </message>
    <message>
        <source>{window}: {start} to {end}</source>
        <translation>{window}: с {start} до {end}</translation>
    </message>
    <message>
        <source>all queues</source>
        <translation>все очереди</translation>
    </message>
    <message>
        <source>live channels</source>
        <translation>живые каналы</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>все каналы</translation>
    </message>
    <message>
        <source>team {name}</source>
        <translation>группа {name}</translation>
    </message>
    <message>
        <source>site {name}</source>
        <translation>площадка {name}</translation>
    </message>
    <message>
        <source>with “{name}”</source>
        <translation>со словом «{name}»</translation>
    </message>
    <message>
        <source>T and s of each queue: T {low} to {high}</source>
        <translation>T и s каждой очереди: T от {low} до {high}</translation>
    </message>
</context>
<context>
    <name>PassportDialog</name>
    <message>
        <source>Passport of a figure</source>
        <translation>Паспорт показателя</translation>
    </message>
    <message>
        <source>How the figure comes about</source>
        <translation>Как получается показатель</translation>
    </message>
    <message>
        <source>Contacts behind the figure</source>
        <translation>Обращения за показателем</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить снова</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>target: {target}</source>
        <translation>цель: {target}</translation>
    </message>
    <message>
        <source>tried here alone</source>
        <translation>проба, только здесь</translation>
    </message>
    <message>
        <source>Why? Comparing with past weeks …</source>
        <translation>Почему? Сравниваем с прошлыми неделями…</translation>
    </message>
    <message>
        <source>Why? It cannot be told: {reason}</source>
        <translation>Почему? Сказать нельзя: {reason}</translation>
    </message>
    <message>
        <source>there is too little to tell yet.</source>
        <translation>данных пока мало.</translation>
    </message>
    <message>
        <source>Why, up to {time}? {told}</source>
        <translation>Почему, до {time}? {told}</translation>
    </message>
    <message>
        <source>Nobody at this moment.</source>
        <translation>Сейчас никого.</translation>
    </message>
    <message>
        <source>contacts as of {time}</source>
        <translation>обращения на {time}</translation>
    </message>
    <message>
        <source>Counted: {number}</source>
        <translation>В счёте: {number}</translation>
    </message>
    <message>
        <source>Left out: {number}</source>
        <translation>Не в счёт: {number}</translation>
    </message>
    <message>
        <source>Asking the hub for the contacts …</source>
        <translation>Спрашиваем обращения у узла…</translation>
    </message>
    <message>
        <source>No list of contacts: {reason}</source>
        <translation>Списка обращений нет: {reason}</translation>
    </message>
    <message>
        <source>It counts the people’s time, no contacts.</source>
        <translation>Считается время людей, а не обращения.</translation>
    </message>
    <message>
        <source>There is no list of contacts behind this figure.</source>
        <translation>За этим показателем нет списка обращений.</translation>
    </message>
    <message>
        <source>The newest {number} are listed.</source>
        <translation>Показаны последние: {number}.</translation>
    </message>
    <message>
        <source>No contact concerns it yet.</source>
        <translation>Пока нет обращений, которых он касается.</translation>
    </message>
</context>
<context>
    <name>PassportLinks</name>
    <message>
        <source>How counted:</source>
        <translation>Как считается:</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Удержание</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Переводы</translation>
    </message>
    <message>
        <source>★ customers</source>
        <translation>★ клиенты</translation>
    </message>
    <message>
        <source>★ supervisors</source>
        <translation>★ супервизоры</translation>
    </message>
    <message>
        <source>A ticket</source>
        <translation>На заявку</translation>
    </message>
    <message>
        <source>Median of the team</source>
        <translation>Медиана команды</translation>
    </message>
    <message>
        <source>Median of those shown</source>
        <translation>Медиана показанных</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Норма</translation>
    </message>
</context>
<context>
    <name>PeopleDialog</name>
    <message>
        <source>People against norm and team</source>
        <translation>Сотрудники: норма и команда</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Найти сотрудника</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Все команды</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Считаем …</translation>
    </message>
    <message>
        <source>Nobody of these was on duty today.</source>
        <translation>Никто из них сегодня не работал.</translation>
    </message>
    <message>
        <source>{people} people, today. Beside each figure: how far from the median of the person&apos;s team, of shares in points; ▲ is worse than the norm. A click on a figure explains it, Enter opens the person, a heading sorts.</source>
        <translation>Сотрудников: {people}, сегодня. Рядом с показателем — отличие от медианы своей команды, у долей в п. п.; ▲ — хуже нормы. Щелчок по показателю объяснит его, Enter откроет сотрудника, заголовок сортирует.</translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n контакт</numerusform>
            <numerusform>%n контакта</numerusform>
            <numerusform>%n контактов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>ждёт %n</numerusform>
            <numerusform>ждут %n</numerusform>
            <numerusform>ждут %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>свободных %n</numerusform>
            <numerusform>свободных %n</numerusform>
            <numerusform>свободных %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: %n waiting and nobody on duty</source>
        <translation>
            <numerusform>{queue}: ждёт %n, на смене никого</numerusform>
            <numerusform>{queue}: ждут %n, на смене никого</numerusform>
            <numerusform>{queue}: ждут %n, на смене никого</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: %n waiting, more than {limit}</source>
        <translation>
            <numerusform>{queue}: ждёт %n, больше {limit}</numerusform>
            <numerusform>{queue}: ждут %n, больше {limit}</numerusform>
            <numerusform>{queue}: ждут %n, больше {limit}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: down to %n waiting, it was more than {limit}</source>
        <translation>
            <numerusform>{queue}: ждёт уже %n, было больше {limit}</numerusform>
            <numerusform>{queue}: ждут уже %n, было больше {limit}</numerusform>
            <numerusform>{queue}: ждут уже %n, было больше {limit}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>transferred %n time(s)</source>
        <translation>
            <numerusform>переводов: %n</numerusform>
            <numerusform>переводов: %n</numerusform>
            <numerusform>переводов: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent on %n time(s)</source>
        <translation>
            <numerusform>перенаправлений: %n</numerusform>
            <numerusform>перенаправлений: %n</numerusform>
            <numerusform>перенаправлений: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past week(s)</source>
        <translation>
            <numerusform>%n прошлой неделей</numerusform>
            <numerusform>%n прошлыми неделями</numerusform>
            <numerusform>%n прошлыми неделями</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n past week(s)</source>
        <translation>
            <numerusform>среднее за %n прошлую неделю</numerusform>
            <numerusform>среднее за %n прошлые недели</numerusform>
            <numerusform>среднее за %n прошлых недель</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ring(s) without an answer</source>
        <translation>
            <numerusform>%n вызов без ответа</numerusform>
            <numerusform>%n вызова без ответа</numerusform>
            <numerusform>%n вызовов без ответа</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Points</name>
    <message>
        <source>{n} through the menu</source>
        <translation>{n} через меню</translation>
    </message>
    <message>
        <source>{n} direct</source>
        <translation>{n} напрямую</translation>
    </message>
    <message>
        <source>{lost} lost · {share}</source>
        <translation>потеряно {lost} · {share}</translation>
    </message>
    <message>
        <source>{n} went on or are there</source>
        <translation>{n} прошли дальше или ещё там</translation>
    </message>
    <message>
        <source>{n} went on</source>
        <translation>{n} дальше</translation>
    </message>
    <message>
        <source>normal {usual} ({apart})</source>
        <translation>обычно {usual} ({apart})</translation>
    </message>
    <message>
        <source>normal {usual}</source>
        <translation>обычно {usual}</translation>
    </message>
    <message>
        <source>{sign}{points} points</source>
        <translation>{sign}{points} п. п.</translation>
    </message>
    <message>
        <source>half within {time}</source>
        <translation>половина за {time}</translation>
    </message>
    <message>
        <source>half within {time}, normal {usual}</source>
        <translation>половина за {time}, обычно {usual}</translation>
    </message>
    <message>
        <source>{name}: {entered} came, {lost} gave up ({share}), half of them within {time}; {left} went on or are there</source>
        <translation>{name}: пришли {entered}, ушли {lost} ({share}), половина из них за {time}; {left} прошли дальше или ещё там</translation>
    </message>
    <message>
        <source>Normal, as compared with {weeks}: {entered} came, {lost} gave up ({share}), half of them within {time}</source>
        <translation>Обычно, по сравнению с {weeks}: пришли {entered}, ушли {lost} ({share}), половина из них за {time}</translation>
    </message>
    <message>
        <source>By time to the loss</source>
        <translation>По времени до потери</translation>
    </message>
    <message>
        <source>By queue</source>
        <translation>По очередям</translation>
    </message>
    <message>
        <source>By menu node</source>
        <translation>По пунктам меню</translation>
    </message>
    <message>
        <source>By place in the queue</source>
        <translation>По месту в очереди</translation>
    </message>
    <message>
        <source>not known who</source>
        <translation>неизвестно, у кого</translation>
    </message>
    <message>
        <source>By whose phone rang</source>
        <translation>По тому, у кого звонило</translation>
    </message>
    <message>
        <source>others</source>
        <translation>остальные</translation>
    </message>
    <message>
        <source>of {entered} · {share}</source>
        <translation>из {entered} · {share}</translation>
    </message>
    <message>
        <source>main menu</source>
        <translation>главное меню</translation>
    </message>
    <message>
        <source>announcement</source>
        <translation>объявление</translation>
    </message>
    <message>
        <source>no item named</source>
        <translation>пункт не назван</translation>
    </message>
    <message>
        <source>item {node}</source>
        <translation>пункт {node}</translation>
    </message>
    <message>
        <source>over {time}</source>
        <translation>больше {time}</translation>
    </message>
    <message>
        <source>to {time}</source>
        <translation>до {time}</translation>
    </message>
    <message>
        <source>{place} and on</source>
        <translation>{place} и дальше</translation>
    </message>
    <message>
        <source>Too few have queued yet for a curve of patience</source>
        <translation>В очередях было слишком мало людей для кривой терпения</translation>
    </message>
    <message>
        <source>all</source>
        <translation>все</translation>
    </message>
    <message>
        <source>threshold {time}</source>
        <translation>порог {time}</translation>
    </message>
    <message>
        <source>half would be gone at {time}</source>
        <translation>половина ушла бы за {time}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ждут</translation>
    </message>
    <message>
        <source>Patience after Kaplan and Meier: the share of callers who would still wait, if nobody were answered.
Of {queued} who queued {lost} hung up there; half would be gone at {median}.</source>
        <translation>Терпение по Каплану и Мейеру: доля тех, кто ещё ждал бы, если бы никому не ответили.
Из {queued} побывавших в очереди {lost} ушли из неё; половина ушла бы за {median}.</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ждут</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>дольше всех</translation>
    </message>
    <message>
        <source>service</source>
        <translation>сервис</translation>
    </message>
    <message>
        <source>free</source>
        <translation>свободны</translation>
    </message>
    <message>
        <source>No norm is set for this queue: nothing says in what time to answer</source>
        <translation>Для этой очереди не задана норма: неизвестно, за сколько отвечать</translation>
    </message>
    <message>
        <source>Target: {share} within {seconds} s</source>
        <translation>Цель: {share} за {seconds} с</translation>
    </message>
    <message>
        <source>Who waits beyond the norm counts as missed already</source>
        <translation>Кто ждёт дольше нормы, уже считается упущенным</translation>
    </message>
    <message>
        <source>Own people free / on duty: {free} / {all}</source>
        <translation>Свои: свободны / на смене: {free} / {all}</translation>
    </message>
    <message>
        <source>Overflow that could step in: {spare}</source>
        <translation>Резерв, готовый помочь: {spare}</translation>
    </message>
    <message>
        <source>Target: at most {limit}, three thresholds</source>
        <translation>Цель: не более {limit}, три порога</translation>
    </message>
    <message>
        <source>Who is in the queue or rings, now</source>
        <translation>Кто сейчас в очереди или на вызове</translation>
    </message>
    <message>
        <source>The longest wait of those who are there now: now − entered the queue</source>
        <translation>Самое долгое ожидание среди тех, кто ждёт сейчас: сейчас − вход в очередь</translation>
    </message>
    <message>
        <source>Service level of today, by the queue&apos;s own formula and target</source>
        <translation>Уровень сервиса за сегодня, по формуле и цели самой очереди</translation>
    </message>
    <message>
        <source>Own people free / on duty, and + the overflow that is free</source>
        <translation>Свои: свободны / на смене, и + свободный резерв</translation>
    </message>
</context>
<context>
    <name>QueuesPanel</name>
    <message>
        <source>Queues</source>
        <translation>Очереди</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} из {1}</translation>
    </message>
    <message>
        <source>No queue fits the filter</source>
        <translation>Нет подходящей очереди</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message>
        <source>No queue yet</source>
        <translation>Очередей пока нет</translation>
    </message>
    <message>
        <source>A queue appears with the first contact in it, or when the source names it.</source>
        <translation>Очередь появится с первым обращением или когда её назовёт источник.</translation>
    </message>
</context>
<context>
    <name>ReassignDialog</name>
    <message>
        <source>Reassign</source>
        <translation>Переназначить</translation>
    </message>
    <message>
        <source>Type to find a person or a queue, or + and an outside number</source>
        <translation>Имя или очередь; внешний номер — с плюса</translation>
    </message>
    <message>
        <source>Find a person or a queue</source>
        <translation>Найти сотрудника или очередь</translation>
    </message>
    <message>
        <source>Candidates, the best first</source>
        <translation>Кандидаты, лучшие сверху</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
        <source>Where should %n contact(s) go?</source>
        <translation>
            <numerusform>Куда направить %n обращение?</numerusform>
            <numerusform>Куда направить %n обращения?</numerusform>
            <numerusform>Куда направить %n обращений?</numerusform>
        </translation>
    </message>
    <message>
        <source>Where should {who} go? Waiting for {time}</source>
        <translation>Куда направить: {who}? Ждёт {time}</translation>
    </message>
    <message>
        <source>Nobody and no queue fits “{words}”.</source>
        <translation>Под «{words}» никто и ни одна очередь не подходит.</translation>
    </message>
    <message>
        <source>Nobody can take it now, and there is no other queue for it.</source>
        <translation>Сейчас никто не может принять, и другой очереди для этого нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n go at once, the most pressing. The others stay where they are.</source>
        <translation>
            <numerusform>Сразу уйдёт %n, самый срочный. Остальные останутся где есть.</numerusform>
            <numerusform>Сразу уйдут %n, самые срочные. Остальные останутся где есть.</numerusform>
            <numerusform>Сразу уйдут %n, самые срочные. Остальные останутся где есть.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is room for %n of them: the first. The others stay where they are.</source>
        <translation>
            <numerusform>Места хватит на %n из них — на первого. Остальные останутся.</numerusform>
            <numerusform>Места хватит на %n из них — на первых. Остальные останутся.</numerusform>
            <numerusform>Места хватит на %n из них — на первых. Остальные останутся.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is away: it will ring there, and perhaps nobody will answer.</source>
        <translation>{name} не на месте: вызов пойдёт туда, но, возможно, никто не ответит.</translation>
    </message>
    <message>
        <source>A digit or the arrows choose, Enter sends, Esc leaves.</source>
        <translation>Цифра или стрелки — выбор, Enter — отправить, Esc — выйти.</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Replay of {name}, stands still</source>
        <translation>Запись {name}, стоит</translation>
    </message>
    <message>
        <source>Replay, stands still</source>
        <translation>Запись, стоит</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Replay of {name}, {speed} times as fast</source>
        <translation>Запись {name}, быстрее в {speed} раз</translation>
    </message>
    <message>
        <source>Replay, × {speed}</source>
        <translation>Запись, × {speed}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Wallboard</source>
        <translation>Табло</translation>
    </message>
</context>
<context>
    <name>Standings</name>
    <message>
        <source>norm {value}</source>
        <translation>норма {value}</translation>
    </message>
    <message>
        <source>team {value}</source>
        <translation>команда {value}</translation>
    </message>
</context>
<context>
    <name>StandingsButton</name>
    <message>
        <source>figures…</source>
        <translation>показатели…</translation>
    </message>
    <message>
        <source>Everybody&apos;s figures against the norm and the team · F5</source>
        <translation>Показатели всех рядом с нормой и командой · F5</translation>
    </message>
    <message>
        <source>Everybody&apos;s figures against the norm and the team</source>
        <translation>Показатели всех рядом с нормой и командой</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>{channel} from {caller}, {entry}</source>
        <translation>{channel}: {caller}, {entry}</translation>
    </message>
    <message>
        <source>identified: {who}</source>
        <translation>клиент: {who}</translation>
    </message>
    <message>
        <source>{menu}: got what was asked for</source>
        <translation>{menu}: самообслуживание</translation>
    </message>
    <message>
        <source>in the main menu</source>
        <translation>в главном меню</translation>
    </message>
    <message>
        <source>an announcement in the menu</source>
        <translation>объявление в меню</translation>
    </message>
    <message>
        <source>in the menu</source>
        <translation>в меню</translation>
    </message>
    <message>
        <source>in the menu, item {node}</source>
        <translation>в меню, пункт {node}</translation>
    </message>
    <message>
        <source>in the menu “{node}”</source>
        <translation>в меню «{node}»</translation>
    </message>
    <message>
        <source>queue {queue}, place {position}</source>
        <translation>очередь {queue}, место {position}</translation>
    </message>
    <message>
        <source>queue {queue}</source>
        <translation>очередь {queue}</translation>
    </message>
    <message>
        <source>is served {precedence} from now on</source>
        <translation>теперь обслуживается {precedence}</translation>
    </message>
    <message>
        <source>sent to {target} by {who}</source>
        <translation>направлено: {target} (решение: {who})</translation>
    </message>
    <message>
        <source>sent to {target}</source>
        <translation>направлено: {target}</translation>
    </message>
    <message>
        <source>rings at {agent}</source>
        <translation>вызов: {agent}</translation>
    </message>
    <message>
        <source>{agent} did not take it: {reason}</source>
        <translation>{agent}: вызов не принят, {reason}</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>отвечено</translation>
    </message>
    <message>
        <source>answered by {agent}</source>
        <translation>отвечает {agent}</translation>
    </message>
    <message>
        <source>put on hold</source>
        <translation>удержание</translation>
    </message>
    <message>
        <source>taken from hold</source>
        <translation>удержание окончено</translation>
    </message>
    <message>
        <source>{agent} asks a colleague</source>
        <translation>{agent} консультируется с коллегой</translation>
    </message>
    <message>
        <source>{agent} asks {other}</source>
        <translation>{agent} консультируется: {other}</translation>
    </message>
    <message>
        <source>{agent} has handed it to {target} after a consultation</source>
        <translation>{agent}: перевод после консультации → {target}</translation>
    </message>
    <message>
        <source>{agent} has handed it to {target}</source>
        <translation>{agent}: перевод → {target}</translation>
    </message>
    <message>
        <source>{agent} has joined</source>
        <translation>{agent}: участие в разговоре</translation>
    </message>
    <message>
        <source>{supervisor} {mode}</source>
        <translation>{supervisor} {mode}</translation>
    </message>
    <message>
        <source>{agent} has left</source>
        <translation>{agent}: выход из разговора</translation>
    </message>
    <message>
        <source>ended by {who}</source>
        <translation>завершено {who}</translation>
    </message>
    <message>
        <source>ended by {who}: {reason}</source>
        <translation>завершено {who}: {reason}</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>вопрос решён</translation>
    </message>
    <message>
        <source>not settled</source>
        <translation>вопрос не решён</translation>
    </message>
    <message>
        <source>the customer gave {score} of {best}</source>
        <translation>оценка клиента {score} из {best}</translation>
    </message>
    <message>
        <source>the supervisor gave {score} of {best}</source>
        <translation>оценка супервизора {score} из {best}</translation>
    </message>
    <message>
        <source>asks to be called back</source>
        <translation>просит перезвонить</translation>
    </message>
    <message>
        <source>called back and reached</source>
        <translation>перезвонили, дозвонились</translation>
    </message>
    <message>
        <source>called back and not reached</source>
        <translation>перезвонили, не дозвонились</translation>
    </message>
    <message>
        <source>the callback was kept</source>
        <translation>обещанный звонок состоялся</translation>
    </message>
    <message>
        <source>on duty, {place}</source>
        <translation>на смене, {place}</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>смена окончена</translation>
    </message>
    <message>
        <source>no longer serves {queue}</source>
        <translation>больше не обслуживает: {queue}</translation>
    </message>
    <message>
        <source>steps in for {queue} at peaks</source>
        <translation>резерв очереди {queue}</translation>
    </message>
    <message>
        <source>serves {queue}, {turn}</source>
        <translation>обслуживает {queue}, {turn}</translation>
    </message>
    <message>
        <source>serves {queue}</source>
        <translation>обслуживает: {queue}</translation>
    </message>
    <message>
        <source>asks for help</source>
        <translation>просит помощи</translation>
    </message>
    <message>
        <source>{who} comes to help</source>
        <translation>{who} приходит на помощь</translation>
    </message>
    <message>
        <source>configured: {share} within {time}</source>
        <translation>настроено: {share} за {time}</translation>
    </message>
    <message>
        <source>ticket opened: {title}</source>
        <translation>тикет открыт: {title}</translation>
    </message>
    <message>
        <source>ticket {status}</source>
        <translation>тикет: {status}</translation>
    </message>
    <message>
        <source>ticket: {name} is now {value}</source>
        <translation>тикет: {name} теперь {value}</translation>
    </message>
    <message>
        <source>{who} has worked on it</source>
        <translation>{who}: работа по тикету</translation>
    </message>
    <message>
        <source>{who}: {action}</source>
        <translation>{who}: {action}</translation>
    </message>
    <message>
        <source>ticket settled</source>
        <translation>тикет решён</translation>
    </message>
    <message>
        <source>ticket opened again</source>
        <translation>тикет открыт снова</translation>
    </message>
    <message>
        <source>ticket closed</source>
        <translation>тикет закрыт</translation>
    </message>
    <message>
        <source>{who} asks for {whom}: {what}</source>
        <translation>{who} просит: {what} · {whom}</translation>
    </message>
    <message>
        <source>asked for {whom}: {what}</source>
        <translation>запрошено для {whom}: {what}</translation>
    </message>
    <message>
        <source>{who} asks to send {contact} to {target}</source>
        <translation>{who}: переназначить {contact} → {target}</translation>
    </message>
    <message>
        <source>asked to send {contact} to {target}</source>
        <translation>запрошено: {contact} → {target}</translation>
    </message>
    <message>
        <source>reassignment {status}</source>
        <translation>переназначение: {status}</translation>
    </message>
    <message>
        <source>handed to the source</source>
        <translation>передано источнику</translation>
    </message>
    <message>
        <source>the source is connected</source>
        <translation>источник на связи</translation>
    </message>
    <message>
        <source>the source is lost</source>
        <translation>связь с источником потеряна</translation>
    </message>
    <message>
        <source>the source told what is true now</source>
        <translation>источник сообщил текущее состояние</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>кто-то</translation>
    </message>
    <message>
        <source>it rings</source>
        <translation>вызов</translation>
    </message>
    <message>
        <source>the call was not taken: {reason}</source>
        <translation>вызов не принят: {reason}</translation>
    </message>
    <message>
        <source>asks {other}</source>
        <translation>консультируется: {other}</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>коллега</translation>
    </message>
    <message>
        <source>handed on to {target}</source>
        <translation>перевод → {target}</translation>
    </message>
    <message>
        <source>joined the conversation</source>
        <translation>участие в разговоре</translation>
    </message>
    <message>
        <source>left the conversation</source>
        <translation>выход из разговора</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>Contacts in five minutes</source>
        <translation>Обращения за 5 минут</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>поступило</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>отвечено</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>потеряно</translation>
    </message>
    <message>
        <source>Contacts of live channels, summed over five minutes each, today</source>
        <translation>Обращения живых каналов за каждые пять минут, сегодня</translation>
    </message>
    <message>
        <source>offered: who came · answered: of those, whoever was answered · lost: of those, who gave up</source>
        <translation>поступило: кто обратился · отвечено: кому из них ответили · потеряно: кто из них ушёл</translation>
    </message>
    <message>
        <source>No contacts in this queue today</source>
        <translation>В этой очереди сегодня обращений не было</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) so far</source>
        <translation>
            <numerusform>Пока %n обращение</numerusform>
            <numerusform>Пока %n обращения</numerusform>
            <numerusform>Пока %n обращений</numerusform>
        </translation>
    </message>
    <message>
        <source>The lines begin at {time}, with the first five minutes.</source>
        <translation>Линии появятся в {time}, с первыми пятью минутами.</translation>
    </message>
    <message>
        <source>The lines begin with the first contact of the day.</source>
        <translation>Линии начнутся с первого обращения дня.</translation>
    </message>
    <message>
        <source>No contacts yet today</source>
        <translation>Сегодня обращений ещё не было</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>What if?</source>
        <translation>А если иначе?</translation>
    </message>
    <message>
        <source>As set</source>
        <translation>Как задано</translation>
    </message>
    <message>
        <source>Back to the formula and the limits that are set</source>
        <translation>Вернуть заданные формулу и пределы</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Формула</translation>
    </message>
    <message>
        <source>Threshold T in seconds</source>
        <translation>Порог T в секундах</translation>
    </message>
    <message>
        <source>Short-abandon limit s in seconds</source>
        <translation>Предел короткой потери s в секундах</translation>
    </message>
    <message>
        <source>Threshold T</source>
        <translation>Порог T</translation>
    </message>
    <message>
        <source>Short loss s</source>
        <translation>Короткая потеря s</translation>
    </message>
    <message>
        <source>Try another limit, here alone: nothing is changed for anybody</source>
        <translation>Попробовать другой предел, только здесь: ни для кого ничего не меняется</translation>
    </message>
    <message>
        <source>{limit}: less</source>
        <translation>{limit}: меньше</translation>
    </message>
    <message>
        <source>{limit}: more</source>
        <translation>{limit}: больше</translation>
    </message>
    <message>
        <source>each its own</source>
        <translation>свой у каждой</translation>
    </message>
    <message>
        <source>{time} · as set</source>
        <translation>{time} · задано</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
</context>
<context>
    <name>Tv</name>
    <message>
        <source>longest {time}</source>
        <translation>дольше всех {time}</translation>
    </message>
    <message>
        <source>target {share} in {time}</source>
        <translation>цель {share} за {time}</translation>
    </message>
    <message>
        <source>target {share}</source>
        <translation>цель {share}</translation>
    </message>
    <message>
        <source>target {number}</source>
        <translation>цель {number}</translation>
    </message>
    <message>
        <source>overflow {number}</source>
        <translation>резерв: {number}</translation>
    </message>
    <message>
        <source>at most {share}</source>
        <translation>не более {share}</translation>
    </message>
    <message>
        <source>{number} lost · {aim}</source>
        <translation>потеряно {number} · {aim}</translation>
    </message>
    <message>
        <source>{done} of {offered} · {aim}</source>
        <translation>{done} из {offered} · {aim}</translation>
    </message>
    <message>
        <source>at most {time}</source>
        <translation>не дольше {time}</translation>
    </message>
</context>
<context>
    <name>TvPage</name>
    <message>
        <source>There is no queue {name} yet</source>
        <translation>Очереди «{name}» пока нет</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Все очереди</translation>
    </message>
    <message>
        <source>no data for {time}</source>
        <translation>нет данных {time}</translation>
    </message>
</context>
<context>
    <name>WaitingModel</name>
    <message>
        <source>Customer</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>очередь</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>ждёт</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>этап</translation>
    </message>
    <message>
        <source>where to</source>
        <translation>куда</translation>
    </message>
    <message>
        <source>The wait: now − entered the queue.</source>
        <translation>Ожидание: сейчас − вход в очередь.</translation>
    </message>
    <message>
        <source>The tick on the bar: three times the queue&apos;s threshold, or its norm.</source>
        <translation>Отметка на полосе: три порога очереди или её норма.</translation>
    </message>
    <message>
        <source>By attention: live channels first, then wait ÷ the queue&apos;s threshold, a VIP&apos;s {times} times.</source>
        <translation>По вниманию: сначала живые каналы, затем ожидание ÷ порог очереди, у VIP в {times} раза больше.</translation>
    </message>
    <message>
        <source>What was asked for and what the source has answered; before that who of the free would be best: a click asks before it sends</source>
        <translation>Что запрошено и что ответила станция; до того — кто из свободных подходит лучше всех: щелчок сначала спросит</translation>
    </message>
    <message>
        <source>→ {name}</source>
        <translation>→ {name}</translation>
    </message>
    <message>
        <source>contact no. {number} in 24 h</source>
        <translation>{number}-е обращение за сутки</translation>
    </message>
    <message>
        <source>waited {time} before</source>
        <translation>до того ожидание {time}</translation>
    </message>
    <message>
        <source>{wait} · {times} times the {limit} of {queue}</source>
        <translation>{wait} · в {times} раза больше порога {limit} ({queue})</translation>
    </message>
    <message>
        <source>a VIP counts {factor} times: {times}</source>
        <translation>VIP считается за {factor}: {times}</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waiting for an answer</source>
        <translation>Ждут ответа</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n обращение</numerusform>
            <numerusform>%n обращения</numerusform>
            <numerusform>%n обращений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>выбрано %n</numerusform>
            <numerusform>выбрано %n</numerusform>
            <numerusform>выбрано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>drag onto a person or a queue, or press R</source>
        <translation>перетащите на сотрудника или очередь, или нажмите R</translation>
    </message>
    <message>
        <source>select and press R, or drag</source>
        <translation>выберите и нажмите R или перетащите</translation>
    </message>
    <message>
        <source>Nobody who waits fits the filter</source>
        <translation>Под отбор никто не подходит</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Сбросить отбор</translation>
    </message>
    <message>
        <source>Whoever comes to a queue is shown here at once, longest and most important first.</source>
        <translation>Кто попал в очередь, сразу виден здесь: сначала самые важные и долгие.</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>Никто не ждёт</translation>
    </message>
    <message>
        <source>Reassign…</source>
        <translation>Переназначить…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
</context>
<context>
    <name>Whereabouts</name>
    <message>
        <source>{who} has been answered by {agent}, after a wait of {time}</source>
        <translation>{who}: уже на линии, отвечает {agent}; ожидание длилось {time}</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>кто-то</translation>
    </message>
    <message>
        <source>{who} has hung up, after a wait of {time}</source>
        <translation>{who}: звонок прерван клиентом, ожидание длилось {time}</translation>
    </message>
    <message>
        <source>This contact is not there any more</source>
        <translation>Этого обращения больше нет</translation>
    </message>
    <message>
        <source>{who} has been sent elsewhere</source>
        <translation>{who}: обращение уже направлено в другое место</translation>
    </message>
    <message>
        <source>{who} is not there any more</source>
        <translation>{who}: обращение завершено</translation>
    </message>
    <message>
        <source>{who} is being put through</source>
        <translation>{who}: соединяется</translation>
    </message>
    <message>
        <source>came again at {time}</source>
        <translation>снова в {time}</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>перезвонили</translation>
    </message>
    <message>
        <source>not reached, callback by {time}</source>
        <translation>не дозвонились, звонок до {time}</translation>
    </message>
    <message>
        <source>callback by {time}</source>
        <translation>звонок до {time}</translation>
    </message>
</context>
<context>
    <name>action</name>
    <message>
        <source>out of the queue</source>
        <translation>снять с очереди</translation>
    </message>
    <message>
        <source>hang up</source>
        <translation>разорвать</translation>
    </message>
    <message>
        <source>end of the pause</source>
        <translation>конец паузы</translation>
    </message>
    <message>
        <source>log off</source>
        <translation>вывести со смены</translation>
    </message>
    <message>
        <source>callback</source>
        <translation>обратный звонок</translation>
    </message>
    <message>
        <source>come to help</source>
        <translation>прийти на помощь</translation>
    </message>
    <message>
        <source>call to help</source>
        <translation>позвонить и помочь</translation>
    </message>
    <message>
        <source>listen</source>
        <translation>слушать</translation>
    </message>
    <message>
        <source>whisper</source>
        <translation>подсказывать</translation>
    </message>
    <message>
        <source>barge in</source>
        <translation>вмешаться</translation>
    </message>
</context>
<context>
    <name>alarm_action</name>
    <message>
        <source>bring in overflow staff</source>
        <translation>подключить резерв</translation>
    </message>
    <message>
        <source>reassign those who wait</source>
        <translation>переназначить ожидающих</translation>
    </message>
    <message>
        <source>look in and help</source>
        <translation>заглянуть и помочь</translation>
    </message>
    <message>
        <source>call the lost back</source>
        <translation>перезвонить потерянным</translation>
    </message>
    <message>
        <source>check the source</source>
        <translation>проверить источник</translation>
    </message>
</context>
<context>
    <name>callback</name>
    <message>
        <source>came again</source>
        <translation>обратились снова</translation>
    </message>
    <message>
        <source>promised a callback</source>
        <translation>звонок уже обещан</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>уже перезвонили</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>нет номера</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>исход неизвестен</translation>
    </message>
</context>
<context>
    <name>channel</name>
    <message>
        <source>Call</source>
        <translation>Звонок</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Messenger</source>
        <translation>Мессенджер</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Письмо</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Форма</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Факс</translation>
    </message>
</context>
<context>
    <name>cleared_by</name>
    <message>
        <source>the customer</source>
        <translation>клиентом</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>сотрудником</translation>
    </message>
    <message>
        <source>the system</source>
        <translation>системой</translation>
    </message>
    <message>
        <source>the supervisor</source>
        <translation>супервизором</translation>
    </message>
</context>
<context>
    <name>cleared_reason</name>
    <message>
        <source>normally</source>
        <translation>обычно</translation>
    </message>
    <message>
        <source>served itself</source>
        <translation>самообслуживание</translation>
    </message>
    <message>
        <source>left a message</source>
        <translation>сообщение оставлено</translation>
    </message>
    <message>
        <source>asked to be called back</source>
        <translation>просьба перезвонить</translation>
    </message>
    <message>
        <source>the queue was full</source>
        <translation>очередь была полна</translation>
    </message>
    <message>
        <source>outside opening hours</source>
        <translation>нерабочее время</translation>
    </message>
    <message>
        <source>nobody was on duty</source>
        <translation>на смене никого не было</translation>
    </message>
    <message>
        <source>waited for too long</source>
        <translation>слишком долгое ожидание</translation>
    </message>
    <message>
        <source>the source was not connected</source>
        <translation>не было связи с источником</translation>
    </message>
</context>
<context>
    <name>command_status</name>
    <message>
        <source>pending</source>
        <translation>ждём источник</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>подтверждено</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отказано</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удалось</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>исход неизвестен</translation>
    </message>
</context>
<context>
    <name>direction</name>
    <message>
        <source>inbound</source>
        <translation>входящее</translation>
    </message>
    <message>
        <source>outbound</source>
        <translation>исходящее</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>внутреннее</translation>
    </message>
</context>
<context>
    <name>entry</name>
    <message>
        <source>through the menu</source>
        <translation>через меню</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>напрямую</translation>
    </message>
</context>
<context>
    <name>feed_kind</name>
    <message>
        <source>Simulator</source>
        <translation>Симулятор</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Asterisk</source>
        <translation>Asterisk</translation>
    </message>
</context>
<context>
    <name>funnel</name>
    <message>
        <source>Offered</source>
        <translation>Обращения</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Вызов</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Разговор</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Итог</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>connecting</source>
        <translation>соединение</translation>
    </message>
    <message>
        <source>live data</source>
        <translation>живые данные</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>навёрстываем</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>нет связи</translation>
    </message>
</context>
<context>
    <name>monitor_mode</name>
    <message>
        <source>listens</source>
        <translation>слушает</translation>
    </message>
    <message>
        <source>whispers</source>
        <translation>подсказывает</translation>
    </message>
    <message>
        <source>has barged in</source>
        <translation>в разговоре</translation>
    </message>
</context>
<context>
    <name>order</name>
    <message>
        <source>by attention</source>
        <translation>по вниманию</translation>
    </message>
    <message>
        <source>by state</source>
        <translation>по состоянию</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>по имени</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>по времени</translation>
    </message>
    <message>
        <source>the free first</source>
        <translation>сначала свободные</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>answered</source>
        <translation>отвечено</translation>
    </message>
    <message>
        <source>hung up in the menu</source>
        <translation>потеряно в меню</translation>
    </message>
    <message>
        <source>hung up in the queue</source>
        <translation>потеряно в очереди</translation>
    </message>
    <message>
        <source>hung up while it rang</source>
        <translation>потеряно на вызове</translation>
    </message>
    <message>
        <source>hung up on hold</source>
        <translation>потеряно на удержании</translation>
    </message>
    <message>
        <source>lost after a transfer</source>
        <translation>потеряно после перевода</translation>
    </message>
    <message>
        <source>sent elsewhere</source>
        <translation>направлено в другое место</translation>
    </message>
    <message>
        <source>left by choice</source>
        <translation>уход по своему выбору</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>не принято</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
</context>
<context>
    <name>pause</name>
    <message>
        <source>pause asked</source>
        <translation>запрошен перерыв</translation>
    </message>
    <message>
        <source>pause asked, after this call</source>
        <translation>запрошен перерыв, после разговора</translation>
    </message>
    <message>
        <source>then a pause</source>
        <translation>потом перерыв</translation>
    </message>
</context>
<context>
    <name>place</name>
    <message>
        <source>on the floor</source>
        <translation>в зале</translation>
    </message>
    <message>
        <source>other office</source>
        <translation>другой офис</translation>
    </message>
    <message>
        <source>home</source>
        <translation>дом</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>мобильный</translation>
    </message>
</context>
<context>
    <name>presence</name>
    <message>
        <source>talking</source>
        <translation>разговор</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>удержание</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>вызов</translation>
    </message>
    <message>
        <source>free</source>
        <translation>готовность</translation>
    </message>
    <message>
        <source>away</source>
        <translation>перерыв</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>занято</translation>
    </message>
    <message>
        <source>after-contact work</source>
        <translation>итоги</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>не на связи</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>не на смене</translation>
    </message>
</context>
<context>
    <name>reason</name>
    <message>
        <source>break</source>
        <translation>перерыв</translation>
    </message>
    <message>
        <source>lunch</source>
        <translation>обед</translation>
    </message>
    <message>
        <source>training</source>
        <translation>обучение</translation>
    </message>
    <message>
        <source>meeting</source>
        <translation>собрание</translation>
    </message>
    <message>
        <source>coaching</source>
        <translation>наставник</translation>
    </message>
    <message>
        <source>paperwork</source>
        <translation>документы</translation>
    </message>
    <message>
        <source>report</source>
        <translation>отчёт</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>тикеты</translation>
    </message>
    <message>
        <source>personal</source>
        <translation>личное</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>нет связи</translation>
    </message>
    <message>
        <source>did not answer</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>do not disturb</source>
        <translation>не беспокоить</translation>
    </message>
    <message>
        <source>end of shift</source>
        <translation>конец смены</translation>
    </message>
</context>
<context>
    <name>refusal</name>
    <message>
        <source>This contact is not there any more.</source>
        <translation>Этого обращения уже нет.</translation>
    </message>
    <message>
        <source>This contact is not waiting any more.</source>
        <translation>Это обращение уже не ждёт.</translation>
    </message>
    <message>
        <source>Somebody has just asked for this; the answer is still to come.</source>
        <translation>Об этом только что попросили; ждём ответа.</translation>
    </message>
    <message>
        <source>The source is not connected: nothing can be done there now.</source>
        <translation>Нет связи с источником: сейчас там ничего не сделать.</translation>
    </message>
    <message>
        <source>It was not said where to.</source>
        <translation>Не указано, куда.</translation>
    </message>
    <message>
        <source>This is no telephone number.</source>
        <translation>Это не телефонный номер.</translation>
    </message>
    <message>
        <source>Nobody knows this person.</source>
        <translation>Такого сотрудника нет.</translation>
    </message>
    <message>
        <source>Off duty.</source>
        <translation>Не на смене.</translation>
    </message>
    <message>
        <source>Cannot be reached.</source>
        <translation>Нет связи с сотрудником.</translation>
    </message>
    <message>
        <source>Has as many contacts as allowed.</source>
        <translation>Больше обращений принять не может.</translation>
    </message>
    <message>
        <source>It rings there already.</source>
        <translation>Вызов там уже идёт.</translation>
    </message>
    <message>
        <source>This channel is not served there.</source>
        <translation>Этот канал там не обслуживают.</translation>
    </message>
    <message>
        <source>There is no such queue.</source>
        <translation>Такой очереди нет.</translation>
    </message>
    <message>
        <source>It waits in this queue already.</source>
        <translation>Уже ждёт в этой очереди.</translation>
    </message>
    <message>
        <source>The hub could not be reached.</source>
        <translation>Связь с сервером прервалась.</translation>
    </message>
    <message>
        <source>The board is not live: actions are off.</source>
        <translation>Табло не на связи: действия отключены.</translation>
    </message>
    <message>
        <source>There is no connection to the hub; nothing was sent.</source>
        <translation>Нет связи с сервером; ничего не отправлено.</translation>
    </message>
    <message>
        <source>The source is not ready for commands yet.</source>
        <translation>Источник ещё не готов к командам.</translation>
    </message>
    <message>
        <source>The source has too many commands to carry out.</source>
        <translation>У источника слишком много команд.</translation>
    </message>
    <message>
        <source>The source has not answered in time.</source>
        <translation>Источник не ответил вовремя.</translation>
    </message>
    <message>
        <source>The connection to the source failed meanwhile.</source>
        <translation>Соединение с источником сорвалось.</translation>
    </message>
    <message>
        <source>The hub cannot write its log.</source>
        <translation>Сервер не может писать журнал.</translation>
    </message>
    <message>
        <source>This is a recording: nothing can be done in it.</source>
        <translation>Это запись: в ней ничего нельзя сделать.</translation>
    </message>
    <message>
        <source>The source takes no commands.</source>
        <translation>Источник не принимает команд.</translation>
    </message>
    <message>
        <source>Too much is still unanswered.</source>
        <translation>Слишком много запросов без ответа.</translation>
    </message>
    <message>
        <source>It is too large to be sent.</source>
        <translation>Слишком много для одной отправки.</translation>
    </message>
    <message>
        <source>The source&apos;s settings do not say how.</source>
        <translation>В настройках источника не сказано, как это сделать.</translation>
    </message>
    <message>
        <source>The telephone system&apos;s dialplan has no such place.</source>
        <translation>На телефонной станции нет такого направления.</translation>
    </message>
    <message>
        <source>This is no number that can be dialled.</source>
        <translation>По такому номеру позвонить нельзя.</translation>
    </message>
    <message>
        <source>Nobody of ours is talking to this contact now.</source>
        <translation>По этому обращению сейчас никто из наших не говорит.</translation>
    </message>
    <message>
        <source>The call to the person was not answered.</source>
        <translation>Звонок сотруднику остался без ответа.</translation>
    </message>
    <message>
        <source>The queue&apos;s settings place this person there: only they can take the person out.</source>
        <translation>Место закреплено в настройках очереди: убрать можно только там.</translation>
    </message>
    <message>
        <source>Seen when the source told again how it stands.</source>
        <translation>Видно по тому, что источник показал, вернувшись на связь.</translation>
    </message>
    <message>
        <source>Has not asked for help, or somebody has come already.</source>
        <translation>Помощи не просит, или она уже пришла.</translation>
    </message>
    <message>
        <source>Serves this queue already.</source>
        <translation>Уже обслуживает эту очередь.</translation>
    </message>
    <message>
        <source>Does not serve this queue.</source>
        <translation>Не обслуживает эту очередь.</translation>
    </message>
    <message>
        <source>Nobody can be put ahead that far.</source>
        <translation>Настолько вперёд поставить нельзя.</translation>
    </message>
    <message>
        <source>There is no such step in the order of asking.</source>
        <translation>Такой ступени нет.</translation>
    </message>
    <message>
        <source>The supervisor&apos;s phone was not answered.</source>
        <translation>На телефоне супервизора не ответили.</translation>
    </message>
    <message>
        <source>The supervisor&apos;s phone cannot be reached.</source>
        <translation>Телефон супервизора недоступен.</translation>
    </message>
    <message>
        <source>The source cannot do this.</source>
        <translation>Источник этого не умеет.</translation>
    </message>
    <message>
        <source>The source does not permit it.</source>
        <translation>Источник этого не разрешает.</translation>
    </message>
    <message>
        <source>The customer has come again.</source>
        <translation>Клиент обратился снова.</translation>
    </message>
    <message>
        <source>A callback is promised already.</source>
        <translation>Обратный звонок уже обещан.</translation>
    </message>
    <message>
        <source>The customer has been called back already.</source>
        <translation>Клиенту уже перезвонили.</translation>
    </message>
    <message>
        <source>There is no number to call.</source>
        <translation>Нет номера, по которому звонить.</translation>
    </message>
    <message>
        <source>The time lies behind, or more than a week ahead.</source>
        <translation>Это время прошло или наступит больше чем через неделю.</translation>
    </message>
    <message>
        <source>The hub was restarted before the answer came.</source>
        <translation>Сервер перезапустился раньше ответа.</translation>
    </message>
</context>
<context>
    <name>refused_reason</name>
    <message>
        <source>no answer</source>
        <translation>нет ответа</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>отказ</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>занято</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>нет связи</translation>
    </message>
</context>
<context>
    <name>stage</name>
    <message>
        <source>not yet routed</source>
        <translation>не распределено</translation>
    </message>
    <message>
        <source>in the menu</source>
        <translation>в меню</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ждёт</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>вызов</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>разговор</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>удержание</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>завершено</translation>
    </message>
</context>
<context>
    <name>ticket_status</name>
    <message>
        <source>acknowledged</source>
        <translation>принят</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>отклонён</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ожидает</translation>
    </message>
    <message>
        <source>held</source>
        <translation>отложен</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>в работе</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменён</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>закрыт</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>решён</translation>
    </message>
</context>
<context>
    <name>tier</name>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>regular</source>
        <translation>обычный</translation>
    </message>
    <message>
        <source>unidentified</source>
        <translation>не опознан</translation>
    </message>
</context>
</TS>
