"""Files that people send: a photographed error, a delivery note; drawn here, of nobody's."""

from functools import cache
from importlib import import_module
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

CODES = ("0x80090016", "49.4C02", "ORA-12541", "HTTP 502", "0xc0000142", "CRITICAL_PROCESS_DIED")
FORM = """#set page(width: 148mm, height: 105mm, margin: 12mm)
#set text(font: "Libertinus Serif", size: 10pt, lang: "el")
*ΔΕΛΤΙΟ ΤΕΧΝΙΚΗΣ ΕΡΓΑΣΙΑΣ* #h(1fr) αρ. %s
#v(4mm)
Είδος εργασίας: επιτόπιος έλεγχος και αποκατάσταση \\
Ανταλλακτικά: κανένα \\
Διάρκεια: %s λεπτά
#v(12mm)
Ο τεχνικός #h(1fr) Ο παραλαβών
"""
DIFFERENT = 4  # papers and pictures; many tickets share the bytes of one


def picture(rng: Random) -> SimpleUploadedFile:
    """What somebody photographed of a screen."""
    name = f"IMG_{rng.randrange(1000, 9999)}.png"
    return SimpleUploadedFile(name, _screen(rng.randrange(len(CODES))), "image/png")


def paper(rng: Random) -> SimpleUploadedFile:
    """A form that the technician filled in."""
    number = rng.randrange(DIFFERENT)
    return SimpleUploadedFile(f"deltio_{number + 101}.pdf", _form(number), "application/pdf")


@cache
def _screen(number: int) -> bytes:
    image = Image.new("RGB", (640, 400), "#1b3f73")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 372, 640, 400), fill="#10213c")
    draw.rectangle((120, 110, 520, 270), fill="#f2f2f2", outline="#8a8a8a")
    draw.rectangle((120, 110, 520, 138), fill="#ffffff")
    draw.ellipse((142, 168, 182, 208), fill="#c42b1c")
    draw.line((153, 179, 171, 197), fill="white", width=4)
    draw.line((171, 179, 153, 197), fill="white", width=4)
    draw.text((200, 178), f"Error {CODES[number]}", fill="#202020", font_size=20)
    draw.rectangle((420, 228, 500, 256), fill="#e1e1e1", outline="#5a5a5a")
    draw.text((450, 232), "OK", fill="#202020", font_size=16)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@cache
def _form(number: int) -> bytes:
    source = FORM % (number + 101, (20, 35, 50, 90)[number])
    drawn = import_module("typst").compile(source.encode(), format="pdf")  # 20 MB: when needed
    return bytes(drawn)
