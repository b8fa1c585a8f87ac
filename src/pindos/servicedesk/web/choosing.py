"""Choosing a category: a page of its own, or a part of the form when a script asks for it."""

from pindos.kernel.web import Request

FOUND = "category-found"  # the part that changes while words are typed


def choosing_template(request: Request) -> str:
    """Which of the three: the whole page, the choice inside a form, only what is found."""
    if not request.headers.get("HX-Request"):
        return "servicedesk/category_choose.html"
    if request.headers.get("HX-Target") == FOUND:
        return "servicedesk/_category_found.html"
    return "servicedesk/_category_choice.html"
