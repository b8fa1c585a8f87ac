"""Words that stand in every text and say nothing of it, folded."""

_WORDS = """
    ο η το οι τα του τησ των τον την τουσ τισ και κι να θα με σε για γι απο απ στο στη στην στον
    στα στισ στουσ στησ στων που πωσ οτι αν δε δεν μη μην ειναι εχω εχει εχουμε εχουν μου σου μασ
    σασ ενα μια ενασ εναν μιασ ενοσ αλλα ωσ οπωσ οταν πολυ εδω εκει αυτο αυτη αυτοσ αυτα αυτον
    αυτην αυτων ηταν ημουν κατι καποιοσ καποια γιατι επισησ καθε ολα ολο ολη ολοι μετα πριν προσ
    παρα κατα χωρισ μονο ετσι τι ποιοσ ποια ποιο τοτε τωρα ξανα σαν μεσα εξω πανω κατω
    παρακαλω ευχαριστω καλημερα καλησπερα χαιρετε γεια
    the a an and or of to in is it for on at with not
    o i h oi ta tou tis ths twn ton tin thn tous kai ke na tha 8a me se gia apo sto sti stin sthn
    ston sta stis pou pws pos oti den de mi mhn min einai exw exo exei mou sou mas sas ena mia
    parakalo parakalw kalimera kalhmera efxaristo euxaristw
"""
STOPS = frozenset(_WORDS.split())
