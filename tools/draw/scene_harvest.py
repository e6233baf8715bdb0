"""高标准农田秋收: the rice harvest on fields with straight roads and lined canals."""

import math

from .buildings import house
from .palette import CREAM, GOLD, GRASS, LEAF, LEAF_DARK, RED, STRAW, WOOD, WOOD_DARK, dark, light, mix
from .people import elder, person
from .props import basket, combine, cup, thermos, truck
from .terrain import branches, crop, ground, hills, rice, sky, tree, treeline, tuft, water

RIPE, PALE, STUBBLE = "#e2b552", "#efd07c", "#d8c089"
FALL_HILLS = ("#8fa9b0", "#93a583", "#8a9a5c")


def rice_field(c, y0, y1, tone=RIPE, x0=None, x1=None, n=900):
    """Standing rice: a gold sheet with drooping ears that grow towards us."""
    x0, x1 = -20 if x0 is None else x0, c.W + 20 if x1 is None else x1
    c.rect(x0, y0, x1 - x0, y1 - y0, light(tone, 0.3), dark(tone, 0.12), tex=0.3)
    spots = sorted((c.rng.random() ** 0.75, c.rng.uniform(x0, x1)) for _ in range(n))
    for t, x in spots:
        y, h = y0 + (y1 - y0) * t, 10 + 46 * t
        a = mix(tone, c.rng.choice(("#a9b04f", "#f6e0a0", "#c98f35")), c.rng.random() * 0.6)
        lean = h * c.rng.uniform(0.15, 0.5)
        c.line([(x, y + h * 0.5), (x + lean * 0.3, y - h * 0.4), (x + lean, y - h * 0.35), (x + lean * 1.3, y)], a,
               1.6 + 3 * t)


def reaper(c):
    sky(c, "autumn", 400, sun=(240, 150), clouds=6)
    hills(c, "autumn", 400, FALL_HILLS, 230)
    treeline(c, 418, 12, 110, "#9aa552")
    rice_field(c, 412, 700, n=800)
    c.poly([(-20, 620), (800, 600), (1520, 590), (1520, 800), (-20, 800)], light(STUBBLE, 0.15), STUBBLE, tex=0.3)
    for i in range(16):
        c.line([(-20, 640 + i * 9), (1000, 628 + i * 10)], dark(STUBBLE, 0.18), 2.4, cap=False)
    c.rect(960, 560, 600, 200, RIPE, dark(RIPE, 0.1), tex=0.3)
    for _ in range(330):
        x, y = c.rng.uniform(950, c.W), c.rng.uniform(560, 760)
        c.line([(x, y + 20), (x + 6, y - 20), (x + 22, y - 6)], mix(RIPE, c.rng.choice(("#f6e0a0", "#c98f35")),
            c.rng.random() * 0.6), 3)
    combine(c, 500, 750, 470, "#c8523d")
    rice_field(c, 770, 1010, n=520)
    for x, y in ((330, 560), (250, 590), (410, 600)):  # egrets
        c.oval(x, y, 22, 12, "#ffffff")
        c.line([(x + 16, y - 4), (x + 22, y - 30), (x + 30, y - 34)], "#ffffff", 6)
        c.line([(x + 32, y - 34), (x + 44, y - 31)], GOLD, 3)
        c.line([(x, y + 10), (x, y + 30)], "#5c6b73", 2.5)
    c.glow(240, 150, 1200, "#ffe2a0", 0.45)


