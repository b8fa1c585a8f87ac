"""Making the demonstration: the chart, the people, a year of work, and what people were told."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone, translation

from pindos.config.prepare import prepare
from pindos.demo import places
from pindos.demo.afterwards import ask_reports, keep_views, send_monthly, settle
from pindos.demo.clock import Clock, set_clock
from pindos.demo.demanded import Demanded, Undecided
from pindos.demo.helping import write_instructions
from pindos.demo.incoming import Incoming
from pindos.demo.outage import SAME, Outage
from pindos.demo.outgoing import try_in_vain
from pindos.demo.plain import Plain, Report
from pindos.demo.rare import LISTS, MISTAKES, WAYS
from pindos.demo.rounds import come_round
from pindos.demo.ruled import write_rules
from pindos.demo.served import answer_most, ask_over_the_year
from pindos.demo.staff import TRIED, Engaging, Staff
from pindos.demo.stage import Stage
from pindos.demo.terms import FEWEST_PEOPLE, PASSWORD, TOLD_DAYS, Actor
from pindos.demo.works import plan_works
from pindos.demo.writer import CENTRAL, DEMANDING, REFERABLE, Writer
from pindos.demo.year import Office, chosen
from pindos.identity.commands import set_sign_in_policy
from pindos.kernel.demonstration import mark, told
from pindos.kernel.errors import Refused
from pindos.operations.commands import set_options
from pindos.search.commands import rebuild
from pindos.servicedesk.commands import close_solved_tickets

Say = Callable[[str], object]
DAYS = 365
TICKETS_AN_OUTAGE = 500  # one line is down for so many tickets of the year
LOCAL = ("called", "moved")  # ways of what the desk of a prefecture does
UNDECIDED = 2  # of the newest still wait for their head
DOUBLES = 20  # who report the same
STAFFED_BEFORE = timedelta(days=30)  # before the first ticket everybody is in their place
CLOSES_AT = time(6, 10)


def make(*, people: int, tickets: int, seed: int, say: Say) -> bool:
    """Make it in an empty database; False when the same stands there already.

    Refuses a database that holds anything else, and fewer people than the chart has posts.
    """
    if people < FEWEST_PEOPLE:
        raise Refused(f"The chart alone needs {FEWEST_PEOPLE} people.")
    now = timezone.now()
    first = timezone.localdate(now) - timedelta(days=DAYS)
    with set_clock(_at_nine(first) - STAFFED_BEFORE) as clock:
        prepare(lambda line: say(line) if "admin" not in line else None, as_demonstration=True)
        if "seed" in told():
            return False
        with translation.override("el"), transaction.atomic():
            _make(Making(Random(seed), first, now, clock, say), people, tickets)
            mark({**told(), "seed": seed, "people": people, "tickets": tickets})
    return True


class Making:
    """What the parts of it share."""

    def __init__(self, rng: Random, first: date, now: datetime, clock: Clock, say: Say) -> None:
        self.rng, self.now, self.clock, self.say = rng, now, clock, say
        self.office = Office(first, now)
        self.engaging = Engaging(rng, first - STAFFED_BEFORE)


def _make(making: Making, people: int, tickets: int) -> None:
    making.say(f"Engaging {people} people …")
    staff = making.engaging.all(people)
    assert staff.director and staff.administrator
    _furnish(making, staff)
    writer = Writer(making.rng, staff.heads[min(staff.heads)].viewer)
    stage = Stage(making.rng, making.office, staff, making.clock, writer)
    stage.desk.told_from = making.now - timedelta(days=TOLD_DAYS)
    making.say(f"Living through a year of {tickets} tickets …")
    for begin, at in _stories(stage, tickets):
        stage.at(at, begin)
    plan_works(stage, max(3, min(30, tickets // 130)))
    write_instructions(stage)
    write_rules(stage)
    come_round(stage, tickets)
    _close_each_day(stage)
    stage.run(_progress(making))
    stage.desk.write()
    ask_over_the_year(stage)
    keep_views(staff)
    making.clock.to(making.now)
    ask_reports(staff.director, making.now, making.clock, say=making.say)
    send_monthly(staff, making.now, making.clock)
    settle(making.now, making.clock, lambda: answer_most(stage), say=making.say)
    try_in_vain(making.now)
    making.say("Building the index of the search …")
    rebuild(is_fresh=True)
    mark({"accounts": staff.shown, "password": PASSWORD})


def _furnish(making: Making, staff: Staff) -> None:
    """What an administrator sets on the first day, and the equipment of the buildings."""
    assert staff.administrator
    viewer = staff.administrator.viewer
    set_sign_in_policy(viewer=viewer, roles=[], grace_days=0)
    set_options(viewer=viewer, values={"notices.days_kept": TOLD_DAYS})
    for key, sites in making.engaging.sites.items():
        for site in sites:
            for kind in ("printer", "printer", "scanner", "network"):
                making.engaging.asset(key, kind, site.id)
        making.engaging.asset(key, "server", sites[0].id)


def _stories(stage: Stage, tickets: int) -> Iterator[tuple[Callable[[], None], datetime]]:
    """Every ticket of the year with its moment: outages, the rare ways, and the usual one."""
    incoming = Incoming(stage, tickets)
    yield from incoming.stories()
    outages = max(1, round(tickets / TICKETS_AN_OUTAGE))
    doubles = min(DOUBLES, tickets // 8)
    left = tickets - incoming.tickets
    for _n in range(outages):
        outage = _outage(stage, doubles)
        left -= 1 + len(outage.others)
        yield outage.begin, outage.report.at
    reports = sorted((_report(stage) for _n in range(left)), key=lambda each: each.at)
    yield from _asked(stage, reports[-UNDECIDED:])
    usual = []
    for report in reports[:-UNDECIDED]:
        if report.told.category in DEMANDING:
            yield Demanded(stage, report).begin, report.at
        else:
            usual.append(report)
    ways = _ways(stage, len(usual))
    for report in usual:
        category = report.told.category
        way = "listed" if category in LISTS and stage.chance(0.15) else _way_for(ways, category)
        story = WAYS.get(way, Plain)(stage, report)
        yield story.begin, report.at


def _asked(stage: Stage, reports: list[Report]) -> Iterator[tuple[Callable[[], None], datetime]]:
    """The newest of all, made such that a head is asked; nobody has decided yet."""
    for report in reports:
        category = stage.rng.choice(DEMANDING)
        report.told = stage.writer.told(category, report.who, report.other, report.at)
        yield Undecided(stage, report).begin, report.at


def _ways(stage: Stage, many: int) -> list[str]:
    """How many go another way than the usual one; each at least once, mixed over the year."""
    ways = [
        way for way, share in MISTAKES.items() for _n in range(max(1, round(share * many / 1000)))
    ]
    ways += [""] * max(0, many - len(ways))
    stage.rng.shuffle(ways)
    return ways


def _way_for(ways: list[str], category: str) -> str:
    """The next way that such a thing goes; nobody refers a toner to the Directorate."""
    for n in reversed(range(len(ways))):
        is_far = ways[n] in LOCAL and category in CENTRAL
        is_small = ways[n] == "referred" and category not in REFERABLE
        if not (is_far or is_small):
            return ways.pop(n)
    return ""


def _report(stage: Stage, category: str = "") -> Report:
    prefecture = chosen(stage.rng, places.SHARES)
    at = stage.office.moment(stage.rng, prefecture)
    who, other = stage.rng.sample(stage.staff.askers[prefecture], 2)
    tried = stage.staff.tried
    if prefecture == TRIED and tried and other is not tried and stage.chance(0.03):
        who = tried
    category = category or stage.writer.category(at)
    if category in stage.writer.for_desk:
        who = stage.staff.of(prefecture)
    return Report(at, who, other, stage.writer.told(category, who, other, at))


def _outage(stage: Stage, many: int) -> Outage:
    """In one building, by different people where there are enough of them."""
    first = _report(stage, "line-down")
    prefecture, site = first.who.prefecture, first.who.site_id
    around = [one for one in stage.staff.askers[prefecture] if one is not first.who]
    around.sort(key=lambda one: one.site_id != site)
    others: list[Report] = []
    for n in range(many):
        who: Actor = around[n % len(around)] if around else first.who
        at = first.at + timedelta(minutes=4 + stage.rng.random() * 55)
        if at <= stage.office.now:
            words = stage.writer.told(stage.rng.choice(SAME), who, first.who, at)
            others.append(Report(at, who, first.who, words))
    return Outage(stage, first, others)


def _close_each_day(stage: Stage) -> None:
    for n in range(DAYS + 1):
        on = stage.office.first + timedelta(days=n)
        at = timezone.make_aware(datetime.combine(on, CLOSES_AT))
        stage.at(at, close_solved_tickets, door="job:close-solved-tickets")


def _progress(making: Making) -> Callable[[datetime], None]:
    """Says each month once."""
    said: set[tuple[int, int]] = set()

    def tell(at: datetime) -> None:
        if (month := (at.year, at.month)) not in said:
            said.add(month)
            making.say(f"  {at:%m/%Y}")

    return tell


def _at_nine(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(9)))
