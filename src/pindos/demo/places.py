"""Where people of the demonstration sit: buildings of each prefecture, and services in them."""

# Key of the prefecture: its share of the people, the telephone code, the buildings by capital.
SHARES = {
    "IOA": 0.27, "KOZ": 0.18, "ART": 0.11, "PRE": 0.11, "THE": 0.1, "KAS": 0.09, "FLO": 0.08,
    "GRE": 0.06,
}  # fmt: skip
CODES = {
    "IOA": "26510", "KOZ": "24610", "ART": "26810", "PRE": "26820", "THE": "26650",
    "KAS": "24670", "FLO": "23850", "GRE": "24620",
}  # fmt: skip
BUILDINGS = (
    ("DIO", "Διοικητήριο {genitive}", 0.6),
    ("DAS", "Διεύθυνση Δασών {genitive}", 0.22),
    ("ALL", "Υπηρεσία Μιας Στάσης {genitive}", 0.18),
)
SERVICES = {
    "DIO": (
        "Τμήμα Διοικητικού Οικονομικού {genitive}", "Τμήμα Αστικής Κατάστασης {genitive}",
        "Τμήμα Τοπικής Αυτοδιοίκησης {genitive}", "Τμήμα Περιβάλλοντος {genitive}",
        "Πρωτόκολλο {genitive}", "Τμήμα Κοινωφελών Περιουσιών {genitive}",
    ),
    "DAS": (
        "Δασαρχείο {genitive}", "Τμήμα Δασικών Χαρτογραφήσεων {genitive}",
        "Τμήμα Προστασίας Δασών {genitive}",
    ),
    "ALL": ("Τμήμα Αδειών Διαμονής {genitive}", "Τμήμα Ιθαγένειας {genitive}"),
}  # fmt: skip
MODELS = {
    "computer": ("Dell OptiPlex 3080", "HP ProDesk 400 G6", "Lenovo ThinkCentre M70s",
                 "Turbo-X Business", "Fujitsu Esprimo D556"),
    "laptop": ("Lenovo ThinkPad L14", "HP ProBook 450 G8", "Dell Latitude 3520"),
    "screen": ("Dell P2419H", "LG 24MK430", "Philips 243V7", "Samsung S24F350"),
    "printer": ("Kyocera ECOSYS M3145dn", "Ricoh MP 3055", "HP LaserJet M404dn",
                "Lexmark MX521", "Brother HL-L5100DN"),
    "scanner": ("Fujitsu fi-7160", "Canon DR-C240"),
    "network": ("HPE 1820-24G", "Cisco SG350-28", "MikroTik RB2011"),
    "server": ("HPE ProLiant ML350 Gen10", "Dell PowerEdge T340"),
}  # fmt: skip
