"""街头宣传日: a publicity day on the square, from the first banner to the last box."""

from .buildings import board, pavement, shops
from .palette import BLUE, CREAM, GOLD, GREY_HAIR, ORANGE, PINK, RED, TEAL, WOOD
from .people import elder, person, pupil, volunteer
from .props import (awning, balloon, banner, bicycle, cup, lanterns, leaflet, sheet, stall, stool,
                    table, wood_top)
from .terrain import branches, flowers, hills, road, sky, tree, treeline

GINKGO = "#e3b341"


def square(c, mood="autumn", y=470, shop_h=250, trees=GINKGO, sun=None):
    """The square: sky, hills, shop fronts, a row of ginkgos, paving."""
    sky(c, mood, y * 0.85, sun=sun)
    hills(c, mood, y * 0.86, height=120)
    shops(c, y, shop_h, x0=-40)
    pavement(c, y)
    if trees:
        treeline(c, y + 8, int(c.W / 210), shop_h * 0.78, trees)


def holding(c, x, y):
    leaflet(c, x + 4, y - 12, 22)


def set_up(c):
    square(c, "morning", 500, 270, sun=(1180, 150))
    for i, t in enumerate((BLUE, BLUE, BLUE)):
        awning(c, 90 + i * 400, 730, 350, 370, t)
        stall(c, 120 + i * 400, 730, 290, 105, RED, papers=i == 0)
    banner(c, 330, 1130, 190, 92, "民生宣传月", foot=620)
    person(c, 1265, 800, 300, "reach", -1, vest=RED, top=CREAM, hair="bob")
    person(c, 560, 905, 330, "hold", 1, top="#6b8e9e", item=lambda c, x, y: (c.rect(x - 20, y - 60, 110, 78, "#d8b27c",
        "#b98f5c", r=4), c.rect(x - 20, y - 30, 110, 8, "#e8cf9f")))
    person(c, 860, 900, 325, "walk", -1, vest=RED, top=CREAM)
    bicycle(c, 180, 900, 48, TEAL)
    branches(c, "right")
    c.glow(1180, 150, 1000, alpha=0.4)


def crowd(c):
    square(c, "autumn", 440, 260)
    for i, (t, s) in enumerate(((BLUE, "医保咨询"), (RED, "政策解答"), (TEAL, "法律援助"))):
        x = 60 + i * 480
        awning(c, x, 690, 420, 400, t)
        for k in (0.3, 0.68):
            volunteer(c, x + 420 * k, 690, 290, "stand" if k < 0.5 else "read", 0, hair=c.rng.choice(("short", "bob")),
                      legs=False)
        stall(c, x + 30, 700, 360, 125, t if t != BLUE else "#2f6f98", s)
    for x, y, p, f, kw in ((170, 845, "back", 1, dict(back=True, hair_tone=GREY_HAIR)), (330, 860, "back", 1,
        dict(back=True, hair="bun", hair_tone=GREY_HAIR)),
                           (610, 850, "take", 1, dict(hair="bob")), (790, 850, "back", 1, dict(back=True, hair="long",
                           bag=GOLD)),
                           (1140, 850, "back", 1, dict(back=True, hat="straw")), (1290, 855, "give", -1,
                           dict(hair="bald", hair_tone=GREY_HAIR))):
        person(c, x, y, 310, p, f, **kw)
    person(c, 480, 950, 340, "walk", 1, hair="bob", top="#c98474", bag=TEAL)
    pupil(c, 560, 955, 215, "walk", 1)
    person(c, 1000, 955, 345, "read", -1, top="#7c8f63", hair_tone=GREY_HAIR, item=holding)
    lanterns(c, -20, c.W + 20, 46, 9, 19)


def handing(c):
    square(c, "autumn", 470, 380, trees=None)
    tree(c, 1240, 520, 430, GINKGO)
    tree(c, 60, 520, 420, GINKGO)
    c.defocus(4)
    awning(c, 90, 860, 1150, 800, BLUE)
    volunteer(c, 480, 930, 620, "give", 1, hair="tail", item=lambda c, x, y: leaflet(c, x + 26, y - 18, 44, turn=0.15))
    elder(c, 850, 935, 580, "take", -1, hair="bun", top="#7d5a6b", bag=GOLD, glasses=True)
    stall(c, 40, 985, 430, 200, RED, "政策咨询")
    cup(c, 420, 790, 34)
    elder(c, 1150, 985, 560, "back", back=True, hat="straw", top="#6b7a8c")
    c.glow(1200, 80, 1100, alpha=0.35)


