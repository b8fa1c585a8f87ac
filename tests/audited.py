"""Watches that every change is audited: no command writes an audited row without an event.

It looks at the SQL itself, so bulk updates and raw statements count too, and at each outermost
transaction of the product (the test's own around it is none). Only writes that come from a
command, a job or a door count: a test may put rows wherever it likes.
"""

import re
import sys
import threading
from contextlib import contextmanager

from django.db import connections, transaction

WRITE = re.compile(
    r'^\s*(INSERT|UPDATE|DELETE)(?: OR \w+)?(?: INTO| FROM)?\s+"?(\w+)"?(.*)', re.I | re.S
)
# Several in one journey
TOGETHER = re.compile(r'\bAS \((INSERT|UPDATE)(?: INTO)? "?(\w+)"?()', re.I)
EVENTS = "kernel_event"
AUDITED = re.compile(
    "organisation_(dayoff|administration|prefecture|site|unit|duty|person|position)|"
    "identity_(account|token|factor|recoverycode|signinpolicy|entrylink|directory|outsidesignin|provider)|lists_(view|subscription|export)|"
    "servicedesk_(ticket|category|categorygroup|categoryversion|answered|caller|leg|level|link)|"
    "inventory_asset|knowledge_(instruction|edition|enclosure|answer)|clocks_officehours|"
    "servicedesk_(approval|calendarfeed|merge|share|task|checklist|effort|replytemplate)|notices_(mailserver|webhook)|"
    "mail_(mailbox|arrival|blockedsender|deadaddress|knownsender)|kernel_(schedule|option)|oversight_(report|dispatch)|automation_(rule|routine)|surveys_survey"
)
# What is kept for the machine and no change that anybody makes: when a thing was last used, how
# a job went, which file a chart was last read from, and the words by which a row is found.
UNWATCHED = re.compile(
    r'^ SET "(late_at|last_login|last_used_on|search_text|chart_digest|'
    r'uid_validity|last_uid|arrived_at|trouble|copies|done|next_run_at|looked_at|last_ok_at|last_error|after|failures|lease_until|running_since|renewing_until|token)"'
)
TIMETABLE = "_write_timetable"  # a row for each new job: the house's own doing
OURS = re.compile(r"/src/pindos/\w+/(commands|jobs|reactions|telling|web|api|cli)\b")


class Watch(threading.local):
    """What each thread's open transactions have written."""

    def __init__(self) -> None:
        self.open: list[set[str]] = []


class Audit:
    """Collects what was written without an event."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.missing: list[str] = []

    def sees(self, execute, sql, params, many, context):
        if not isinstance(sql, str) or sql.startswith("SELECT "):
            return execute(sql, params, many, context)
        for verb, table, rest in writes_in(sql):
            if table == EVENTS and verb.upper() == "INSERT":
                self._note(EVENTS)
            elif AUDITED.fullmatch(table) and not UNWATCHED.match(rest) and _is_ours():
                self._note(f"{verb.upper()} {table}")
        return execute(sql, params, many, context)

    def _note(self, what: str) -> None:
        if self.watch.open:
            self.watch.open[-1].add(what)
        elif what != EVENTS:
            self.missing.append(f"{what} outside a transaction")

    def begins(self) -> None:
        self.watch.open.append(set())

    def ends(self, is_undone: bool) -> None:
        written = self.watch.open.pop()
        if is_undone:
            return
        if self.watch.open:
            self.watch.open[-1] |= written
        elif written and EVENTS not in written:
            self.missing.append(", ".join(sorted(written)))


def writes_in(sql: str) -> list[tuple[str, ...]]:
    """What a statement writes: verb, table and what follows."""
    if found := WRITE.match(sql):
        return [found.groups()]
    return TOGETHER.findall(sql) if sql.startswith("WITH ") else []


def _is_ours() -> bool:
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == TIMETABLE:
            return False
        if OURS.search(frame.f_code.co_filename):
            return True
        frame = frame.f_back
    return False


@contextmanager
def audited(monkeypatch):
    """Watch until the end of the block; yields what was missing."""
    audit = Audit()
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__

    def begin(self):
        enter(self)
        if not self._from_testcase:
            audit.begins()
            _watch(connections[self.using or "default"], audit)

    def end(self, kind, value, traceback):
        if not self._from_testcase:
            connection = connections[self.using or "default"]
            audit.ends(kind is not None or connection.needs_rollback)
        return leave(self, kind, value, traceback)

    monkeypatch.setattr(transaction.Atomic, "__enter__", begin)
    monkeypatch.setattr(transaction.Atomic, "__exit__", end)
    with connections["default"].execute_wrapper(audit.sees):
        yield audit.missing


def _watch(connection, audit: Audit) -> None:
    """A thread has a connection of its own, on which nobody looks yet."""
    if audit.sees not in connection.execute_wrappers:
        connection.execute_wrappers.append(audit.sees)
