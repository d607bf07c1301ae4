"""Asterisk, over its manager interface (AMI).

The shell moves bytes and carries out effects; all else is pure, and time is a value that is handed in:

    bytes ─► Parser ─► Message | Banner | Refused ─► Translator.take(message, t) ─► events of the stream

`parser` knows AMI's framing alone, `rules` what the settings mean, `translator` what the messages mean. It keeps the
channels, bridges, members and contacts that it has seen (`channels`, `calls`, `people`), and says what is true at a
connection's beginning with a `feed.snapshot` (`snapshot`). `queue_log` reads what happened while nobody looked.

`feed` is the shell: `link` is one connection with its socket, `outbox` what is on its way into the log. `actions` says
what a command asks of the PBX, and what it has come to.
"""
