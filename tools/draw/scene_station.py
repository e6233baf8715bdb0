"""驿站的一天: one day at a village service station, from the open door to the lit window."""


from .buildings import big_window, board, house, pavement, plaque, pot, room, sunbeams, window
from .palette import (BLUE, CREAM, GOLD, GRASS, MINT, ORANGE, PAPER, PINK, RED, TEAL, TILE, WALL, WOOD, WOOD_DARK,
                      dark, light, mix)
from .people import elder, person, pupil, volunteer
from .props import bicycle, cup, desk, leaflet, sheet, shelf, stool, wood_top
from .terrain import branches, ground, hills, sky, tree, treeline

AMBER = "#cf8a3a"


def station(c, x, y, w, h, lit=False):
    """The station: white walls, tiled roof, sign over a glass door."""
    c.shadow(x + w / 2, y, w * 0.58, h * 0.05, 0.28)
    tone = "#cfc6c4" if lit else WALL
    c.rect(x, y - h, w, h, light(tone, 0.2), dark(tone, 0.08), axis="h", tex=0.08)
    c.rect(x, y - h * 0.14, w, h * 0.14, "#a9b0ae", "#8b9391")
    glass = ("#ffe7a6", "#f3bd62") if lit else ("#d3e8e8", "#8fb7c0")
    c.rect(x + w * 0.38, y - h * 0.64, w * 0.24, h * 0.64, *glass)
    for k in (0.38, 0.5, 0.62):
        c.line([(x + w * k, y - h * 0.64), (x + w * k, y)], WOOD_DARK, w * 0.012, cap=False)
    c.rect(x + w * 0.37, y - h * 0.66, w * 0.26, h * 0.035, WOOD_DARK)
    for k in (0.1, 0.72):
        window(c, x + w * k, y - h * 0.58, w * 0.18, h * 0.3, frame=WOOD_DARK, lit=lit)
    c.rect(x, y - h, w, h * 0.1, "#3d4660", alpha=0.3, blur=4)
    c.poly([(x - w * 0.05, y - h + 3), (x + w * 1.05, y - h + 3), (x + w * 0.96, y - h * 1.34),
            (x + w * 0.04, y - h * 1.34)], light(TILE, 0.15 if not lit else 0), dark(TILE, 0.25), tex=0.2)
    n = int(w / 15)
    for i in range(n + 1):
        t = i / n
        c.line([(x - w * 0.05 + w * 1.1 * t, y - h + 2), (x + w * 0.04 + w * 0.92 * t, y - h * 1.34)],
               dark(TILE, 0.35), 2.6, cap=False)
    c.line([(x + w * 0.03, y - h * 1.34), (x + w * 0.97, y - h * 1.34)], dark(TILE, 0.45), h * 0.04)
    plaque(c, x + w / 2, y - h * 0.82, w * 0.44, h * 0.19, "民生驿站", RED if not lit else "#a8392d")
    c.rect(x + w * 0.34, y - h * 0.03, w * 0.32, h * 0.03, "#d5d0c4")


def opening(c):
    sky(c, "morning", 470, sun=(180, 170))
    hills(c, "morning", 470, height=260)
    ground(c, 462, GRASS, light(GRASS, 0.25))
    treeline(c, 560, 6, 300, "#b98f3c")
    station(c, 380, 720, 780, 330)
    pavement(c, 716, "#e0d6c2")
    tree(c, 1340, 760, 520, "#d9a63c")
    c.poly([(560, 900), (620, 900), (1000, 980), (900, 985)], "#5a4760", alpha=0.16, blur=8)
    volunteer(c, 690, 745, 255, "point", -1, hair="tail")
    elder(c, 500, 880, 320, "walk", 1, hair="short", top="#59647a", bag=GOLD)
    bicycle(c, 1120, 830, 56, TEAL, -1)
    pot(c, 640, 735, 62, bloom=(RED, ORANGE))
    pot(c, 905, 735, 62, bloom=(RED, ORANGE))
    board(c, 150, 560, 230, 190, RED, title="服务公开", lines=6)
    for _ in range(80):
        c.oval(c.rng.uniform(1000, c.W), c.rng.uniform(770, 990), 8, 4, c.rng.choice(("#d9a63c", "#c98b2e", "#efc968")))
    branches(c, "left", "#8f8a3c")
    c.glow(180, 170, 1100, alpha=0.45)


