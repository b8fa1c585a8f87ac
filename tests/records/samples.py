"""Files as people send them, made here: real pictures with the place they were taken in them."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from pillow_heif import from_pillow

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
SECRETS = (b"Kamera", b"Exif", b"GPS", b"xmpmeta", b"Amyntaio", b"SECRET")
XMP = b'<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/">Amyntaio</x:xmpmeta>'


def upload(data, name="χαρτί.bin"):
    return SimpleUploadedFile(name, data)


def exif(orientation=1):
    found = Image.Exif()
    found[MAKE] = "Kamera"
    found[ORIENTATION] = orientation
    found.get_ifd(GPS).update({1: "N", 2: (40.0, 41.0, 24.0), 3: "E", 4: (21.0, 40.0, 48.0)})
    return found.tobytes()


def drawing(size=(60, 40), mode="RGB"):
    """Red on the left, blue on the right: one sees which way is up."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def saved(picture, format, **options):
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def jpeg(orientation=1, **options):
    data = saved(drawing(), "JPEG", exif=exif(orientation), xmp=XMP, comment=b"SECRET", **options)
    return data + b"SECRET after the end"


def heic():
    out = io.BytesIO()
    from_pillow(drawing()).save(out, exif=exif(), xmp=XMP)
    return out.getvalue()


def png():
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "SECRET")
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(drawing(), "PNG", pnginfo=said, exif=exif())


def webp():
    return saved(drawing(), "WEBP", exif=exif(), xmp=XMP)


def tiff():
    return saved(drawing(), "TIFF", exif=exif(), description="SECRET")


def gif():
    return saved(drawing(), "GIF", comment=b"SECRET")


def moving(format, frames=3):
    pictures = [Image.new("RGB", (40, 40), colour) for colour in ("red", "lime", "blue")[:frames]]
    options = {"comment": b"SECRET"} if format == "GIF" else {"exif": exif()}
    return saved(
        pictures[0],
        format,
        save_all=True,
        append_images=pictures[1:],
        duration=[100, 200, 300],
        loop=0,
        **options,
    )


def bomb(side=50_000):
    """A PNG of a few kilobytes that says it is 50,000 by 50,000 pixels."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000, 9))
    return b"\x89PNG\r\n\x1a\n" + header + body + chunk(b"IEND", b"")


def gif_that_says(size):
    data = gif()
    return data[:6] + struct.pack("<HH", *size) + data[10:]


def packed(*names, data=b"\xce\xb1"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def odt():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr(zipfile.ZipInfo("content.xml"), "<office/>")
    return out.getvalue()


def zip_bomb():
    """2 GB of zeros in 2 MB would take long to make; the list of contents says as much."""
    data = bytearray(packed("a", data=b"\0" * 10_000))
    at = data.rfind(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 3_000_000_000)
    return bytes(data)


def ole(*streams):
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + names


MAIL = """Received: from mail.example.gr\r
From: Ανθή <anthi@example.gr>\r
Subject: =?utf-8?b?zpHOvA==?=\r
\r
Ο εκτυπωτής δεν τυπώνει.\r
""".encode()
SIGNED = bytes.fromhex("3082010006092a864886f70d010702a0") + b"\0" * 200
PROGRAM = b"MZ\x90\0\x03\0\0\0" + b"\0" * 100
VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 100
