"""The counters, as Prometheus reads them."""

from __future__ import annotations

import re

from wallboard.hub.counters import HELP, Counters

LINE = re.compile(r'^[a-z_]+(\{[a-z]+="(\\.|[^"\\])*"(,[a-z]+="(\\.|[^"\\])*")*\})? [-+0-9.e]+$')


def test_that_every_line_is_in_the_text_format() -> None:
    counters = Counters()
    counters.add("wallboard_events_total", 1_234_567_890)
    counters.add("wallboard_refused_total", reason='a "quoted"\nreason\\')
    counters.gauge("wallboard_clients", lambda: 3)
    counters.gauges("wallboard_feed_connected", lambda: {(("source", "/site/pbx"),): 1.0})
    lines = counters.text().splitlines()
    assert not [line for line in lines if not line.startswith("#") and not LINE.match(line)]
    assert "wallboard_events_total 1234567890" in lines
    assert 'wallboard_feed_connected{source="/site/pbx"} 1' in lines
    assert r'wallboard_refused_total{reason="a \"quoted\"\nreason\\"} 1' in lines


def test_that_each_metric_is_explained_once() -> None:
    lines = Counters().text().splitlines()
    for word in ("# HELP", "# TYPE"):
        assert sum(line.startswith(word) for line in lines) == len(HELP)


def test_that_counts_with_different_labels_are_apart() -> None:
    counters = Counters()
    counters.add("wallboard_refused_total", reason="a")
    counters.add("wallboard_refused_total", 2, reason="b")
    assert counters.count("wallboard_refused_total", reason="b") == 2
    assert counters.count("wallboard_refused_total") == 0
