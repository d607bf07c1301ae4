"""Phrases that depend on a number, in one class, because Qt's tools find plural forms outside of Qt objects only so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


class Plurals:
    """Each phrase in its right form for `n`, in the language in force. The caller fills in the names in braces."""

    def tr(self, source: str, disambiguation: str, n: int) -> str:
        """What Qt objects bring with them."""
        return QCoreApplication.translate("Plurals", source, disambiguation, n)

    def contacts(self, n: int) -> str:
        """So many contacts, in a question about them."""
        return self.tr("%n contact(s)", "", n)

    def waiting(self, n: int) -> str:
        """So many wait."""
        return self.tr("%n waiting", "", n)

    def free(self, n: int) -> str:
        """So many are free."""
        return self.tr("%n free", "", n)

    def unstaffed(self, n: int) -> str:
        """{queue}: so many wait, and nobody is there."""
        return self.tr("{queue}: %n waiting and nobody on duty", "", n)

    def too_many(self, n: int) -> str:
        """{queue}: so many wait, and more than {limit} are too many."""
        return self.tr("{queue}: %n waiting, more than {limit}", "", n)

    def were_too_many(self, n: int) -> str:
        """{queue}: so many wait by now, and they were more than {limit}."""
        return self.tr("{queue}: down to %n waiting, it was more than {limit}", "", n)

    def transferred(self, n: int) -> str:
        """Transferred so often."""
        return self.tr("transferred %n time(s)", "", n)

    def sent_on(self, n: int) -> str:
        """Sent to another queue so often."""
        return self.tr("sent on %n time(s)", "", n)

    def past_weeks(self, n: int) -> str:
        """So many past weeks, behind *compared with*."""
        return self.tr("%n past week(s)", "", n)

    def mean_of_weeks(self, n: int) -> str:
        """What is usual is the mean of so many past weeks."""
        return self.tr("mean of %n past week(s)", "", n)

    def refused(self, n: int) -> str:
        """It rang so often without an answer."""
        return self.tr("%n ring(s) without an answer", "", n)


plurals = Plurals()
