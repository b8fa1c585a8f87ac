"""What kind of work somebody has at the desk: it decides how pages look, never what is allowed."""

from pindos.kernel.access import Viewer
from pindos.organisation.rights import ACTING, SEEING


def works(viewer: Viewer) -> bool:
    """Whether the viewer works on the tickets of others."""
    return viewer.holds(*ACTING)


def reads(viewer: Viewer) -> bool:
    """Whether the viewer sees the tickets of others."""
    return viewer.holds(*SEEING)


def frame_of(viewer: Viewer) -> str:
    """The frame of a page that both kinds of people open."""
    return "shell/base.html" if reads(viewer) else "servicedesk/own_frame.html"
