"""A supersampled canvas: shapes with gradients, soft edges and painterly grain.

Coordinates are units in which the short side of the picture is 1000; y grows
downwards. Everything random comes from the canvas's own seeded generator.
"""

import math
import random
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from .palette import dark, rgb

SUPERSAMPLE = 2
FONT_DIR = Path("/usr/share/fonts/opentype/noto")
FONTS = {"sans": "NotoSansCJK-Bold.ttc", "serif": "NotoSerifCJK-Bold.ttc"}
FONT_INDEX_SC = 2  # the simplified Chinese face inside the collections


def _noise_tiles():
    """Two repeatable textures: a fine grain and a soft mottle, 1024 px square."""
    rng = np.random.default_rng(20261120)
    fine = Image.fromarray(rng.integers(0, 256, (1024, 1024), dtype=np.uint8), "L")
    mottle = np.zeros((1024, 1024))
    for cells, weight in ((12, 1.0), (40, 0.7), (130, 0.5)):
        grid = rng.random((cells, cells))
        grid = Image.fromarray((grid * 255).astype(np.uint8), "L")
        mottle += weight * np.asarray(grid.resize((1024, 1024), Image.Resampling.BICUBIC), float)
    mottle = (mottle - mottle.min()) / (mottle.max() - mottle.min())
    return fine, Image.fromarray((mottle * 255).astype(np.uint8), "L")


FINE, MOTTLE = _noise_tiles()


def _tiled(tile, size, offset):
    """A piece of a tile, repeated as needed, starting at a pixel offset."""
    out, (ox, oy) = Image.new("L", size), (offset[0] % 1024, offset[1] % 1024)
    for x in range(-ox, size[0], 1024):
        for y in range(-oy, size[1], 1024):
            out.paste(tile, (x, y))
    return out


def smooth(points, closed=True, steps=8):
    """A Catmull-Rom curve through the points."""
    pts, n, out = list(points), len(points), []
    at = (lambda i: pts[i % n]) if closed else (lambda i: pts[min(max(i, 0), n - 1)])
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = at(i - 1), at(i), at(i + 1), at(i + 2)
        for k in range(steps):
            t = k / steps
            out.append(tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                       + (3 * b - a - 3 * c + d) * t ** 3)
                for a, b, c, d in zip(p0, p1, p2, p3)))
    return out if closed else out + [tuple(pts[-1])]


