"""农村公路新貌: village roads through paddies, tea hills and under solar lamps."""

import math

from .buildings import house
from .palette import BLUE, CREAM, GOLD, GRASS, LEAF, LEAF_DARK, ORANGE, PINK, RED, TEAL, dark, light, mix
from .people import elder, person, pupil
from .props import bicycle, bus, lamp, moped, roller, tricycle
from .terrain import (branches, bush, crop, flowers, ground, hill, hills, road, sky, terraces, tree, treeline, tuft,
                      water)

PADDY, PADDY_RIPE, TEA = "#9cc25f", "#c9c45c", "#5f9a58"


def village(c, x, y, k=1.0, n=4):
    """A hamlet of white walls, seen from afar."""
    for i in range(n):
        w = c.rng.uniform(90, 130) * k
        house(c, x + i * 95 * k, y + c.rng.uniform(-8, 8) * k, w, w * 0.5, gable=i % 2 == 0)
    for i in range(n + 2):
        tree(c, x - 40 * k + i * 92 * k, y + 12 * k, 95 * k, LEAF_DARK, shade=False)


def by_the_paddy(c):
    sky(c, "morning", 420, sun=(1130, 170))
    hills(c, "morning", 420, height=230)
    ground(c, 415, PADDY, light(PADDY, 0.3))
    village(c, 250, 440, 0.8, 5)
    terraces(c, 455, 1000, 6, (PADDY, light(PADDY, 0.15), "#86b457", PADDY_RIPE), bow=46)
    road(c, [(820, 432, 12), (960, 470, 26), (860, 540, 60), (690, 640, 120), (760, 790, 230), (980, 1040, 420)],
         verge=GRASS)
    moped(c, 735, 640, 13, RED)
    person(c, 727, 622, 84, "sit", 1, top=BLUE, seat=0.02, shadow=False, hat=CREAM)
    for x, y, h in ((1010, 476, 120), (610, 640, 190), (1085, 820, 330)):
        lamp(c, x, y, h, side=-1 if x > 800 else 1)
    tree(c, 1290, 800, 470, LEAF)
    bush(c, 1400, 850, 100, bloom=(PINK, CREAM))
    flowers(c, 40, 420, 985, 90, (GOLD, ORANGE, CREAM), 46)
    c.glow(1130, 170, 1100, alpha=0.4)


def tea_hill(c):
    sky(c, "noon", 620, clouds=5)
    hills(c, "noon", 560, height=300)
    hill(c, 560, 120, 760, TEA, light(TEA, 0.2), woods=60)
    for i in range(13):  # rows of tea that bow over the slope
        t = (i / 13) ** 1.3
        y = 620 + t * 900
        pts = [(x, y - 130 * math.sin(math.pi * (x + 40) / 1080) * (1 - t * 0.5) + 90 * t) for x in range(-40, 1081,
            30)]
        w = 26 + 74 * t
        c.line([(x, yy + w * 0.55) for x, yy in pts], dark("#a9a05f", 0.1), w * 1.5)
        c.line([(x, yy + w * 0.3) for x, yy in pts], dark(TEA, 0.3), w)
        c.line(pts, TEA, w)
        c.line([(x, yy - w * 0.25) for x, yy in pts], light(TEA, 0.18), w * 0.4)
        for _ in range(150):
            x, yy = c.rng.choice(pts)
            tone = c.rng.choice((light(TEA, 0.35), dark(TEA, 0.15), "#8fc05e"))
            c.oval(x + c.rng.uniform(-16, 16), yy + c.rng.uniform(-0.5, 0.45) * w, 2 + 5 * t, 1.6 + 3.4 * t, tone)
    road(c, [(560, 500, 10), (660, 560, 26), (560, 660, 60), (420, 800, 120), (560, 1010, 230), (480, 1540, 560)],
         verge=GRASS)
    for x, y, h in ((300, 860, 300), (770, 1010, 420)):
        tree(c, x, y, h, LEAF_DARK, kind="tall")
    for x, y, h, f in ((215, 1010, 230, 1), (880, 1190, 290, -1)):
        person(c, x, y, h, "work", f, hat="straw", top="#c98474" if f > 0 else "#5b7f95")
        c.rect(x - f * 10 - 30, y - h * 0.5, 60, 62, "#c79a5c", "#94683a", r=12)
    bicycle(c, 560, 1240, 46, RED)
    person(c, 520, 1250, 290, "push", 1, hair="tail", top=CREAM)
    branches(c, "right")
    c.glow(150, 0, 1200, alpha=0.3)


