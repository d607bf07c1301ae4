"""The simulation: its parts joined. Pure: time and seed come in as values, events come out."""

from __future__ import annotations

from random import Random

from feeds.simulator.absences import Absences
from feeds.simulator.agenda import Agenda
from feeds.simulator.callbacks import Callbacks
from feeds.simulator.centre import Centre, Contact, Line, Person
from feeds.simulator.chance import Chance
from feeds.simulator.comebacks import Comebacks
from feeds.simulator.customers import Customers
from feeds.simulator.demand import Demand
from feeds.simulator.desk import Desk
from feeds.simulator.endings import Endings
from feeds.simulator.entrance import Entrance
from feeds.simulator.handling import Handling
from feeds.simulator.hours import Hours
from feeds.simulator.interludes import SUPERVISOR, Interludes
from feeds.simulator.journal import Journal
from feeds.simulator.marks import Marks
from feeds.simulator.matters import Matters, has_matters
from feeds.simulator.obeying import Obeying
from feeds.simulator.posting import Posting
from feeds.simulator.reassignment import Reassignment
from feeds.simulator.ringing import Ringing
from feeds.simulator.roster import Roster
from feeds.simulator.router import Router
from feeds.simulator.scaling import widened
from feeds.simulator.scenario import DAY_S, Scenario
from feeds.simulator.shifts import Shifts
from feeds.simulator.snapshot import snapshot
from feeds.simulator.staff import Staff
from feeds.simulator.tickets import TicketDesk
from wallboard.stream.command_events import Action
from wallboard.stream.feed_events import Connected, FeedConnected, Snapshot
from wallboard.stream.queue_events import Configured, QueueConfigured
from wallboard.stream.vocabulary import LogEvent

MORNING_S = 90.0
"""What is left from the day before comes in during so many seconds after opening."""
COMMANDS_KEPT = 10_000


