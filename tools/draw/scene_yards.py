"""美丽庭院: tidy courtyards, flowers along white walls, an evening under the vine."""

import math

from .buildings import fence, gate, house, plaque, pot, wall, window
from .palette import (BLUE, CREAM, GOLD, GRASS, LEAF, LEAF_DARK, ORANGE, PINK, RED, STRAW, TEAL, TILE, VIOLET,
                      WALL, WOOD, WOOD_DARK, dark, light, mix)
from .people import elder, person, pupil
from .props import basket, bicycle, bowl, lanterns, stool, table
from .terrain import branches, bush, flower, flowers, ground, hills, sky, tree, treeline, tuft

ROSE = (PINK, "#d96a7e", CREAM)
BLOOMS = (ROSE, (GOLD, CREAM), (VIOLET, "#b7a6d0"), (ORANGE, RED))
MIXED = (PINK, GOLD, ORANGE, VIOLET, CREAM)


def paving(c, y, tone="#d8cdb9"):
    """Rough flagstones."""
    c.rect(0, y, c.W, c.H - y + 2, dark(tone, 0.08), light(tone, 0.15), tex=0.15)
    yy, k = y, 18.0
    while yy < c.H:
        x = -c.rng.uniform(0, 100)
        while x < c.W:
            w = k * c.rng.uniform(2.4, 4.0)
            c.rect(x + 2, yy + 2, w - 5, k - 4, mix(tone, c.rng.choice(("#ffffff", "#a9a08e", "#c9b48f")),
                                                    c.rng.uniform(0.05, 0.3)), r=k * 0.22)
            x += w
        yy, k = yy + k, k * 1.22


def courtyard(c):
    sky(c, "morning", 420, sun=(220, 130))
    hills(c, "morning", 430, height=260)
    ground(c, 428, GRASS, light(GRASS, 0.3))
    treeline(c, 520, 6, 260, LEAF_DARK)
    house(c, 420, 720, 700, 280, floors=1, gable=True)
    wall(c, -20, 740, 400, 170)
    wall(c, 1160, 740, 400, 170)
    c.rect(0, 716, c.W, 300, light(GRASS, 0.1), LEAF, tex=0.3)
    c.poly([(690, 718), (860, 718), (1080, 1005), (480, 1005)], "#e0d6c2", "#ede5d4", tex=0.15)
    for i in range(1, 7):
        y = 718 + (i / 7) ** 1.4 * 287
        c.line([(690 - (y - 718) * 0.73, y), (860 + (y - 718) * 0.77, y)], "#c2b69e", 3, cap=False)
    flowers(c, 20, 430, 800, 90, MIXED, 50)
    flowers(c, 1080, 1480, 800, 90, MIXED, 50)
    tree(c, 200, 830, 520, LEAF)
    flowers(c, 20, 480, 960, 120, ROSE, 46)
    flowers(c, 1060, 1480, 960, 120, (GOLD, ORANGE, CREAM), 46)
    for x in (640, 920):
        pot(c, x, 770, 80, bloom=RED)
    elder(c, 1000, 860, 250, "work", -1, hair="bun", top="#8a5a5a")
    c.line([(945, 690), (960, 862)], WOOD_DARK, 7)
    c.poly([(935, 850), (975, 850), (990, 886), (915, 886)], STRAW, dark(STRAW, 0.3))
    c.glow(220, 130, 1100, alpha=0.4)


