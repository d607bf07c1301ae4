"""Words and numbers for people: the rooms without Qt give codes and values, the sentence is made here.

SURFACE (bodies follow):
Language(app)                QObject; changed = Signal(str); set_language("ru" | "en"); code; install() once. Sends LanguageChange to all widgets.
text(family, code)           "presence", "stage", "reason", "place", "channel", "outcome", "refusal", "alarm", "alarm_action", "command_status", "link",
                             "figure", "figure_short", "formula", "tier", "entry", "ticket_status", "note" …; an unknown code comes back as it is
clock(seconds)               0:07, 3:42, 1:02:09 (cached; for timers: cheap)
duration(seconds)            "45 s", "3 min", "2 h 10"  / "45 с", "3 мин", "2 ч 10"
count(n), share(x, digits=0) 1 234 / "72 %" ; number(x, digits) ; DASH for None
time_of_day(t, zone), time_with_seconds(t, zone), date(t, zone)
masked(number)               +7 916 ••• 41 20
alarm(alarm, name), note(note), command(...), fact(event, names)   sentences
"""
