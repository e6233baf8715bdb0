"""Houses, walls, shopfronts, rooms: things that stand still."""

from .palette import (BLUE, CEMENT, CREAM, GOLD, MINT, RED, STONE, TILE, WALL, WOOD, WOOD_DARK, dark, light, mix)
from .terrain import bush


def house(c, x, y, w, h, wall=WALL, roof=TILE, floors=1, door=True, gable=False, trim=WOOD_DARK):
    """A village house with a tiled roof; (x, y) is the lower left corner of its front."""
    c.shadow(x + w * 0.55, y, w * 0.6, h * 0.05, 0.22)
    c.rect(x, y - h, w, h, light(wall, 0.2), dark(wall, 0.1), axis="h", tex=0.08)
    c.rect(x, y - h * 0.13, w, h * 0.13, dark(wall, 0.18), dark(wall, 0.26))
    fh = h / floors
    for f in range(floors):
        n = max(2, round(w / (fh * 0.75)))
        for i in range(n):
            wx, ww = x + w * (i + 0.5) / n, min(fh * 0.3, w / n * 0.5)
            if door and f == 0 and i == n // 2:
                c.rect(wx - ww * 0.6, y - fh * 0.66, ww * 1.2, fh * 0.66, light(trim, 0.1), dark(trim, 0.2), axis="h")
                c.line([(wx, y - fh * 0.64), (wx, y)], dark(trim, 0.4), 2)
                for k in (-1, 1):
                    c.rect(wx + k * ww * 0.72 - ww * 0.08, y - fh * 0.62, ww * 0.16, fh * 0.42, RED)
                c.rect(wx - ww * 0.55, y - fh * 0.74, ww * 1.1, fh * 0.07, RED)
            else:
                window(c, wx - ww / 2, y - fh * f - fh * 0.72, ww, fh * 0.38)
    c.rect(x, y - h, w, h * 0.1, "#3d4660", alpha=0.3, blur=3)
    o, rh = w * 0.05, h * (0.36 if floors == 1 else 0.24)
    if gable:  # stepped white end walls
        for k in (0, 1):
            gx = x - w * 0.02 if k == 0 else x + w * 0.94
            for i, up in enumerate((0.55, 1.1)):
                c.rect(gx, y - h - rh * up, w * 0.08, rh * up + 2, light(wall, 0.15), dark(wall, 0.12), axis="h")
            c.rect(gx - w * 0.012, y - h - rh * 1.18, w * 0.104, rh * 0.14, dark(roof, 0.3))
    pts = [(x - o, y - h + 2), (x + w + o, y - h + 2), (x + w - w * 0.06, y - h - rh), (x + w * 0.06, y - h - rh)]
    c.poly(pts, light(roof, 0.18), dark(roof, 0.2), tex=0.2)
    n = max(8, int(w / 14))
    for i in range(n + 1):
        t = i / n
        c.line([(x - o + (w + 2 * o) * t, y - h + 1), (x + w * 0.06 + w * 0.88 * t, y - h - rh)], dark(roof, 0.3),
               max(1.2, w * 0.005), cap=False)
    c.line([(x + w * 0.05, y - h - rh), (x + w * 0.95, y - h - rh)], dark(roof, 0.4), max(3, h * 0.035))
    c.line([(x - o, y - h + 2), (x + w + o, y - h + 2)], dark(roof, 0.45), max(2, h * 0.02))


def window(c, x, y, w, h, frame="#f3efe4", glass="#8fb7c4", lit=False):
    c.rect(x - w * 0.08, y - w * 0.08, w * 1.16, h + w * 0.16, frame)
    c.rect(x, y, w, h, "#ffe7a6" if lit else light(glass, 0.35), "#f7c765" if lit else dark(glass, 0.2))
    if not lit:
        c.poly([(x + w * 0.1, y + h * 0.7), (x + w * 0.45, y), (x + w * 0.7, y), (x + w * 0.2, y + h)], "#ffffff",
               alpha=0.22)
    c.line([(x + w / 2, y), (x + w / 2, y + h)], frame, max(1.5, w * 0.06), cap=False)
    c.line([(x, y + h * 0.38), (x + w, y + h * 0.38)], frame, max(1.5, w * 0.05), cap=False)
    c.rect(x - w * 0.12, y + h + w * 0.06, w * 1.24, w * 0.08, dark(frame, 0.2))