def rose_gate(c):
    sky(c, "noon", 620)
    treeline(c, 760, 5, 420, LEAF_DARK)
    wall(c, -20, 1120, 1040, 480)
    gate(c, 500, 1130, 400, 720)
    c.rect(326, 520, 348, 610, "#a9c3a0", "#d6d9b8")
    bush(c, 420, 1110, 90, bloom=MIXED)
    bush(c, 600, 1105, 100, bloom=ROSE)
    paving(c, 1125)
    for side in (-1, 1):
        for i in range(36):  # the climbing rose
            t = i / 35
            x = 500 + side * (270 + 130 * math.sin(t * 2.6) + c.rng.uniform(-60, 90))
            y = 1120 - t * 720 + c.rng.uniform(-20, 20)
            c.blob(x, y, 56, 44, mix(LEAF, LEAF_DARK, c.rng.random()))
    for side in (-1, 1):
        for _ in range(85):
            t = c.rng.random()
            x = 500 + side * (270 + 130 * math.sin(t * 2.6) + c.rng.uniform(-80, 120))
            flower(c, x, 1130 - t * 740, c.rng.uniform(11, 21), c.rng.choice(ROSE), petals=7)
    for i in range(26):
        x = 250 + i * 20
        c.blob(x, 395 + 26 * math.sin(i) - 40 * math.sin(math.pi * i / 25), 46, 32, mix(LEAF, LEAF_DARK,
            c.rng.random()))
    for _ in range(40):
        x = c.rng.uniform(240, 770)
        flower(c, x, 355 + c.rng.uniform(-40, 70), c.rng.uniform(11, 19), c.rng.choice(ROSE), petals=7)
    pot(c, 170, 1290, 170, bloom=(ORANGE, GOLD))
    pot(c, 850, 1310, 190, "#5f7f8c", bloom=(VIOLET, CREAM))
    pot(c, 60, 1420, 190, "#a08a6c", bloom=PINK)
    c.curve([(500, 1350), (560, 1330), (585, 1372), (540, 1400), (480, 1398)], "#e0a45c", "#b97c3d")  # a cat
    c.oval(590, 1342, 28, 26, "#e0a45c")
    for k in (-1, 1):
        c.poly([(590 + k * 22, 1330), (590 + k * 8, 1318), (590 + k * 20, 1304)], "#c98a45")
        c.oval(590 + k * 9, 1341, 3, 4, "#33404a")
    c.line([(486, 1392), (440, 1378), (430, 1340)], "#c98a45", 14)
    c.glow(100, 0, 1200, alpha=0.35)


def pots(c):
    c.rect(0, 0, c.W, 640, light(WALL, 0.2), dark(WALL, 0.06), tex=0.12)
    c.poly([(0, 0), (520, 0), (180, 640), (0, 640)], "#fff3c4", alpha=0.5, blur=20)
    c.rect(0, 560, c.W, 90, "#a7adab", "#8b9391", tex=0.25)
    window(c, 880, 90, 330, 270, frame=WOOD_DARK)
    for _ in range(16):
        c.blob(c.rng.uniform(0, 330), c.rng.uniform(-20, 90), 60, 44, mix(LEAF, LEAF_DARK, c.rng.random()), alpha=0.95)
    paving(c, 645, "#cdbfa6")
    for i, (y, n, w) in enumerate(((690, 6, 150), (930, 5, 230))):
        c.rect(40, y - 8, c.W - 80, 22, light(WOOD, 0.2), dark(WOOD, 0.1), r=4)
        for x in (100, c.W / 2, c.W - 100):
            c.rect(x - 14, y + 12, 28, 80, WOOD_DARK)
        for k in range(n):
            x = 60 + (c.W - 120) * (k + 0.5) / n
            pot(c, x, y - 6, w * c.rng.uniform(0.85, 1.05), c.rng.choice(("#b5654a", "#5f7f8c", "#a08a6c", "#8c5f5f",
                "#e0d6c2")),
                bloom=BLOOMS[(k + i) % 4])
            if (k + i) % 2:
                flowers(c, x - w * 0.26, x + w * 0.26, y - w * 0.85, w * 0.75, BLOOMS[(k + i) % 4], 9)
    c.glow(0, 0, 1200, alpha=0.4)


