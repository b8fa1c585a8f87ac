import io

import pytest
from PIL import Image
from tests.records import samples as s

from pindos.kernel.errors import Refused
from pindos.records.kinds import BROKEN, kind_of
from pindos.records.pictures import TOO_LARGE, without_traces


def cleaned(data):
    file, out = io.BytesIO(data), io.BytesIO()
    kind, write = without_traces(file, kind_of(file))
    write(out)
    return kind, out.getvalue()


def is_close(pixel, colour):
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.mark.parametrize("make", [s.jpeg, s.png, s.webp, s.tiff, s.gif, s.heic])
def test_nothing_of_camera_and_place_is_left(make):
    before = make()
    assert any(secret in before for secret in s.SECRETS)
    _, after = cleaned(before)
    assert not [secret for secret in s.SECRETS if secret in after]
    with Image.open(io.BytesIO(after)) as picture:
        assert not dict(picture.getexif()).keys() & {s.MAKE, s.GPS, s.ORIENTATION}
        assert picture.size == (60, 40)
        assert is_close(picture.convert("RGB").getpixel((5, 20)), RED)
        assert is_close(picture.convert("RGB").getpixel((55, 20)), BLUE)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(3, (60, 40), (55, 20)), (6, (40, 60), (20, 5)), (8, (40, 60), (20, 55))],
)
def test_a_photo_taken_sideways_stands_upright_without_its_mark(orientation, size, red_at):
    _, after = cleaned(s.jpeg(orientation))
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.size == size and is_close(picture.getpixel(red_at), RED)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF"])
def test_other_formats_stand_upright_too(format):
    _, after = cleaned(s.saved(s.drawing(), format, exif=s.exif(6)))
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.size == (40, 60)
        assert is_close(picture.convert("RGB").getpixel((20, 5)), RED)


@pytest.mark.parametrize(
    ("data", "becomes", "format"),
    [
        (s.heic(), "image/jpeg", "JPEG"),
        (s.saved(s.drawing(), "AVIF"), "image/jpeg", "JPEG"),
        (s.saved(s.drawing(), "BMP"), "image/png", "PNG"),
        (s.saved(s.drawing(mode="CMYK"), "JPEG"), "image/jpeg", "JPEG"),
    ],
)
def test_a_picture_becomes_one_that_every_browser_shows(data, becomes, format):
    kind, after = cleaned(data)
    assert kind.content_type == becomes
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.format == format and picture.mode == "RGB"
        assert is_close(picture.getpixel((5, 20)), RED)


def test_a_photo_loses_no_quality_and_grows_not(tmp_path):
    noise = Image.effect_noise((400, 300), 60).convert("RGB")
    before = s.saved(noise, "JPEG", quality=75, exif=s.exif())
    _, after = cleaned(before)
    assert len(after) <= len(before)
    with Image.open(io.BytesIO(before)) as a, Image.open(io.BytesIO(after)) as b:
        assert a.quantization == b.quantization


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_still_moves(format):
    before = s.moving(format)
    _, after = cleaned(before)
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.n_frames == 3
        colours, durations = [], []
        for index in range(3):
            picture.seek(index)
            picture.load()
            colours.append(picture.convert("RGB").getpixel((20, 20)))
            durations.append(picture.info["duration"])
    assert durations == [100, 200, 300]
    assert [colour.index(max(colour)) for colour in colours] == [0, 1, 2]
    assert b"SECRET" not in after and b"Kamera" not in after


def test_a_scan_keeps_its_pages_and_its_size_on_paper():
    pages = [Image.new("1", (100, 140), n % 2) for n in range(3)]
    before = s.saved(
        pages[0],
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(300, 300),
    )
    _, after = cleaned(before)
    with Image.open(io.BytesIO(after)) as scan:
        assert scan.n_frames == 3 and scan.info["compression"] == "group4"
        assert [round(float(n)) for n in scan.info["dpi"]] == [300, 300]


def test_a_transparent_picture_stays_so():
    _, after = cleaned(s.saved(Image.new("RGBA", (10, 10), (0, 0, 255, 0)), "PNG"))
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.getpixel((5, 5))[3] == 0


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "data",
    [
        s.bomb(),
        s.bomb(12_000),
        s.gif_that_says((9000, 8000)),
    ],
    ids=["50,000 by 50,000", "144 megapixels", "72 megapixels"],
)
def test_a_picture_that_no_memory_holds_is_refused_before_it_is_unpacked(data):
    assert len(data) < 500_000
    with pytest.raises(Refused) as refusal:
        cleaned(data)
    assert refusal.value.words == TOO_LARGE


@pytest.mark.parametrize("make", [s.jpeg, s.png, s.webp, s.tiff, s.gif, s.heic])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_truncated_picture_is_refused(make, part):
    data = make().removesuffix(b"SECRET after the end")
    if make is s.gif and part > 0.5:
        pytest.skip("what is missing is only the end mark")
    with pytest.raises(Refused) as refusal:
        cleaned(data[: int(len(data) * part)])
    assert refusal.value.words == BROKEN


def test_a_picture_with_a_text_that_unpacks_to_a_flood_is_refused():
    said = s.PngImagePlugin.PngInfo()
    said.add_text("Comment", "0" * 80_000_000, zip=True)
    with pytest.raises(Refused):
        cleaned(s.saved(s.drawing(), "PNG", pnginfo=said))