def grid(c):
    tones = (RIPE, PALE, STUBBLE, "#d9a945", "#c9c45c", "#eac66a", "#b9b25a")
    c.rect(0, 0, c.W, c.H, "#8fa35c")
    for row in range(5):
        for col in range(6):
            x, y = col * 232 - 30, row * 212 - 10
            w, h = 214, 190
            tone = c.rng.choice(tones)
            sk = lambda px, py: (px + (py - 500) * 0.12, py + (px - 650) * -0.05)
            quad = [sk(x, y), sk(x + w, y), sk(x + w, y + h), sk(x, y + h)]
            c.poly(quad, light(tone, 0.15), tone, tex=0.25)
            done = c.rng.random() < 0.35
            n = 22 if done else 13
            for i in range(1, n):
                u = x + w * i / n
                c.line([sk(u, y + 5), sk(u, y + h - 5)], dark(tone, 0.2 if done else 0.1), 3 if done else 2, cap=False)
            if done:
                for _ in range(7):
                    p = sk(x + c.rng.uniform(20, w - 20), y + c.rng.uniform(20, h - 20))
                    c.oval(p[0] + 4, p[1] + 5, 13, 13, "#7d6a3a", alpha=0.4, blur=3)
                    c.oval(p[0], p[1], 12, 12, light(STRAW, 0.2), dark(STRAW, 0.1))
    sk = lambda px, py: (px + (py - 500) * 0.12, py + (px - 650) * -0.05)
    for col in (2, 4):
        x = col * 232 - 39
        c.poly([sk(x - 16, -80), sk(x + 16, -80), sk(x + 16, 1100), sk(x - 16, 1100)], "#ece6d6", "#dcd4c0")
        for k in (-28, 28):
            for i in range(24):
                p = sk(x + k, -30 + i * 46)
                c.oval(p[0] + 5, p[1] + 7, 13, 13, "#4d5a2f", alpha=0.35, blur=3)
                c.blob(p[0], p[1], 13, 13, mix(LEAF, LEAF_DARK, c.rng.random()))
    for row in (1, 3):
        y = row * 212 - 20
        c.poly([sk(-200, y - 13), sk(1600, y - 13), sk(1600, y + 13), sk(-200, y + 13)], "#f1eee4")
        c.poly([sk(-200, y - 8), sk(1600, y - 8), sk(1600, y + 8), sk(-200, y + 8)], "#7fb7c4", "#9fd0d6")
    y = 2 * 212 - 20
    c.poly([sk(-200, y - 13), sk(1600, y - 13), sk(1600, y + 13), sk(-200, y + 13)], "#ece6d6", "#dcd4c0")
    for u, v, t in ((330, 90, RED), (810, 545, "#c8523d"), (1000, 720, "#3d7ea6")):
        p = sk(u, v)
        c.poly([(p[0] - 90, p[1] + 14), (p[0] - 18, p[1] + 14), (p[0] - 18, p[1] - 14), (p[0] - 90, p[1] - 14)],
               light(STUBBLE, 0.25))
        c.rect(p[0] - 20, p[1] - 14, 56, 36, "#4d4a2f", alpha=0.35, blur=5)
        c.rect(p[0] - 24, p[1] - 19, 50, 34, light(t, 0.12), dark(t, 0.12), r=5)
        c.rect(p[0] + 2, p[1] - 13, 18, 22, "#d9edec", r=3)
        c.rect(p[0] + 26, p[1] - 23, 10, 42, GOLD)
    c.oval(1020, 250, 240, 90, "#4d4a2f", alpha=0.14, blur=40)
    c.oval(300, 800, 260, 90, "#4d4a2f", alpha=0.14, blur=40)
    c.glow(0, 0, 1300, "#ffe2a0", 0.32)


def ears(c):
    sky(c, "golden", 760, sun=(700, 330))
    hills(c, "golden", 760, FALL_HILLS, 330)
    c.rect(0, 750, c.W, 760, light(RIPE, 0.25), dark(RIPE, 0.15), tex=0.3)
    for i in range(40):
        c.oval(c.rng.uniform(0, c.W), c.rng.uniform(770, 1300), c.rng.uniform(30, 90), c.rng.uniform(10, 30),
               c.rng.choice((PALE, "#c98f35", "#b9b25a")))
    c.defocus(10)
    for i in range(15):
        x = c.rng.uniform(-60, c.W)
        rice(c, x, 1540, c.rng.uniform(560, 800), c.rng.choice((-1, 1)) * c.rng.uniform(70, 150), mix(RIPE, "#b9a04a",
            0.4))
    c.defocus(4)
    for x, h, lean in ((160, 1020, 190), (430, 1180, -170), (520, 1150, 230), (820, 980, -190), (900, 1100, -150),
                       (60, 820, 130), (670, 860, 140)):
        c.curve([(x - 10, 1540), (x + lean * -0.5, 1540 - h * 0.5), (x + lean * -1.1, 1540 - h * 0.78),
                 (x + lean * -0.44, 1540 - h * 0.48)], mix(LEAF, RIPE, 0.55), mix(LEAF_DARK, RIPE, 0.4))
        rice(c, x, 1540, h, lean, RIPE)
    c.curve([(588, 664), (612, 650), (640, 656), (634, 672), (604, 678)], RED, dark(RED, 0.2))
    c.glow(700, 330, 1200, "#ffdf95", 0.55)