class Canvas:
    """A picture in the making."""

    def __init__(self, size, seed):
        self.size = size
        self.s = min(size) / 1000 * SUPERSAMPLE
        self.W, self.H = size[0] * SUPERSAMPLE / self.s, size[1] * SUPERSAMPLE / self.s
        self.rng = random.Random(seed)
        self.img = Image.new("RGB", (size[0] * SUPERSAMPLE, size[1] * SUPERSAMPLE), "white")
        self.draw = ImageDraw.Draw(self.img)

    # ---- the one place where ink meets paper -------------------------------

    def _fill(self, bounds, paint, fill, to=None, axis="v", alpha=1.0, blur=0.0, tex=0.0):
        """Fill what paint(draw, scale, ox, oy) marks inside the unit box bounds."""
        s, pad = self.s, blur * 3
        full = [bounds[0] * s, bounds[1] * s, bounds[2] * s, bounds[3] * s]
        x0, y0 = max(0, int((bounds[0] - pad) * s)), max(0, int((bounds[1] - pad) * s))
        x1 = min(self.img.width, int((bounds[2] + pad) * s) + 2)
        y1 = min(self.img.height, int((bounds[3] + pad) * s) + 2)
        if x1 <= x0 or y1 <= y0:
            return
        size = (x1 - x0, y1 - y0)
        if blur:  # blur a margin beyond the picture too, so that edges do not brighten
            margin = int(pad * s)
            big = Image.new("L", (size[0] + 2 * margin, size[1] + 2 * margin))
            paint(ImageDraw.Draw(big), x0 - margin, y0 - margin)
            big = big.filter(ImageFilter.GaussianBlur(blur * s))
            mask = big.crop((margin, margin, margin + size[0], margin + size[1]))
        else:
            mask = Image.new("L", size)
            paint(ImageDraw.Draw(mask), x0, y0)
        if alpha < 1:
            mask = mask.point(lambda v: int(v * alpha))
        ink = Image.new("RGB", size, rgb(fill))
        if to is not None:
            if axis == "v":
                t = (np.arange(y0, y1) - full[1]) / max(full[3] - full[1], 1)
                ramp = Image.fromarray((np.clip(t, 0, 1) * 255).astype(np.uint8)[:, None], "L")
            else:
                t = (np.arange(x0, x1) - full[0]) / max(full[2] - full[0], 1)
                ramp = Image.fromarray((np.clip(t, 0, 1) * 255).astype(np.uint8)[None, :], "L")
            ink.paste(rgb(to), (0, 0), ramp.resize(size))
        if tex:
            strokes = _tiled(MOTTLE, size, (x0, y0)).point(lambda v: int(v * tex * 0.6))
            ink.paste(dark(fill, 0.45), (0, 0), strokes)
        self.img.paste(ink, (x0, y0), mask)

    # ---- shapes ------------------------------------------------------------

    def poly(self, pts, fill, to=None, **kw):
        pts = list(pts)
        if to is None and not kw:
            self.draw.polygon([(x * self.s, y * self.s) for x, y in pts], fill=rgb(fill))
            return
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]

        def paint(d, ox, oy):
            d.polygon([(x * self.s - ox, y * self.s - oy) for x, y in pts], fill=255)
        self._fill((min(xs), min(ys), max(xs), max(ys)), paint, fill, to, **kw)

    def curve(self, pts, fill, to=None, **kw):
        """A closed smooth shape through the points."""
        self.poly(smooth(pts), fill, to, **kw)

    def rect(self, x, y, w, h, fill, to=None, r=0, **kw):
        s = self.s

        def paint(d, ox, oy):
            box = (x * s - ox, y * s - oy, (x + w) * s - ox, (y + h) * s - oy)
            d.rounded_rectangle(box, r * s, fill=255) if r else d.rectangle(box, fill=255)
        if w > 0 and h > 0:
            self._fill((x, y, x + w, y + h), paint, fill, to, **kw)

    def oval(self, x, y, rx, ry=None, fill="#000", to=None, **kw):
        s, ry = self.s, rx if ry is None else ry
        if to is None and not kw:
            self.draw.ellipse(((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), fill=rgb(fill))
            return

        def paint(d, ox, oy):
            d.ellipse(((x - rx) * s - ox, (y - ry) * s - oy,
                       (x + rx) * s - ox, (y + ry) * s - oy), fill=255)
        self._fill((x - rx, y - ry, x + rx, y + ry), paint, fill, to, **kw)

    def line(self, pts, fill, w=2.0, cap=True, **kw):
        """A stroke with round joints, and round ends unless cap is off."""
        pts, s = list(pts), self.s

        def paint_on(d, ink, ox, oy):
            px = [(x * s - ox, y * s - oy) for x, y in pts]
            r = w * s / 2
            if r < 1.5:
                d.line(px, fill=ink, width=max(1, round(w * s)))
                return
            for (ax, ay), (bx, by) in zip(px, px[1:]):  # quads, as PIL's wide lines leave slits
                length = math.hypot(bx - ax, by - ay) or 1
                nx, ny = -(by - ay) / length * r, (bx - ax) / length * r
                d.polygon([(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)], fill=ink)
            for x, y in px if cap else px[1:-1]:
                d.ellipse((x - r, y - r, x + r, y + r), fill=ink)
        if not kw:
            paint_on(self.draw, rgb(fill), 0, 0)
            return
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]
        box = (min(xs) - w / 2, min(ys) - w / 2, max(xs) + w / 2, max(ys) + w / 2)
        self._fill(box, lambda d, ox, oy: paint_on(d, 255, ox, oy), fill, **kw)

    def arc(self, x, y, rx, ry, start, end, fill, w=2.0):
        s = self.s
        self.draw.arc(((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), start, end,
                      fill=rgb(fill), width=max(1, round(w * s)))

    def blob(self, x, y, rx, ry, fill, to=None, rough=0.12, n=11, **kw):
        """An irregular rounded patch: foliage, clouds, stones."""
        turn = self.rng.random() * math.tau
        pts = []
        for i in range(n):
            a, k = turn + math.tau * i / n, 1 + self.rng.uniform(-rough, rough)
            pts.append((x + math.cos(a) * rx * k, y + math.sin(a) * ry * k))
        self.curve(pts, fill, to, **kw)

    def text(self, x, y, string, size, fill, face="sans", vertical=False, spacing=1.0):
        """Centred text; vertical sets one character under another."""
        font = ImageFont.truetype(str(FONT_DIR / FONTS[face]), round(size * self.s), index=FONT_INDEX_SC)
        step = size * (1.12 if vertical else 1.04) * spacing
        for i, char in enumerate(string):
            d = (i - (len(string) - 1) / 2) * step
            cx, cy = (x, y + d) if vertical else (x + d, y)
            self.draw.text((cx * self.s, cy * self.s), char, rgb(fill), font, anchor="mm")

    def shadow(self, x, y, rx, ry=None, alpha=0.3, colour="#2b3350"):
        """A soft contact shadow."""
        ry = rx * 0.22 if ry is None else ry
        self.oval(x, y, rx, ry, colour, alpha=alpha, blur=max(1.0, ry * 0.4))

    def dabs(self, n, spot, size, colours):
        """n small leaf-like strokes; spot() gives a place or None."""
        for _ in range(n):
            p = spot()
            if p:
                r = size * self.rng.uniform(0.6, 1.3)
                self.oval(p[0], p[1], r, r * self.rng.uniform(0.5, 0.9), self.rng.choice(colours))

    @contextmanager
    def clip(self, pts, outside=False):
        """Keep what is drawn inside the block within a polygon, or outside of it."""
        before = self.img.copy()
        yield
        mask = Image.new("L", self.img.size, 0 if outside else 255)
        ImageDraw.Draw(mask).polygon([(x * self.s, y * self.s) for x, y in pts], fill=255 if outside else 0)
        self.img.paste(before, (0, 0), mask)

    # ---- light over everything ---------------------------------------------

    def glow(self, x, y, r, colour="#ffe9b0", alpha=0.5):
        """Light added on top of the picture, like a lamp or a low sun."""
        small = (self.img.width // 8, self.img.height // 8)
        ys, xs = np.mgrid[0:small[1], 0:small[0]]
        d = np.hypot(xs * 8 / self.s - x, ys * 8 / self.s - y) / r
        mask = (np.clip(1 - d, 0, 1) ** 2 * 255 * alpha).astype(np.uint8)
        mask = Image.fromarray(mask, "L").resize(self.img.size, Image.Resampling.BILINEAR)
        layer = Image.new("RGB", self.img.size)
        layer.paste(rgb(colour), (0, 0), mask)
        self.img.paste(ImageChops.screen(self.img, layer))

    def wash(self, colour, alpha):
        """A transparent tint over everything drawn so far."""
        self.img.paste(Image.blend(self.img, Image.new("RGB", self.img.size, rgb(colour)), alpha))

    def defocus(self, radius):
        """Blur everything drawn so far: a background behind a close subject."""
        self.img.paste(self.img.filter(ImageFilter.GaussianBlur(radius * self.s)))

    def finish(self, grain=3.5, vignette=0.1):
        """Downsample, and lay vignette and film grain over the result."""
        img = self.img.resize(self.size, Image.Resampling.LANCZOS)
        a = np.asarray(img, dtype=np.float32)
        h, w = a.shape[:2]
        ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
        d = np.hypot((xs / w - 0.5) * 1.15, (ys / h - 0.48) * 1.15)
        grey = a.mean(axis=2, keepdims=True)  # a little more colour and contrast
        a = (grey + (a - grey) * 1.12 - 128) * 1.06 + 133
        a = a * (1 - vignette * np.clip(d - 0.28, 0, 1) * 2.0)[..., None]
        soft = FINE.filter(ImageFilter.GaussianBlur(0.8))
        noise = np.asarray(_tiled(soft, (w, h), (self.rng.randrange(1024), 0)), np.float32)
        mottle = np.asarray(_tiled(MOTTLE, (w, h), (self.rng.randrange(1024), 300)), np.float32)
        a += ((noise - noise.mean()) / noise.std() * grain * 0.5)[..., None]
        a += ((mottle - 128) / 128 * grain)[..., None]
        return Image.fromarray(np.clip(a, 0, 255).astype(np.uint8), "RGB")
