"""The announcement at the top of every page, and how long notices are kept."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Words
from pindos.kernel.kinds import Choice, Listed, Moment, Number, Said, moment_of
from pindos.kernel.options import KEEPING, Section, Values, option

CALM, CAREFUL, LOUD = "calm", "warn", "down"
EVERYONE, DESK = "everyone", "desk"


def _in_order(values: Values) -> dict[str, Words]:
    begins, ends = moment_of(values[SINCE.key]), moment_of(values[UNTIL.key])
    if begins and ends and ends <= begins:
        return {UNTIL.key: _("The end lies before the beginning.")}
    return {}


ANNOUNCEMENT = Section(
    "announcement",
    _("Announcement"),
    _("A few words at the top of every page: a planned outage, a change, a warning."),
    20,
    _in_order,
)
TEXT = option(
    "notices.announcement",
    Said(500, has_lines=True),
    default={"el": "", "en": ""},
    label=_("What it says"),
    help=_("Without a text nothing is shown."),
    section=ANNOUNCEMENT,
)
SINCE = option(
    "notices.announcement_since",
    Moment(),
    default="",
    label=_("Shown from"),
    help=_("Empty: at once."),
    section=ANNOUNCEMENT,
)
UNTIL = option(
    "notices.announcement_until",
    Moment(),
    default="",
    label=_("Shown until"),
    help=_("Empty: until somebody takes it away."),
    section=ANNOUNCEMENT,
)
MOOD = option(
    "notices.announcement_mood",
    Choice(
        {CALM: _("Calm: for information"), CAREFUL: _("Look here"), LOUD: _("Something is down")}
    ),
    default=CALM,
    label=_("How loud it is"),
    help=_("Colour and shape of the announcement."),
    section=ANNOUNCEMENT,
)
AUDIENCE = option(
    "notices.announcement_audience",
    Choice({EVERYONE: _("Everyone, also before signing in"), DESK: _("Only who works here")}),
    default=EVERYONE,
    label=_("Who sees it"),
    help=_("Those who only ask for help see what is for everyone."),
    section=ANNOUNCEMENT,
)
NOTICE_DAYS = option(
    "notices.days_kept",
    Number(7, 3650, _("days")),
    default=365,
    label=_("Notices"),
    help=_("A notice is forgotten so many days after it was read."),
    section=KEEPING,
)
WEBHOOKS = Section(
    "webhooks",
    _("Webhooks (other programs)"),
    _("Where receivers may stand, and how long they are waited for."),
    25,
)
WEBHOOK_NETWORKS = option(
    "notices.webhook_networks",
    Listed(most=50, of="networks"),
    default=[],
    label=_("Networks in which receivers may stand"),
    help=_(
        "One a line, such as 10.0.0.0/8. Without one, only addresses of the open Internet are "
        "called, by https. Inside these networks http is allowed too."
    ),
    section=WEBHOOKS,
)
WEBHOOK_PATIENCE = option(
    "notices.webhook_patience",
    Number(1, 60, _("seconds")),
    default=10,
    label=_("Waiting for a receiver"),
    help=_("A receiver that has not answered by then is tried again later."),
    section=WEBHOOKS,
)
WEBHOOK_DAYS = option(
    "notices.webhook_days_kept",
    Number(7, 365, _("days")),
    default=30,
    label=_("Log of webhooks"),
    help=_("What was sent, or given up, is forgotten after so many days."),
    section=KEEPING,
)
