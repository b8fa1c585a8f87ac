"""Pictures without what their camera knows: place, time, owner, device, thumbnails (least data).

Every picture is decoded and written anew, so that nothing that stands beside the pixels survives:
EXIF, GPS, XMP, IPTC, comments, colour profiles, what follows the end of the picture.
"""

from collections.abc import Callable, Iterator
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, JpegImagePlugin
from pillow_heif import register_heif_opener

from pindos.kernel.errors import Refused, Words
from pindos.records.kinds import AVIF, BMP, BROKEN, HEIF, JPEG, PNG, Kind

register_heif_opener()

MOST_BYTES = 200_000_000  # unpacked, all frames together: 66 megapixels in colour
MOST_FRAMES = 1000
AT_ONCE = 2  # pictures in work in one process; each may take twice MOST_BYTES of memory
KEPT = {"transparency", "loop", "default_image"}  # of what stands beside the pixels
PACKINGS = {"group3", "group4", "tiff_lzw", "tiff_deflate", "tiff_adobe_deflate", "jpeg"}
BECOMES = {HEIF: JPEG, AVIF: JPEG, BMP: PNG}  # every browser shows these, not every one those

TOO_LARGE: Words = _("The picture is too large (more than 66 megapixels). Send a smaller one.")

_turns = BoundedSemaphore(AT_ONCE)


def without_traces(file: BinaryIO, kind: Kind) -> tuple[Kind, Callable[[BinaryIO], None]]:
    """The kind that a picture gets, and what writes it; it refuses broken and huge ones."""
    becomes = BECOMES.get(kind, kind)

    def write(out: BinaryIO) -> None:
        with _turns:
            _rewrite(file, kind, becomes, out)

    return becomes, write


def _rewrite(file: BinaryIO, kind: Kind, becomes: Kind, out: BinaryIO) -> None:
    file.seek(0)
    try:
        with Image.open(file, formats=[kind.picture]) as picture:
            _check(picture, becomes)
            _write(picture, becomes, out)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused(TOO_LARGE) from error
    except Exception as error:
        raise Refused(BROKEN) from error  # a decoder can stumble over anything


def _check(picture: Image.Image, becomes: Kind) -> None:
    """Before a single pixel is unpacked: no memory holds what a small file may unpack to."""
    width, height = picture.size
    frames = _frames_of(picture) if becomes is not JPEG else 1
    bands = max(len(picture.getbands()), 3)
    if frames > MOST_FRAMES or width * height * bands * frames > MOST_BYTES:
        raise Refused(TOO_LARGE)


def _write(picture: Image.Image, becomes: Kind, out: BinaryIO) -> None:
    if becomes is JPEG:
        _write_jpeg(picture, out)
        return
    options = _options(picture, becomes)
    if _frames_of(picture) == 1:
        _bare(picture).save(out, becomes.picture, **options)
        return
    first, *rest = [_bare(frame) for frame in _frames(picture)]
    first.save(out, becomes.picture, save_all=True, append_images=rest, **options)


def _write_jpeg(picture: Image.Image, out: BinaryIO) -> None:
    """With the tables it came with, so that writing it anew costs no quality."""
    options = _dpi(picture)
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and picture.mode in {"L", "RGB"}:
        sampling = JpegImagePlugin.get_sampling(picture)
        options |= {"qtables": picture.quantization, "subsampling": sampling}
    else:
        options["quality"] = 90
    bare = _bare(picture)
    if bare.has_transparency_data:
        ground = Image.new("RGB", bare.size, "white")
        ground.paste(bare, mask=bare.convert("RGBA").getchannel("A"))
        bare = ground
    if bare.mode not in {"L", "RGB"}:
        bare = bare.convert("RGB")
    bare.save(out, "JPEG", **options)


def _bare(picture: Image.Image) -> Image.Image:
    """A copy of the pixels the right way up."""
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
    return upright


def _options(picture: Image.Image, becomes: Kind) -> dict[str, Any]:
    """What the format needs to look and move as before."""
    moving = _frames_of(picture) > 1
    options = _dpi(picture)
    if moving and becomes.picture != "TIFF":
        options["duration"] = [frame.info.get("duration", 0) for frame in _frames(picture)]
        options["loop"] = picture.info.get("loop", 0 if becomes.picture != "GIF" else None)
    if becomes.picture == "GIF":
        options |= {"comment": b"", "disposal": 2}
    if becomes.picture == "WEBP":
        options["quality"] = 90
    if becomes.picture == "TIFF":
        packing = picture.info.get("compression")
        options["compression"] = packing if packing in PACKINGS else "tiff_deflate"
    return {name: value for name, value in options.items() if value is not None}


def _dpi(picture: Image.Image) -> dict[str, Any]:
    """How large it is on paper, where that can be believed: a scan is printed in its own size."""
    dpi = tuple(float(each) for each in picture.info.get("dpi", ()))
    return {"dpi": dpi} if len(dpi) == 2 and all(1 < each < 10_000 for each in dpi) else {}


def _frames_of(picture: Image.Image) -> int:
    return int(getattr(picture, "n_frames", 1))


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for index in range(_frames_of(picture)):
        picture.seek(index)
        picture.load()
        yield picture
    picture.seek(0)