def at_the_desk(c):
    room(c, 620, "#f8ead0", "#d9b98c", floor="#cdb591")
    plaque(c, 700, 110, 520, 96, "民生驿站", RED)
    board(c, 130, 180, 230, 260, BLUE, title="办事指南", feet=False)
    big_window(c, 1080, 150, 330, 270, panes=2)
    volunteer(c, 560, 745, 520, "talk", 1, hair="tail", legs=False, shadow=False, seat=0.2)
    elder(c, 1020, 960, 600, "take", -1, hair="bald", top="#5d7267", item=lambda c, x, y: leaflet(c, x - 6, y - 20, 44,
        turn=0.2))
    desk(c, 240, 860, 640, 260, WOOD, "咨询服务")
    c.rect(300, 480, 150, 104, "#3f4a52", r=8)
    c.rect(310, 488, 130, 84, "#9cc4cc", "#d6e8e6")
    c.line([(375, 584), (375, 600)], "#3f4a52", 16)
    cup(c, 800, 586, 38, hot=True)
    c.poly([(600, 590), (700, 590), (690, 572), (612, 572)], PAPER)
    elder(c, 1290, 985, 570, "hold", -1, hair="bun", top="#8a5a5a", bag=GOLD)
    pot(c, 150, 880, 170, "#5f7f8c")
    c.glow(1240, 150, 1000, alpha=0.36)


def waiting(c):
    room(c, 600, "#f6ead2", MINT, floor="#d2c2a2")
    c.rect(520, 70, 460, 120, "#33404a", r=10)
    c.text(660, 130, "请", 54, "#f2b24a")
    c.text(750, 132, "12", 60, "#f0653f", spacing=0.62)
    c.text(850, 130, "号", 54, "#f2b24a")
    big_window(c, 90, 130, 330, 260, panes=2)
    big_window(c, 1080, 130, 330, 260, panes=2)
    shelf(c, 1330, 720, 150, 300)
    c.line([(140, 716), (1220, 716)], "#7a8a86", 12)
    for i, (kw, f) in enumerate(((dict(hair="short", hair_tone="#c9c6c4", top="#59647a"), 1),
                                 (dict(hair="bob", top="#c98474"), 1), (None, 1),
                                 (dict(hair="bun", hair_tone="#c9c6c4", top="#8a5a5a"), -1), (None, 1))):
        x = 230 + i * 220
        c.rect(x - 78, 556, 24, 150, light(TEAL, 0.2), TEAL, r=8)
        c.rect(x - 78, 690, 150, 26, light(TEAL, 0.25), dark(TEAL, 0.1), r=8)
        c.line([(x - 50, 716), (x - 50, 830)], "#7a8a86", 9)
        c.line([(x + 50, 716), (x + 50, 830)], "#7a8a86", 9)
        if kw:
            person(c, x - 14, 838, 480, "sit" if i != 1 else "talk", 1, seat=0.27, **kw)
    volunteer(c, 1085, 935, 530, "give", -1, hair="tail", item=lambda c, x, y: cup(c, x - 8, y + 8, 34, hot=True))
    sunbeams(c, 120, 880, 420, 120, skew=180, panes=2)
    c.rect(80, 470, 30, 60, CREAM, r=3)
    c.glow(250, 150, 1000, alpha=0.35)


def rack(c):
    room(c, 960, "#f8ead0", "#d9b98c", floor="#cdb591", dado_h=320)
    board(c, 90, 170, 330, 370, RED, title="便民服务", feet=False, lines=8)
    big_window(c, 590, 170, 340, 360, panes=2)
    shelf(c, 90, 1260, 400, 640, 4)
    pot(c, 920, 1120, 150, "#5f7f8c", bloom=(PINK, CREAM))
    sunbeams(c, 420, 1020, 420, 420, skew=-200, panes=2)
    person(c, 650, 1380, 760, "reach", -1, hair="bob", top="#6b8e9e", bag=ORANGE, item=lambda c, x,
           y: leaflet(c, x - 10, y - 10, 40, PAPER, 0.15))
    pupil(c, 850, 1400, 480, "read", -1, hair="pigtails", item=lambda c, x, y: leaflet(c, x, y - 12, 34, "#dcebf0",
        -0.1))
    c.glow(760, 250, 1000, alpha=0.4)