def bridge(c):
    sky(c, "morning", 420, sun=(260, 150))
    hills(c, "morning", 420, height=240)
    ground(c, 420, GRASS, light(GRASS, 0.25), 160)
    village(c, 930, 470, 0.9, 4)
    water(c, [(400, 620), (1100, 620), (1300, 1000), (200, 1000)], "#6fa9b0", "#dcece2", 90)
    for side, x0 in ((1, 1130), (-1, 370)):
        for i in range(12):
            c.blob(x0 + side * c.rng.uniform(-30, 150), 830 + c.rng.uniform(-60, 170), c.rng.uniform(24, 60),
                   c.rng.uniform(18, 38), mix("#b9b5aa", "#8a8f88", c.rng.random()), "#7d827c")
    top = [(x, 600 - 46 * math.sin(math.pi * x / c.W)) for x in range(-20, int(c.W) + 40, 20)]
    deck = top + [(x, y + 250) for x, y in top][::-1]
    arch = [(750 + math.cos(a) * 330, 860 - math.sin(a) * 245) for a in (math.pi * k / 30 for k in range(31))]
    with c.clip(arch + [(420, 905), (1080, 905)], outside=True):  # the eye of the arch stays open
        c.poly(deck, "#d9cfbb", "#a79c88", tex=0.3)
        for r in range(7):
            for x in range(-20, int(c.W) + 40, 84):
                xx, yy = x + (r % 2) * 42, 600 - 46 * math.sin(math.pi * x / c.W) + 26 + r * 34
                c.line([(xx, yy), (xx, yy + 32)], "#8f8573", 2.4)
            c.line([(x, y + 26 + r * 34) for x, y in top], "#8f8573", 2.4)
    c.line([(750 + math.cos(a) * 345, 860 - math.sin(a) * 260) for a in (math.pi * k / 30 for k in range(31))],
           "#efe6d2", 30)
    for left in (True, False):
        bank = [(-80, 790), (250, 770), (440, 830), (450, 930), (330, 1100), (-120, 1100)]
        c.curve(bank if left else [(c.W - x, y) for x, y in bank], light(GRASS, 0.05), LEAF, tex=0.3)
    c.line(top, "#ece7da", 26)
    for x in range(30, int(c.W), 105):
        y = 600 - 46 * math.sin(math.pi * x / c.W)
        c.rect(x - 8, y - 62, 16, 60, "#f6f1e4", "#d4cbb8")
    c.line([(x, y - 58) for x, y in top], "#f9f4e8", 12)
    tricycle(c, 560, 556, 24, face=1)
    person(c, 580, 545, 150, "sit", 1, hat="straw", top="#c98474", seat=0.3, shadow=False)
    person(c, 990, 566, 160, "walk", -1, hair="bob", top=TEAL, bag=GOLD)
    c.line([(x, y - 30) for x, y in top], "#f9f4e8", 8)
    for i in range(120):
        tuft(c, c.rng.choice((c.rng.uniform(-20, 260), c.rng.uniform(1180, c.W))), c.rng.uniform(850, 1000), 34,
             mix(LEAF, LEAF_DARK, c.rng.random()))
    flowers(c, 0, 250, 990, 110, (PINK, CREAM, ORANGE), 34)
    branches(c, "right")
    c.glow(260, 150, 1000, alpha=0.4)