def shops(c, y, h, x0=0.0, x1=None, signs=True, floors=2):
    """A street front: two floors, shutters, plain coloured sign boards."""
    x1, x = c.W if x1 is None else x1, x0
    while x < x1:
        w = c.rng.uniform(0.75, 1.15) * h * 0.8
        wall = c.rng.choice(("#f3e6d0", "#e8d9c4", "#eee9dc", "#dfe3dc", "#f0dccb"))
        hh = h * c.rng.uniform(0.86, 1.08)
        c.rect(x, y - hh, w, hh, light(wall, 0.15), dark(wall, 0.08), tex=0.08)
        c.rect(x - 3, y - hh - h * 0.04, w + 6, h * 0.05, dark(wall, 0.3))
        for i in range(3):
            window(c, x + w * (0.14 + 0.28 * i), y - hh * 0.86, w * 0.16, hh * 0.24)
        c.rect(x + w * 0.07, y - hh * 0.40, w * 0.86, hh * 0.40, "#6d7a7f", "#4a565c")
        for i in range(2):
            c.rect(x + w * (0.1 + 0.41 * i), y - hh * 0.37, w * 0.38, hh * 0.37, "#a9bfc2", "#6d858b")
        if signs:
            tone = c.rng.choice((BLUE, "#c25b43", "#5e8f6a", "#c99a45", "#7c6c93"))
            c.rect(x + w * 0.05, y - hh * 0.53, w * 0.9, hh * 0.11, light(tone, 0.1), dark(tone, 0.1))
        c.rect(x, y - hh, w * 0.02, hh, dark(wall, 0.3), alpha=0.5)
        x += w + 2


def wall(c, x, y, w, h, tone=WALL, coping=TILE, band=None):
    """A low courtyard wall with a tiled coping and a darker foot."""
    c.rect(x, y - h, w, h, light(tone, 0.2), dark(tone, 0.09), tex=0.1)
    c.rect(x, y - h * 0.16, w, h * 0.16, band or "#a9b0ae", dark(band or "#a9b0ae", 0.15), tex=0.2)
    c.rect(x, y - h, w, h * 0.09, "#3d4660", alpha=0.3, blur=3)
    c.rect(x - 6, y - h - h * 0.075, w + 12, h * 0.085, light(coping, 0.1), dark(coping, 0.3))
    n = max(3, int(w / (h * 0.085)))
    for i in range(n + 1):
        c.oval(x + w * i / n, y - h + h * 0.015, h * 0.022, h * 0.022, dark(coping, 0.35))


def gate(c, x, y, w, h, roof=TILE, wall_tone=WALL, leaf="#8a4b36", opened=True):
    """A courtyard gate with its own little roof; x is its middle."""
    c.rect(x - w * 0.66, y - h, w * 0.22, h, light(wall_tone, 0.2), dark(wall_tone, 0.12), axis="h")
    c.rect(x + w * 0.44, y - h, w * 0.22, h, light(wall_tone, 0.1), dark(wall_tone, 0.2), axis="h")
    c.rect(x - w * 0.66, y - h * 1.06, w * 1.32, h * 0.2, dark(wall_tone, 0.06))
    c.rect(x - w * 0.4, y - h * 0.98, w * 0.8, h * 0.11, RED, dark(RED, 0.2))
    if not opened:
        c.rect(x - w * 0.44, y - h * 0.86, w * 0.88, h * 0.86, light(leaf, 0.1), dark(leaf, 0.2), axis="h")
        c.line([(x, y - h * 0.86), (x, y)], dark(leaf, 0.5), 4)
        for k in (-1, 1):
            c.oval(x + k * w * 0.08, y - h * 0.42, w * 0.035, w * 0.035, GOLD)
    else:
        for k in (-1, 1):
            c.poly([(x + k * w * 0.44, y - h * 0.86), (x + k * w * 0.3, y - h * 0.8), (x + k * w * 0.3, y - h * 0.05),
                    (x + k * w * 0.44, y)],
                   leaf, dark(leaf, 0.25))
    for k in (-1, 1):
        c.rect(x + k * w * 0.55 - w * 0.06, y - h * 0.8, w * 0.12, h * 0.56, RED, dark(RED, 0.15))
    c.poly([(x - w * 0.85, y - h * 1.03), (x + w * 0.85, y - h * 1.03), (x + w * 0.68, y - h * 1.27),
            (x - w * 0.68, y - h * 1.27)],
           light(roof, 0.15), dark(roof, 0.25), tex=0.2)
    for i in range(19):
        t = i / 18
        c.line([(x - w * 0.85 + w * 1.7 * t, y - h * 1.03), (x - w * 0.68 + w * 1.36 * t, y - h * 1.27)],
               dark(roof, 0.35), 2.2, cap=False)
    c.line([(x - w * 0.7, y - h * 1.27), (x + w * 0.7, y - h * 1.27)], dark(roof, 0.45), h * 0.035)


