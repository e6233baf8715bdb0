"""水库除险加固: a small reservoir in winter, its dam being mended and finished."""


from .buildings import plaque
from .palette import BLUE, CREAM, EARTH, GOLD, ORANGE, RED, SLATE, WALL, dark, light, mix
from .people import person
from .props import excavator
from .terrain import branches, bush, hills, road, sky, tree, treeline, tuft, water

TAWNY, LAKE, PINE = "#c2ad74", "#6f9fb2", "#4f7563"
WINTER_HILLS = ("#8aa5b3", "#7d9a90", "#71887a")


def reeds(c, x0, x1, y, h, n=60):
    for _ in range(n):
        x, hh = c.rng.uniform(x0, x1), h * c.rng.uniform(0.5, 1)
        c.line([(x, y), (x + hh * 0.12, y - hh)], mix(TAWNY, EARTH, c.rng.random()), 3)
        if c.rng.random() < 0.4:
            c.oval(x + hh * 0.12, y - hh, 5, 17, light(TAWNY, 0.3))


def lake(c, y0, y1, mood="winter"):
    """Water to the picture's edges, with the hills mirrored in it."""
    water(c, [(-20, y0), (c.W + 20, y0), (c.W + 20, y1), (-20, y1)], LAKE, "#dfeaea", 10)
    for _ in range(70):
        y = c.rng.uniform(y0, y0 + (y1 - y0) * 0.5)
        c.oval(c.rng.uniform(0, c.W), y, c.rng.uniform(60, 220), 3 + (y - y0) * 0.04, "#6d8c86", alpha=0.16)
    for _ in range(60):
        y = y0 + (y1 - y0) * c.rng.random() ** 0.7
        t = (y - y0) / (y1 - y0)
        c.oval(c.rng.uniform(0, c.W), y, c.rng.uniform(20, 90) * (0.4 + t), 1 + 2 * t, "#f6faf6", alpha=0.6)


