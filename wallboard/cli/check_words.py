"""What `wallboard check` says: for each finding what is so, and what to do about it."""

from __future__ import annotations

from feeds.asterisk.inspection import Finding

SAYS = {
    "commands_unlisted": "the PBX does not list what this account may do; its rights could not be checked",
    "cannot_list": "the account may not run {about}: add `{detail}` to its `write` in manager.conf",
    "cannot_filter": "the account may not run {about} (that would take class `{detail}`, which may do far more), so "
    "every event is sent: add the `eventfilter` lines of docs/asterisk.md to the account, or leave it",
    "cannot_act": "the account may not run {about}: add `{detail}` to its `write` if the board is to act",
    "read_only": "the account may watch and not act, and the settings ask for no action",
    "no_events": "events of class `{about}` do not come: add `{about}` to the account's `read`, "
    "and see that no `eventfilter` takes them out",
    "events_unproven": "nothing happened within {detail} s that proves that events of class {about} come; "
    "run this again while calls come in (--listen 60)",
    "never_dialplan": "calls came and went within {detail} s, and no event of class `dialplan`: "
    "add it to the account's `read`; menus, mailboxes and full queues are not seen without it",
    "dialplan_denied": "the account may not run {about}, so contexts were not checked: add `{detail}` to its `write`",
    "context_missing": "the dialplan has no context [{about}]: correct the settings, or add it to extensions.conf",
    "extension_missing": "the dialplan has no {detail} in [{about}]: callers cannot be sent there; add it, "
    "or name the right context (a queue: its number in queue_extensions)",
    "place_unanswered": "the PBX did not answer what stands in [{about}] {detail}",
    "not_offered": "{about} is not set: callers cannot be sent there from the board",
    "no_queues": "the PBX lists no queues: is app_queue loaded, and are there any in queues.conf?",
    "queue_unknown": "{detail} names the queue {about}, and the PBX has none of that name",
    "queue_empty": "the queue {about} has no members",
    "device_unknown": "the PBX knows no state of {about} {detail}: is the device's name right, does it register?",
    "device_unavailable": "{about} is not registered now",
    "local_without_state": "{about} has no state interface, so it looks free while it talks: "
    "`member => {about},0,Name,PJSIP/…`, or hint:…",
    "member_unnamed": "{about} has no name: the board shows the interface (`member => {about},0,Name`)",
    "person_unknown": "{detail} names {about}, who is no member of a queue now: "
    "write the interface, the extension or the name",
    "wrapup_differs": "members of {about} have a wrap-up of {detail} s: say so in wrapup_s",
    "wrapup_unsaid": "wrapup_s says nothing of {about}: AMI does not tell a queue's wrapuptime, "
    "so it counts as none (0 s)",
    "log_unnamed": "queue_log is not set: what happens while the connection is lost stays unknown",
    "log_missing": "queue_log: {about} is not there, or cannot be read by this user",
}
FAILS = {
    "unreachable": "cannot be reached ({detail}): is it running, "
    "are `enabled = yes` and the port right in manager.conf?",
    "not_trusted": "its certificate is not trusted ({detail}): name who has signed it in tls_ca, "
    "or the certificate itself where it is one of its own",
    "certificate_expired": "its certificate is out of date ({detail}): give the PBX a new one, "
    "and see that the clocks agree",
    "certificate_of_another": "its certificate is for another name ({detail}): "
    "`host` must be a name or address that stands in it",
    "no_tls": "it does not speak TLS there ({detail}): `tlsbindaddr` in manager.conf says at which port it does; "
    "without TLS, `tls = false`",
    "ca_unreadable": "tls_ca cannot be used ({detail}): it must be a file with certificates in PEM",
    "login_refused": "it refuses the login ({detail}): check user and secret, and `permit` of the account",
    "no_challenge": "it offers no challenge ({detail}), and a secret is not sent in the clear",
    "no_greeting": "it does not greet as a manager interface: is this the right port, and is `tls` as it is there?",
    "silent": "it stopped answering",
    "closed": "it closed the connection",
}


def sentence(finding: Finding) -> str:
    """The line for a finding."""
    return " ".join(SAYS[finding.code].format(about=finding.about, detail=finding.detail).split())


def failure(code: str, detail: str) -> str:
    """Why it did not come to a check."""
    return FAILS.get(code, code).format(detail=detail).replace(" ()", "")
