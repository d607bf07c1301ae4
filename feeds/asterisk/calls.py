"""The contacts of a PBX: who came, by which menu, into which queue, and what became of him there."""

from __future__ import annotations

from feeds.asterisk.call import Call
from feeds.asterisk.channels import Channel
from feeds.asterisk.rules import number_of
from feeds.asterisk.talks import LEFT_WHY, UNDECIDED_S, Talks
from wallboard.stream import contact_events as ev

REFUSALS: dict[str, ev.RefusedReason] = {
    "NOANSWER": "no_answer",
    "BUSY": "declined",
    "CONGESTION": "unreachable",
    "CHANUNAVAIL": "unreachable",
}


class Calls(Talks):
    """A contact's way to the persons who talk with it."""

    def begin(self, call: Call, channel: Channel) -> Call:
        """A contact has come with `channel`."""
        self.calls[call.id] = call
        channel.call = call.id
        return call

    def decide(self, t: float) -> None:
        """Tell what has waited long enough: who came and showed nothing, who was sent on and did not arrive."""
        self.due_t = float("inf")
        for call in list(self.undecided.values()):
            handing = call.handing
            due_t = (call.began_t if handing is None else handing.left_t) + UNDECIDED_S
            if due_t > t and not (call.told and handing is None):
                self.due_t = min(self.due_t, due_t)
                continue
            del self.undecided[call.id]
            if handing is not None:
                self._arrives(call, handing.exten, "queue", t)
            elif not call.told:
                call.offer(self._teller)

    def menu(self, call: Call, node: str, t: float) -> None:
        """The caller is at a node of a menu."""
        if node == call.node or call.queue or call.parties or call.ringing or call.is_over:
            return
        self._enter_menu(call, node)
        self._tell(call, ev.ContactMenu, t, ev.Menu(node))

    def abandoned(self, call: Call) -> None:
        """He left the queue unanswered: he hung up, or was sent away. What follows shows it."""
        call.abandoned = True

    def left_queue(self, call: Call, context: str, t: float) -> None:
        """He is out of the queue: to an agent, or to what the dialplan has for him."""
        if not call.queue:
            return
        call.left_queue, call.left_t, call.queue = call.queue, t, ""
        if not call.abandoned and context != call.context:
            self._tell(call, ev.ContactDiverted, t, ev.Diverted(call.left_queue, context, "queue", why="key"))
            call.forget_leaving()
            call.ringing.clear()

    def queue_status(self, call: Call, status: str, t: float) -> None:
        """The PBX says how a queue ended for him."""
        if status in LEFT_WHY and not call.is_over:
            call.left_why = status
            if call.left_t < 0.0:
                call.left_t = t

    def left_a_message(self, call: Call, t: float) -> None:
        """He speaks to a mailbox."""
        if not call.is_over and not call.parties:
            call.left_why = "VOICEMAIL"

    def served(self, call: Call, node: str, context: str, t: float) -> None:
        """A menu has given him what he asked for."""
        if not call.is_over and not call.parties:
            self._enter_menu(call, context)
            self._tell(call, ev.ContactMenu, t, ev.Menu(node or context, served=True))

    def queued(self, call: Call, queue: str, t: float, position: int, context: str) -> None:
        """The caller has come into a queue."""
        if call.is_over:
            return
        self._arrives(call, queue, "queue", t)
        call.departed = tuple(call.parties)
        for person in call.departed:
            self._left(call, person, t)
        if call.left_queue:
            data = ev.Diverted(call.left_queue, queue, "queue", call.moved_by, self._why(call))
            self._tell(call, ev.ContactDiverted, t, data)
        call.forget_leaving()
        call.ringing.clear()
        call.was_queued = True
        call.queue, call.context, call.held_by = queue, context, ""
        self._tell(call, ev.ContactQueued, t, ev.Queued(queue, position=position, consult=call.consult))

    def takes_place_of(self, call: Call, asked: Call, person: str, second: Channel, t: float) -> None:
        """The customer takes the place that the person has kept for him, in a queue or at a phone that rings."""
        queue, ringing = asked.queue, dict(asked.ringing)
        if person not in call.parties or call.is_over or not (queue or ringing):
            return
        self._transferred(call, person, queue or next(iter(ringing)), "queue" if queue else "agent", "attended", t)
        asked.queue = ""
        asked.ringing.clear()
        self.end(asked, t, "agent")
        self.calls.pop(asked.id, None)
        second.call, second.is_leg, second.person = call.id, True, ""
        if queue:
            self.queued(call, queue, t, 0, second.context)
        for ident in ringing.values():
            leg = self._board.channels.get(ident)
            if leg is not None:
                self.rings(call, leg, t)

    def _enter_menu(self, call: Call, node: str) -> None:
        """That he came through a menu is told with his coming, and once more if that was told already."""
        is_news = call.entry == "direct" and not call.was_queued
        call.node = node
        if is_news:
            call.entry = "menu"
            if call.told:
                call.tell(self._teller, ev.ContactOffered, call.began_t, call.offered)


def new_call(channel: Channel, tier: str) -> Call:
    """A customer's call."""
    call = Call(channel.id, channel.created_t, "inbound", channel.number, channel.caller_name, tier)
    call.dialled = channel.exten
    return call


def call_of_ours(channel: Channel, t: float, direction: ev.Direction, dialled: str, *, consult: bool = False) -> Call:
    """A call that a person makes: to a colleague, a queue or outside."""
    call = Call(channel.id, t, direction, number_of(channel.device), owner=channel.person, dialled=dialled)
    call.consult = consult
    return call