def slope(c, quad, n=10, rows=6, tone="#cfcbc0", tex=0.2):
    """A dam face of cast blocks: far-left, far-right, near-right, near-left."""
    a, b, d, e = quad
    at = lambda p, q, t: (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
    c.poly(quad, light(tone, 0.15), dark(tone, 0.1), tex=tex)
    for i in range(1, n):
        c.line([at(a, b, i / n), at(e, d, i / n)], dark(tone, 0.22), 2.6, cap=False)
    for j in range(1, rows):
        c.line([at(a, e, j / rows), at(b, d, j / rows)], dark(tone, 0.22), 2.6, cap=False)


def rail(c, pts, h, step=1):
    """A railing along (x, y, scale) points."""
    for x, y, k in pts[::step]:
        c.line([(x, y), (x, y - h * k)], "#eef0ea", max(2, 8 * k))
    for f in (1.0, 0.55):
        c.line([(x, y - h * k * f) for x, y, k in pts], "#eef0ea", 5)


def wide(c):
    sky(c, "winter", 400, sun=(1150, 140), clouds=5)
    hills(c, "winter", 400, WINTER_HILLS, 270)
    lake(c, 398, 760)
    c.curve([(-80, 400), (180, 392), (420, 418), (300, 446), (-80, 470)], TAWNY, dark(TAWNY, 0.2), tex=0.3)
    treeline(c, 412, 5, 90, PINE, 0, 330, kind="pine")
    c.curve([(1130, 398), (1400, 380), (1600, 400), (1600, 500), (1380, 470)], TAWNY, dark(TAWNY, 0.2), tex=0.3)
    treeline(c, 420, 5, 110, PINE, 1240, 1500, kind="pine")
    slope(c, [(-40, 650), (1262, 470), (1180, 640), (-40, 880)], 24, 5)
    c.poly([(-40, 622), (1262, 456), (1300, 472), (-40, 672)], "#ece7da", "#d3cdbd")
    c.poly([(1262, 456), (1330, 470), (1560, 800), (1560, 1040), (-40, 1040), (-40, 672)], light(TAWNY, 0.12),
           "#a99a5f", tex=0.35)
    for i in range(260):
        x, y = c.rng.uniform(0, c.W), c.rng.uniform(690, 1000)
        if y > 672 - 0.15 * x + 20:
            tuft(c, x, y, 10 + (y - 560) * 0.045, mix(TAWNY, c.rng.choice(("#7d8a55", "#e0d09a")), c.rng.random()))
    rail(c, [(x, 622 - 0.1275 * (x + 40), 0.35 + 0.65 * (1240 - x) / 1240) for x in range(0, 1241, 52)], 48)
    person(c, 300, 640, 150, "point", 1, vest=ORANGE, hat=GOLD)
    person(c, 400, 628, 142, "read", -1, top=BLUE, hat=CREAM)
    c.poly([(690, 1010), (830, 1010), (1010, 545), (985, 548)], "#dcd7c9", "#c4bdac")
    for i in range(16):
        t = i / 16
        y = 1000 - 440 * t
        c.line([(696 + 288 * t, y), (828 + 175 * t, y)], "#a8a192", 3, cap=False)
    tree(c, 1380, 900, 430, PINE, kind="pine")
    tree(c, 1460, 960, 380, "#5f7f63", kind="pine")
    bush(c, 160, 985, 90, "#8a8a52")
    branches(c, "left", "#5c7050", reach=0.26)
    c.glow(1150, 140, 1000, "#fff3d6", 0.4)


def laying_blocks(c):
    sky(c, "winter", 330, clouds=5)
    hills(c, "winter", 330, WINTER_HILLS, 210)
    lake(c, 326, 520)
    c.poly([(-20, 470), (1560, 400), (1560, 1010), (-20, 1010)], light(EARTH, 0.1), dark(EARTH, 0.1), tex=0.35)
    at = lambda u, v: (-40 + u * 1600 + v * 40, 480 - u * 74 + v * 560)
    for j in range(8):
        for i in range(17):
            if i > 11 - j * 0.4 + (1 if (i * j) % 3 == 0 else 0):
                continue
            u0, v0, du, dv = i / 17, j / 8, 1 / 17, 1 / 8
            q = [at(u0 + 0.003, v0 + 0.008), at(u0 + du - 0.003, v0 + 0.008), at(u0 + du - 0.003, v0 + dv - 0.008),
                 at(u0 + 0.003, v0 + dv - 0.008)]
            tone = mix("#cfcbc0", c.rng.choice(("#ffffff", "#b4b6b0")), c.rng.uniform(0, 0.4))
            c.poly(q, light(tone, 0.2), dark(tone, 0.05))
            m = (sum(p[0] for p in q) / 4, sum(p[1] for p in q) / 4)
            c.oval(m[0], m[1], 15, 9, dark(tone, 0.22))
    excavator(c, 1180, 560, 430, GOLD, -1)
    for i in range(3):
        for k in range(3 - i):
            c.rect(1220 + k * 84 + i * 42, 800 - i * 40, 80, 38, "#d8d4c8", "#b3b0a6")
    for x, y, h, p, f, hat in ((620, 850, 330, "bend", 1, GOLD), (990, 900, 345, "work", -1, RED),
                               (330, 760, 290, "point", 1, CREAM)):
        person(c, x, y, h, p, f, vest=ORANGE, hat=hat, top="#5b7f95")
    c.rect(690, 842, 84, 34, "#d8d4c8", "#b3b0a6")
    for x in range(-10, 1500, 150):
        c.line([(x, 480 - x * 0.047), (x, 430 - x * 0.047)], RED, 5)
        c.poly([(x, 430 - x * 0.047), (x + 44, 440 - x * 0.047), (x, 452 - x * 0.047)], RED)
    c.glow(1300, 50, 1000, "#fff3d6", 0.35)


def tower(c):
    sky(c, "winter", 620, sun=(230, 220), clouds=5)
    hills(c, "winter", 620, WINTER_HILLS, 330)
    lake(c, 616, 1510)
    x, y = 600, 1190
    c.oval(x, y + 20, 190, 30, "#4d7180", alpha=0.5, blur=8)
    c.poly([(x - 105, y), (x + 105, y), (x + 78, 760), (x - 78, 760)], "#e6e1d4", "#aaa89e", axis="h", tex=0.2)
    for i in range(6):
        yy = 830 + i * 62
        c.line([(x - 82 - i * 4, yy), (x + 82 + i * 4, yy)], "#a5a296", 3)
        c.text(x + 4, yy + 30, str(60 - i * 5)[0], 20, "#6b7d84")
    c.rect(x - 60, 1080, 120, 110, "#5c6b73", "#3f4d56")
    c.rect(x - 150, 730, 300, 34, "#f1ece0", "#c9c2b2")
    c.rect(x - 105, 520, 210, 212, light(WALL, 0.2), dark(WALL, 0.12), axis="h")
    for k in (-62, 12):
        c.rect(x + k, 575, 52, 76, "#8fb7c4", "#6f98a6")
        c.rect(x + k + 23, 575, 5, 76, CREAM)
    plaque(c, x, 697, 160, 46, "启闭房", "#4a6f8f", "#ffffff", "sans")
    c.poly([(x - 150, 522), (x + 150, 522), (x + 70, 430), (x - 70, 430)], light("#b5654a", 0.12),
           dark("#b5654a", 0.18), tex=0.2)
    c.line([(x - 72, 430), (x + 72, 430)], dark("#b5654a", 0.35), 9)
    c.poly([(x + 100, 742), (1020, 806), (1020, 850), (x + 100, 770)], "#e9e4d7", "#bdb6a5")
    for px in (800, 930):
        c.rect(px - 16, 775 + (px - 700) * 0.14, 32, 470, "#d8d3c6", "#9f9c92", axis="h")
    rail(c, [(px, 742 + (px - 700) * 0.2, 1) for px in range(700, 1030, 54)], 70)
    rail(c, [(px, 730, 1) for px in range(450, 760, 50)], 66)
    person(c, 850, 775, 200, "walk", -1, vest=ORANGE, hat=GOLD)
    for i in range(40):
        yy = c.rng.uniform(1200, 1480)
        c.oval(x + c.rng.uniform(-150, 150), yy, c.rng.uniform(30, 110), 3.5, "#e9ebe2", alpha=0.4)
    c.curve([(-60, 1330), (180, 1310), (420, 1400), (520, 1540), (-60, 1560)], TAWNY, dark(TAWNY, 0.25), tex=0.35)
    reeds(c, -10, 430, 1490, 210, 90)
    c.curve([(980, 800), (1060, 790), (1060, 960), (960, 920)], TAWNY, dark(TAWNY, 0.2), tex=0.3)
    for k in range(5):  # wild ducks
        dx, dy = 250 + k * 62, 1150 + (k % 2) * 28
        c.oval(dx, dy, 24, 10, "#6b5a48")
        c.oval(dx + 20, dy - 13, 9, 9, "#3f6a4c")
        c.line([(dx + 28, dy - 12), (dx + 36, dy - 11)], GOLD, 4)
    c.glow(230, 220, 1000, "#fff3d6", 0.42)


def spillway(c):
    sky(c, "cloudy", 360, clouds=6)
    hills(c, "cloudy", 360, WINTER_HILLS, 240)
    c.rect(0, 350, c.W, 660, light(TAWNY, 0.2), "#a99a5f", tex=0.35)
    treeline(c, 400, 9, 150, PINE, kind="pine")
    c.poly([(650, 380), (850, 380), (1180, 1010), (320, 1010)], "#dedacd", "#c0bbae", tex=0.2)
    for side in (-1, 1):
        c.poly([(750 + side * 100, 380), (750 + side * 128, 352), (750 + side * 560, 900), (750 + side * 560, 1020),
                (750 + side * 430, 1020)],
               "#ece8dc" if side < 0 else "#c9c4b6", "#d0cabb" if side < 0 else "#aaa598", tex=0.15)
        c.line([(750 + side * 128, 352), (750 + side * 562, 900)], "#f7f4ea", 10)
    for i in range(1, 10):
        t = (i / 10) ** 1.5
        y = 380 + 630 * t
        w = 100 + 330 * t
        c.line([(750 - w, y), (750 + w, y)], "#a9a497", 3, cap=False)
    c.curve([(728, 380), (772, 380), (800, 600), (860, 1020), (640, 1020), (700, 600)], "#e4f1f1", "#9cc4cc",
            alpha=0.85, blur=3)
    for _ in range(60):
        t = c.rng.random()
        y = 390 + 610 * t
        x = 750 + c.rng.uniform(-1, 1) * (16 + 74 * t)
        c.line([(x, y), (x + (x - 750) * 0.06, y + 26 + 30 * t)], "#ffffff", 2 + 2 * t, alpha=0.6)
    c.rect(560, 300, 380, 24, "#f1ece0", "#cfc8b8")
    for x in (585, 695, 805, 915):
        c.rect(x - 12, 320, 24, 66, "#dedacd", "#b3ae9f")
    rail(c, [(x, 302, 1) for x in range(565, 945, 47)], 36)
    person(c, 690, 303, 110, "walk", 1, vest=ORANGE, hat=GOLD, shadow=False)
    for i in range(240):
        x, y = c.rng.uniform(0, c.W), c.rng.uniform(420, 1000)
        if abs(x - 750) > 150 + (y - 352) * 0.8:
            tuft(c, x, y, 8 + (y - 350) * 0.05, mix(TAWNY, c.rng.choice(("#7d8a55", "#e6d8a6")), c.rng.random()))
    person(c, 190, 850, 330, "point", 1, vest=ORANGE, hat=RED)
    person(c, 370, 880, 335, "read", -1, top=BLUE, hat=CREAM, item=lambda c, x, y: c.rect(x - 34, y - 40, 64, 56,
        CREAM))
    tree(c, 1400, 860, 400, PINE, kind="pine")
    c.glow(750, 50, 1100, "#ffffff", 0.22)


def gauge(c):
    sky(c, "winter", 420, clouds=5)
    hills(c, "winter", 420, WINTER_HILLS, 260)
    lake(c, 416, 1010)
    slope(c, [(-40, 610), (620, 520), (420, 1020), (-40, 1020)], 6, 7)
    c.poly([(-40, 560), (640, 486), (650, 522), (-40, 616)], "#ece7da", "#d3cdbd")
    for i, (x, y, h) in enumerate(((880, 960, 520), (640, 760, 320))):
        w = h * 0.17
        c.oval(x, y, w * 1.1, w * 0.25, "#4d7180", alpha=0.5, blur=4)
        c.rect(x - w / 2, y - h, w, h, "#ffffff", "#e3e8e8", r=4)
        n = 20
        for k in range(n):
            yy = y - h + h * (k + 0.4) / n
            c.rect(x - w * 0.45, yy, w * (0.5 if k % 5 else 0.86), h * 0.022, "#2f6fa3" if k % 2 else RED)
        for k in range(4):
            c.text(x + w * 0.25, y - h + h * (k * 5 + 2.5) / n, str(8 - k), h * 0.06, SLATE)
    person(c, 180, 665, 430, "point", 1, top="#45617d", vest=ORANGE, hat=GOLD)
    person(c, 430, 650, 420, "hold", 1, top=BLUE, hat=CREAM,
           item=lambda c, x, y: (c.rect(x - 22, y - 46, 64, 60, CREAM), c.rect(x - 22, y - 46, 64, 10, RED)))
    for k in range(24):
        c.oval(c.rng.uniform(780, 980), c.rng.uniform(955, 1000), c.rng.uniform(30, 90), 3, "#f6faf6", alpha=0.6)
    for x, y in ((1130, 260), (1210, 300), (1290, 240)):
        c.line([(x - 34, y - 12), (x, y), (x + 34, y - 12)], SLATE, 4)
    reeds(c, 1150, 1510, 1010, 260, 110)
    branches(c, "right", "#5c7050", reach=0.3)
    c.glow(1200, 60, 1100, "#fff3d6", 0.35)


def finished(c):
    sky(c, "sunset", 470, sun=(980, 350), clouds=5)
    hills(c, "sunset", 470, ("#8b86a3", "#7a7f8f", "#66766f"), 240)
    lake(c, 466, 1010)
    c.rect(0, 466, c.W, 540, "#f0a868", alpha=0.28)
    for i in range(36):
        y = 480 + i * 9
        c.oval(980 + c.rng.uniform(-26, 26), y, c.rng.uniform(20, 90), 3, "#ffe3ad", alpha=0.8)
    slope(c, [(60, 500), (-10, 500), (-700, 1020), (300, 1020)], 3, 8, "#c9b8a4")
    c.poly([(30, 490), (70, 490), (900, 1020), (180, 1020)], light(TAWNY, 0.1), "#8d7d52", tex=0.3)
    road(c, [(52, 484, 26), (130, 580, 140), (330, 780, 380), (640, 1040, 760)], "#d9cbb8", "#fff3d8")
    pts = [(66 + 9 * i + i * i * 2.7, 486 + i * 26 + i * i * 0.55, 0.25 + i * 0.085) for i in range(17)]
    rail(c, pts, 74)
    person(c, 330, 850, 300, "walk", 1, top="#5b7f95", hat=None, hair="short", hair_tone="#c9c6c4")
    person(c, 440, 870, 290, "walk", 1, hair="bun", top="#b5654a", hair_tone="#c9c6c4")
    tree(c, 1380, 1010, 560, "#4d6658", kind="pine")
    tree(c, 1250, 1030, 400, "#56705c", kind="pine")
    reeds(c, 1000, 1240, 1010, 190, 60)
    for x, y in ((560, 210), (640, 240), (720, 196)):
        c.line([(x - 30, y - 12), (x, y), (x + 30, y - 12)], "#5c5570", 4)
    c.glow(980, 350, 1200, "#ffbf7a", 0.5)


SCENES = [wide, laying_blocks, tower, spillway, gauge, finished]