class Simulation:
    """A day (and the days after it) at a centre, from the scenario's opening on.

    The same scenario, number of agents, seed, source, and commands at the same simulated times give the same events,
    however the time is cut into calls of `advance`. `start_t` and `now_t` are epoch seconds (UTC). `people_seed` draws
    the staff and the customers' names, where they are to be those of a run with another seed; `prefix` begins the keys
    of contacts and tickets.
    """

    def __init__(
        self,
        scenario: Scenario,
        agents: int | None = None,
        seed: int = 1,
        source: str = "/demo/simulator/run",
        name: str = "simulator",
        *,
        people_seed: int | None = None,
        prefix: str = "sim",
    ) -> None:
        self.scenario = widened(scenario)
        self.agents = self.scenario.agents if agents is None else agents
        if self.agents < 1:
            raise ValueError(f"a centre needs at least one agent, not {self.agents}")
        self.seed = seed
        self._people_seed = seed if people_seed is None else people_seed
        self._prefix = prefix
        self._name = name
        self.start_t = self.scenario.start_t
        self._agenda = Agenda(self.start_t)
        self._journal = Journal(source)
        self._centre = Centre(self.scenario, self._agenda, self._journal, self._chance("centre"))
        self._commands: dict[str, None] = {}
        self._people()
        self._join_parts()
        self._open()

    @property
    def now_t(self) -> float:
        """The simulated time that has been reached."""
        return self._agenda.now_t

    def advance(self, until_t: float) -> list[LogEvent]:
        """Let time pass to `until_t`. The events since the last call, in the order of their times."""
        self._agenda.run(until_t)
        return self._journal.take(until_t)

    def command(self, t: float, key: str, action: Action, by: str = SUPERVISOR) -> list[LogEvent]:
        """Take a command at `t`; later events tell what becomes of it. The events up to `t`. A key counts once."""
        events = self.advance(max(t, self.now_t))
        if key not in self._commands:
            self._commands[key] = None
            if len(self._commands) > COMMANDS_KEPT:
                del self._commands[next(iter(self._commands))]
            self._obeying.request(key, action, by, Random(f"{self.seed}/command/{key}"))
        return events

    def snapshot(self) -> Snapshot:
        """What is open and who is on duty now."""
        return snapshot(self._centre)

    def _people(self) -> None:
        centre = self._centre
        centre.lines.update({key: Line(key, rules) for key, rules in self.scenario.queues.items()})
        roster = Roster(self.scenario, centre.lines, Random(f"{self._people_seed}/people"))
        skills = Random(f"{self._people_seed}/skills")
        for person in (*roster.staff(self.agents), *roster.overflow(self.agents)):
            person.skill = skills.gauss(0.0, 1.0) if self.scenario.quality else 0.0
            centre.people[person.key] = person

    def _join_parts(self) -> None:
        centre = self._centre
        router = Router(centre)
        staff = Staff(centre, router)
        endings = Endings(centre, router, staff)
        hours = Hours(self.scenario)
        matters = Matters(centre, self._chance("matters")) if has_matters(self.scenario) else None
        desk = Desk(centre, router, staff, endings, matters)
        ringing = Ringing(centre, router, staff, desk, endings)
        interludes = Interludes(centre, router, staff, desk, endings, matters)
        customers = Customers(centre, self.agents, self._people_seed if matters else None)
        self._entrance = Entrance(centre, router, endings, customers, hours, matters, self._prefix)
        callbacks = Callbacks(centre, router, desk, endings, self._entrance, self._chance("callbacks"))
        self._join_followers(endings, desk, callbacks, hours)
        reassignment = Reassignment(centre, router, staff, ringing, endings)
        handling = Handling(centre, router, desk, endings, interludes)
        self._obeying = Obeying(centre, reassignment, handling, Posting(centre, router, staff), callbacks)
        absences = Absences(self.scenario, centre.people.values(), self._chance("absences"))
        self._shifts = Shifts(centre, staff, absences)
        self._demand = Demand(centre, self.agents, self.seed)
        self._demand.arrive = self._arrive
        rules = self.scenario.tickets
        self._tickets = TicketDesk(centre, staff, rules, self._chance("tickets"), self._prefix) if rules else None
        router.spare = self._tickets.spare if self._tickets else _nothing_to_do
        desk.reported = self._tickets.report if self._tickets else _nothing_to_report

    def _join_followers(self, endings: Endings, desk: Desk, callbacks: Callbacks, hours: Hours) -> None:
        """What follows a contact, where the scenario says more of it."""
        scenario, centre = self.scenario, self._centre
        if scenario.quality:
            endings.rate = Marks(centre, scenario.quality, self._chance("marks")).rate
        if scenario.returning:
            chance = self._chance("comebacks")
            comebacks = Comebacks(centre, self._entrance, endings, hours, scenario.returning, chance)
            desk.served, callbacks.broken = comebacks.served, comebacks.disappointed

    def _chance(self, name: str) -> Chance:
        """A generator of its own for a part, so that what it draws changes nothing else."""
        return Chance(Random(f"{self.seed}/{name}"))

    def _open(self) -> None:
        """The first events: the source is there, and says what its queues are held to."""
        scenario, agenda = self.scenario, self._agenda
        self._journal.write(FeedConnected, self._name, self.start_t, Connected("simulator"))
        for line in self._centre.lines.values():
            self._journal.write(QueueConfigured, line.key, self.start_t, self._configured(line))
        midnight_t = self._centre.midnight_t - scenario.days_before * DAY_S
        weekday = (scenario.date.weekday() - scenario.days_before) % 7
        agenda.at(self.start_t, self._shifts.plan_day, midnight_t, weekday)
        chance = self._chance("morning")
        for line in self._centre.lines.values():
            agenda.at(self.start_t, self._demand.start, line)
            for _ in range(round(self._left_over(line) * line.strength)):
                agenda.after(chance.between(1.0, MORNING_S), self._arrive, line)

    def _left_over(self, line: Line) -> float:
        if line.rules.channel == "email":
            return self.scenario.mail_backlog_per_person
        is_ticket = line.rules.channel == "ticket" and self.scenario.tickets is not None
        return self.scenario.tickets.open_per_person if is_ticket and self.scenario.tickets else 0.0

    def _arrive(self, line: Line) -> None:
        if line.rules.channel != "ticket":
            self._entrance.arrive(line)
        elif self._tickets:
            self._tickets.arrive(line)

    def _configured(self, line: Line) -> Configured:
        rules = line.rules
        people = self._centre.people.values()
        overflow = [person.key for person in people if person.overflow for post in person.posts if post.line is line]
        return Configured(
            rules.name,
            "form" if rules.channel == "ticket" else rules.channel,
            rules.skills or (line.key,),
            rules.threshold_s,
            rules.target,
            rules.short_abandon_s,
            rules.formula,
            rules.talk_norm_s,
            rules.hold_norm_s,
            rules.wait_norm_s,
            tuple(overflow),
        )


def _nothing_to_do(person: Person) -> None:
    """Where there are no tickets, who is free is free."""


def _nothing_to_report(contact: Contact, agent: Person, topic: str) -> None:
    """Where there are no tickets, none is opened."""