def watering(c):
    sky(c, "morning", 380, sun=(1200, 140))
    treeline(c, 470, 6, 330, LEAF_DARK)
    house(c, -60, 620, 470, 260, gable=True)
    wall(c, 380, 640, c.W, 230)
    c.rect(0, 630, c.W, 400, light(GRASS, 0.15), LEAF, tex=0.3)
    for _ in range(120):
        tuft(c, c.rng.uniform(0, c.W), c.rng.uniform(650, 1000), 22, mix(LEAF, GRASS, c.rng.random()))
    flowers(c, 400, 1480, 700, 110, MIXED, 90)

    def can(c, x, y):
        c.poly([(x - 20, y - 10), (x + 52, y - 10), (x + 46, y + 62), (x - 14, y + 62)], light(TEAL, 0.2),
               dark(TEAL, 0.15), axis="h")
        c.line([(x + 48, y + 44), (x + 122, y - 6)], dark(TEAL, 0.1), 13)
        c.oval(x + 126, y - 10, 20, 13, dark(TEAL, 0.25))
        for i in range(13):
            c.line([(x + 126 + i * 3, y - 2 + i), (x + 150 + i * 8, y + 120 + i * 5)], "#d8f0f2", 2.4, alpha=0.7)
    person(c, 560, 940, 540, "give", 1, hair="bob", top="#e8d9c4", apron="#c98474", item=can)
    pupil(c, 330, 960, 330, "point", 1, hair="pigtails", top=PINK, scarf=None, skirt=VIOLET)
    flowers(c, 760, 1500, 985, 170, ROSE + (GOLD, VIOLET), 80)
    c.rect(0, 975, c.W, 30, "#b9825f", "#94623f")
    for i in range(24):
        c.line([(i * 66, 975), (i * 66, 1000)], "#7d5236", 4)
    branches(c, "left")
    c.glow(1200, 140, 1100, alpha=0.45)


def kitchen_garden(c):
    sky(c, "noon", 380)
    hills(c, "noon", 390, height=230)
    ground(c, 388, GRASS, light(GRASS, 0.3))
    house(c, 960, 540, 420, 210)
    treeline(c, 540, 4, 250, LEAF_DARK, 0, 900)
    c.rect(0, 520, c.W, 500, light(GRASS, 0.1), LEAF, tex=0.3)
    fence(c, -10, c.W, 600, 100, STRAW, 30)
    for r in range(4):
        y = 650 + r * 92 + r * r * 5
        k = 0.7 + r * 0.25
        c.curve([(40 - r * 40, y), (750, y - 30 * k), (1460 + r * 40, y), (1480 + r * 40, y + 40 * k),
                 (750, y + 56 * k), (10 - r * 40, y + 40 * k)], "#a07a55", "#7d5d40", tex=0.3)
        n = int(22 / k)
        for i in range(n):
            x = 40 + (c.W - 80) * (i + 0.5) / n
            if r == 0:
                c.line([(x, y), (x - 8, y - 130), (x + 12, y - 130)], "#b98a54", 4)
                for _ in range(9):
                    c.oval(x + c.rng.uniform(-18, 18), y - c.rng.uniform(10, 125), 11, 9,
                           c.rng.choice((LEAF, LEAF_DARK, "#8fbf5e")))
                for _ in range(2):
                    c.oval(x + c.rng.uniform(-16, 16), y - c.rng.uniform(20, 100), 8, 8, RED)
            elif r == 1:
                c.blob(x, y - 16, 28, 22, "#7a5a8a")
                c.blob(x - 6, y - 24, 16, 12, "#9a7aa8")
                tuft(c, x, y - 20, 26, LEAF)
            else:
                for _ in range(7):
                    c.blob(x + c.rng.uniform(-22, 22) * k, y - c.rng.uniform(0, 26) * k, 18 * k, 13 * k,
                           c.rng.choice(("#8fc05e", "#a9d27a", LEAF, "#6fae4f")))
    elder(c, 300, 850, 400, "bend", 1, hat="straw", top="#5b7f95")
    person(c, 1090, 900, 430, "hold", -1, hair="tail", top="#d9a85b", item=lambda c, x, y: basket(c, x - 6, y + 46,
        150, ("#8fc05e", RED, "#6fae4f", ORANGE)))
    c.glow(200, 0, 1100, alpha=0.32)


