"""老年食堂的午餐: a lunch for old people, from the stove to the last cup of tea."""

from .buildings import big_window, board, gate, plaque, pot, room, sunbeams, wall
from .palette import BLUE, CREAM, GOLD, GREY_HAIR, MINT, ORANGE, PINK, RED, TEAL, WOOD, dark, light
from .people import cook, elder, volunteer
from .props import (basket, bowl, chopsticks, cup, desk, dish, moped, rice_bowl, steam, stool, table, thermos, wood_top)
from .terrain import bush, hills, sky, tree

GREENS = ("#5f9a48", "#7fb45a", "#4a7f3c", "#a9cf74")
PORK = ("#a8512f", "#c26a3a", "#8a3f28", "#5f9a48")
EGG = ("#f0c64f", "#f6d878", "#d9503f", "#e86a4a")
TOFU = ("#f6ecd0", "#efdfb6", "#c9503a", "#7fb45a")


def lamp_shade(c, x, y, tone=TEAL):
    c.line([(x, -10), (x, y - 46)], "#5c6b73", 4)
    c.poly([(x - 70, y), (x + 70, y), (x + 28, y - 52), (x - 28, y - 52)], light(tone, 0.15), dark(tone, 0.15),
           axis="h")
    c.oval(x, y, 70, 9, "#ffedb8")


def diners(c, x, y, w, h, looks, hot=True):
    """A table with people on both sides and bowls on it."""
    ph = h * 2.7
    for dx, (f, kw) in zip((-0.26, 0.2), looks[2:]):
        elder(c, x + dx * w, y - h * 0.42, ph * 0.92, "eat", f, seat=0.2, legs=False, shadow=False, **kw)
    stool(c, x - w * 0.64, y, h * 0.62)
    stool(c, x + w * 0.64, y, h * 0.62)
    ty = table(c, x, y, w, h, WOOD)
    for dx, food in ((-0.3, "#fdfbf4"), (-0.08, GREENS[1]), (0.12, PORK[1]), (0.32, "#fdfbf4")):
        bowl(c, x + dx * w, ty + 18, w * 0.13, food=food, hot=hot and c.rng.random() < 0.6)
    for k, (f, kw) in zip((-0.64, 0.64), looks[:2]):
        elder(c, x + k * w, y + 4, ph, "eat", f, seat=0.23, **kw)


def dining_room(c):
    room(c, 560)
    big_window(c, 80, 110, 470, 250)
    big_window(c, 720, 110, 470, 250)
    board(c, 1270, 130, 190, 220, RED, title="本周菜谱", feet=False, lines=6)
    plaque(c, 635, 200, 78, 260, "敬老", RED, "#ffe9b8")
    for x in (320, 760, 1200):
        lamp_shade(c, x, 66)
    sunbeams(c, 120, 600, 520, 360, skew=260)
    diners(c, 1130, 690, 240, 105, [(1, dict(hair="bun")), (-1, dict(hair="short"))], hot=False)
    diners(c, 400, 700, 250, 108, [(1, dict(hair="short")), (-1, dict(hair="bun"))])
    diners(c, 720, 945, 380, 165, [(1, dict(hair="bald", top="#5d7267")), (-1, dict(hair="bun", top="#8a5a5a")),
                                   (1, dict(hair="short")), (-1, dict(hair="bob"))])
    volunteer(c, 1300, 940, 430, "hold", -1, hair="tail", item=lambda c, x, y: (c.rect(x - 50, y - 14, 120, 16,
        "#d9dcd6", "#a9b1b1", r=5), bowl(c, x + 10, y - 14, 62, food=PORK[1], hot=True)))
    c.glow(200, 60, 1200, alpha=0.35)


def serving(c):
    room(c, 600, "#f6e7cb", "#b9d2c4")
    c.rect(150, 120, 820, 330, "#8a9a96", "#6f807c", r=6)
    c.rect(165, 135, 790, 300, "#f3efe2", "#dcd9cb")
    for i in range(1, 9):
        c.line([(165 + i * 88, 135), (165 + i * 88, 435)], "#d3d2c6", 2)
    for i in range(1, 5):
        c.line([(165, 135 + i * 62), (955, 135 + i * 62)], "#d3d2c6", 2)
    plaque(c, 560, 62, 420, 76, "老年食堂", RED, "#ffe9b8")
    for x in (300, 520):
        c.line([(x, 140), (x, 200)], "#7a8a86", 5)
        c.curve([(x - 24, 200), (x + 24, 200), (x + 18, 236), (x - 18, 236)], "#a7b0b1")
    cook(c, 380, 570, 395, "take", 1, legs=False, shadow=False, hair="bob")
    cook(c, 690, 570, 405, "hold", 1, legs=False, shadow=False)
    desk(c, 130, 640, 860, 190, "#a9b8b4")
    for i, food in enumerate((GREENS, PORK, EGG, TOFU)):
        x = 210 + i * 190
        c.rect(x, 398, 165, 52, "#dfe4e2", "#9eaaaa", r=8)
        for _ in range(26):
            c.oval(x + c.rng.uniform(16, 149), 398 + c.rng.uniform(-9, 8), 15, 9, c.rng.choice(food))
        steam(c, x + 80, 385, 120)
    board(c, 1120, 110, 280, 290, TEAL, title="今日菜单", feet=False)
    for x, h, kw in ((985, 455, dict(hair="bun", top="#8a5a5a")), (1195, 480, dict(hair="short", top="#59647a")),
                     (1400, 450, dict(hair="bald", top="#5d7267"))):
        elder(c, x, 930 + (x - 985) * 0.06, h, "hold", -1, item=lambda c, x, y: c.rect(x - 76, y - 12, 110, 15,
            "#e0e4e2", "#a7b0b1", r=5), **kw)
    volunteer(c, 260, 930, 490, "point", 1, hair="tail")
    c.glow(560, 200, 1000, alpha=0.3)