def room(c, floor_y, wall_tone=CREAM, dado=MINT, floor="#d8c3a3", dado_h=None, tiles=True):
    """An interior: wall, painted dado, floor in perspective, and light from the left."""
    dado_h = dado_h or floor_y * 0.36
    c.rect(0, 0, c.W, floor_y, light(wall_tone, 0.3), dark(wall_tone, 0.09), axis="h", tex=0.05)
    c.rect(0, floor_y - dado_h, c.W, dado_h, light(dado, 0.12), dark(dado, 0.14), axis="h", tex=0.06)
    c.rect(0, floor_y - dado_h - 4, c.W, 8, dark(dado, 0.25))
    c.rect(0, floor_y, c.W, c.H - floor_y + 2, dark(floor, 0.1), light(floor, 0.2), tex=0.14)
    if tiles:
        vx = c.W * 0.5
        for i in range(-14, 15):
            c.line([(vx + i * c.W * 0.06, floor_y), (vx + i * c.W * 0.19, c.H + 10)], dark(floor, 0.2), 2, cap=False)
        for i in range(1, 8):
            y = floor_y + (c.H - floor_y) * (i / 8) ** 1.6
            c.line([(0, y), (c.W, y)], dark(floor, 0.2), 2, cap=False)
    c.rect(0, floor_y - 10, c.W, 12, dark(dado, 0.4))


def big_window(c, x, y, w, h, tone="#bfe0df", panes=3, garden=True):
    """A wide window with a green garden behind it and a bright sill."""
    c.rect(x - 12, y - 12, w + 24, h + 24, "#fffaf0", "#e9dfca")
    box = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    with c.clip(box):
        c.rect(x, y, w, h, light(tone, 0.2), "#fdf3d6")
        if garden:
            for _ in range(int(w / 34)):
                r = c.rng.uniform(26, 62)
                c.blob(x + c.rng.uniform(0, w), y + h - c.rng.uniform(-0.2, 0.7) * r, r, r, mix("#8fbf86", "#d9e6b4",
                    c.rng.random()))
        c.poly([(x + w * 0.1, y + h), (x + w * 0.34, y), (x + w * 0.5, y), (x + w * 0.26, y + h)], "#ffffff",
               alpha=0.25)
    for i in range(1, panes):
        c.rect(x + w * i / panes - 5, y, 10, h, "#fffaf0", "#e3d8c0")
    c.rect(x, y + h * 0.32, w, 8, "#f7efdf")
    c.rect(x - 22, y + h + 10, w + 44, 16, "#fff8ea", "#d9cbb0")


def sunbeams(c, x, y, w, h, skew=160, panes=3, alpha=0.3):
    """Window light lying on wall and floor."""
    for i in range(panes):
        x0, ww = x + w * i / panes + 8, w / panes - 16
        c.poly([(x0, y), (x0 + ww, y), (x0 + ww + skew, y + h), (x0 + skew, y + h)], "#fff3c4", alpha=alpha, blur=4)