def canal(c):
    sky(c, "autumn", 400, clouds=6)
    hills(c, "autumn", 400, FALL_HILLS, 240)
    crop(c, [(-400, 440), (700, 410), (360, 1010), (-1300, 1010)], RIPE, 26)
    crop(c, [(830, 410), (1900, 440), (2900, 1010), (1300, 1010)], RIPE, 26)
    c.poly([(700, 406), (830, 406), (1340, 1010), (330, 1010)], light(GRASS, 0.1), "#8a9a4c", tex=0.3)
    c.poly([(722, 408), (790, 408), (1060, 1010), (430, 1010)], "#eeeade", "#d6d0c0")
    c.poly([(730, 410), (780, 410), (950, 1010), (540, 1010)], "#b5b2a6", "#96938a")
    water(c, [(738, 412), (772, 412), (905, 1010), (585, 1010)], "#6fa9b0", "#d6e9e4", 40)
    c.poly([(792, 408), (818, 408), (1260, 1010), (1090, 1010)], "#e3dccb", "#f0eadb")
    y = 690  # a sluice across the canal
    c.rect(540, y - 150, 34, 190, "#f1ece0", "#c9c2b2", axis="h")
    c.rect(905, y - 150, 34, 190, "#f1ece0", "#c9c2b2", axis="h")
    c.rect(520, y - 172, 440, 30, "#f6f1e4", "#cfc8b8")
    c.rect(590, y - 70, 300, 100, "#6f98a6", "#4a6f80")
    for i in range(1, 6):
        c.line([(590 + i * 50, y - 70), (590 + i * 50, y + 30)], "#3f6070", 4)
    c.line([(740, y - 170), (740, y - 70)], "#5c6b73", 10)
    c.arc(740, y - 196, 40, 26, 0, 360, RED, 9)
    c.line([(700, y - 196), (780, y - 196)], RED, 6)
    for _ in range(26):
        c.oval(c.rng.uniform(610, 880), y + 32 + c.rng.uniform(0, 40), c.rng.uniform(16, 50), 5, "#f4fbfa", alpha=0.75)
    person(c, 1120, 815, 340, "point", -1, hat="straw", top="#5b7f95")
    person(c, 868, 500, 112, "walk", 1, hair="tail", top="#c98474")
    treeline(c, 424, 6, 90, "#9aa552", 860, 1500)
    tree(c, 190, 640, 360, "#c9a440")
    branches(c, "right", "#8f8a3c")
    c.glow(150, 0, 1200, "#ffe2a0", 0.4)


def drying_yard(c):
    sky(c, "noon", 350, clouds=5)
    hills(c, "noon", 350, FALL_HILLS, 200)
    ground(c, 344, GRASS, light(GRASS, 0.2))
    house(c, 60, 500, 380, 180, gable=True)
    house(c, 470, 490, 330, 160)
    treeline(c, 500, 5, 240, "#8f9a4c", 820, 1500)
    c.rect(0, 495, c.W, 520, "#d5cebd", "#e6dfcf", tex=0.15)
    c.curve([(120, 620), (750, 570), (1380, 620), (1480, 850), (760, 930), (20, 850)], light(RIPE, 0.25), RIPE,
            tex=0.25)
    for i in range(26):
        t = i / 25
        x = 90 + 1320 * t
        c.line([(x + (750 - x) * 0.12, 606 - 30 * math.sin(math.pi * t)), (x, 740), (x + (750 - x) * -0.03,
            850 + 56 * math.sin(math.pi * t))], dark(RIPE, 0.13), 4)
    c.dabs(900, lambda: (c.rng.uniform(100, 1400), c.rng.uniform(620, 870)), 4.2, (light(RIPE, 0.45), dark(RIPE, 0.2),
        PALE))
    for x, y, f, kw in ((430, 800, 1, dict(hat="straw", top="#5b7f95")),
                        (1010, 770, -1, dict(hat="straw", top="#c98474")), (720, 690, 1, dict(hair="tail", top=CREAM))):
        h = 350 if y > 700 else 300
        person(c, x, y, h, "work", f, **kw)
        c.line([(x + f * h * 0.1, y - h * 0.62), (x + f * h * 0.62, y + 6)], WOOD_DARK, 8)
        c.line([(x + f * h * 0.62 - 46, y + 6), (x + f * h * 0.62 + 46, y + 10)], WOOD, 12)
    for x, y in ((1210, 930), (1290, 960), (1380, 930), (1330, 890)):
        c.curve([(x - 50, y), (x - 46, y - 84), (x - 20, y - 104), (x + 20, y - 104), (x + 46, y - 84), (x + 50, y)],
                "#f6ecd4", "#cfbb92", axis="h")
        c.line([(x - 22, y - 92), (x + 22, y - 92)], RED, 6)
    basket(c, 190, 950, 190, (RIPE, PALE, light(RIPE, 0.3)))
    for i, x in enumerate((590, 640, 690)):  # hens
        c.curve([(x - 22, 955), (x - 10, 935), (x + 18, 940), (x + 26, 955), (x + 8, 972), (x - 14, 970)],
                "#b5704a" if i else "#f4efe2")
        c.oval(x + 22, 934, 10, 10, "#b5704a" if i else "#f4efe2")
        c.line([(x + 20, 924), (x + 26, 923)], RED, 6)
    c.glow(1300, 0, 1100, "#ffe9b0", 0.35)