def round_table(c):
    wood_top(c, "#b9814f")
    cx, cy = c.W / 2, c.H / 2
    dish(c, cx - 190, cy - 170, 175, PORK, rim=BLUE)
    dish(c, cx + 200, cy - 180, 165, GREENS, rim=TEAL, n=60)
    dish(c, cx + 210, cy + 180, 175, EGG, rim=RED)
    dish(c, cx - 180, cy + 185, 165, TOFU, rim=BLUE, n=52)
    for x, y, t in ((120, 160, 0.5), (c.W - 120, 150, 2.6), (130, c.H - 140, -0.5), (c.W - 125, c.H - 150, 3.6)):
        rice_bowl(c, x, y, 112, RED)
    chopsticks(c, 40, 380, 260, 0.12)
    chopsticks(c, c.W - 300, 470, 270, 0.2)
    chopsticks(c, 40, 640, 260, -0.1)
    dish(c, cx, 75, 90, ("#f3e4b8", "#8fbf5e"), rim=GOLD, n=20)
    for x, y in ((cx, cy - 20), (cx - 30, c.H - 70)):
        c.oval(x + 8, y + 10, 62, 62, "#2b2a3a", alpha=0.3, blur=6)
        c.oval(x, y, 58, 58, "#fbfaf4", "#d9dcd6")
        c.oval(x, y, 46, 46, "#c9a050", "#e3c47c")
    for x, y in ((cx - 190, cy - 170), (cx + 210, cy + 180), (120, 160)):
        steam(c, x, y + 30, 200, 0.3, 4)
    c.glow(0, 0, 1300, alpha=0.35)


def to_the_seat(c):
    room(c, 860, "#f7e6c6", MINT, dado_h=290)
    big_window(c, 90, 170, 500, 330)
    plaque(c, 800, 330, 96, 360, "慢慢吃", RED, "#ffe9b8")
    lamp_shade(c, 340, 80)
    sunbeams(c, 60, 900, 500, 500, skew=200)
    stool(c, 720, 1390, 165)
    elder(c, 725, 1395, 760, "sit", -1, hair="bun", top="#7d5a6b", seat=0.23, glasses=True)
    ty = table(c, 500, 1410, 330, 285, WOOD)
    bowl(c, 590, ty + 20, 84, food="#fdfbf4", hot=True)
    bowl(c, 470, ty + 16, 84, food=GREENS[1])
    volunteer(c, 235, 1380, 800, "hold", 1, hair="tail", item=lambda c, x, y: (c.rect(x - 62, y - 14, 190, 22,
        "#d9dcd6", "#a9b1b1", r=7), bowl(c, x - 12, y - 14, 84, food=PORK[1], hot=True), bowl(c, x + 80, y - 14, 84,
        food=EGG[0])))
    c.glow(300, 100, 1200, alpha=0.35)


