"""Instructions that come with the product: a beginning that each office makes its own."""

from django.db import transaction

from pindos.kernel.access import Viewer
from pindos.knowledge.about import topics_offered
from pindos.knowledge.commands.drafting import begin, owner
from pindos.knowledge.commands.publishing import publish_instruction
from pindos.knowledge.models import Instruction
from pindos.knowledge.rules import topics_in
from pindos.knowledge.shipped import shipped


@transaction.atomic
def load_instructions(
    *, viewer: Viewer, unit: str = "", is_published: bool = False
) -> list[Instruction]:
    """Take in what ships with the product and is not here yet, as drafts of a unit.

    With ``is_published`` readers get them at once. What is here stays as it is, changed or
    retired; a second time that is all. Categories that the catalogue does not have are left out.
    """
    here = set(Instruction.objects.exclude(shipped="").values_list("shipped", flat=True))
    offered = {key for key, _name in topics_offered(viewer)}
    found = []
    for each in shipped():
        if each.key in here:
            continue
        categories = [key for key in each.categories if key in offered]
        given = {
            "title": each.title,
            "text": each.text,
            "kind": each.kind.value,
            "categories": categories,
        }
        row = begin(viewer, owner(viewer, unit), given, known=topics_in(categories))
        row.shipped = each.key
        row.save(update_fields=["shipped"])
        if is_published:
            row = publish_instruction(viewer=viewer, instruction_id=row.pk)
        found.append(row)
    return found
