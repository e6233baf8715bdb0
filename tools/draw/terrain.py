"""Sky, hills, water, roads, fields, and what grows on them."""

import math

from .canvas import smooth
from .palette import (EARTH, GRASS, LEAF, LEAF_DARK, MOODS, STRAW, WOOD_DARK, dark, light, mix)


def sky(c, mood="morning", horizon=None, sun=None, clouds=4):
    """A gradient sky with a sun and a few long clouds, down to the horizon."""
    top, low, disc, _ = MOODS[mood]
    horizon = c.H * 0.5 if horizon is None else horizon
    c.rect(0, 0, c.W, horizon + 4, top, low)
    c.rect(0, horizon, c.W, c.H, low)
    if sun:
        for r, a in ((horizon * 0.9, 0.16), (horizon * 0.5, 0.22), (horizon * 0.26, 0.3)):
            c.oval(sun[0], sun[1], r, r, disc, alpha=a, blur=r * 0.3)
        c.oval(sun[0], sun[1], 38, 38, disc, alpha=0.95, blur=2)
    for _ in range(clouds):
        cloud(c, c.rng.uniform(0, c.W), c.rng.uniform(0.12, 0.62) * horizon,
              c.rng.uniform(90, 190), mix(low, "#ffffff", 0.6), c.rng.uniform(0.45, 0.8))


def cloud(c, x, y, w, colour, alpha=0.7):
    """A flat-bottomed heap of soft puffs."""
    pts = [(x - w, y), (x - w * 0.8, y - w * 0.1)]
    for t, h in ((-0.55, 0.2), (-0.25, 0.16), (0.0, 0.34), (0.35, 0.26), (0.6, 0.12), (0.85, 0.1)):
        pts.append((x + t * w, y - w * h * c.rng.uniform(0.8, 1.2)))
    pts.append((x + w, y))
    c.poly(smooth(pts, steps=10), colour, mix(colour, "#ffffff", 0.2), alpha=alpha, blur=2.5)


def ridge(c, y, amp, step=60, peaks=1.0):
    """A ridge line: a sum of a few waves, from beyond one edge to beyond the other."""
    phase = [c.rng.random() * math.tau for _ in range(4)]
    pts = []
    x = -40
    while x <= c.W + 40:
        u = x / 1000 * peaks
        v = (math.sin(u * 3.1 + phase[0]) * 0.55 + math.sin(u * 6.7 + phase[1]) * 0.28
             + math.sin(u * 13.9 + phase[2]) * 0.12 + math.sin(u * 29 + phase[3]) * 0.05)
        pts.append((x, y - amp * (0.5 + 0.5 * v)))
        x += step / 3
    return pts


def hill(c, y, amp, base, colour, mist=None, peaks=1.0, woods=0):
    """One range of hills that fades into mist at its foot, with woods as soft dabs."""
    line = ridge(c, y, amp, peaks=peaks)
    c.poly(line + [(c.W + 40, base), (-40, base)], colour, mist or colour, tex=0.25)
    if woods:
        for _ in range(woods):
            x, top = c.rng.choice(line)
            d = c.rng.random() ** 1.6
            yy = top + d * (base - top) * 0.8
            r = c.rng.uniform(6, 13) * (0.7 + d)
            tone = mix(mix(colour, mist or colour, d * 0.7), "#1f4038", c.rng.uniform(0.02, 0.16))
            c.oval(x + c.rng.uniform(-20, 20), yy, r, r * 0.8, tone)
    return line


def hills(c, mood, horizon, tones=("#7d9fae", "#6f9a86", "#5d8f68"), height=150):
    """Three ranges, far to near."""
    mist = MOODS[mood][3]
    for i, tone in enumerate(tones):
        k = i / max(1, len(tones) - 1)
        hill(c, horizon - height * (0.72 - 0.6 * k), height * (0.85 - 0.35 * k), horizon + 12,
             mix(tone, mist, 0.42 - 0.36 * k), mix(tone, mist, 0.86 - 0.42 * k), 1 + k * 0.7,
             woods=0 if i == 0 else 110 * i)


def ground(c, y, near, far, tufts=0):
    """Level ground from the horizon to the lower edge."""
    c.rect(0, y, c.W, c.H - y + 2, far, near, tex=0.18)
    for _ in range(tufts):
        t = c.rng.random() ** 0.7
        yy = y + (c.H - y) * t
        tuft(c, c.rng.uniform(0, c.W), yy, 5 + 16 * t, dark(mix(far, near, t), c.rng.uniform(0, 0.15)))


