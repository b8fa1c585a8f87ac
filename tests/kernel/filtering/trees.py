"""Random filters for hypothesis, in their one form."""

from hypothesis import strategies as st

from pindos.kernel.filtering import Condition, Mode, Op, joined

COLUMNS = ("state", "title", "opened", "with_unit")
NAMES = {name: name for name in COLUMNS}
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["and", "or", "ή", "όχι", "not", "(", '"', "«»", "a, b", "-7d", "23/11/2026", "Ιωάννης Σ."]
)


@st.composite
def conditions(draw, columns=COLUMNS, values=VALUES):
    op = draw(st.sampled_from(list(Op)))
    count = {Op.EMPTY: 0, Op.FILLED: 0, Op.BETWEEN: 2}.get(op, 1)
    if op is Op.IN:
        count = draw(st.integers(1, 3))
    listed = draw(st.lists(values, min_size=count, max_size=count))
    return Condition(draw(st.sampled_from(columns)), op, tuple(listed))


def trees(leaves):
    def groups(children):
        items = st.lists(children, min_size=1, max_size=3)
        return st.builds(joined, st.sampled_from(list(Mode)), items)

    return st.recursive(leaves, groups, max_leaves=6)