def board(c, x, y, w, h, tone=RED, frame=STONE, title=None, feet=True, lines=7):
    """A display board: title bar, a picture and lines of unreadable text."""
    if feet:
        for k in (0.08, 0.92):
            c.line([(x + w * k, y + h), (x + w * k, y + h * 1.32)], dark(frame, 0.3), max(4, w * 0.025))
    c.rect(x - w * 0.025, y - w * 0.025, w * 1.05, h + w * 0.05, light(frame, 0.3), dark(frame, 0.2), r=4)
    c.rect(x, y, w, h, "#fdfaf1", "#f1ecdc")
    c.rect(x, y, w, h * 0.17, light(tone, 0.08), tone)
    if title:
        c.text(x + w / 2, y + h * 0.083, title, min(h * 0.11, w * 0.82 / len(title)), "#fff6dc")
    c.rect(x + w * 0.07, y + h * 0.24, w * 0.4, h * 0.3, mix(tone, "#ffffff", 0.62), mix(GOLD, "#ffffff", 0.5))
    for i in range(lines):
        yy = y + h * (0.26 + 0.09 * i)
        if yy > y + h * 0.93:
            break
        x0 = x + w * (0.54 if i < 4 else 0.07)
        c.rect(x0, yy, (x + w * 0.93 - x0) * c.rng.uniform(0.7, 1), max(2, h * 0.022), mix("#5c6b73", "#ffffff", 0.45))


def plaque(c, x, y, w, h, string, ground=WOOD_DARK, ink="#ffe9b8", face="serif"):
    """A sign board with a few characters; (x, y) is its middle."""
    c.rect(x - w / 2 + 4, y - h / 2 + 7, w, h, "#2b3350", alpha=0.3, blur=4)
    c.rect(x - w / 2, y - h / 2, w, h, light(ground, 0.12), dark(ground, 0.16), r=min(w, h) * 0.08)
    c.rect(x - w / 2 + 5, y - h / 2 + 5, w - 10, h - 10, mix(ground, ink, 0.35), r=min(w, h) * 0.06)
    c.rect(x - w / 2 + 8, y - h / 2 + 8, w - 16, h - 16, light(ground, 0.08), dark(ground, 0.12), r=min(w, h) * 0.05)
    if h > w:
        c.text(x, y, string, min(w * 0.62, h * 0.86 / (len(string) * 1.12)), ink, face, vertical=True)
    else:
        c.text(x, y, string, min(h * 0.58, w * 0.86 / (len(string) * 1.04)), ink, face)


def fence(c, x0, x1, y, h, tone=WOOD, step=26):
    """A bamboo or picket fence."""
    x = x0
    while x < x1:
        hh = h * c.rng.uniform(0.92, 1.06)
        c.rect(x, y - hh, step * 0.42, hh, light(tone, 0.25), dark(tone, 0.1), r=3, axis="h")
        x += step
    for k in (0.3, 0.72):
        c.line([(x0, y - h * k), (x1, y - h * k)], dark(tone, 0.12), h * 0.06)


def pot(c, x, y, w, tone="#b5654a", plant=True, bloom=None):
    """A flower pot, usually planted."""
    if plant:
        bush(c, x, y - w * 0.84, w * 0.5, n=14, shade=False)
        bush(c, x + w * c.rng.uniform(-0.06, 0.06), y - w * 1.02, w * 0.42, bloom=bloom, n=16, shade=False)
        c.shadow(x, y, w * 0.5, w * 0.07)
    else:
        c.shadow(x, y, w * 0.5, w * 0.08)
    c.poly([(x - w * 0.42, y - w * 0.7), (x + w * 0.42, y - w * 0.7), (x + w * 0.3, y), (x - w * 0.3, y)],
           light(tone, 0.2), dark(tone, 0.2), axis="h")
    c.rect(x - w * 0.47, y - w * 0.8, w * 0.94, w * 0.17, light(tone, 0.28), dark(tone, 0.12), r=3, axis="h")


def pavement(c, y, tone=CEMENT, joints=True):
    """A paved square in perspective from y down."""
    c.rect(0, y, c.W, c.H - y + 2, dark(tone, 0.06), light(tone, 0.22), tex=0.14)
    if joints:
        for i in range(-16, 17):
            c.line([(c.W / 2 + i * c.W * 0.07, y), (c.W / 2 + i * c.W * 0.24, c.H + 10)], dark(tone, 0.13), 2,
                   cap=False)
        for i in range(1, 9):
            yy = y + (c.H - y) * (i / 9) ** 1.7
            c.line([(0, yy), (c.W, yy)], dark(tone, 0.13), 2, cap=False)