def tuft(c, x, y, h, colour):
    for k in (-0.6, -0.2, 0.25, 0.65):
        c.line([(x + k * h * 0.25, y), (x + k * h * 0.9, y - h * c.rng.uniform(0.7, 1.1))],
               colour, max(1.2, h * 0.11))


def tree(c, x, y, h, colour=LEAF, trunk=WOOD_DARK, kind="round", shade=True):
    """A tree standing at (x, y): round (camphor), tall (poplar), pine or bare."""
    rng = c.rng
    if shade:
        c.shadow(x + h * 0.12, y, h * 0.36, h * 0.06, 0.22)
    c.poly([(x - h * 0.035, y), (x + h * 0.035, y), (x + h * 0.018, y - h * 0.55), (x - h * 0.018, y - h * 0.55)],
           trunk, dark(trunk, 0.2), axis="h")
    if kind == "bare":
        for i in range(9):
            a = -math.pi / 2 + (i - 4) * 0.22 + rng.uniform(-0.1, 0.1)
            n = (x, y - h * (0.35 + 0.03 * (i % 4)))
            m = (n[0] + math.cos(a) * h * 0.25, n[1] + math.sin(a) * h * 0.25)
            c.line([n, m], trunk, h * 0.016)
            for b in (-0.4, 0.35):
                e = (m[0] + math.cos(a + b) * h * 0.22, m[1] + math.sin(a + b) * h * 0.22)
                c.line([m, e], trunk, h * 0.008)
        return
    if kind == "pine":
        for i in range(5):
            yy, w = y - h * (0.22 + 0.16 * i), h * (0.27 - 0.045 * i)
            c.curve([(x - w, yy), (x, yy + h * 0.03), (x + w, yy), (x + w * 0.35, yy - h * 0.13),
                     (x, yy - h * 0.24), (x - w * 0.35, yy - h * 0.13)],
                    light(colour, 0.12), dark(colour, 0.25), axis="h")
        return
    rx, ry, cy = (h * 0.15, h * 0.42, y - h * 0.58) if kind == "tall" else (h * 0.34, h * 0.3, y - h * 0.68)
    puffs = [(math.cos(i * 0.9) * 0.5 + rng.uniform(-0.14, 0.14), math.sin(i * 0.9) * 0.46 + rng.uniform(-0.14, 0.14))
             for i in range(7)] + [(0, 0)]
    for layer, (shift, tone, size) in enumerate(((0.10, dark(colour, 0.3), 0.58),
                                                 (0.0, colour, 0.52), (-0.16, light(colour, 0.22), 0.3))):
        for u, v in puffs:
            if layer == 2 and u + v > 0.25:
                continue
            c.blob(x + (u + shift) * rx, cy + (v + shift) * ry, rx * size, ry * size, tone, rough=0.1)

    def spot():
        a, k = rng.random() * math.tau, math.sqrt(rng.random())
        return x + math.cos(a) * k * rx * 0.92, cy + math.sin(a) * k * ry * 0.92
    c.dabs(int(90 + h / 3), spot, max(2.2, h * 0.013),
           [light(colour, 0.32), light(colour, 0.15), dark(colour, 0.16), dark(colour, 0.3), colour])


def bush(c, x, y, w, colour=LEAF_DARK, bloom=None, n=26, shade=True):
    """A low rounded shrub, in bloom if given a colour or several."""
    rng = c.rng
    if shade:
        c.shadow(x, y, w * 0.9, w * 0.12, 0.25)
    for u, v, r, tone in ((-0.5, 0.22, 0.42, dark(colour, 0.2)), (0.5, 0.24, 0.42, dark(colour, 0.28)),
                          (0, 0.4, 0.55, colour), (-0.2, 0.5, 0.32, light(colour, 0.14))):
        c.blob(x + u * w, y - v * w, r * w, r * w * 0.72, tone, rough=0.1)

    def spot():
        a, k = rng.random() * math.tau, math.sqrt(rng.random())
        return x + math.cos(a) * k * w * 0.85, y - w * 0.38 + math.sin(a) * k * w * 0.36
    c.dabs(n * 2, spot, max(2, w * 0.045), [light(colour, 0.2), dark(colour, 0.15), colour])
    if bloom:
        tones = [bloom] if isinstance(bloom, str) else list(bloom)
        c.dabs(int(n * 1.4), spot, max(2.8, w * 0.085), tones + [light(t, 0.35) for t in tones])


