"""One process of ``make bench-mail``: takes letters in, and counts what became of them."""

import json
import os
import sys
from email.message import EmailMessage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
EACH = 3  # letters for each process that is killed


def letter(sender: str, number: int) -> bytes:
    """A letter as civil servants write them, with a signature and what it answers."""
    message = EmailMessage()
    message["From"] = f"Γεώργιος Οικονόμου <{sender}>"
    message["To"] = "support@apdhp.example"
    message["Subject"] = f"Δεν τυπώνει ο εκτυπωτής στο γραφείο {number}"
    message["Date"] = "Fri, 27 Nov 2026 09:13:00 +0200"
    message["Message-ID"] = f"<bench.{number}.{os.getpid()}@mail.example>"
    story = "Καλημέρα, ο εκτυπωτής βγάζει λευκές σελίδες από το πρωί.\n" * 10
    message.set_content(f"{story}\nΜε εκτίμηση,\nΓ. Οικονόμου\nΔασαρχείο", cte="8bit")
    return message.as_bytes()


def main() -> None:
    """Do what each line asks for (a way, how many letters), and print how it went."""
    import django  # noqa: PLC0415  the parent reads the letter without it

    django.setup()
    from pindos.config.threads import keep_by_thread  # noqa: PLC0415  as each process of ours

    keep_by_thread()
    port = int(sys.argv[1])
    from bench import mail_within  # noqa: PLC0415  models need the setup

    for line in sys.stdin:
        way, letters = line.split()
        print(json.dumps(mail_within.WAYS[way](int(letters), port)), flush=True)


if __name__ == "__main__":
    main()