def blood_pressure(c):
    square(c, "autumn", 620, 400, trees=None)
    tree(c, 890, 660, 420, GINKGO)
    c.defocus(4)
    awning(c, 30, 1180, 940, 1000, TEAL)
    banner(c, 190, 810, 545, 84, "健康义诊", poles=False)
    stool(c, 660, 1310, 140)
    elder(c, 665, 1310, 610, "talk", -1, hair="bald", top="#5d7267", seat=0.26)
    stool(c, 180, 1310, 140)
    person(c, 175, 1310, 620, "write", 1, top="#fbfbf6", bottom="#8fa3ad", hair="bob", seat=0.26, glasses=True)
    ty = table(c, 420, 1330, 300, 185, WOOD)
    c.rect(370, ty - 62, 90, 62, "#e8ecea", "#b9c4c6", r=8)
    c.rect(382, ty - 52, 66, 30, "#3f5f6a", r=4)
    c.line([(460, ty - 20), (510, ty - 46), (558, ty - 60)], "#58656c", 7)
    c.rect(542, ty - 92, 62, 46, "#4a6f8f", "#37566f", r=12)
    volunteer(c, 868, 1410, 600, "hold", -1, hair="tail", item=lambda c, x, y: leaflet(c, x, y - 20, 40))
    c.glow(900, 120, 1100, alpha=0.32)


def legal_aid(c):
    square(c, "autumn", 430, 330, trees=GINKGO)
    c.defocus(3)
    awning(c, 260, 830, 960, 740, "#8a4f5d")
    banner(c, 430, 1050, 372, 76, "法律援助", poles=False, tone="#8a4f5d")
    person(c, 600, 800, 450, "talk", 1, legs=False, top="#33404a", hair="short", glasses=True, seat=0.22, shadow=False)
    volunteer(c, 900, 800, 450, "write", -1, legs=False, hair="bob", seat=0.22, shadow=False)
    stall(c, 380, 850, 720, 190, "#7a4552")
    for x, y, r in ((470, 640, 0.1), (1010, 642, -0.1)):
        c.poly([(x - 50, y + 10), (x + 50, y + 10), (x + 40, y - 8), (x - 40, y - 8)], CREAM)
    stool(c, 300, 930, 140)
    elder(c, 300, 935, 520, "talk", 1, hair="short", top="#6b7a8c", seat=0.27)
    stool(c, 1200, 930, 140)
    elder(c, 1200, 935, 510, "sit", -1, hair="bun", top="#8a5a5a", seat=0.27)
    person(c, 1375, 985, 540, "back", back=True, hat=TEAL, top="#d9a85b")
    branches(c, "left", "#b58a2e")


def table_top(c):
    wood_top(c, RED, 1)
    for i in range(0, 14):
        c.line([(i * 120, 0), (i * 120 + 60, c.H)], "#8c241f", 26, alpha=0.12, blur=18)
    sheet(c, 70, 90, 330, 450, title="医保缴费", head=BLUE)
    sheet(c, 460, 40, 330, 450, 0.05, tone="#e8f1ea", head=TEAL)
    sheet(c, 880, 120, 350, 470, -0.09, tone="#fdf0d8", head=ORANGE)
    sheet(c, 600, 560, 460, 330, title="问卷调查", head=RED)
    c.line([(930, 800), (1130, 610)], "#2a5674", 15)
    c.line([(930, 800), (912, 818)], GOLD, 9)
    for dx in (0, 110):  # reading glasses
        c.arc(300 + dx, 760, 48, 44, 0, 360, "#33404a", 8)
        c.oval(300 + dx, 760, 44, 40, "#ffffff", alpha=0.2)
    c.arc(355, 750, 16, 12, 180, 360, "#33404a", 7)
    c.line([(252, 752), (190, 700)], "#33404a", 7)
    c.line([(458, 752), (500, 690)], "#33404a", 7)
    c.oval(1195, 810, 118, 118, "#2b2a3a", alpha=0.35, blur=12)
    c.oval(1185, 800, 112, 112, "#fbfaf4", "#d9dcd6")
    c.oval(1185, 800, 90, 90, "#a8703c", "#c98f50")
    for i in range(7):
        a, b = c.rng.uniform(1130, 1240), c.rng.uniform(750, 850)
        c.curve([(a - 20, b), (a, b - 7), (a + 20, b), (a, b + 7)], "#5d7a3f")
    c.arc(1300, 800, 34, 40, -90, 90, "#e3e4de", 16)
    for x, y, t in ((120, 640, GOLD), (170, 910, PINK), (1270, 60, GOLD), (520, 900, GINKGO)):
        c.curve([(x, y), (x + 40, y - 46), (x + 74, y - 14), (x + 66, y + 30), (x + 20, y + 44)], GINKGO, "#c98f2e")
        c.line([(x + 4, y + 8), (x - 28, y + 34)], "#a97a2a", 5)
    c.glow(200, 0, 1200, alpha=0.25)


