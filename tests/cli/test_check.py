"""`wallboard check` against a PBX in the test's hands: what it says, and what it leaves with."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feeds.asterisk.inspection import Finding
from wallboard.cli import program
from wallboard.cli.check_words import FAILS, SAYS, failure, sentence

SECRET = "open sesame"
RIGHTS = (
    "QueueStatus CoreShowChannels ExtensionStateList Filter Redirect Hangup "
    "QueueAdd QueueRemove QueuePause QueuePenalty"
)
LISTS = {
    "QueueStatus": "Event: QueueParams\nQueue: sales\nCompleted: 1\n\n"
    "Event: QueueMember\nQueue: sales\nName: Alice\nLocation: PJSIP/1001\nStateInterface: PJSIP/1001\nStatus: 1\n\n"
    "Event: Newchannel\nUniqueid: x\nChannel: PJSIP/trunk-00000001\n\nEvent: QueueCallerJoin\n\nEvent: VarSet\n\n"
    "Event: QueueStatusComplete\n\n",
    "CoreShowChannels": "Event: CoreShowChannelsComplete\n\n",
}


class Pbx:
    """Answers each action as a PBX would. `lacks` are actions that it does not allow, `places` what it has."""

    def __init__(self, *, lacks: str = "", places: str = "", lets_in: bool = True, greets: bool = True) -> None:
        self.lacks, self.places, self.lets_in, self.greets = lacks.split(), places.split(), lets_in, greets
        self.heard: list[dict[str, str]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.greets:
            writer.write(b"Asterisk Call Manager/11.0.0\r\n")
            while raw := (await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b""):
                asked = dict(line.split(": ", 1) for line in raw.decode().split("\r\n") if line)
                self.heard.append(asked)
                writer.write(self.answer(asked).replace("\n", "\r\n").encode())
        writer.close()

    def answer(self, asked: dict[str, str]) -> str:
        name, ident = asked["Action"], f"ActionID: {asked['ActionID']}\n"
        if name == "Challenge":
            return f"Response: Success\n{ident}Challenge: 12345\n\n"
        if name == "Login" and not self.lets_in:
            return f"Response: Error\n{ident}Message: Authentication failed\n\n"
        if name == "Login":
            return f"Response: Success\n{ident}Message: Authentication accepted\n\nEvent: FullyBooted\n\n"
        if name in self.lacks:
            return f"Response: Error\n{ident}Message: Permission denied\n\n"
        if name == "ListCommands":
            rights = [right for right in [*RIGHTS.split(), "Originate"] if right not in self.lacks]
            return f"Response: Success\n{ident}" + "".join(f"{right}:  (Priv: all)\n" for right in rights) + "\n"
        if name == "ShowDialPlan" and asked["Context"] not in self.places:
            return f"Response: Error\n{ident}Message: Did not find context {asked['Context']}\n\n"
        return f"Response: Success\n{ident}\n" + LISTS.get(name, "")


@contextmanager
def serving(pbx: Pbx) -> Iterator[int]:
    """The port at which the PBX listens."""
    loop = asyncio.new_event_loop()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await pbx.serve(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, name="pbx")
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(asyncio.sleep(0))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, port: int, more: str = ""
) -> tuple[int, str]:
    """The exit code, and what was said."""
    monkeypatch.setenv("PBX_SECRET", SECRET)
    site = tmp_path / "site.toml"
    feed = f'[[feeds]]\nkind = "asterisk"\nport = {port}\nsecret = "env:PBX_SECRET"\nwrapup_s = {{ "*" = 4 }}\n{more}\n'
    site.write_text(feed, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        program.run(["check", str(site), "--listen", "0"])
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err
    assert isinstance(left.value.code, int)
    return left.value.code, said.out + said.err


def test_that_a_pbx_where_all_is_there_is_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pbx = Pbx(places="agents queues outside")
    contexts = 'agent_context = "agents"\nqueue_context = "queues"\noutside_context = "outside"'
    with serving(pbx) as port:
        code, said = checked(tmp_path, capsys, monkeypatch, port, contexts)
    assert code == 0
    assert "1 queues, 1 members; all is there" in said
    asked = [(each["Context"], each.get("Extension", "")) for each in pbx.heard if each["Action"] == "ShowDialPlan"]
    assert asked == [("queues", "sales"), ("agents", "1001"), ("outside", "")]


def test_that_it_changes_nothing_at_the_pbx(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pbx = Pbx()
    with serving(pbx) as port:
        checked(tmp_path, capsys, monkeypatch, port)
    allowed = {"Challenge", "Login", "Filter", "ListCommands", "ShowDialPlan"}
    assert {each["Action"] for each in pbx.heard} <= allowed | set(RIGHTS.split()[:3])


def test_that_what_is_missing_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Pbx(lacks="CoreShowChannels Redirect")) as port:
        code, said = checked(tmp_path, capsys, monkeypatch, port, 'outside_context = "away"')
    assert code == 1
    assert "missing: the account may not run CoreShowChannels: add `reporting` to its `write`" in said
    assert "missing: the account may not run Redirect: add `call` to its `write`" in said
    assert "missing: the dialplan has no context [away]" in said
    assert "; 3 to see to" in said


def test_that_the_password_of_a_database_is_not_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Pbx()) as port:
        code, said = checked(tmp_path, capsys, monkeypatch, port, f'queue_log = "nosuch://user:{SECRET}@db/asterisk"')
    assert code == 1
    assert "queue_log: nosuch://… is not there" in said


@pytest.mark.parametrize(
    ("pbx", "says"),
    [
        (Pbx(lets_in=False), "it refuses the login (Authentication failed)"),
        (Pbx(greets=False), "it closed the connection"),
    ],
)
def test_that_a_pbx_which_does_not_let_us_in_is_2(
    pbx: Pbx, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(pbx) as port:
        code, said = checked(tmp_path, capsys, monkeypatch, port)
    assert code == 2
    assert says in said


def test_that_a_pbx_which_is_not_there_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Pbx()) as port:
        pass
    code, said = checked(tmp_path, capsys, monkeypatch, port)
    assert code == 2
    assert "cannot be reached" in said


def test_that_settings_without_a_pbx_are_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site.toml"
    site.write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        program.run(["check", str(site)])
    assert left.value.code == 2
    assert "name no feed of kind" in capsys.readouterr().err


def test_that_every_finding_has_its_sentence() -> None:
    source = (Path(program.__file__).parents[2] / "feeds" / "asterisk" / "inspection.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\(\s*[^,()]*(?:\([^()]*\))?[^,()]*,\s*"(\w+)"', source))
    codes |= set(re.findall(r'code = "(\w+)"', source)) | {"cannot_list", "cannot_filter"}
    codes |= {"extension_missing", "context_missing", "never_dialplan", "events_unproven"}
    assert codes == set(SAYS)
    assert all("{" not in sentence(Finding("odd", code, "this", "that")) for code in SAYS)
    assert all("{" not in failure(code, "") and "()" not in failure(code, "") for code in FAILS)
