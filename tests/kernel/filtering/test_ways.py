"""How an «or» of columns is asked for column by column."""

from django.db.models import Q

from pindos.kernel.filtering.ways import ways


def test_what_is_in_one_column_or_another_is_asked_for_in_each_of_them():
    either = Q(unit__in=(5,)) | Q(with_unit__in=(5,))
    assert ways(Q(state="new") & either) == [
        Q(("state", "new"), Q(unit__in=(5,))),
        Q(("state", "new"), Q(with_unit__in=(5,))),
    ]
    assert ways(either) == [Q(unit__in=(5,)), Q(with_unit__in=(5,))]


def test_what_no_index_holds_in_order_is_asked_for_as_a_whole():
    for whole in (
        Q(),
        Q(unit=5),
        Q(state="new") | Q(state="closed"),
        Q(unit__in=(5, 6)) | Q(with_unit__in=(5, 6)),
        Q(unit=5) | Q(late_at__isnull=True),
        Q(unit=5) | (Q(with_unit=5) & Q(state="new")),
        ~(Q(unit=5) | Q(with_unit=5)),
    ):
        assert ways(whole) == [whole]
