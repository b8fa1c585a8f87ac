"""Whether two reports of the same hours are about one trouble. Pure.

What reports of different troubles share says nothing: how it shows («δεν ανοίγει»), where people
sit, and what each has of their own. Two who forgot their passwords on one morning did not report
the same; two who name the line of Amyntaio did.
"""

from typing import NamedTuple

CROWD = 2  # others of the same hours that name the same thing: then it is an outage
COMMON = """
    ανοίγει άνοιξε ανοίγω δουλεύει δουλεύω λειτουργεί λειτουργία χάλασε χαλάει χαλασμένος έπεσε
    πέφτει πέσει κόπηκε κόβεται κόλλησε κολλάει αργεί αργός αργό αργά καθυστερεί σταμάτησε
    σταματά πρόβλημα σφάλμα βλάβη λάθος βγάζει βγάλει μπαίνω μπαίνει μπει μπορώ μπορεί βλέπω
    φαίνεται χάνεται χάθηκε ζητά ζητάει θέλω θέλει χρειάζομαι χρειάζεται αίτημα βοήθεια σήμερα
    χθες πρωί μεσημέρι συνέχεια πάλι κάνω κάνει γίνεται δέχεται ανάβει σβήνει έσβησε τυπώνει
    εκτύπωση στέλνω στέλνει στείλω λαμβάνω παίρνω έρχονται τρέχει νέος νέα νέο καινούργιος παλιός
    αλλαγή αντικατάσταση εγκατάσταση προσθήκη αναβάθμιση ανανέωση ξέχασα έληξε λήγει κλείδωσε
    κλειδωμένος υπάρχει έχουμε καθόλου τελείως όλους εντελώς
    γραφείο όροφος κτίριο διοικητήριο αίθουσα τμήμα διεύθυνση υπηρεσία υπάλληλος συνάδελφος
    προϊστάμενος χρήστης θέση
    υπολογιστής φορητός οθόνη πληκτρολόγιο ποντίκι εκτυπωτής σαρωτής σκάνερ τόνερ μελάνι χαρτί
    κωδικός λογαριασμός συσκευή πρίζα καλώδιο αρχείο έγγραφο άδεια πρόγραμμα υπογραφή
    laptop pc printer scanner password windows office word excel
"""


class Likeness(NamedTuple):
    """What a report has in common with the one that is looked at; words are those of its title.

    ``things`` are the shared words that name something, of ``least`` in the title that has fewer.
    """

    words: int
    shorter: int
    things: int
    least: int
    has_category: bool
    has_requester: bool

    @property
    def names_all(self) -> bool:
        """Whether one title names nothing that the other does not, or nearly."""
        return self.things > 0 and 2 * self.things > self.least


def is_likely(one: Likeness, others: int) -> bool:
    """Whether both are probably one trouble; ``others`` of the same hours name all of it too.

    Whoever reports twice in their own words, two things that both name, or one when it is all that
    one of them names and the category, or a crowd, speaks for it.
    """
    if one.has_requester and one.words and 2 * one.words >= one.shorter:
        return True
    if one.things >= 2 and 2 * one.things >= one.least:
        return True
    return one.names_all and (one.has_category or others >= CROWD)
