"""Words and numbers for people: the rooms without Qt give codes and values, the sentence is made here."""

from widgets.i18n.numbers import clock as clock
