"""校园营养餐: school meals, from the morning's greens to the empty tray."""

import math

from .buildings import big_window, board, pavement, plaque, room, sunbeams, window
from .palette import CREAM, GOLD, GRASS, LEAF, LEAF_DARK, ORANGE, PINK, RED, TEAL, WOOD, dark, light
from .people import cook, person, pupil
from .props import basket, desk, steam, table, tray
from .terrain import branches, flowers, hills, sky, tree, treeline

GREENS = ("#5f9a48", "#7fb45a", "#a9cf74")
CHICKEN = ("#d9a04e", "#c98a3c", "#e9bd72", "#e07b3c")
EGG = ("#f0c64f", "#f6d878", "#d9503f")
RICE = ("#fffdf6", "#f6f2e4", "#ffffff")
AQUA, SUN = "#8fcac4", "#f7dc8c"


def _rice(c, x, y, r):
    c.oval(x, y + r * 0.06, r * 1.62, r * 0.86, "#c9c6b8", alpha=0.6, blur=6)
    c.oval(x, y, r * 1.6, r * 0.82, "#fffef8", "#ece6d4")
    for _ in range(420):
        a, k, t = c.rng.random() * math.tau, math.sqrt(c.rng.random()) * r * 0.97, c.rng.random() * math.pi
        px, py = x + math.cos(a) * k * 1.6, y + math.sin(a) * k * 0.82
        c.line([(px, py + 2), (px + math.cos(t) * 11, py + math.sin(t) * 8 + 2)], "#e0d9c4", 7)
        c.line([(px, py), (px + math.cos(t) * 11, py + math.sin(t) * 8)], "#fffefa", 7)


def _banana(c, x, y, r):
    r *= 0.86
    pts = [(x - r * 1.1, y + r * 0.1), (x - r * 0.5, y + r * 0.55), (x + r * 0.3, y + r * 0.5), (x + r, y - r * 0.3),
           (x + r * 1.1, y - r * 0.1), (x + r * 0.5, y + r * 0.85), (x - r * 0.5, y + r * 0.95)]
    c.curve([(px + 5, py + 9) for px, py in pts], "#6f7a7c", alpha=0.4, blur=5)
    c.curve(pts, "#f6d65f", "#e0aa38")


def _soup(c, x, y, r):
    c.oval(x, y, r * 1.15, r * 0.95, "#e6c36a", "#f1dc9a")
    for _ in range(16):
        a, k = c.rng.random() * math.tau, c.rng.random() * r * 0.75
        c.blob(x + math.cos(a) * k, y + math.sin(a) * k * 0.8, 13, 9, c.rng.choice(("#5f9a48", "#f7f0d8", "#d9503f")),
               n=6)


def tray_top(c):
    c.rect(0, 0, c.W, c.H, "#f3d98f", "#efc871", tex=0.12)
    for i in range(-10, 30):
        c.line([(i * 76, 0), (i * 76, c.H)], "#fdf1cc", 24, alpha=0.42)
    for i in range(14):
        c.line([(0, i * 76), (c.W, i * 76)], "#fdf1cc", 24, alpha=0.42)
    tray(c, 110, 200, 900, 600, (GREENS, EGG, _banana, _rice, CHICKEN))
    c.oval(1180, 335, 124, 124, "#2b2a3a", alpha=0.3, blur=12)
    c.oval(1172, 325, 116, 116, "#fbfaf4", "#d9dcd6")
    _soup(c, 1172, 325, 84)
    c.rect(1122, 560, 120, 190, "#2b2a3a", alpha=0.28, blur=10)
    c.rect(1112, 548, 120, 190, "#fdfdfa", "#dfe8ee", r=10)
    c.rect(1112, 610, 120, 74, "#6aa6cc", "#4f8bb4")
    c.text(1172, 647, "牛奶", 40, "#ffffff")
    c.line([(1150, 560), (1136, 500), (1112, 486)], "#f3f3ee", 9)
    c.line([(200, 890), (680, 878)], "#b9c2c4", 13)
    c.oval(160, 890, 54, 32, "#e3e8e8", "#a9b3b5")
    steam(c, 420, 520, 240, 0.3, 4)
    c.glow(0, 0, 1200, alpha=0.3)