def treeline(c, y, n, h, colour=LEAF_DARK, x0=0.0, x1=None, kind="round"):
    """A loose row of trees."""
    x1 = c.W if x1 is None else x1
    for i in range(n):
        x = x0 + (x1 - x0) * (i + c.rng.uniform(0.15, 0.85)) / n
        tree(c, x, y + c.rng.uniform(-3, 6), h * c.rng.uniform(0.75, 1.15),
             mix(colour, GRASS, c.rng.uniform(0, 0.35)), kind=kind, shade=False)


def branches(c, side="left", colour=LEAF_DARK, top=0.0, reach=0.34):
    """Leaves that hang into the picture from an upper corner, out of focus."""
    rng, sign = c.rng, 1 if side == "left" else -1
    x0 = -20 if side == "left" else c.W + 20
    for i in range(46):
        t, d = rng.random(), rng.random() ** 1.5
        x = x0 + sign * c.W * reach * t
        y = top + (1 - t) * c.H * 0.26 * d + rng.uniform(-20, 14)
        r, a = rng.uniform(13, 27), rng.uniform(-0.9, 0.9) + (0.8 if sign > 0 else 2.3)
        dx, dy = math.cos(a) * r, math.sin(a) * r
        c.curve([(x - dx, y - dy), (x - dy * 0.4, y + dx * 0.4), (x + dx, y + dy), (x + dy * 0.4, y - dx * 0.4)],
                mix(colour, "#20382e", rng.uniform(0, 0.45)), alpha=0.92, blur=1.6)


def road(c, path, fill="#d2cdbf", edge="#f4efe0", dash=None, verge=None):
    """A road along (x, y, width) stations from far to near."""
    pts = smooth(path, closed=False, steps=16)
    left = [(x - w / 2, y) for x, y, w in pts]
    right = [(x + w / 2, y) for x, y, w in pts]
    if verge:
        c.poly([(x - w * 0.64, y) for x, y, w in pts] + [(x + w * 0.64, y) for x, y, w in pts][::-1],
               light(verge, 0.1), verge, tex=0.25)
    c.poly(left + right[::-1], light(fill, 0.25), dark(fill, 0.06), tex=0.12)
    if edge:
        for k in (-0.45, 0.45):
            c.poly([(x + w * (k - 0.009), y) for x, y, w in pts] + [(x + w * (k + 0.009), y) for x, y, w in pts][::-1],
                   edge)
    if dash:
        for i in range(0, len(pts) - 3, 6):
            seg = pts[i:i + 3]
            c.poly([(x - w * 0.012, y) for x, y, w in seg] + [(x + w * 0.012, y) for x, y, w in seg][::-1], dash)
    return pts


