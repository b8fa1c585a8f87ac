"""Filter anything: a list declares its columns, and every door asks it in the same language.

Use it as ``listing_called("tickets").found(viewer, "state = open and late = yes")``: the rows that
the viewer sees and the filter finds, in no order.
"""

from pindos.kernel.filtering.asking import Asked
from pindos.kernel.filtering.counting import CountOf
from pindos.kernel.filtering.doors import After, Filter, Size, Sort
from pindos.kernel.filtering.errors import Unreadable
from pindos.kernel.filtering.found import Found
from pindos.kernel.filtering.kinds import (
    Choice,
    Day,
    Kind,
    Moment,
    Named,
    Number,
    Option,
    YesNo,
)
from pindos.kernel.filtering.language import parse, write
from pindos.kernel.filtering.listing import (
    MOST_COUNTED,
    Column,
    Listing,
    choice,
    counted,
    listing_called,
    listings,
    register,
)
from pindos.kernel.filtering.serving import list_page
from pindos.kernel.filtering.shaped import Seen
from pindos.kernel.filtering.shapes import as_json, from_json
from pindos.kernel.filtering.terms import (
    EVERYTHING,
    Condition,
    Group,
    Mode,
    Node,
    Op,
    both,
    joined,
)
from pindos.kernel.filtering.words import Text, WordsOf

__all__ = [
    "EVERYTHING",
    "MOST_COUNTED",
    "After",
    "Asked",
    "Choice",
    "Column",
    "Condition",
    "CountOf",
    "Day",
    "Filter",
    "Found",
    "Group",
    "Kind",
    "Listing",
    "Mode",
    "Moment",
    "Named",
    "Node",
    "Number",
    "Op",
    "Option",
    "Seen",
    "Size",
    "Sort",
    "Text",
    "Unreadable",
    "WordsOf",
    "YesNo",
    "as_json",
    "both",
    "choice",
    "counted",
    "from_json",
    "joined",
    "listing_called",
    "list_page",
    "listings",
    "parse",
    "register",
    "write",
]
