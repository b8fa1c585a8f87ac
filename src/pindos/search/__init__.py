"""One index for everything that can be found, in Greek as people write it.

It owns the entries, the weights of words and what was looked for in vain; it never knows what a
found thing is. A room above makes its things findable in three steps:

1. in its ``found.py`` it registers a kind once: ``search.about.finds(Kind(key=…, label=…,
   shown=…, source=…))``; ``shown`` is the last word on rights, asked for whatever is found;
2. in each command that changes such a thing, in the same transaction, it calls
   ``search.commands.keep_entry(Findable(kind=…, about_id=…, title=…, text=…, notes=…,
   readers=Readers(…), unit_id=…, at=…))``, or ``forget_entry(kind, about_id)`` when it is no
   more to be found; ``notes`` are found only by the units that read it in full;
3. where it wants to find, it asks ``search.queries.found_for(viewer, words, kinds=…, limit=…)``.
"""