def kitchen(c):
    room(c, 590, "#eef0e8", "#c9dcd8", floor="#b9bcb4")
    for i in range(1, 25):
        c.line([(i * 62, 0), (i * 62, 590)], "#dadfd8", 2, cap=False)
    for i in range(1, 10):
        c.line([(0, i * 60), (c.W, i * 60)], "#dadfd8", 2, cap=False)
    c.poly([(330, 0), (1010, 0), (1110, 150), (230, 150)], "#c9d0d0", "#98a3a5")
    big_window(c, 1150, 110, 280, 240, panes=2)
    c.line([(40, 200), (220, 200)], "#8a979a", 8)
    for i in range(4):
        x = 66 + i * 44
        c.line([(x, 200), (x, 270)], "#7a868a", 5)
        c.oval(x, 290, 16, 22, "#aab4b5", "#7f8b8e")
    cook(c, 450, 770, 560, "take", 1, legs=False, shadow=False)
    cook(c, 1150, 765, 540, "hold", -1, legs=False, hair="bob", shadow=False)
    c.rect(120, 560, 1290, 300, "#ced6d6", "#8d999b")
    c.rect(100, 540, 1330, 34, "#eef1ef", "#b7c0c0", r=6)
    for i in range(5):
        c.rect(150 + i * 256, 610, 226, 210, "#b9c3c4", "#98a4a6", r=8)
        c.rect(235 + i * 256, 640, 56, 10, "#7c898c", r=4)
    for x, w, foods in ((640, 300, GREENS), (1000, 240, PORK)):
        c.curve([(x - w / 2, 470), (x + w / 2, 470), (x + w * 0.3, 545), (x - w * 0.3, 545)], "#59656b", "#363f46")
        for _ in range(60):
            c.blob(x + c.rng.uniform(-0.42, 0.42) * w, 470 - c.rng.random() * 34, 17, 12, c.rng.choice(foods))
        c.line([(x + w / 2 - 6, 476), (x + w / 2 + 60, 452)], "#8a5d3b", 14)
        steam(c, x, 440, 300, 0.45, 5)
    c.line([(600, 470), (545, 400)], "#8a979a", 10)
    basket(c, 260, 545, 170, (GREENS[0], GREENS[3], "#d9503f", ORANGE))
    for i in range(4):
        bowl(c, 1290, 540 - i * 22, 90, food="#fdfbf4")
    basket(c, 250, 960, 220, ("#e0c79a", "#c9a66b", "#efdcae"))
    for x, t in ((1230, "#f1e6cc"), (1340, "#e9d9b8")):
        c.curve([(x - 66, 970), (x - 60, 850), (x - 34, 826), (x + 34, 826), (x + 60, 850), (x + 66, 970)],
                light(t, 0.2), dark(t, 0.16), axis="h")
        c.line([(x - 30, 842), (x + 30, 842)], RED, 6)
    c.glow(1250, 150, 1000, alpha=0.35)


def to_the_door(c):
    sky(c, "autumn", 560, sun=(160, 160))
    hills(c, "autumn", 560, height=230)
    tree(c, 880, 740, 620, "#dba53c")
    wall(c, -20, 940, 1040, 310)
    c.rect(0, 940, c.W, c.H, "#d9cfbb", "#e9e0cd", tex=0.2)
    gate(c, 690, 960, 330, 500)
    c.rect(555, 540, 270, 420, "#8fa58c", "#b9c4a4")
    bush(c, 740, 950, 90, bloom=(PINK, ORANGE))
    elder(c, 650, 1120, 520, "take", -1, hair="bald", top="#5d7267")
    volunteer(c, 390, 1135, 570, "give", 1, hat=TEAL, item=lambda c, x,
              y: (c.rect(x - 36, y - 18, 96, 84, light(TEAL, 0.2), dark(TEAL, 0.1), r=12), c.rect(x - 36, y + 12, 96,
              8, CREAM), c.arc(x + 12, y - 18, 30, 26, 180, 360, "#5c6b73", 6)))
    moped(c, 300, 1380, 66, ORANGE, 1, box=RED)
    pot(c, 905, 1060, 120, bloom=(ORANGE, GOLD))
    pot(c, 955, 1180, 130, "#5f7f8c", bloom=(PINK, CREAM))
    for _ in range(70):
        x, y = c.rng.uniform(400, c.W), c.rng.uniform(990, 1480)
        c.oval(x, y, 9, 5, c.rng.choice(("#dba53c", "#c98b2e", "#efc968")))
    c.glow(160, 160, 1100, alpha=0.42)


def after_lunch(c):
    room(c, 640, "#f8e9cc", MINT, dado_h=210)
    big_window(c, 330, 70, 840, 390, panes=4)
    plaque(c, 150, 250, 92, 300, "一家亲", RED)
    plaque(c, 1350, 250, 92, 300, "老有乐", RED)
    sunbeams(c, 300, 690, 760, 310, skew=240, panes=4)
    stool(c, 400, 900, 130)
    stool(c, 1080, 900, 130)
    elder(c, 640, 760, 520, "sit", 0, hair="bun", top="#8a5a5a", legs=False, seat=0.12, shadow=False,
          hair_tone=GREY_HAIR)
    ty = table(c, 740, 905, 480, 200, WOOD)
    cup(c, 600, ty + 30, 46, hot=True)
    cup(c, 830, ty + 34, 46, hot=True)
    thermos(c, 735, ty + 20, 150)
    for i in range(4):  # a game of chess is waiting
        c.oval(930 + i * 3, ty + 30 - i * 8, 20, 9, "#e3c48f", "#b98a54")
    elder(c, 400, 905, 560, "talk", 1, hair="short", top="#5d7267", seat=0.23)
    elder(c, 1080, 905, 550, "talk", -1, hair="bald", top="#59647a", seat=0.23, glasses=True)
    pot(c, 240, 870, 130, bloom=(RED, PINK))
    pot(c, 1290, 880, 150, "#5f7f8c")
    lamp_shade(c, 740, 40)
    c.glow(740, 150, 1100, alpha=0.35)


SCENES = [dining_room, serving, round_table, to_the_seat, kitchen, to_the_door, after_lunch]
