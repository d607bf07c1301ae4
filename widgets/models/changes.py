"""Changes of several folds made one, so that the models are told once a frame."""

from __future__ import annotations

from wallboard.floor.changes import Changes


def merged(first: Changes, then: Changes) -> Changes:
    """What `first` and, after it, `then` have changed together; both are used up."""
    if not first:
        return then
    if not then:
        return first
    for key in then.contacts:
        first.gone_contacts.pop(key, None)
    for key in then.tickets:
        first.gone_tickets.pop(key, None)
    first.contacts.update(then.contacts)
    first.agents.update(then.agents)
    first.queues.update(then.queues)
    first.tickets.update(then.tickets)
    first.feeds.update(then.feeds)
    first.commands.update(then.commands)
    first.gone_contacts.update(then.gone_contacts)
    first.gone_tickets.update(then.gone_tickets)
    first.spells += then.spells
    first.lost = first.lost or then.lost
    return first
