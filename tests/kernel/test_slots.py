from pindos.kernel import slots
from pindos.kernel.access import NOBODY


def test_a_page_shows_panels_it_does_not_know():
    @slots.panel("test.page")
    def above(viewer, pk):
        return f"<p>{pk}</p>"

    assert slots.render("test.page", NOBODY, 3) == "<p>3</p>"