def in_line(c):
    room(c, 610, "#fdf3d9", AQUA, floor="#d9cdb4", dado_h=250)
    plaque(c, 470, 80, 440, 84, "营养午餐", TEAL, "#fff6dc")
    big_window(c, 960, 100, 440, 210)
    cook(c, 300, 570, 400, "give", 1, legs=False, shadow=False, hair="bob")
    cook(c, 640, 570, 415, "take", 1, legs=False, shadow=False)
    desk(c, 90, 640, 780, 170, "#9cb8b4")
    for i, food in enumerate((GREENS, CHICKEN, EGG)):
        x = 140 + i * 240
        c.rect(x, 414, 200, 50, "#e6eae8", "#a7b3b3", r=8)
        for _ in range(34):
            c.oval(x + c.rng.uniform(18, 182), 414 + c.rng.uniform(-12, 8), 15, 9, c.rng.choice(food))
        steam(c, x + 100, 400, 120, 0.35)
    for i in range(6):
        x = 470 + i * 178
        pupil(c, x, 900 + (i % 2) * 26, c.rng.uniform(315, 365), "hold", -1, skin=None,
              item=lambda c, x, y: c.rect(x - 54, y - 10, 92, 13, "#eef1f0", "#a9b3b5", r=4))
    person(c, 240, 940, 500, "point", 1, hair="tail", top="#c98474")
    c.glow(1180, 120, 900, alpha=0.35)


def hall(c):
    room(c, 480, "#fdf3d9", AQUA, floor="#dccfb5", dado_h=170)
    big_window(c, 90, 70, 560, 220, panes=4)
    big_window(c, 840, 70, 560, 220, panes=4)
    plaque(c, 745, 180, 78, 230, "光盘", RED)
    sunbeams(c, 160, 520, 620, 440, skew=260, panes=4)
    for row, (y, h, k) in enumerate(((590, 92, 0.72), (745, 120, 0.95), (955, 165, 1.3))):
        for x in ((250, 750, 1250) if row < 2 else (380, 1120)):
            w = 340 * k
            for dx in (-0.34, 0.02, 0.36):
                pupil(c, x + dx * w, y - h * 0.5, h * 2.1, "eat", c.rng.choice((1, -1)), seat=0.2, legs=False,
                      shadow=False)
            ty = table(c, x, y, w, h, "#e3b56a", top=0.2)
            for dx in (-0.34, 0, 0.34):
                tx = x + dx * w
                c.rect(tx - w * 0.12, ty + 2, w * 0.24, h * 0.14, "#eef1f0", "#aab4b5", r=5)
                for j, foods in enumerate((GREENS, RICE, CHICKEN)):
                    for _ in range(5):
                        c.oval(tx + (j - 1) * w * 0.07 + c.rng.uniform(-0.02, 0.02) * w, ty + 3 + c.rng.uniform(-4, 3),
                               w * 0.018, w * 0.011, c.rng.choice(foods))
    person(c, 750, 930, 500, "stand", -1, hair="bob", top="#c98474")
    c.glow(360, 60, 1100, alpha=0.4)


def with_tray(c):
    room(c, 900, "#fdf3d9", AQUA, floor="#d9cdb4", dado_h=330)
    big_window(c, 60, 150, 560, 360)
    board(c, 700, 190, 240, 280, TEAL, title="今日食谱", feet=False)
    for x, y, h in ((170, 900, 150), (820, 920, 150)):
        for dx in (-60, 60):
            pupil(c, x + dx, y - 70, h * 2.1, "eat", 1 if dx < 0 else -1, seat=0.2, legs=False, shadow=False)
        table(c, x, y, 330, h, "#e3b56a", top=0.16)
    c.defocus(5)
    girl = pupil(c, 500, 1410, 900, "hold", 0, hair="pigtails", top="#f7f7f2", skirt="#34567d", bottom="#34567d")
    hx, hy = girl["shoulder"][0], girl["shoulder"][1] + 205
    c.poly([(hx - 175, hy), (hx + 175, hy), (hx + 150, hy - 62), (hx - 150, hy - 62)], "#eef2f1", "#bfc9ca")
    c.rect(hx - 175, hy - 2, 350, 20, "#d5dcdc", "#8d999b", r=8)
    for dx, foods, n in ((-98, GREENS, 18), (0, RICE, 26), (100, CHICKEN, 18)):
        for _ in range(n):
            c.blob(hx + dx + c.rng.uniform(-40, 40), hy - 32 + c.rng.uniform(-17, 14), 14, 10, c.rng.choice(foods), n=7)
    for k in (-1, 1):
        c.oval(hx + k * 172, hy + 2, 30, 27, "#f2c6a0")
    steam(c, hx, hy - 50, 150, 0.3)
    c.glow(250, 150, 1100, alpha=0.4)


