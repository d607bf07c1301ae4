"""Who is with a contact: phones that ring, persons who talk, hold, consult and hand on, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from feeds.asterisk.call import Call, Handing
from feeds.asterisk.channels import Channel, Switchboard
from feeds.asterisk.telling import Teller
from wallboard.stream import contact_events as ev

LEFT_WHY: dict[str, tuple[ev.ClearedBy, ev.ClearedReason]] = {
    "TIMEOUT": ("system", "timeout"),
    "FULL": ("system", "full"),
    "JOINEMPTY": ("system", "empty"),
    "LEAVEEMPTY": ("system", "empty"),
    "JOINUNAVAIL": ("system", "empty"),
    "LEAVEUNAVAIL": ("system", "empty"),
    "WITHDRAW": ("supervisor", "normal"),
    "VOICEMAIL": ("customer", "voicemail"),
}
"""What QUEUESTATUS says of a caller who left unanswered; and by whom and why he is cleared if nothing follows."""

UNDECIDED_S = 2.0
"""So long a new call may show whether it comes through a menu, and one that was sent on where to."""

Freed = Callable[[str, str, float], None]
"""Told which person is free again, of which queue's call (empty: of none), and when."""


class Talks:
    """Contacts by key. Every method takes the moment (epoch seconds) and tells what it means.

    In `undecided` are those of which something waits to be told until more is seen, or a while has passed.
    """

    def __init__(self, teller: Teller, board: Switchboard, freed: Freed) -> None:
        self.calls: dict[str, Call] = {}
        self.undecided: dict[str, Call] = {}
        self.due_t = float("inf")
        self._teller, self._board, self._freed = teller, board, freed

    def leave_undecided(self, call: Call, since_t: float) -> None:
        """Something of the contact waits to be told since `since_t`."""
        self.undecided[call.id] = call
        self.due_t = min(self.due_t, since_t + UNDECIDED_S)

    def rings(self, call: Call, leg: Channel, t: float) -> None:
        """A phone of ours rings for it, out of its queue or because somebody dialled."""
        person = leg.person
        leg.call, leg.is_leg = call.id, True
        if person in call.ringing or person in call.parties or call.is_over:
            return
        self._go_on(call, person, "agent", t)
        call.ringing[person] = leg.id
        self._tell(call, ev.ContactDelivered, t, ev.Delivered(person))

    def calls_outside(self, call: Call, leg: Channel, number: str, t: float) -> None:
        """The PBX calls a number outside for it."""
        leg.call, leg.is_leg = call.id, True
        if call.is_over or call.is_outside or call.queue:
            return
        call.is_outside = True
        self._go_on(call, number, "external", t)
        if call.owner and not call.told:
            call.offer(self._teller)

    def refused(self, call: Call, person: str, reason: ev.RefusedReason, t: float) -> None:
        """It rang there in vain."""
        if call.ringing.pop(person, "") and not call.is_over:
            self._tell(call, ev.ContactRefused, t, ev.Refused(person, reason))

    def answered(self, call: Call, person: str, leg: str, queue: str, t: float) -> None:
        """A queue says that an agent has answered."""
        call.queue = ""
        call.forget_leaving()
        call.served[person] = queue
        if person in call.parties:
            call.parties[person].add(leg)
            return
        if not call.is_over:
            self._establish(call, person, leg, t)

    def met(self, group: Iterable[Channel], swapped: Channel | None, t: float) -> None:
        """These channels hear each other now; `swapped` has made room for one of them."""
        inside = list(group)
        for own in inside:
            call = self.calls.get(own.call)
            if call is None or call.id != own.id or call.is_over:
                continue
            for other in inside:
                if other is own:
                    continue
                if other.person:
                    self._joined(call, other, swapped, t)
                elif other.is_leg and not other.is_half and not call.answered and not call.was_queued:
                    # Outside: who of us has called is known, of whom a customer was put through to nothing is.
                    self._establish(call, call.owner, own.id if call.owner else other.id, t)

    def held(self, call: Call, person: str, t: float) -> None:
        """The person has put the caller on hold."""
        if person in call.parties and not call.held_by and not call.is_over:
            call.held_by = person
            self._tell(call, ev.ContactHeld, t, ev.Held(person))

    def retrieved(self, call: Call, person: str, t: float) -> None:
        """The person has taken him from hold, where he was: the PBX says so also where he was not."""
        if call.held_by == person and person and not call.is_over:
            call.held_by = ""
            self._tell(call, ev.ContactRetrieved, t, ev.Retrieved(person))

    def handed_blindly(self, call: Call, person: str, exten: str, t: float) -> None:
        """The person has sent it on without asking. Where to shows in what follows, or has shown already."""
        if call.is_over:
            return
        if person in call.departed and call.queue:
            self._transferred(call, person, call.queue, "queue", "blind", t)
        elif person in call.parties and call.ringing:
            self._transferred(call, person, next(iter(call.ringing)), "agent", "blind", t)
        elif person in call.parties:
            call.handing = Handing(person, exten)
        call.departed = ()

    def consulted(self, call: Call, colleague: str, t: float) -> None:
        """The person who makes this call asks a colleague, if he has a customer meanwhile."""
        person = call.owner
        if not person or call.queue or colleague in call.ringing:
            return
        for other in self.calls.values():
            if person in other.parties and not other.owner and not other.is_over:
                self._tell(other, ev.ContactConsulted, t, ev.Consulted(person, colleague))

    def completed(self, call: Call, person: str, known: Collection[str], t: float) -> None:
        """A queue says that the talk is over; the legs say it better, where they were seen."""
        legs = call.parties.get(person)
        if legs is not None and not call.is_over and not any(leg in known for leg in legs):
            self._left(call, person, t)

    def ended_by(self, call: Call) -> ev.ClearedBy:
        """Who has made the contact end whose channel is hung up, though the caller did not hang up."""
        if call.hung_up_by:
            return "supervisor"
        if call.owner:
            return "agent"
        channels = self._board.channels
        legs = [channels[leg] for legs in call.parties.values() for leg in legs if leg in channels]
        return "agent" if any(leg.hung_up for leg in legs) else call.parting

    def handed_over(self, call: Call, person: str, to: str, t: float) -> None:
        """The person has handed it to a colleague whom he had asked."""
        if person in call.parties and not call.is_over:
            self._transferred(call, person, to, "agent", "attended", t)

    def monitored(self, call: Call, supervisor: str, person: str, mode: ev.MonitorMode, t: float) -> None:
        """A supervisor listens to it."""
        if not call.is_over:
            self._tell(call, ev.ContactMonitored, t, ev.Monitored(supervisor, person, mode))

    def no_longer_monitored(self, call: Call, supervisor: str, t: float) -> None:
        """He does not any more."""
        if not call.is_over:
            self._tell(call, ev.ContactLeft, t, ev.Left(supervisor))

    def leg_ended(self, leg: Channel, t: float) -> None:
        """The leg of a person is gone."""
        call = self.calls.get(leg.call)
        if call is None or call.is_over:
            return
        if call.ringing.get(leg.person) == leg.id:
            del call.ringing[leg.person]
        legs = call.parties.get(leg.person)
        if legs is None:
            return
        legs.discard(leg.id)
        if legs:
            return
        call.parting = "agent" if leg.hung_up else call.parting
        if call.handing is not None and call.handing.person == leg.person:
            call.handing.left_t = t
            self.leave_undecided(call, t)
        else:
            self._left(call, leg.person, t)

    def end(self, call: Call, t: float, by: ev.ClearedBy, reason: ev.ClearedReason = "normal") -> None:
        """The contact is over. One who was sent out of a queue before is cleared by who sent him, and as of then."""
        if call.is_over:
            return
        if call.left_why and not call.parties:
            by, reason = LEFT_WHY[call.left_why]
            t = call.left_t if call.left_queue else t
        if call.handing is not None:
            self._arrives(call, call.handing.exten, "queue", t)
        self._tell(call, ev.ContactCleared, t, ev.Cleared(by, reason))
        call.is_over = True
        for person in call.parties:
            self._freed(person, call.served.get(person, ""), t)
        call.parties.clear()
        call.ringing.clear()
        self.undecided.pop(call.id, None)

    def moved_by(self, contact: str, person: str) -> None:
        """`person` has asked us to send the contact elsewhere; empty: nobody has, after all."""
        call = self.calls.get(contact)
        if call is not None:
            call.moved_by = person

    def hung_up_by(self, contact: str, person: str) -> None:
        """`person` has asked us to end the contact; empty: nobody has, after all."""
        call = self.calls.get(contact)
        if call is not None:
            call.hung_up_by = person

    def prioritized(self, contact: str, priority: int, by: str, t: float) -> None:
        """It is served earlier or later in its queue from now on."""
        call = self.calls.get(contact)
        if call is not None and not call.is_over:
            self._tell(call, ev.ContactPrioritized, t, ev.Prioritized(priority, by))

    def _tell(self, call: Call, kind: type[Any], t: float, data: Any) -> None:
        call.tell(self._teller, kind, t, data)

    def _why(self, call: Call) -> str:
        if call.left_why:
            return LEFT_WHY[call.left_why][1]
        return "redirected" if call.abandoned else ""

    def _go_on(self, call: Call, to: str, kind: ev.TargetKind, t: float) -> None:
        """It arrives at a person or outside, after whatever sent it there."""
        if call.handing is not None:
            self._arrives(call, to, kind, t)
        elif call.left_queue:
            data = ev.Diverted(call.left_queue, to, kind, call.moved_by, self._why(call))
            self._tell(call, ev.ContactDiverted, t, data)
            call.forget_leaving()

    def _arrives(self, call: Call, to: str, kind: ev.TargetKind, t: float) -> None:
        """It is where a blind transfer has sent it, if one has."""
        handing = call.handing
        if handing is not None:
            left_t = handing.left_t if handing.left_t >= 0.0 else t
            self._transferred(call, handing.person, to, kind, "blind", left_t)

    def _joined(self, call: Call, leg: Channel, swapped: Channel | None, t: float) -> None:
        person = leg.person
        if person == call.owner:
            return
        if not leg.call or leg.is_leg:
            leg.call, leg.is_leg = call.id, True
        legs = call.parties.get(person)
        if legs is not None:
            legs.add(leg.id)
            return
        before = swapped.person if swapped is not None else ""
        if before in call.parties:
            self._transferred(call, before, person, "agent", "attended", t)
        self._establish(call, person, leg.id, t)

    def _establish(self, call: Call, person: str, leg: str, t: float) -> None:
        call.ringing.pop(person, None)
        others = [each for each in call.parties if each != call.owner]
        call.parties[person] = {leg}
        if others:
            self._tell(call, ev.ContactConferenced, t, ev.Conferenced(person, others[0]))
            return
        call.answered = True
        call.ringing.clear()
        self._tell(call, ev.ContactEstablished, t, ev.Established(person))
        if call.owner and person != call.owner:
            call.parties[call.owner] = {call.id}
            self._tell(call, ev.ContactConferenced, t, ev.Conferenced(call.owner, call.owner))

    def _transferred(self, call: Call, person: str, to: str, kind: ev.TargetKind, method: Any, t: float) -> None:
        call.handing, call.held_by = None, "" if call.held_by == person else call.held_by
        self._tell(call, ev.ContactTransferred, t, ev.Transferred(person, to, kind, method))
        if call.parties.pop(person, None) is not None:
            self._freed(person, call.served.pop(person, ""), t)

    def _left(self, call: Call, person: str, t: float) -> None:
        call.parties.pop(person, None)
        if call.held_by == person:
            call.held_by = ""
        self._tell(call, ev.ContactLeft, t, ev.Left(person))
        self._freed(person, call.served.pop(person, ""), t)