def lane(c):
    sky(c, "autumn", 640)
    hills(c, "autumn", 600, height=220)
    tree(c, 520, 760, 360, LEAF)
    house(c, 360, 770, 240, 150)
    c.poly([(470, 770), (560, 770), (960, 1510), (60, 1510)], "#dcd2bf", "#ebe3d3", tex=0.2)
    for i in range(1, 11):
        y = 770 + (i / 11) ** 1.6 * 740
        c.line([(470 - (y - 770) * 0.55, y), (560 + (y - 770) * 0.54, y)], "#bfb39c", 3, cap=False)
    for side in (0, 1):
        fx = (lambda x: x) if side == 0 else (lambda x: c.W - x)
        c.poly([(fx(-10), 250), (fx(470), 600), (fx(470), 775), (fx(-10), 1420)],
               light(WALL, 0.2) if side == 0 else dark(WALL, 0.1), dark(WALL, 0.02 if side == 0 else 0.14), tex=0.1)
        c.poly([(fx(-10), 1250), (fx(470), 745), (fx(470), 775), (fx(-10), 1420)], "#9aa3a0")
        c.poly([(fx(-10), 205), (fx(480), 585), (fx(480), 612), (fx(-10), 285)], dark(TILE, 0.15))
    # a painted wall: rice, lotus, hills
    c.poly([(30, 480), (330, 640), (330, 840), (30, 1060)], "#fdf6e3")
    with c.clip([(30, 480), (330, 640), (330, 840), (30, 1060)]):
        c.curve([(0, 800), (110, 690), (200, 760), (340, 680), (360, 1100), (0, 1100)], "#a9cdb8")
        c.curve([(0, 900), (140, 800), (340, 800), (360, 1100), (0, 1100)], "#7fb58c")
        c.oval(230, 690, 34, 34, ORANGE)
        for x, y, r in ((80, 900, 44), (170, 860, 34), (250, 820, 26)):
            for k in (-0.7, 0, 0.7):
                c.oval(x + k * r, y - (r * 0.25 if k == 0 else 0), r * 0.5, r * 0.75, light(PINK, 0.1 + abs(k) * 0.2))
    for i in range(8):
        t = (i / 8) ** 1.4
        w = 50 + 130 * t
        y = 810 + 620 * t
        for side in (-1, 1):
            x = 515 + side * (55 + (y - 770) * 0.55 - w * 0.1)
            pot(c, x, y, w, c.rng.choice(("#b5654a", "#5f7f8c", "#a08a6c")),
                bloom=c.rng.choice((ROSE, MIXED, (GOLD, ORANGE))))
    elder(c, 560, 1120, 330, "walk", -1, hair="short", top="#59647a", hat=None)
    pupil(c, 470, 1135, 230, "walk", -1, bag=BLUE)
    lanterns(c, 40, 960, 330, 5, 26)
    c.glow(520, 300, 1000, alpha=0.35)


def bins(c):
    sky(c, "morning", 380)
    treeline(c, 470, 6, 320, LEAF_DARK)
    wall(c, -20, 640, c.W + 40, 290)
    plaque(c, 330, 470, 330, 92, "洁美庭院", "#7a8f63", "#fff6dc")
    for _ in range(22):
        c.blob(c.rng.uniform(1050, c.W + 30), c.rng.uniform(300, 420), 54, 40, mix(LEAF, LEAF_DARK, c.rng.random()))
    for _ in range(26):
        flower(c, c.rng.uniform(1040, c.W), c.rng.uniform(290, 450), 14, c.rng.choice((ORANGE, "#e8663f")))
    paving(c, 640)
    for i, t in enumerate(("#4f86b0", "#5f9a58", "#8c9499", "#c8523d")):
        x = 160 + i * 130
        c.shadow(x + 50, 782, 70, 12)
        c.poly([(x, 610), (x + 100, 610), (x + 88, 780), (x + 12, 780)], light(t, 0.15), dark(t, 0.18), axis="h")
        c.rect(x - 8, 588, 116, 28, light(t, 0.25), dark(t, 0.1), r=8)
        c.oval(x + 50, 690, 26, 26, CREAM)
        c.oval(x + 50, 690, 12, 12, t)
    elder(c, 1020, 930, 500, "work", -1, hair="short", top="#5d7267")
    c.line([(940, 600), (860, 920)], WOOD_DARK, 11)
    c.poly([(840, 890), (884, 900), (900, 968), (790, 960)], STRAW, dark(STRAW, 0.35))
    for _ in range(34):
        c.oval(c.rng.uniform(620, 840), c.rng.uniform(880, 975), 11, 6, c.rng.choice((GOLD, "#c98b2e", "#d9b25c")))
    person(c, 770, 870, 470, "give", -1, hair="bob", top="#c98474", item=lambda c, x,
           y: c.curve([(x - 26, y), (x + 20, y), (x + 34, y + 66), (x - 34, y + 66)], "#e9e6dc", "#c3c6c0"))
    flowers(c, 1180, 1490, 720, 80, MIXED, 40)
    pot(c, 1290, 900, 170, bloom=ROSE)
    pot(c, 1430, 960, 190, "#5f7f8c", bloom=(GOLD, ORANGE))
    bicycle(c, 200, 940, 56, TEAL)
    branches(c, "left")
    c.glow(100, 0, 1100, alpha=0.35)