def hauling(c):
    sky(c, "golden", 420, sun=(1150, 190), clouds=5)
    hills(c, "golden", 420, FALL_HILLS, 240)
    treeline(c, 436, 11, 120, "#9a9a4c")
    rice_field(c, 430, 660, n=640)
    c.rect(0, 650, c.W, 30, light(GRASS, 0.05), "#8a9a4c", tex=0.3)
    c.rect(0, 678, c.W, 150, "#e6dcc6", "#d3c7ac", tex=0.15)
    c.rect(0, 690, c.W, 5, CREAM)
    truck(c, 480, 800, 560, "#4d86a8")
    person(c, 340, 815, 290, "push", 1, top="#c98474", hair="short")
    c.rect(382, 590, 84, 56, "#f4ead2", "#cfbb92", r=20)
    elder(c, 1180, 815, 300, "point", -1, hat="straw", top="#5d7267")
    rice_field(c, 830, 1010, "#d9a945", n=520)
    for _ in range(60):
        tuft(c, c.rng.uniform(0, c.W), 846, 26, mix(GRASS, "#8a9a4c", c.rng.random()))
    branches(c, "left", "#8f8a3c")
    c.glow(1150, 190, 1200, "#ffd68a", 0.5)


def rest(c):
    sky(c, "sunset", 640, sun=(330, 480), clouds=6)
    hills(c, "sunset", 640, ("#8b86a3", "#8d8a7a", "#87854f"), 280)
    rice_field(c, 632, 1080, "#dba645", n=700)
    c.curve([(-80, 1100), (300, 1060), (760, 1075), (1100, 1050), (1100, 1560), (-80, 1560)], "#a8a04c", "#6f7a3c",
            tex=0.35)
    for _ in range(190):
        tuft(c, c.rng.uniform(0, c.W), c.rng.uniform(1090, 1500), 34,
             mix("#a8a04c", c.rng.choice(("#6f7a3c", "#e0c878")), c.rng.random()))
    tree(c, 850, 1130, 760, "#a8943c")
    for x, y, f, kw, p in ((250, 1290, 1, dict(hair="short", top="#5b7f95", hat="straw"), "talk"),
                           (560, 1300, -1, dict(hair="bun", top="#b5654a"), "sit")):
        c.blob(x, y - 50, 96, 46, "#8f8878", "#6f6a60", rough=0.06)
        elder(c, x, y, 520, p, f, seat=0.2, **kw)
    thermos(c, 405, 1330, 120)
    cup(c, 470, 1335, 32, hot=True)
    basket(c, 820, 1350, 190, (RIPE, PALE))
    c.line([(700, 1360), (900, 1120)], WOOD_DARK, 9)
    for x, y in ((600, 260), (680, 300), (760, 250)):
        c.line([(x - 30, y - 12), (x, y), (x + 30, y - 12)], "#5c5570", 4)
    c.glow(330, 480, 1200, "#ffbf7a", 0.55)


SCENES = [reaper, grid, ears, canal, drying_yard, hauling, rest]