def store(c):
    room(c, 600, "#eef2ea", "#bcd9d3", floor="#c9c6b8")
    c.rect(80, 90, 620, 480, "#b9c3c4", "#98a4a6", r=6)
    for r in range(3):
        y = 115 + r * 150
        c.rect(96, y, 588, 128, "#e9efee", "#cfd8d8")
        for i in range(8):
            x, t = 116 + i * 70, c.rng.choice(("#6aa6cc", "#f0d27a", "#8fc07a", "#e6a08a"))
            c.rect(x, y + 34, 54, 92, light(t, 0.25), dark(t, 0.08), r=5)
            c.rect(x + 6, y + 64, 42, 26, CREAM)
    board(c, 790, 110, 250, 300, TEAL, title="留样记录", feet=False, lines=8)
    big_window(c, 1130, 120, 280, 250, panes=2)
    cook(c, 590, 805, 560, "take", 1, legs=False, hair="bob", shadow=False)
    person(c, 1040, 805, 560, "read", -1, legs=False, top="#5b7f95", hair="short", glasses=True, shadow=False,
           item=lambda c, x, y: (c.rect(x - 30, y - 52, 62, 84, WOOD, r=4), c.rect(x - 24, y - 44, 50, 70, CREAM)))
    c.rect(230, 610, 1080, 250, "#ced6d6", "#98a4a6")
    c.rect(200, 580, 1140, 40, "#f1f4f2", "#c0c9c9", r=6)
    basket(c, 350, 585, 190, ("#5f9a48", "#7fb45a", "#a9cf74"))
    basket(c, 800, 590, 180, ("#d9503f", "#e8704f"))
    basket(c, 1220, 585, 180, (ORANGE, "#f2a95c"))
    for i in range(5):
        x = 520 + i * 36
        c.curve([(x - 10, 582), (x + 12, 582), (x + 4, 500)], "#e98b4a", "#d06f33")
        c.line([(x + 3, 505), (x - 8, 470)], LEAF, 5)
        c.line([(x + 3, 505), (x + 14, 474)], LEAF_DARK, 5)
    for i in range(4):
        c.oval(980 + i * 46, 562, 24, 29, "#f0c9a0", "#d9a878")
    for x in (180, 330, 1180):
        c.rect(x, 830, 140, 110, "#6aa6cc", "#4a80a8", r=6)
        for k in range(3):
            c.rect(x + 14 + k * 40, 846, 30, 30, "#d6e8f2")
    c.rect(1330, 800, 130, 150, "#f1e6cc", "#d2bf97", r=26)
    c.glow(1270, 150, 1000, alpha=0.35)


def campus(c):
    sky(c, "noon", 430, clouds=6)
    hills(c, "noon", 430, height=220)
    c.rect(0, 424, c.W, 160, light(GRASS, 0.2), GRASS, tex=0.2)
    treeline(c, 560, 7, 220, LEAF_DARK)
    x, y, w, h = 260, 600, 860, 330
    c.shadow(x + w / 2, y, w * 0.55, 18, 0.25)
    c.rect(x, y - h, w, h, "#fbf3df", "#e6dcc4", axis="h")
    for f in range(3):
        c.rect(x - 8, y - h + f * 110, w + 16, 14, "#e9a45c" if f == 0 else "#f6e9cc",
               dark("#e9a45c" if f == 0 else "#d9c7a0", 0.05))
        c.rect(x, y - h + 78 + f * 110, w, 30, "#8fcac4", "#6fb0aa")
        for i in range(9):
            window(c, x + 26 + i * 94, y - h + 26 + f * 110, 60, 46)
    c.rect(x + 330, y - h - 70, 200, h + 70, "#f6dfae", "#e6c78a", axis="h")
    c.oval(x + 430, y - h + 6, 48, 48, CREAM)
    c.arc(x + 430, y - h + 6, 48, 48, 0, 360, "#c98a3c", 6)
    c.line([(x + 430, y - h + 6), (x + 430, y - h - 26)], "#33404a", 5)
    c.line([(x + 430, y - h + 6), (x + 452, y - h + 2)], "#33404a", 5)
    c.text(x + 430, y - h + 118, "云溪小学", 40, RED, "serif")
    c.rect(x + 370, y - 120, 120, 120, "#8fb1ba", "#5d808b")
    pavement(c, 600, "#e0d5bf", joints=False)
    c.curve([(40, 760), (700, 690), (1460, 760), (1500, 960), (750, 1010), (0, 960)], "#c9705a", "#b8604d", tex=0.15)
    c.curve([(220, 790), (720, 745), (1280, 790), (1330, 900), (750, 940), (160, 900)], light(GRASS, 0.1), LEAF,
            tex=0.25)
    flowers(c, 20, 250, 630, 50, (RED, GOLD, PINK), 26)
    flowers(c, 1130, 1480, 630, 50, (RED, GOLD, PINK), 30)
    tree(c, 1370, 720, 430, LEAF)
    tree(c, 130, 700, 380, LEAF)
    for i in range(7):
        pupil(c, 330 + i * 118, 880 + (i % 2) * 40, c.rng.uniform(225, 262), "walk", 1, bag=None)
    person(c, 1210, 900, 350, "point", -1, hair="tail", top="#c98474", skirt="#45617d")
    branches(c, "right")
    c.glow(200, 0, 1100, alpha=0.35)


SCENES = [tray_top, in_line, hall, with_tray, store, campus]
