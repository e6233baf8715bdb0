#!/usr/bin/env python3
"""Draw the photographs of the sample galleries.

    python3 tools/draw_photos.py content/gallery            every gallery
    python3 tools/draw_photos.py content/gallery street-day only the named ones

The sample site shows no real place and no real person, so its photographs are drawn:
each is an illustration made by the scenes in tools/draw, seeded by its own name. With
the same versions of the libraries and the font the JPEGs come out byte for byte alike.

They carry what a camera would leave in them, so that a reader of the built site can
check that all of it is gone: the time, a make and a model, a body serial number, on
about half of them a position (in the open sea, at 0.5° N 0.5° E), and on many an
orientation, their pixels being stored turned.

Needs:  pip install pillow numpy
        apt install fonts-noto-cjk      (for the characters on banners and signs)
"""

import argparse
import sys
import zlib
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path

sys.dont_write_bytecode = True

try:
    from PIL import Image
    import numpy  # noqa: F401  (needed by tools/draw)
except ImportError as missing:
    sys.exit(f"draw_photos: {missing}; run: pip install pillow numpy")

from draw.canvas import FONT_DIR, FONTS, Canvas
from draw.galleries import FRAMES, GALLERIES

LIMIT = 215_000  # bytes of one JPEG; the quality is lowered until it fits
QUALITIES = range(90, 60, -2)
TURN = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def exif(taken, orientation, serial, position):
    """The metadata of an imaginary camera."""
    stamp = taken.replace("-", ":", 2)
    data = Image.Exif()
    data[0x010F], data[0x0110] = "SAMPLE", "DRAWN"  # Make, Model
    data[0x0112] = orientation
    data[0x0132] = stamp  # DateTime
    details = data.get_ifd(0x8769)
    details[0x9003], details[0x9011] = stamp, "+08:00"  # DateTimeOriginal and its zone
    details[0xA431] = serial  # BodySerialNumber
    if position:
        data.get_ifd(0x8825).update({1: "N", 2: (0.0, 30.0, 0.0), 3: "E", 4: (0.0, 30.0, 0.0)})
    return data.tobytes()


def encode(picture, metadata):
    """The JPEG of the best quality within the limit."""
    for quality in QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True, exif=metadata)
        if out.tell() <= LIMIT:
            break
    return out.getvalue()


def draw(job):
    """Draw one photo and write it; the answer is its path and its size."""
    folder, slug, index = job
    scenes, photos = GALLERIES[slug]
    name, frame, taken, orientation, position = photos[index]
    seed = zlib.crc32(f"{slug}/{index}".encode())
    canvas = Canvas(FRAMES[frame], seed)
    scenes[index](canvas)
    picture = canvas.finish()
    if orientation in TURN:
        picture = picture.transpose(TURN[orientation])
    data = encode(picture, exif(taken, orientation, f"SAMPLE-{seed % 10000:04}", position))
    path = Path(folder) / slug / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path, len(data)


def main():
    parser = argparse.ArgumentParser(description="Draw the photographs of the sample galleries.")
    parser.add_argument("folder", help="the galleries' folder, content/gallery")
    parser.add_argument("slugs", nargs="*", help="galleries to draw (all if none is named)")
    args = parser.parse_args()
    unknown = set(args.slugs) - set(GALLERIES)
    if unknown:
        parser.error(f"no such gallery: {', '.join(sorted(unknown))}")
    if not all((FONT_DIR / file).is_file() for file in FONTS.values()):
        sys.exit(f"draw_photos: no Noto CJK fonts in {FONT_DIR}; run: apt install fonts-noto-cjk")
    jobs = [(args.folder, slug, index) for slug in args.slugs or GALLERIES
            for index in range(len(GALLERIES[slug][1]))]
    total = 0
    with Pool() as pool:
        for path, size in pool.imap(draw, jobs):
            print(f"{size:>8}  {path}")
            total += size
    print(f"{total:>8}  in {len(jobs)} photographs")


if __name__ == "__main__":
    main()