def bus_stop(c):
    sky(c, "noon", 460, clouds=6)
    hills(c, "noon", 450, height=250)
    ground(c, 445, PADDY, light(PADDY, 0.3), 100)
    crop(c, [(0, 500), (620, 500), (560, 640), (-100, 640)], PADDY, 12)
    crop(c, [(660, 500), (1500, 500), (1700, 640), (620, 640)], PADDY_RIPE, 14)
    treeline(c, 500, 5, 150, LEAF, x0=700)
    c.rect(0, 640, c.W, 40, light(GRASS, 0.1), LEAF, tex=0.3)
    c.rect(0, 680, c.W, 210, "#dad6ca", "#c6c1b3", tex=0.12)
    c.rect(0, 692, c.W, 7, CREAM)
    for x in range(-30, int(c.W), 170):
        c.poly([(x, 782), (x + 90, 782), (x + 82, 792), (x - 10, 792)], "#f2c65a")
    c.rect(0, 872, c.W, 7, CREAM)
    c.rect(0, 890, c.W, 120, light(GRASS, 0.05), dark(LEAF, 0.1), tex=0.3)
    for x in (90, 400):  # the shelter
        c.line([(x, 690), (x, 440)], "#7a8a86", 12)
    c.rect(84, 500, 322, 130, "#d3e6e2", "#a9c6c2", alpha=0.85)
    c.poly([(40, 446), (450, 446), (425, 405), (65, 405)], light(TEAL, 0.2), dark(TEAL, 0.1))
    c.rect(120, 626, 250, 16, "#b98a58")
    for x in (140, 350):
        c.line([(x, 640), (x, 686)], "#7a8a86", 8)
    elder(c, 210, 690, 250, "sit", 1, hair="bun", seat=0.2)
    elder(c, 320, 692, 265, "stand", 1, hair="bald", bag=GOLD)
    bus(c, 620, 850, 620, "#4f9a86")
    pupil(c, 530, 870, 190, "walk", -1, bag=ORANGE)
    person(c, 440, 885, 270, "walk", -1, hair="bob", top="#c98474")
    for _ in range(90):
        tuft(c, c.rng.uniform(0, c.W), c.rng.uniform(930, 1005), 36, mix(LEAF, LEAF_DARK, c.rng.random()))
    flowers(c, 30, c.W - 30, 985, 86, (GOLD, CREAM, PINK, ORANGE), 60)
    c.glow(1300, 0, 1100, alpha=0.3)


def to_market(c):
    sky(c, "golden", 400, sun=(350, 200))
    hills(c, "golden", 400, ("#8f9aa0", "#8aa083", "#7c9a5e"), 220)
    ground(c, 396, PADDY_RIPE, light(PADDY, 0.4))
    crop(c, [(-60, 430), (520, 430), (330, 760), (-700, 760)], PADDY, 18)
    crop(c, [(860, 430), (1560, 430), (2300, 800), (1150, 800)], PADDY_RIPE, 22)
    road(c, [(690, 402, 18), (690, 470, 130), (690, 640, 560), (690, 1030, 1420)], verge=GRASS)
    for y, h in ((455, 120), (530, 190), (680, 340)):
        k = (y - 400) / 230
        tree(c, 690 - 90 - 330 * k, y, h, "#7fae54", kind="tall")
        tree(c, 690 + 90 + 330 * k, y, h, "#7fae54", kind="tall")
    c.poly([(520, 880), (1080, 880), (1320, 930), (700, 950)], "#5a4760", alpha=0.2, blur=12)
    tricycle(c, 700, 890, 62, face=1)
    person(c, 745, 860, 400, "sit", 1, hat="straw", top="#5b7f95", seat=0.32, shadow=False)
    person(c, 210, 900, 360, "walk", -1, hair="bun", top="#b5654a", bag=TEAL)
    branches(c, "right", "#7d8f3c")
    c.glow(350, 200, 1200, "#ffce7a", 0.5)


