"""Marks for contacts."""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Figure
from wallboard.metrics.catalogue.making import OURS, figure, over

QUALITY: tuple[Figure, ...] = (
    figure(
        "quality_customer",
        ("Quality, by customers", "Качество по оценкам клиентов"),
        "share",
        "up",
        "{marks_customer} / {rated_customer}",
        ("mean mark by customers, as a share of the best one", "средняя оценка клиентов как доля лучшей"),
        over("marks_customer", "rated_customer"),
        short=("Customers' marks", "Оценки клиентов"),
    ),
    figure(
        "quality_supervisor",
        ("Quality, by supervisors", "Качество по оценкам супервизоров"),
        "share",
        "up",
        "{marks_supervisor} / {rated_supervisor}",
        ("mean mark by supervisors, as a share of the best one", "средняя оценка супервизоров как доля лучшей"),
        over("marks_supervisor", "rated_supervisor"),
        short=("Supervisors' marks", "Оценки супервизоров"),
    ),
    figure(
        "ratings_customer",
        ("Marks by customers", "Оценок от клиентов"),
        "count",
        "none",
        "{rated_customer}",
        ("marks by customers", "оценки клиентов"),
        lambda r: r.number((at.RATED_BY_CUSTOMER,)),
        source=OURS,
    ),
    figure(
        "ratings_supervisor",
        ("Marks by supervisors", "Оценок от супервизоров"),
        "count",
        "none",
        "{rated_supervisor}",
        ("marks by supervisors", "оценки супервизоров"),
        lambda r: r.number((at.RATED_BY_SUPERVISOR,)),
        source=OURS,
    ),
)
"""Told by topic in a report's list of ratings."""