def balloons(c):
    sky(c, "autumn", 640, sun=(760, 240))
    hills(c, "autumn", 640, height=170)
    shops(c, 760, 240, x0=-30, x1=420)
    pavement(c, 750, joints=False)
    road(c, [(560, 752, 90), (520, 950, 300), (470, 1520, 900)], "#e0d6c2", None)
    for x, y, h in ((420, 790, 300), (300, 860, 430), (110, 990, 640), (720, 790, 310), (850, 880, 450),
                    (985, 1010, 680)):
        tree(c, x, y, h, GINKGO)
    for _ in range(420):
        x, y = c.rng.uniform(0, c.W), 780 + c.rng.random() ** 0.8 * 720
        r = 3 + 9 * (y - 780) / 720
        c.oval(x, y, r, r * 0.5, c.rng.choice((GINKGO, "#d79c33", "#f1cf72")))
    elder(c, 430, 1330, 560, "walk", 1, hair="short", top="#5d7267", item=lambda c, x, y: leaflet(c, x + 6, y - 10, 32))
    for dx, dy, t in ((40, -560, RED), (120, -500, BLUE), (-24, -480, ORANGE)):
        balloon(c, 690 + dx, 1080 + dy, 62, t, (690, 1130))
    pupil(c, 630, 1345, 370, "reach", 1, hair="pigtails", top=PINK, scarf=None, skirt="#8d6e8b")
    branches(c, "left", "#c08a2a")
    c.glow(760, 240, 1100, alpha=0.45)


def panels(c):
    square(c, "morning", 420, 250)
    flowers(c, 0, c.W, 470, 40, (RED, ORANGE, GOLD), 90)
    for i, (t, s) in enumerate(((RED, "养老服务"), (BLUE, "医疗保障"), (TEAL, "教育资助"), (ORANGE, "住房保障"))):
        board(c, 70 + i * 350, 290, 290, 320, t, title=s)
    for x, y, h, kw in ((190, 890, 370, dict(hair="bob", top="#c98474")), (330, 880, 375, dict(top="#5b7f95")),
                        (905, 895, 360, dict(hair="bald", hair_tone=GREY_HAIR, top="#6b7a8c"))):
        person(c, x, y, h, "back", back=True, **kw)
    person(c, 640, 900, 385, "point", 1, vest=RED, top=CREAM, hair="tail", back=False)
    elder(c, 1060, 905, 350, "hold", -1, hair="bun", top="#8a5a5a", item=holding)
    pupil(c, 1310, 910, 260, "back", back=True, bag=BLUE)
    pupil(c, 1230, 900, 250, "point", 1)
    branches(c, "right", "#3f7250")


def packing_up(c):
    square(c, "sunset", 480, 250, trees="#c9913d", sun=(330, 330))
    c.wash("#e28b4f", 0.1)
    awning(c, 820, 720, 340, 350, BLUE)
    stall(c, 850, 720, 280, 105, RED, papers=False)
    for x, n in ((1010, 3), (1120, 2)):
        for i in range(n):
            c.rect(x, 872 - i * 62, 92, 60, "#dcb682", "#b58a57", r=4)
            c.rect(x, 896 - i * 62, 92, 7, "#efd9ae")
    for x, d in ((560, 0), (720, 20), (290, 30)):
        c.poly([(x - 20, 900 + d), (x + 20, 900 + d), (x + 330, 985 + d), (x + 250, 990 + d)], "#5a4760", alpha=0.22,
               blur=6)
    volunteer(c, 560, 900, 350, "hold", 1, item=lambda c, x, y: (c.rect(x - 26, y - 70, 120, 86, "#dcb682", "#b58a57",
        r=4), c.rect(x - 26, y - 38, 120, 8, "#efd9ae")))
    volunteer(c, 720, 920, 345, "walk", -1, hair="bob")
    bicycle(c, 290, 925, 58, TEAL)
    person(c, 180, 920, 355, "push", 1, top="#d9a85b", hair="tail")
    table(c, 1330, 900, 190, 120)
    lanterns(c, 420, c.W + 30, 60, 7, 20)
    c.glow(330, 330, 1200, "#ffb866", 0.5)


SCENES = [set_up, crowd, handing, blood_pressure, legal_aid, table_top, balloons, panels, packing_up]
