"""Words of surveys.

The scale has three steps in words and no numbers. A unit gets a handful of answers a month: of so
few, the share of those who were content is told as surely as a mean of five steps, and everybody
reads the words alike, while «1 of 5» is the best to some and the worst to others. «No» says at
once that a head ought to look, and three links fit into a letter on a telephone.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COMMENT_LENGTH = 1_000  # characters
GOOD_DAYS = 14  # days for which a question can be answered, and the answer be changed
LEAST_TOLD = 5  # answers from which on a share is told
MOST_CHANGES = 20  # of one answer: whoever has the link cannot fill the trail with it
QUESTION = _("Were you served?")


class Answer(TextChoices):
    """What whoever asked says of the solution."""

    YES = "yes", pgettext_lazy("served", "Yes")
    PARTLY = "partly", pgettext_lazy("served", "Partly")
    NO = "no", pgettext_lazy("served", "No")