def crop(c, quad, colour, rows=14, water=None, toward=None):
    """A field in perspective: a quadrilateral (far-left, far-right, near-right, near-left) in rows."""
    a, b, d, e = quad
    soil = water or dark(colour, 0.28)
    c.poly(quad, light(soil, 0.2) if water else soil, soil, tex=0.1)
    at = lambda p, q, t: (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
    for i in range(rows):
        t0, t1 = (i + 0.12) / rows, (i + (0.62 if water else 0.86)) / rows
        tone = mix(colour, light(colour, 0.3), c.rng.random() * 0.7)
        c.poly([at(a, b, t0), at(a, b, t1), at(e, d, t1), at(e, d, t0)], light(tone, 0.2), tone)
    height = e[1] - a[1]
    for _ in range(int(rows * 9)):
        u, v = c.rng.random(), c.rng.random() ** 0.8
        p, q = at(a, e, v), at(b, d, v)
        x, y = at(p, q, u)
        tuft(c, x, y + 1, max(3, (4 + 10 * v) * min(1.3, height / 180 + 0.35)),
             mix(colour, light(colour, 0.5), c.rng.random()))


def terraces(c, y0, y1, n, colours, bow=40, slope=0.0):
    """Curved strips of paddy, each with a bright bund."""
    rng = c.rng
    for i in range(n):
        t = (i / n) ** 1.35
        y = y0 + (y1 - y0) * t
        ph, b = rng.random() * 6, bow * (0.3 + t)
        top = [(x, y + slope * (x - c.W / 2) + math.sin(x / 260 + ph) * b * 0.35) for x in range(-40, int(c.W) + 80,
            40)]
        tone = colours[i % len(colours)]
        c.poly(top + [(c.W + 40, c.H + 5), (-40, c.H + 5)], light(tone, 0.18), dark(tone, 0.04), tex=0.2)
        c.line(top, dark(tone, 0.32), 3 + 5 * t)
        c.line([(x, yy - 3 - 3 * t) for x, yy in top], light(GRASS, 0.15), 3 + 5 * t)
        gap = (y1 - y0) / n * (0.4 + 1.4 * t)
        for _ in range(int(70 + 60 * t)):
            x = rng.uniform(0, c.W)
            yy = y + slope * (x - c.W / 2) + math.sin(x / 260 + ph) * b * 0.35 + gap * rng.uniform(0.15, 1)
            tuft(c, x, yy, 5 + 12 * t, mix(tone, light(tone, 0.5), rng.random()))


def water(c, pts, colour="#7fb3c0", sky_tone="#e6efe6", streaks=40):
    """A sheet of water with level streaks of light."""
    c.poly(pts, sky_tone, colour, tex=0.06)
    xs, ys = [p[0] for p in pts], [p[1] for p in pts]
    with c.clip(pts):
        for _ in range(streaks):
            y = c.rng.uniform(min(ys), max(ys))
            t = (y - min(ys)) / max(1, max(ys) - min(ys))
            x, w = c.rng.uniform(min(xs), max(xs)), c.rng.uniform(30, 150) * (0.4 + t)
            c.oval(x, y, w, 1.2 + 2.4 * t, light(sky_tone, 0.6) if c.rng.random() < 0.6 else dark(colour, 0.15),
                   alpha=0.5)


def flowers(c, x0, x1, y, h, tones, n=40, leaf=LEAF):
    """A bed of flowers on stems."""
    rng = c.rng
    for _ in range(n * 2):
        tuft(c, rng.uniform(x0, x1), y + rng.uniform(-h * 0.1, h * 0.1), h * rng.uniform(0.4, 0.8),
             mix(leaf, LEAF_DARK, rng.random()))
    for _ in range(n):
        x, hh = rng.uniform(x0, x1), h * rng.uniform(0.45, 1.05)
        flower(c, x, y - hh, max(4, h * rng.uniform(0.09, 0.15)), rng.choice(tones), stem=(x + rng.uniform(-4, 4), y))


def flower(c, x, y, r, tone, stem=None, petals=6):
    if stem:
        c.line([stem, (x, y)], LEAF_DARK, max(1.5, r * 0.22))
    turn = c.rng.random()
    for i in range(petals):
        a = turn + math.tau * i / petals
        c.oval(x + math.cos(a) * r * 0.55, y + math.sin(a) * r * 0.5, r * 0.46, r * 0.42,
               tone if i % 2 else light(tone, 0.22))
    c.oval(x, y, r * 0.3, r * 0.28, STRAW)


def rice(c, x, y, h, lean, colour=STRAW):
    """One large ear of rice on its stalk, for close views."""
    stalk = smooth([(x, y), (x + lean * 0.1, y - h * 0.5), (x + lean * 0.45, y - h * 0.88), (x + lean, y - h * 0.84),
                    (x + lean * 1.4, y - h * 0.62)], closed=False)
    c.line(stalk, mix(LEAF, colour, 0.6), max(2, h * 0.009))
    ear = stalk[len(stalk) // 2 + 2:]
    for i, (px, py) in enumerate(ear):
        for k in (-1, 1):
            r = h * 0.017
            tone = mix(colour, (light if k < 0 else dark)(colour, 0.3), c.rng.random())
            ox = k * r * (0.9 + 0.5 * c.rng.random())
            c.curve([(px + ox - r * 0.6, py - r), (px + ox + r * 0.6, py - r * 0.8), (px + ox * 1.3 + r * 0.3,
                py + r * 1.7)], tone)


def soil_patch(c, pts, colour=EARTH):
    c.poly(pts, light(colour, 0.12), dark(colour, 0.1), tex=0.3)