def under_the_vine(c):
    sky(c, "dusk", 480, clouds=4)
    hills(c, "dusk", 480, ("#5d6f97", "#4d6680", "#3f5d66"), 220)
    c.rect(880, 330, 700, 380, "#d9cfc4", "#a79fa3", tex=0.1)
    c.poly([(850, 340), (1600, 340), (1560, 220), (930, 220)], "#4a5263", "#363d4d")
    for x in (960, 1290):
        window(c, x, 420, 150, 150, frame=WOOD_DARK, lit=True)
    c.rect(1140, 430, 110, 280, "#ffdf9a", "#e9a850")
    c.rect(0, 520, 900, 190, "#a9a4ad", "#8b8694", tex=0.1)
    c.rect(-5, 505, 900, 26, "#3d4455")
    c.rect(0, 700, c.W, 310, "#8f8076", "#bda58c", tex=0.2)
    for x in (130, 820):
        c.line([(x, 190), (x, 850)], "#5b4638", 18)
    for y in (180, 214):
        c.line([(60, y), (900, y)], "#5b4638", 14)
    for i in range(90):
        c.blob(c.rng.uniform(40, 930), c.rng.uniform(120, 270), c.rng.uniform(26, 46), c.rng.uniform(20, 34),
               mix("#3f6a4c", "#20382e", c.rng.random()))
    for _ in range(9):
        x, y = c.rng.uniform(110, 860), c.rng.uniform(255, 290)
        for r in range(4):
            for k in range(4 - r):
                c.oval(x + (k - (3 - r) / 2) * 15, y + r * 14, 9, 9, c.rng.choice(("#6a4a7a", "#7d5a8c", "#5a3f6b")))
    lanterns(c, 100, 850, 250, 4, 22)
    stool(c, 260, 890, 100)
    stool(c, 680, 890, 100)
    person(c, 440, 760, 400, "sit", 0, hair="bob", top="#c98474", legs=False, seat=0.14, shadow=False)
    pupil(c, 560, 770, 300, "sit", 0, legs=False, seat=0.16, shadow=False, scarf=None, hair="short", top="#f1ead9")
    ty = table(c, 470, 890, 330, 130, WOOD)
    for dx, f in ((-110, "#7fb45a"), (-20, "#c26a3a"), (70, "#f0c64f"), (130, "#fdfbf4")):
        bowl(c, 470 + dx, ty + 18, 62, food=f, hot=dx == -20)
    elder(c, 260, 895, 440, "eat", 1, hair="bald", seat=0.23)
    elder(c, 680, 895, 430, "talk", -1, hair="bun", seat=0.23)
    pot(c, 950, 800, 120, bloom=ROSE)
    pot(c, 1420, 850, 150, "#5f7f8c", bloom=(GOLD, ORANGE))
    c.wash("#e89a5a", 0.06)
    c.glow(470, 480, 620, "#ffb45e", 0.8)
    c.glow(1195, 520, 480, "#ffc46e", 0.55)


SCENES = [courtyard, rose_gate, pots, watering, kitchen_garden, lane, bins, under_the_vine]