def crew(c):
    sky(c, "cloudy", 430, clouds=6)
    hills(c, "cloudy", 430, height=260)
    ground(c, 426, GRASS, light(GRASS, 0.3), 120)
    village(c, 80, 470, 0.8, 4)
    road(c, [(1010, 430, 22), (980, 520, 130), (860, 700, 420), (640, 1040, 1120)], "#8b8f92", None, verge="#b59a70")
    road(c, [(1010, 430, 20), (1000, 520, 70), (960, 700, 200), (860, 1040, 520)], "#6b7278", None)
    person(c, 812, 650, 150, "sit", 1, vest=ORANGE, hat=CREAM, seat=0.2, shadow=False, legs=False)
    roller(c, 650, 720, 360, GOLD)
    for x, y, h, p, f in ((270, 880, 365, "work", 1), (1230, 860, 345, "point", -1), (640, 965, 380, "work", -1)):
        hand = person(c, x, y, h, p, f, vest=ORANGE, hat=GOLD if f > 0 else RED, top="#5b7f95")["hand"]
        if p == "work":  # a shovel
            gx, gy, tx, ty = hand[0] - f * 14, hand[1] - 40, hand[0] + f * 40, y - 20
            c.line([(gx, gy), (tx, ty)], "#8a5d3b", 9)
            c.curve([(tx - 24, ty - 16), (tx + 24, ty - 16), (tx + 18, ty + 28), (tx, ty + 40), (tx - 18, ty + 28)],
                    "#8c979b")
            c.oval(hand[0], hand[1], h * 0.03, h * 0.03, "#eab98f")
    for x, y in ((1050, 640), (1120, 760), (1240, 960)):
        k = (y - 300) / 8
        c.poly([(x - k * 0.35, y), (x + k * 0.35, y), (x + k * 0.08, y - k), (x - k * 0.08, y - k)], ORANGE,
               dark(ORANGE, 0.15), axis="h")
        c.line([(x - k * 0.17, y - k * 0.52), (x + k * 0.17, y - k * 0.52)], CREAM, k * 0.16, cap=False)
    tree(c, 1420, 700, 440, LEAF)


def lamps_at_dusk(c):
    sky(c, "dusk", 640, clouds=5)
    hills(c, "dusk", 640, ("#5d6f97", "#4d6680", "#3f5d66"), 300)
    ground(c, 634, "#39584f", "#6b8272")
    village(c, 90, 690, 0.75, 3)
    for _ in range(9):
        c.oval(c.rng.uniform(90, 380), c.rng.uniform(655, 685), 5, 6, "#ffd98a")
    crop(c, [(-60, 740), (430, 720), (200, 1180), (-900, 1240)], "#5d7d55", 14)
    crop(c, [(700, 720), (1200, 740), (2100, 1250), (930, 1180)], "#6f8450", 14)
    road(c, [(600, 650, 16), (560, 720, 60), (600, 900, 220), (540, 1150, 430), (480, 1540, 840)], "#8d93a0",
         "#d6d3cc", verge="#4d6b52")
    for x, y, h, s in ((540, 725, 110, 1), (660, 800, 190, -1), (430, 930, 320, 1), (830, 1100, 520, -1),
                       (215, 1340, 800, 1)):
        lamp(c, x, y, h, lit=True, side=s)
    for x, y, h, s in ((540, 725, 110, 1), (660, 800, 190, -1), (430, 930, 320, 1), (830, 1100, 520, -1),
                       (215, 1340, 800, 1)):
        c.glow(x + s * h * 0.2, y - h * 0.95, h * 0.5, "#ffdf9a", 0.75)
    elder(c, 480, 1180, 300, "walk", 1, hair="short", top="#6b7a8c")
    elder(c, 585, 1185, 280, "walk", 1, hair="bun", top="#8a5a5a")
    person(c, 690, 1010, 205, "walk", -1, hair="tail", top=ORANGE)
    for i in range(30):
        c.oval(c.rng.uniform(0, c.W), c.rng.uniform(10, 330), 1.8, 1.8, "#fff3d0", alpha=0.8)


