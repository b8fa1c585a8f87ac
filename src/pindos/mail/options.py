"""How mail is judged, and how long it is kept whole."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Choice, Flag, Line, Number
from pindos.kernel.options import KEEPING, Section, option
from pindos.mail.terms import Answers

REGISTER, ANYONE = "register", "anyone"
MAIL = Section(
    "incoming-mail",
    _("Incoming mail"),
    _("Who may write to the desk, and what keeps machines from writing to each other."),
    24,
)
WHO = option(
    "mail.who_may_open",
    Choice(
        {
            REGISTER: _("People of the register; others go to quarantine"),
            ANYONE: _("Anyone: for somebody unknown the mailbox's unit has it"),
        }
    ),
    default=REGISTER,
    label=_("Who may open a ticket by mail"),
    help=_("Whatever is in quarantine is kept, and a person decides."),
    section=MAIL,
)
DOMAINS = option(
    "mail.own_domains",
    Line(500),
    default="",
    label=_("Domains of the office"),
    help=_(
        "With commas between them: apdhp.example, florina.apdhp.example. What comes from there, "
        "of somebody who is not in the register, waits in the inbox of the unassigned."
    ),
    section=MAIL,
)
RECEIVING = option(
    "mail.receiving_server",
    Line(200),
    default="",
    label=_("Name of the receiving mail server"),
    help=_(
        "As it stands at the beginning of its Authentication-Results lines. Mail of which it says "
        "that DMARC failed goes to quarantine. Empty: nobody is asked, and rules find SPF, DKIM "
        "and DMARC unknown."
    ),
    section=MAIL,
)
ORDERS = option(
    "mail.orders",
    Flag(),
    default=False,
    label=_("Technicians order by mail"),
    help=_(
        "In the first lines of a reply: #solved, #ask, #note, #take, #time 30. Only "
        "with a receiving server that checks who sent it: an address is easily forged."
    ),
    section=MAIL,
)
ANSWERS = option(
    "mail.answers",
    Choice(
        {
            Answers.UNLESS_FAILED: _("Everybody of whom the server did not find them forged"),
            Answers.PASSED: _("Only those for whom the receiving server vouches"),
            Answers.NOBODY: _("Nobody who is not in the register"),
        }
    ),
    default=Answers.UNLESS_FAILED,
    label=_("Whose message is answered that waits for a person"),
    help=_(
        "They hear that it came, and later the number of its ticket. Machines, lists, blocked and "
        "dead addresses are never answered, and no address more than five times in a day."
    ),
    section=MAIL,
)
PER_ADDRESS = option(
    "mail.most_from_address",
    Number(1, 1000, _("messages")),
    default=20,
    label=_("Most from one address in an hour"),
    help=_("What comes above that goes to quarantine, and nobody is answered."),
    section=MAIL,
)
PER_THREAD = option(
    "mail.most_on_thread",
    Number(1, 1000, _("messages")),
    default=15,
    label=_("Most on one ticket in ten minutes"),
    help=_("Two machines that write to each other are stopped by this."),
    section=MAIL,
)
ARRIVAL_DAYS = option(
    "mail.days_kept",
    Number(30, 3650, _("days")),
    default=730,
    label=_("Messages that came by mail"),
    help=_("The message as it came is forgotten after so many days; its ticket is not."),
    section=KEEPING,
)
