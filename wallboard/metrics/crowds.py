"""The most at once in each group of a question, and how many agents worked for it: `peaks`, from the columns."""

from __future__ import annotations

import numpy as np

from wallboard.floor.contact import NEVER
from wallboard.metrics import counts as at
from wallboard.metrics.columns import IN_MENU, IN_QUEUE, IN_TALK, SEEN, Array
from wallboard.metrics.grains import DENSE
from wallboard.metrics.most import Stays, crowd, most_at_once
from wallboard.metrics.totals import Totals

KINDS = {"max_in_menu": IN_MENU, "max_waiting": IN_QUEUE, "max_talking": IN_TALK}
KINDS_OF_STAYS = SEEN + 1


def peaks(totals: Totals) -> dict[str, Array]:
    """The figures that are no sums, for each group."""
    groups = len(totals.counts)
    parts = []
    for chunk, grains, group in totals.groups:
        of_row = (group * KINDS_OF_STAYS).astype(np.int32)[grains.of]
        stays = crowd(chunk)
        parts.append(Stays(stays, of_row[chunk.tables["stays"]["row"]] + stays.kind))
    most = most_at_once(parts, groups * KINDS_OF_STAYS).reshape(groups, KINDS_OF_STAYS)
    found = {name: most[:, kind] for name, kind in KINDS.items()}
    found["agents_seen"] = _agents_seen(totals)
    found["max_offered_5min"] = _most_offered(totals)
    return found


def _agents_seen(totals: Totals) -> Array:
    groups, agents = len(totals.counts), len(totals.columns.names["agent"].names)
    keys = [np.zeros(0, np.int64)]
    for _, grains, group in totals.groups:
        grain, agent = grains.seen
        keys.append(group[grain] * agents + agent)
    key = np.concatenate(keys)
    known = np.unique(key) if groups * agents > DENSE else np.flatnonzero(np.bincount(key, minlength=1))
    return np.bincount(known // agents, minlength=groups + 1)[:groups].astype(np.float64)


def _most_offered(totals: Totals) -> Array:
    """The most offered in five minutes of the clock."""
    groups = len(totals.counts)
    is_offer = totals.columns.shapes.matrix[:, at.OFFERED] > 0
    offers = [(group, *grains.offers(is_offer)) for _, grains, group in totals.groups]
    steps = [step for _, _, step, _ in offers if len(step)]
    if not steps:
        return np.zeros(groups)
    low = min([int(step.min()) for step in steps])
    span = max([int(step.max()) for step in steps]) - low + 1
    key = np.concatenate([group[grain] * span + (step - low) for group, grain, step, _ in offers])
    number = np.concatenate([some for *_, some in offers])
    if groups * span > DENSE:
        known, place = np.unique(key, return_inverse=True)
        found = np.zeros(groups + 1)
        np.maximum.at(found, known // span, np.bincount(place, number))
        return found[:groups]
    most: Array = np.bincount(key, number, (groups + 1) * span)[: groups * span].reshape(groups, span).max(axis=1)
    return most


def last_identified(totals: Totals) -> Array:
    """When the last customer came who is known (epoch seconds), in each group; NEVER for nobody."""
    groups = len(totals.counts)
    found = np.full(groups, NEVER)
    for chunk, grains, group in totals.groups:
        rows, local = chunk.tables["rows"], group[grains.of]
        those = (rows["customer"] > 0) & (local < groups)
        np.maximum.at(found, local[those], rows["t"][those])
    return found
