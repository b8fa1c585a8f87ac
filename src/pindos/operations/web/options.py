"""The pages of the settings: all of them to be searched, and a section to be changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.options import sections
from pindos.kernel.text import fold
from pindos.kernel.web import Request
from pindos.operations.commands import set_options
from pindos.operations.queries import Setting, options_for
from pindos.operations.web.option_forms import OptionsForm


@login_required
@require_safe
def option_list(request: Request) -> HttpResponse:
    """All settings by section: what is set, what is at its default, by whom and when."""
    every = options_for(request.viewer)
    sought = request.GET.get("q", "")[:100]
    shown = [each for each in every if fits(each, sought)]
    words = {
        "groups": [
            (section, [each for each in shown if each.option.section is section])
            for section in sections()
            if any(each.option.section is section for each in shown)
        ],
        "set": sum(not each.is_default for each in every),
        "count": len(every),
        "q": sought,
    }
    return render(request, "operations/option_list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def options_set(request: Request, section: str) -> HttpResponse:
    """The settings of one section, changed together."""
    settings = options_for(request.viewer, section)
    if not settings:
        raise NotFound
    form = OptionsForm(settings, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            changed = set_options(
                viewer=request.viewer, values=form.values(), versions=form.versions()
            )
        except Invalid as wrong:
            form.blame(wrong.fields)
        else:
            messages.success(request, _said(len(changed)))
            return redirect("operations:options-set", section=section)
    words = {"form": form, "section": settings[0].option.section}
    status = 422 if form.is_bound else 200
    return render(request, "operations/options_set.html", words, status=status)


def fits(setting: Setting, sought: str) -> bool:
    """Whether every word that is sought stands in the words of the setting or in its key."""
    option = setting.option
    said = (option.label, option.help, option.section.label, option.key, setting.words)
    text = fold(" ".join(map(str, said)))
    return all(word in text for word in fold(sought).split())


def _said(count: int) -> str:
    if not count:
        return _("Nothing was different, so nothing was changed.")
    words = ngettext(
        "%(n)d setting was changed; it holds from now on.",
        "%(n)d settings were changed; they hold from now on.",
        count,
    )
    return words % {"n": count}
