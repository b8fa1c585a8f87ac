"""The acts on a ticket as pages know them: their words, their form and their command."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms import acts as forms
from pindos.servicedesk.web.forms.editing import EditForm
from pindos.servicedesk.web.forms.equip import EquipForm
from pindos.shell.drawing.addresses import address_of


@dataclass(frozen=True)
class Deed:
    """One act: what its button, its page and its message say."""

    act: Act
    command: Callable[..., Ticket]
    form: type[forms.ActForm]
    icon: str
    button: Promise
    title: Promise
    lead: Promise
    done: Promise

    @property
    def is_at_once(self) -> bool:
        """Whether it needs no words: a button does it."""
        return self.form is forms.ActForm

    def url(self, ticket: Ticket) -> str:
        """The address of its page."""
        return address_of(f"servicedesk:ticket-{self.act.value}", ticket.number)


TAKE = Deed(
    act=Act.TAKE,
    command=commands.take_ticket,
    form=forms.ActForm,
    icon="user",
    button=_("Take it"),
    title=_("Take the ticket"),
    lead=_("From now on you have the work."),
    done=_("You have it now."),
)
ASSIGN = Deed(
    act=Act.ASSIGN,
    command=commands.assign_ticket,
    form=forms.AssignForm,
    icon="user",
    button=_("Assign"),
    title=_("Assign the ticket"),
    lead=_("To whom of the department do you give the work?"),
    done=_("The ticket was assigned."),
)
PRIORITY = Deed(
    act=Act.PRIORITY,
    command=commands.set_priority,
    form=forms.PriorityForm,
    icon="chart",
    button=_("Set the priority"),
    title=_("Priority"),
    lead=_("Whom it hinders and how much give the priority."),
    done=_("The priority was set."),
)
EDIT = Deed(
    act=Act.EDIT,
    command=commands.edit_ticket,
    form=EditForm,
    icon="edit",
    button=_("Put it right"),
    title=_("Put the facts right"),
    lead=_("What it is called, where it is, who asked. The history shows what was put right."),
    done=_("The facts are put right."),
)
EQUIP = Deed(
    act=Act.EQUIP,
    command=commands.equip_ticket,
    form=EquipForm,
    icon="system",
    button=_("Save it"),
    title=_("About this equipment"),
    lead=_("Whoever looks at the equipment later finds the ticket."),
    done=_("It is saved which equipment it is about."),
)
ACCEPT = Deed(
    act=Act.ACCEPT,
    command=commands.accept_ticket,
    form=forms.ActForm,
    icon="user",
    button=_("Accept"),
    title=_("Accept the referral"),
    lead=_("From now on you have the work. The unit that referred it sees so."),
    done=_("You accepted the referral."),
)
RETURN = Deed(
    act=Act.RETURN,
    command=commands.return_ticket,
    form=forms.ReturnForm,
    icon="help",
    button=_("Return with a question"),
    title=_("Return with a question"),
    lead=_("The ticket goes back to the unit that referred it, until it answers."),
    done=_("The ticket went back with your question."),
)
HAND_BACK = Deed(
    act=Act.HAND_BACK,
    command=commands.hand_back_ticket,
    form=forms.HandBackForm,
    icon="returned",
    button=_("Hand back with an answer"),
    title=_("Hand back with an answer"),
    lead=_("The referral ends here. The local unit tells the person who asked."),
    done=_("The ticket went back with your answer."),
)
RECALL = Deed(
    act=Act.RECALL,
    command=commands.recall_ticket,
    form=forms.RecallForm,
    icon="undo",
    button=_("Recall"),
    title=_("Recall the referral"),
    lead=_("The work comes back to your department. The Directorate sees so."),
    done=_("The referral was recalled. The work is yours again."),
)
MOVE = Deed(
    act=Act.MOVE,
    command=commands.move_ticket,
    form=forms.MoveForm,
    icon="building",
    button=_("Move it"),
    title=_("It belongs elsewhere"),
    lead=_("For what came to the wrong unit. It is no referral: the other unit answers for it."),
    done=_("The ticket moved. Its number stays the same."),
)
RESOLVE = Deed(
    act=Act.RESOLVE,
    command=commands.resolve_ticket,
    form=forms.ResolveForm,
    icon="ok",
    button=_("It is solved"),
    title=_("It is solved"),
    lead=_("The person who asked gets your answer and confirms it, or opens it again."),
    done=_("Marked as solved. The person who asked was told."),
)
CONFIRM = Deed(
    act=Act.CONFIRM,
    command=commands.confirm_ticket,
    form=forms.ActForm,
    icon="ok",
    button=_("Yes, it is solved"),
    title=_("It is solved"),
    lead=_("The ticket closes. If it happens again, you open it with one click."),
    done=_("Thank you. The ticket is closed."),
)
REOPEN = Deed(
    act=Act.REOPEN,
    command=commands.reopen_ticket,
    form=forms.ReopenForm,
    icon="undo",
    button=_("Open it again"),
    title=_("Open it again"),
    lead=_("It goes back to the department that had it."),
    done=_("The ticket is open again."),
)

BY_ACT: dict[str, Deed] = {
    deed.act.value: deed
    for deed in (
        TAKE,
        ASSIGN,
        PRIORITY,
        EDIT,
        EQUIP,
        ACCEPT,
        RETURN,
        HAND_BACK,
        RECALL,
        MOVE,
        RESOLVE,
        CONFIRM,
        REOPEN,
    )
}
