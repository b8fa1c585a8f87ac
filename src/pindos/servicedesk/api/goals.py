"""Goals over HTTP."""

from pindos.kernel.web import Request
from pindos.servicedesk.api.asked import GoalIn
from pindos.servicedesk.api.router import may_change_settings, router
from pindos.servicedesk.api.told import GoalOut
from pindos.servicedesk.commands import set_goal
from pindos.servicedesk.queries import goals
from pindos.servicedesk.terms import Priority


@router.get("/goals", response=list[GoalOut])
def list_goals(request: Request) -> list[GoalOut]:
    """After how many hours a ticket counts as late, by priority."""
    return [_out(priority, hours) for priority, hours in goals().items()]


@router.post("/goals/{priority}", response=GoalOut)
def goal_set(request: Request, priority: str, body: GoalIn) -> GoalOut:
    """Set the hours of a priority (low, normal, high, critical, or 1 to 4); administrators."""
    may_change_settings(request)
    goal = set_goal(viewer=request.viewer, priority=priority, hours=body.hours)
    return _out(Priority(goal.priority), goal.hours)


def _out(priority: Priority, hours: int) -> GoalOut:
    return GoalOut(priority=priority, name=priority.name.lower(), hours=hours)