def from_above(c):
    tones = (PADDY, "#86b457", PADDY_RIPE, "#b7cf6b", "#6fa35c", "#d8cf72", "#a3c987")
    c.rect(0, 0, c.W, c.H, LEAF_DARK)
    for row in range(6):  # a patchwork, drawn as bowed strips cut into plots
        y0 = row * 185 - 40
        x = -60 - c.rng.uniform(0, 120)
        while x < c.W + 40:
            w = c.rng.uniform(150, 290)
            b = lambda u, k=row: 34 * math.sin(u / 330 + k * 0.5)
            quad = [(x + 7, y0 + b(x)), (x + w - 7, y0 + b(x + w)), (x + w - 7, y0 + 171 + b(x + w)),
                    (x + 7, y0 + 171 + b(x))]
            tone = c.rng.choice(tones)
            c.poly(quad, light(tone, 0.12), tone, tex=0.2)
            n = c.rng.randrange(9, 15)
            for i in range(1, n):
                t = i / n
                c.line([(x + 10 + (w - 20) * t, quad[0][1] + 5), (x + 10 + (w - 20) * t, quad[3][1] - 5)],
                       dark(tone, 0.13), 3, cap=False)
            x += w
    pond = [(960, 610), (1120, 560), (1240, 630), (1200, 740), (1050, 770), (940, 700)]
    c.curve([(x, y + 8) for x, y in pond], "#4d7a50")
    c.curve(pond, "#bfdcd8", "#6fa9b0")
    path = [(180, -40, 46), (330, 160, 46), (760, 250, 48), (850, 430, 50), (430, 560, 52), (330, 760, 54),
            (760, 900, 56), (1010, 1060, 58)]
    road(c, [(x + 8, y + 12, w) for x, y, w in path], "#4d6b52", None)
    road(c, path, "#e2ddd0", "#f8f4e8", verge=GRASS)
    for x, y in ((985, 205), (1085, 190), (1180, 230), (1040, 300), (1150, 330), (120, 640), (205, 700), (110, 760)):
        w, h = c.rng.uniform(70, 92), c.rng.uniform(48, 58)
        c.rect(x + 10, y + 14, w, h, "#20382e", alpha=0.35, blur=5)
        c.rect(x, y, w, h / 2, "#7b8790")
        c.rect(x, y + h / 2, w, h / 2, "#56626b")
        c.line([(x, y + h / 2), (x + w, y + h / 2)], "#333d45", 4)
    for _ in range(95):
        t = c.rng.random()
        i = int(t * 6.99)
        x, y = path[i][0] + c.rng.choice((-1, 1)) * c.rng.uniform(60, 120), path[i][1] + c.rng.uniform(-50, 50)
        if c.rng.random() < 0.5:
            x, y = c.rng.choice((c.rng.uniform(930, 1280), c.rng.uniform(70, 320))), c.rng.choice((c.rng.uniform(170, 400), c.rng.uniform(600, 850)))
        if 900 < x < 1270 and 530 < y < 790:  # not in the pond
            continue
        r = c.rng.uniform(12, 25)
        c.oval(x + 7, y + 10, r, r, "#20382e", alpha=0.3, blur=4)
        c.blob(x, y, r, r, mix(LEAF, LEAF_DARK, c.rng.random()))
        c.blob(x - r * 0.25, y - r * 0.3, r * 0.5, r * 0.5, light(LEAF, 0.15))
    for x, y, t in ((600, 212, RED), (560, 528, CREAM), (600, 838, BLUE)):
        c.rect(x - 19, y - 8, 42, 23, "#20382e", alpha=0.3, blur=4)
        c.rect(x - 22, y - 13, 42, 22, light(t, 0.1), dark(t, 0.1), r=6)
        c.rect(x - 2, y - 11, 12, 18, "#8fb1ba", r=3)
    for x, y, w in ((250, 420, 260), (1150, 880, 300)):
        c.oval(x, y, w, w * 0.34, "#20382e", alpha=0.16, blur=40)
    c.glow(0, 0, 1300, alpha=0.28)


SCENES = [by_the_paddy, tea_hill, bridge, bus_stop, to_market, crew, lamps_at_dusk, from_above]