def desk_top(c):
    wood_top(c, "#b27c4b", 6)
    sheet(c, 420, 120, 500, 660, title="登记表", head=BLUE)
    for i in range(4):
        c.line([(470 + i * 8, 318 + i * 56), (600 + i * 34, 314 + i * 56)], "#2a5674", 6)
    sheet(c, 70, 200, 300, 410, -0.08, tone="#fdf0d8", head=ORANGE)
    c.line([(820, 640), (1000, 460)], "#33404a", 16)
    c.line([(820, 640), (806, 654)], GOLD, 9)
    c.oval(1090, 250, 130, 130, "#2b2a3a", alpha=0.32, blur=12)
    c.oval(1082, 240, 122, 122, "#7fa89a", "#5d8a7c")
    c.oval(1082, 240, 98, 98, "#b9793c", "#d29a55")
    for _ in range(8):
        x, y = c.rng.uniform(1020, 1140), c.rng.uniform(180, 300)
        c.curve([(x - 18, y), (x, y - 7), (x + 18, y), (x, y + 7)], "#5d7a3f")
    c.arc(1210, 240, 36, 44, -90, 90, "#5d8a7c", 18)
    c.rect(1010, 650, 190, 190, "#2b2a3a", alpha=0.3, blur=10, r=14)  # ink pad and stamp
    c.rect(1000, 636, 190, 190, "#59636b", "#3f4950", r=14)
    c.rect(1022, 658, 146, 146, "#c8402f", "#a33026", r=8)
    c.oval(1262, 740, 50, 50, "#2b2a3a", alpha=0.3, blur=8)
    c.oval(1255, 730, 46, 46, light(WOOD_DARK, 0.2), dark(WOOD_DARK, 0.2))
    c.oval(1250, 722, 22, 22, light(WOOD_DARK, 0.35))
    for dx in (0, 120):
        c.arc(170 + dx, 790, 52, 46, 0, 360, "#7a5138", 9)
        c.oval(170 + dx, 790, 47, 41, "#ffffff", alpha=0.22)
    c.arc(230, 780, 16, 12, 180, 360, "#7a5138", 8)
    c.line([(118, 780), (66, 720)], "#7a5138", 8)
    c.line([(342, 780), (392, 716)], "#7a5138", 8)
    c.rect(560, 840, 300, 110, "#2b2a3a", alpha=0.28, blur=9)
    c.rect(550, 830, 300, 110, "#f6d878", "#e9bf52")
    for i in range(3):
        c.line([(576, 858 + i * 26), (800 - i * 50, 858 + i * 26)], "#a98a3c", 5)
    c.glow(0, 0, 1200, alpha=0.4)


def bench_talk(c):
    sky(c, "autumn", 460, clouds=5)
    hills(c, "autumn", 460, height=240)
    ground(c, 455, GRASS, light(GRASS, 0.25), 60)
    house(c, 60, 590, 330, 160, gable=True)
    house(c, 1130, 580, 330, 160)
    c.curve([(-100, 640), (400, 590), (1100, 590), (1620, 650), (1620, 1200), (-100, 1200)], "#ded2b8", "#e9dec6",
            tex=0.2)
    tree(c, 760, 690, 620, "#d9a63c")
    for _ in range(150):
        c.oval(c.rng.uniform(300, 1250), c.rng.uniform(640, 980), 8, 4.5, c.rng.choice(("#d9a63c", "#c98b2e",
            "#efc968")))
    seats = ((520, 745, 1, dict(hair="bun", top="#8a5a5a")), (960, 745, -1, dict(hair="short", top="#59647a")),
             (370, 835, 1, dict(hair="bald", top="#5d7267")), (1110, 835, -1, dict(hair="bun", top="#7d6a5e")))
    for x, y, f, kw in seats:
        stool(c, x, y, 86)
        elder(c, x, y + 3, 370 + (y - 745) * 0.45, c.rng.choice(("sit", "talk")), f, seat=0.23, **kw)
    volunteer(c, 645, 800, 410, "read", 1, hair="tail", item=lambda c, x, y: leaflet(c, x + 4, y - 16, 32))
    for x, y, f, t in ((290, 960, 1, "#c98474"), (1210, 965, -1, "#d9a85b")):
        stool(c, x, y, 100)
        person(c, x, y + 3, 450, "sit", f, top=t, hair="bob" if f > 0 else "short", seat=0.23)
    pupil(c, 870, 965, 280, "stand", 1, hair="pigtails")
    branches(c, "right", "#b98f2e")
    c.glow(200, 0, 1100, alpha=0.4)


def lit_window(c):
    sky(c, "dusk", 640, clouds=4)
    hills(c, "dusk", 640, ("#5d6f97", "#4d6680", "#3f5d66"), 280)
    ground(c, 634, "#4f5f5c", "#6b7d78")
    treeline(c, 820, 3, 420, "#3c5a50")
    station(c, 130, 1050, 740, 400, lit=True)
    c.rect(0, 1046, c.W, 460, "#7d7780", "#94888a", tex=0.2)
    c.poly([(410, 1050), (590, 1050), (800, 1500), (200, 1500)], "#ffd98a", alpha=0.4, blur=26)
    for x in (290, 700):
        pot(c, x, 1075, 84, bloom=(ORANGE, RED))
    bicycle(c, 790, 1180, 66, "#6fb0aa", -1)
    volunteer(c, 560, 1230, 430, "stand", -1, hair="tail")
    elder(c, 370, 1260, 420, "walk", -1, hair="bun", top="#8a5a5a", bag=GOLD)
    for _ in range(34):
        c.oval(c.rng.uniform(0, c.W), c.rng.uniform(10, 360), 1.9, 1.9, "#fff3d0", alpha=0.8)
    c.oval(800, 190, 46, 46, "#fff3d0")
    c.oval(782, 180, 42, 42, mix("#2f4470", "#e8a585", 0.27))
    c.glow(500, 860, 720, "#ffc46e", 0.65)


SCENES = [opening, at_the_desk, waiting, rack, desk_top, bench_talk, lit_window]
