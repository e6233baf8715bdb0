"""Furniture, food, vehicles and the small things that make a scene a place."""

import math

from .palette import (BLUE, BLUE_DARK, CREAM, GOLD, INK, LEAF, ORANGE, PAPER, RED, SLATE, STONE, STRAW, TEAL, WOOD,
                      WOOD_DARK, dark, light, mix)


# ---- street -----------------------------------------------------------------

def banner(c, x0, x1, y, h, string, poles=True, foot=None, tone=RED):
    """A red cloth banner between two poles, with a slight sag and soft folds."""
    if poles:
        for x in (x0 - 8, x1 + 8):
            c.line([(x, y - h * 0.7), (x, foot or c.H)], "#d8d4c8", 9)
            c.oval(x, y - h * 0.75, 8, 8, GOLD)
    sag = h * 0.1
    top = [(x0 + (x1 - x0) * t / 20, y - h / 2 + sag * math.sin(math.pi * t / 20)) for t in range(21)]
    c.poly(top + [(x, yy + h) for x, yy in top][::-1], light(tone, 0.08), dark(tone, 0.16))
    for i in range(1, 12):
        x = x0 + (x1 - x0) * i / 12 + c.rng.uniform(-14, 14)
        c.line([(x, y - h * 0.36), (x + 6, y + h * 0.5)], dark(tone, 0.35), h * 0.09, alpha=0.25, blur=3)
    c.text((x0 + x1) / 2, y + sag * 0.75, string, min(h * 0.62, (x1 - x0) * 0.8 / len(string)), "#fff1c9", "sans",
           spacing=min(1.9, (x1 - x0) * 0.82 / (len(string) * h * 0.62)) if len(string) > 1 else 1)


def awning(c, x, y, w, h, tone=BLUE, depth=0.55):
    """A booth tent: peaked roof, scalloped valance, four legs. (x, y): ground, left."""
    top = y - h
    c.shadow(x + w / 2, y, w * 0.58, h * 0.04, 0.22)
    for k in (0.08, 0.92):
        c.line([(x + w * k, top + h * 0.2), (x + w * k, y - h * 0.06)], "#c9ccc9", 6)
    c.poly([(x + w * 0.08, top + h * 0.28), (x + w * 0.92, top + h * 0.28), (x + w * 0.9, y - h * 0.12),
            (x + w * 0.1, y - h * 0.12)],
           dark(tone, 0.35), alpha=0.16)
    c.poly([(x - w * 0.03, top + h * 0.24), (x + w * 1.03, top + h * 0.24), (x + w * 0.62, top), (x + w * 0.38, top)],
           light(tone, 0.25), tone)
    c.poly([(x + w * 0.5, top), (x + w * 0.62, top), (x + w * 1.03, top + h * 0.24), (x + w * 0.62, top + h * 0.24)],
           dark(tone, 0.22), alpha=0.45)
    n = 9
    for i in range(n):
        x0, x1 = x - w * 0.03 + w * 1.06 * i / n, x - w * 0.03 + w * 1.06 * (i + 1) / n
        t = tone if i % 2 else "#f6f1e4"
        c.rect(x0, top + h * 0.235, x1 - x0, h * 0.06, t)
        c.oval((x0 + x1) / 2, top + h * 0.295, (x1 - x0) / 2, h * 0.026, t)
    for k in (0.0, 1.0):
        c.line([(x + w * k, top + h * 0.24), (x + w * k, y)], "#e6e7e2", 8)


def stall(c, x, y, w, h, cloth=RED, string=None, papers=True):
    """A long table with a floor-length cloth; (x, y): ground, left."""
    c.shadow(x + w / 2, y, w * 0.56, h * 0.09, 0.3)
    c.rect(x, y - h, w, h, light(cloth, 0.06), dark(cloth, 0.24))
    for i in range(1, int(w / 34)):
        c.line([(x + i * 34 + c.rng.uniform(-6, 6), y - h * 0.85), (x + i * 34, y)], dark(cloth, 0.35), 7, alpha=0.3,
               blur=3)
    c.poly([(x - 6, y - h + 12), (x + w + 6, y - h + 12), (x + w - 12, y - h - 14), (x + 12, y - h - 14)],
           light(cloth, 0.3), light(cloth, 0.12))
    if string:
        c.text(x + w / 2, y - h * 0.45, string, min(h * 0.36, w * 0.8 / len(string)), "#fff3d0")
    if papers:
        px = x + 26
        while px < x + w - 60:
            n = c.rng.randrange(2, 5)
            tone = c.rng.choice((PAPER, "#dcebf0", "#f7dfb5", "#f3c9bd"))
            for i in range(n):
                c.poly([(px, y - h - 2 - i * 5), (px + 46, y - h - 2 - i * 5), (px + 42, y - h - 13 - i * 5),
                        (px + 5, y - h - 13 - i * 5)], light(tone, 0.3) if i % 2 else tone)
            px += c.rng.uniform(70, 130)


def leaflet(c, x, y, size=24, tone=PAPER, turn=-0.2):
    def p(u, v):
        return x + (u * math.cos(turn) - v * math.sin(turn)) * size, y + (u * math.sin(turn) + v * math.cos(turn)) * size
    c.poly([p(-0.6, -0.8), p(0.6, -0.8), p(0.6, 0.8), p(-0.6, 0.8)], tone)
    c.poly([p(-0.6, -0.8), p(0.6, -0.8), p(0.6, -0.45), p(-0.6, -0.45)], RED)
    for k in (-0.15, 0.15, 0.45):
        c.line([p(-0.4, k), p(0.4, k)], STONE, size * 0.09)


def balloon(c, x, y, r, tone, hand):
    c.line([(x, y + r), hand], SLATE, 1.6)
    c.oval(x, y, r * 0.88, r, light(tone, 0.25), dark(tone, 0.08))
    c.oval(x - r * 0.32, y - r * 0.38, r * 0.16, r * 0.22, "#ffffff", alpha=0.7)


def lanterns(c, x0, x1, y, n, r=20):
    """A string of red lanterns."""
    pts = [(x0 + (x1 - x0) * i / 40, y + math.sin(math.pi * i / 40) * r * 1.6) for i in range(41)]
    c.line(pts, SLATE, 2)
    for i in range(n):
        x, yy = pts[int((i + 0.5) / n * 40)]
        c.rect(x - r * 0.3, yy, r * 0.6, r * 0.3, GOLD)
        c.oval(x, yy + r * 0.95, r, r * 0.8, light(RED, 0.18), dark(RED, 0.1))
        c.rect(x - r * 0.3, yy + r * 1.65, r * 0.6, r * 0.22, GOLD)
        c.line([(x, yy + r * 1.8), (x, yy + r * 2.5)], GOLD, 3)


def lamp(c, x, y, h, lit=False, solar=True, side=1):
    """A street lamp with a solar panel."""
    c.shadow(x, y, h * 0.06, h * 0.012)
    c.line([(x, y), (x, y - h)], "#dfe2de", max(4, h * 0.02))
    c.line([(x, y - h * 0.9), (x + side * h * 0.2, y - h * 0.95)], "#dfe2de", max(3, h * 0.014))
    c.rect(x + side * h * 0.2 - h * 0.045, y - h * 0.962, h * 0.09, h * 0.024, "#fff1b5" if lit else "#f4f4ee", r=3)
    if solar:
        c.poly([(x - h * 0.09, y - h * 0.99), (x + h * 0.07, y - h * 1.03), (x + h * 0.09, y - h * 0.985),
                (x - h * 0.07, y - h * 0.945)], "#3f5f86", "#2a3f5e")
    if lit:
        lx, ly = x + side * h * 0.2, y - h * 0.95
        c.poly([(lx - h * 0.03, ly), (lx + h * 0.03, ly), (lx + h * 0.28, y), (lx - h * 0.28, y)], "#ffe9a6",
               alpha=0.16, blur=h * 0.03)
        c.oval(lx, y + 4, h * 0.3, h * 0.05, "#ffe9a6", alpha=0.35, blur=h * 0.02)


def bicycle(c, x, y, s, tone=TEAL, face=1, basket=True):
    """A bicycle with its wheels on y; s is the wheel's radius."""
    c.shadow(x, y, s * 2.6, s * 0.16, 0.3)
    a, b, f = (x - face * s * 1.35, y - s), (x + face * s * 1.35, y - s), face
    for wx, wy in (a, b):
        for i in range(6):
            t = i * math.pi / 6
            c.line([(wx + math.cos(t) * s * 0.9, wy + math.sin(t) * s * 0.9), (wx - math.cos(t) * s * 0.9,
                wy - math.sin(t) * s * 0.9)], "#aeb5b5", 1.4)
        c.arc(wx, wy, s, s, 0, 360, INK, s * 0.13)
    crank, seat, head = (x - f * s * 0.15, y - s * 0.95), (x - f * s * 0.55, y - s * 2.15), (x + f * s * 0.95,
        y - s * 2.15)
    for p, q in ((a, crank), (crank, seat), (seat, a), (crank, head), (seat, head), (head, b)):
        c.line([p, q], tone, s * 0.13)
    c.line([head, (head[0] - f * s * 0.1, head[1] - s * 0.4), (head[0] - f * s * 0.45, head[1] - s * 0.5)], SLATE,
           s * 0.11)
    c.line([(seat[0] - f * s * 0.35, seat[1] - s * 0.18), (seat[0] + f * s * 0.28, seat[1] - s * 0.15)], INK, s * 0.22)
    c.oval(crank[0], crank[1], s * 0.24, s * 0.24, SLATE)
    if basket:
        c.poly([(head[0] + f * s * 0.05, head[1] - s * 0.1), (head[0] + f * s * 0.9, head[1] - s * 0.1),
                (head[0] + f * s * 0.78, head[1] + s * 0.5), (head[0] + f * s * 0.15, head[1] + s * 0.5)], WOOD,
                dark(WOOD, 0.2))


def moped(c, x, y, s, tone="#d8674c", face=1, box=None):
    """An electric moped; s is the wheel's radius."""
    f = face
    c.shadow(x, y, s * 3.2, s * 0.2, 0.32)
    for k in (-1.7, 1.75):
        c.oval(x + f * k * s, y - s, s, s, INK)
        c.oval(x + f * k * s, y - s, s * 0.5, s * 0.5, "#bfc4c2")
    c.line([(x + f * s * 1.75, y - s), (x + f * s * 1.15, y - s * 3.9)], SLATE, s * 0.28)
    c.curve([(x - f * s * 2.6, y - s * 2.0), (x - f * s * 0.7, y - s * 2.6), (x - f * s * 0.2, y - s * 1.1),
             (x + f * s * 0.8, y - s * 1.0), (x + f * s * 1.0, y - s * 0.6),
             (x - f * s * 0.8, y - s * 0.5), (x - f * s * 2.0, y - s * 1.2)], light(tone, 0.15), dark(tone, 0.2))
    c.curve([(x + f * s * 0.9, y - s * 3.6), (x + f * s * 1.6, y - s * 3.1), (x + f * s * 1.35, y - s * 1.2),
             (x + f * s * 0.85, y - s * 1.1)], light(tone, 0.2), dark(tone, 0.12))
    c.line([(x - f * s * 2.1, y - s * 2.6), (x - f * s * 0.6, y - s * 2.7)], INK, s * 0.45)
    c.line([(x + f * s * 1.15, y - s * 3.9), (x + f * s * 0.6, y - s * 4.2)], INK, s * 0.22)
    if box:
        c.rect(x - f * s * 2.4 - s * 0.95, y - s * 4.5, s * 1.9, s * 1.75, light(box, 0.15), dark(box, 0.18),
               r=s * 0.15)
        c.rect(x - f * s * 2.4 - s * 0.95, y - s * 4.1, s * 1.9, s * 0.16, "#fff4d8")


def bus(c, x, y, w, tone="#4f8fa8"):
    """A village minibus seen from the side; (x, y): ground, left."""
    h = w * 0.42
    c.shadow(x + w / 2, y, w * 0.55, h * 0.07, 0.35)
    c.rect(x, y - h, w, h * 0.86, light(tone, 0.22), dark(tone, 0.12), r=h * 0.14)
    c.rect(x, y - h * 0.46, w, h * 0.1, CREAM)
    for i in range(4):
        c.rect(x + w * (0.05 + 0.19 * i), y - h * 0.86, w * 0.165, h * 0.34, "#d6ecec", "#86a9b3", r=6)
    c.rect(x + w * 0.82, y - h * 0.86, w * 0.15, h * 0.44, "#e6f4f2", "#8fb1ba", r=8)
    c.rect(x + w * 0.62, y - h * 0.5, w * 0.15, h * 0.36, dark(tone, 0.2), r=4)
    for k in (0.2, 0.8):
        wheel(c, x + w * k, y - h * 0.12, h * 0.17)
    c.rect(x + w * 0.95, y - h * 0.3, w * 0.05, h * 0.09, "#ffe7a0", r=3)


def wheel(c, x, y, r):
    c.oval(x, y, r, r, INK)
    c.oval(x, y, r * 0.55, r * 0.55, "#c9cdc9", "#8f979a")
    c.oval(x, y, r * 0.18, r * 0.18, SLATE)


def tricycle(c, x, y, s, load="greens", face=1, tone="#3d7ea6"):
    """A cargo tricycle with vegetables or sacks; s: wheel radius."""
    f = face
    c.shadow(x, y, s * 4.4, s * 0.25, 0.32)
    bed = x - f * s * 2.0
    if load == "greens":
        for i in range(16):
            c.blob(bed + c.rng.uniform(-1.6, 1.6) * s, y - s * (2.6 + c.rng.random() * 0.9), s * 0.5, s * 0.42,
                   c.rng.choice((LEAF, "#8fbf5e", "#5c8f4c", "#b9d37a")))
        for i in range(7):
            c.oval(bed + c.rng.uniform(-1.4, 1.4) * s, y - s * (2.7 + c.rng.random() * 0.4), s * 0.26, s * 0.24,
                   c.rng.choice((ORANGE, "#d9503f")))
    else:
        for row in range(2):
            for i in range(3):
                c.rect(bed - s * 1.75 + i * s * 1.18 + row * s * 0.2, y - s * (3.2 + row * 0.8), s * 1.15, s * 0.85,
                       "#f1e6cc", "#cdb98f", r=s * 0.3)
    c.rect(bed - s * 1.95, y - s * 2.5, s * 3.9, s * 1.3, light(tone, 0.18), dark(tone, 0.18), r=4)
    for i in range(1, 5):
        c.line([(bed - s * 1.95 + i * s * 0.78, y - s * 2.45), (bed - s * 1.95 + i * s * 0.78, y - s * 1.25)],
               dark(tone, 0.25), 3)
    c.line([(bed + f * s * 1.9, y - s * 1.3), (x + f * s * 1.6, y - s * 1.2), (x + f * s * 2.4, y - s * 3.7)], SLATE,
           s * 0.24)
    c.line([(x + f * s * 2.9, y - s), (x + f * s * 2.4, y - s * 3.7)], SLATE, s * 0.2)
    c.line([(x + f * s * 2.4, y - s * 3.7), (x + f * s * 1.85, y - s * 3.95)], INK, s * 0.2)
    c.rect(x - s * 0.1 + f * s * 0.5 - s * 0.5, y - s * 2.25, s * 1.2, s * 0.35, INK, r=5)
    c.line([(x + f * s * 0.6, y - s * 1.9), (x + f * s * 0.7, y - s * 1.3)], SLATE, s * 0.2)
    wheel(c, bed, y - s, s)
    wheel(c, x + f * s * 2.9, y - s * 0.95, s * 0.95)


def truck(c, x, y, w, tone="#4d86a8", sacks=True):
    """A small farm truck facing right with sacks of grain."""
    h = w * 0.4
    c.shadow(x + w / 2, y, w * 0.55, h * 0.08, 0.35)
    if sacks:
        for row in range(3):
            for i in range(5 - row):
                c.rect(x + w * (0.03 + 0.118 * i + 0.055 * row), y - h * (0.62 + 0.19 * row), w * 0.125, h * 0.22,
                       "#f4ead2", "#cfbb92", r=h * 0.08)
    c.rect(x, y - h * 0.48, w * 0.64, h * 0.3, light(tone, 0.1), dark(tone, 0.2), r=3)
    c.curve([(x + w * 0.66, y - h * 0.2), (x + w * 0.66, y - h * 0.9), (x + w * 0.7, y - h * 0.98),
             (x + w * 0.86, y - h * 0.97), (x + w * 0.93, y - h * 0.6), (x + w, y - h * 0.5), (x + w, y - h * 0.2)],
            light(tone, 0.25), dark(tone, 0.1))
    c.poly([(x + w * 0.71, y - h * 0.88), (x + w * 0.85, y - h * 0.88), (x + w * 0.91, y - h * 0.6),
            (x + w * 0.71, y - h * 0.6)], "#d9edec", "#8fb0b8")
    c.rect(x, y - h * 0.22, w, h * 0.08, SLATE)
    for k in (0.17, 0.82):
        wheel(c, x + w * k, y - h * 0.15, h * 0.17)


def roller(c, x, y, w, tone=GOLD):
    """A road roller facing right."""
    h = w * 0.6
    c.shadow(x + w / 2, y, w * 0.56, h * 0.06, 0.35)
    wheel(c, x + w * 0.22, y - h * 0.26, h * 0.26)
    c.oval(x + w * 0.82, y - h * 0.27, h * 0.27, h * 0.27, "#c3c8c8", "#7d878b")
    c.oval(x + w * 0.82, y - h * 0.27, h * 0.08, h * 0.08, SLATE)
    c.line([(x + w * 0.5, y - h * 0.38), (x + w * 0.82, y - h * 0.27)], dark(tone, 0.25), h * 0.1)
    c.rect(x + w * 0.02, y - h * 0.66, w * 0.34, h * 0.3, light(tone, 0.2), dark(tone, 0.12), r=h * 0.06)
    c.rect(x + w * 0.3, y - h * 0.5, w * 0.34, h * 0.16, light(tone, 0.1), dark(tone, 0.2), r=h * 0.04)
    for k in range(4):
        c.line([(x + w * (0.07 + 0.05 * k), y - h * 0.6), (x + w * (0.07 + 0.05 * k), y - h * 0.5)], dark(tone, 0.35),
               4)
    for k in (0.36, 0.6):
        c.line([(x + w * k, y - h * 0.6), (x + w * k, y - h * 1.02)], INK, 7)
    c.rect(x + w * 0.3, y - h * 1.06, w * 0.38, h * 0.07, light(tone, 0.15), dark(tone, 0.1), r=4)


def excavator(c, x, y, w, tone=GOLD, face=1):
    """An excavator; x is the middle of its tracks."""
    f = face
    c.shadow(x, y, w * 0.4, w * 0.03, 0.35)
    c.rect(x - w * 0.24, y - w * 0.13, w * 0.48, w * 0.13, INK, r=w * 0.06)
    for i in range(4):
        c.oval(x - w * 0.17 + i * w * 0.113, y - w * 0.065, w * 0.036, w * 0.036, SLATE)
    c.line([(x + f * w * 0.1, y - w * 0.26), (x + f * w * 0.36, y - w * 0.56), (x + f * w * 0.58, y - w * 0.3)],
           dark(tone, 0.08), w * 0.05)
    c.line([(x + f * w * 0.2, y - w * 0.26), (x + f * w * 0.33, y - w * 0.46)], SLATE, w * 0.022)
    c.poly([(x + f * w * 0.54, y - w * 0.31), (x + f * w * 0.64, y - w * 0.29), (x + f * w * 0.63, y - w * 0.17),
            (x + f * w * 0.5, y - w * 0.19)], dark(tone, 0.4))
    c.rect(x - w * 0.23, y - w * 0.29, w * 0.42, w * 0.15, light(tone, 0.18), dark(tone, 0.15), r=w * 0.025)
    c.rect(min(x, x + f * w * 0.17), y - w * 0.43, w * 0.17, w * 0.2, light(tone, 0.1), dark(tone, 0.1), r=w * 0.02)
    c.rect(min(x + f * w * 0.02, x + f * w * 0.15), y - w * 0.405, w * 0.13, w * 0.11, "#d6ebea", "#86a9b3", r=4)


def combine(c, x, y, w, tone="#c8523d"):
    """A combine harvester driving right."""
    h = w * 0.55
    c.shadow(x + w * 0.5, y, w * 0.56, h * 0.06, 0.35)
    c.rect(x + w * 0.12, y - h * 0.2, w * 0.52, h * 0.2, INK, r=h * 0.1)
    for i in range(4):
        c.oval(x + w * (0.2 + 0.12 * i), y - h * 0.1, h * 0.055, h * 0.055, SLATE)
    c.line([(x + w * 0.22, y - h * 0.8), (x - w * 0.1, y - h * 1.12)], light(tone, 0.1), h * 0.07)
    c.curve([(x + w * 0.03, y - h * 0.24), (x + w * 0.03, y - h * 0.72), (x + w * 0.1, y - h * 0.84),
             (x + w * 0.52, y - h * 0.8), (x + w * 0.62, y - h * 0.5), (x + w * 0.68, y - h * 0.22)],
            light(tone, 0.2), dark(tone, 0.16))
    c.rect(x + w * 0.08, y - h * 0.6, w * 0.3, h * 0.06, CREAM)
    c.rect(x + w * 0.5, y - h * 1.0, w * 0.19, h * 0.5, light(tone, 0.1), dark(tone, 0.1), r=8)
    c.rect(x + w * 0.53, y - h * 0.94, w * 0.15, h * 0.32, "#dff0ee", "#8bb0b8", r=6)
    c.oval(x + w * 0.6, y - h * 0.78, h * 0.06, h * 0.065, "#e3ad82")
    c.rect(x + w * 0.572, y - h * 0.72, w * 0.055, h * 0.1, BLUE_DARK, r=4)
    c.rect(x + w * 0.47, y - h * 1.05, w * 0.25, h * 0.06, CREAM, r=4)
    c.poly([(x + w * 0.62, y - h * 0.42), (x + w * 0.9, y - h * 0.2), (x + w * 0.9, y - h * 0.06),
            (x + w * 0.62, y - h * 0.18)], dark(tone, 0.2))
    c.arc(x + w * 0.94, y - h * 0.24, h * 0.22, h * 0.22, 0, 360, GOLD, 5)
    for i in range(6):
        a = i * math.pi / 3 + 0.3
        c.line([(x + w * 0.94, y - h * 0.24), (x + w * 0.94 + math.cos(a) * h * 0.22,
                                               y - h * 0.24 + math.sin(a) * h * 0.22)], GOLD, 4)
    for i in range(16):
        c.line([(x - w * 0.1 + c.rng.uniform(-20, 10), y - h * 1.1), (x - w * 0.14 + c.rng.uniform(-40, 30),
            y - h * c.rng.uniform(0.5, 1.0))], light(STRAW, 0.2), 2)


# ---- indoors ----------------------------------------------------------------

def table(c, x, y, w, h, tone=WOOD, top=0.22, legs=True):
    """A table seen slightly from above; (x, y) is the middle of its front feet."""
    d = w * top
    c.shadow(x, y, w * 0.56, d * 0.4, 0.24)
    if legs:
        for k in (-0.44, 0.44):
            c.line([(x + k * w, y - h), (x + k * w, y)], dark(tone, 0.3), w * 0.035, cap=False)
    c.poly([(x - w / 2, y - h), (x + w / 2, y - h), (x + w * 0.42, y - h - d), (x - w * 0.42, y - h - d)],
           light(tone, 0.38), light(tone, 0.08), tex=0.1)
    c.rect(x - w / 2, y - h, w, max(8, h * 0.09), dark(tone, 0.08), dark(tone, 0.25))
    return y - h - d / 2


def stool(c, x, y, h, tone=WOOD_DARK):
    c.shadow(x, y, h * 0.5, h * 0.1)
    for k in (-1, 1):
        c.line([(x + k * h * 0.25, y - h), (x + k * h * 0.36, y)], dark(tone, 0.15), h * 0.1)
    c.rect(x - h * 0.42, y - h, h * 0.84, h * 0.14, light(tone, 0.2), tone, r=4)


def chair(c, x, y, h, face=1, tone=TEAL):
    c.line([(x - face * h * 0.26, y), (x - face * h * 0.24, y - h * 0.5), (x - face * h * 0.34, y - h)],
           dark(tone, 0.25), h * 0.05)
    c.line([(x + face * h * 0.24, y), (x + face * h * 0.24, y - h * 0.48)], dark(tone, 0.25), h * 0.05)
    c.rect(x - h * 0.28, y - h * 0.52, h * 0.56, h * 0.07, light(tone, 0.2), tone, r=5)
    c.line([(x - face * h * 0.29, y - h * 0.66), (x - face * h * 0.34, y - h * 0.98)], tone, h * 0.09)


def bowl(c, x, y, w, tone="#f4f6f2", food="#fdfbf4", rim=BLUE, hot=False):
    """A bowl from the side."""
    if hot:
        steam(c, x, y - w * 0.5, w * 1.3)
    c.shadow(x, y, w * 0.42, w * 0.06, 0.22)
    for k, t in ((-0.22, 0.05), (0.2, 0.12), (0, 0.0)):
        c.oval(x + k * w, y - w * 0.47, w * 0.22, w * 0.13, dark(food, t))
    c.curve([(x - w * 0.5, y - w * 0.45), (x + w * 0.5, y - w * 0.45), (x + w * 0.36, y - w * 0.14), (x + w * 0.16, y),
             (x - w * 0.16, y), (x - w * 0.36, y - w * 0.14)], light(tone, 0.3), dark(tone, 0.14), axis="h")
    c.line([(x - w * 0.46, y - w * 0.42), (x + w * 0.46, y - w * 0.42)], rim, w * 0.055)


def cup(c, x, y, w, tone="#f4efe2", hot=False):
    if hot:
        steam(c, x, y - w * 1.2, w * 1.6)
    c.shadow(x, y, w * 0.55, w * 0.08, 0.22)
    c.arc(x + w * 0.55, y - w * 0.55, w * 0.25, w * 0.28, -100, 110, dark(tone, 0.2), w * 0.11)
    c.rect(x - w * 0.5, y - w * 1.1, w, w * 1.1, light(tone, 0.3), dark(tone, 0.15), r=w * 0.12, axis="h")
    c.oval(x, y - w * 1.08, w * 0.5, w * 0.12, dark(tone, 0.25))


def thermos(c, x, y, h, tone=RED):
    c.shadow(x, y, h * 0.22, h * 0.04)
    c.rect(x - h * 0.17, y - h * 0.78, h * 0.34, h * 0.78, light(tone, 0.25), dark(tone, 0.22), r=h * 0.06, axis="h")
    c.rect(x - h * 0.09, y - h * 0.95, h * 0.18, h * 0.2, "#d9dcd8", "#9ba3a5", r=4, axis="h")
    c.arc(x + h * 0.17, y - h * 0.5, h * 0.11, h * 0.22, -90, 90, "#c3c8c8", h * 0.035)


def steam(c, x, y, h, alpha=0.4, n=3):
    """Wisps of steam rising from (x, y)."""
    for i in range(n):
        ph, ox = c.rng.random() * 6, (i - (n - 1) / 2) * h * 0.16
        pts = [(x + ox + math.sin(ph + t * 0.55) * h * 0.06 * (0.4 + t / 10), y - h * t / 10) for t in range(11)]
        c.line(pts, "#ffffff", h * 0.06, alpha=alpha, blur=h * 0.035)


def desk(c, x, y, w, h, tone=WOOD, string=None):
    """A service counter seen from the front; (x, y): ground, left."""
    c.shadow(x + w / 2, y, w * 0.55, h * 0.06, 0.3)
    c.rect(x, y - h, w, h, light(tone, 0.15), dark(tone, 0.18), tex=0.12)
    n = max(3, round(w / 140))
    for i in range(n):
        c.rect(x + w * i / n + 12, y - h * 0.82, w / n - 24, h * 0.66, light(tone, 0.05), dark(tone, 0.08), r=6)
    c.rect(x - 14, y - h - 16, w + 28, 30, light(tone, 0.5), light(tone, 0.15), r=5)
    if string:
        c.text(x + w / 2, y - h * 0.5, string, min(h * 0.26, w * 0.6 / len(string)), "#fff3d6", "serif")


def shelf(c, x, y, w, h, rows=3, tone=WOOD):
    """A rack of leaflets; (x, y): ground, left."""
    c.shadow(x + w / 2, y, w * 0.55, w * 0.06)
    c.rect(x, y - h, w, h, dark(tone, 0.12), dark(tone, 0.28), r=6)
    for r in range(rows):
        yy = y - h + h * (r + 0.9) / rows
        n = 4
        for i in range(n):
            t = c.rng.choice((PAPER, "#dcebf0", "#f7dfb5", "#f3c9bd", "#d5e6cf"))
            lx, lw, lh = x + w * (0.06 + 0.23 * i), w * 0.18, h / rows * 0.66
            c.rect(lx, yy - lh, lw, lh, light(t, 0.3), t)
            c.rect(lx, yy - lh, lw, lh * 0.24, c.rng.choice((RED, BLUE, TEAL, ORANGE)))
            for k in (0.4, 0.55):
                c.rect(lx + lw * 0.15, yy - lh * (1 - k), lw * 0.7, 3, STONE)
        c.rect(x, yy - h / rows * 0.26, w, h / rows * 0.26, light(tone, 0.3), tone)


def basket(c, x, y, w, fill=None):
    """A bamboo basket, filled with blobs of the given colours."""
    c.shadow(x, y, w * 0.5, w * 0.07)
    for _ in range(22 if fill else 0):
        c.oval(x + c.rng.uniform(-0.42, 0.42) * w, y - w * 0.5 - c.rng.random() * w * 0.16, w * 0.11, w * 0.1,
               c.rng.choice(fill))
    c.curve([(x - w * 0.52, y - w * 0.5), (x + w * 0.52, y - w * 0.5), (x + w * 0.4, y - w * 0.06), (x, y),
             (x - w * 0.4, y - w * 0.06)], light(STRAW, 0.2), dark(WOOD, 0.15), axis="h")
    for k in (0.36, 0.24, 0.12):
        c.line([(x - w * (0.38 + k * 0.3), y - w * k), (x + w * (0.38 + k * 0.3), y - w * k)], dark(WOOD, 0.2), 2.5)


# ---- seen from above --------------------------------------------------------

def wood_top(c, tone=WOOD, planks=7):
    """The whole picture as a table top of planks."""
    h = c.H / planks
    for i in range(planks):
        t = mix(tone, light(tone, 0.3), c.rng.random() * 0.6)
        c.rect(0, i * h, c.W, h + 1, light(t, 0.16), t, tex=0.16)
        for _ in range(9):
            y, x = i * h + c.rng.random() * h, c.rng.uniform(-200, c.W)
            c.line([(x, y), (x + 200, y + c.rng.uniform(-4, 4)), (x + 420, y)], dark(t, 0.22), 2, alpha=0.35)
        c.line([(0, i * h), (c.W, i * h)], dark(t, 0.4), 3.5)


def dish(c, x, y, r, foods, plate="#f7f6f0", rim=BLUE, n=46, size=0.13):
    """A round dish from above, heaped with pieces of food."""
    c.oval(x + r * 0.08, y + r * 0.12, r * 1.02, r * 1.02, "#2b2a3a", alpha=0.35, blur=r * 0.07)
    c.oval(x, y, r, r, light(plate, 0.3), dark(plate, 0.14))
    c.arc(x, y, r * 0.95, r * 0.95, 0, 360, rim, r * 0.025)
    c.oval(x, y, r * 0.78, r * 0.78, dark(plate, 0.12), light(plate, 0.1))
    for _ in range(n):
        a, k = c.rng.random() * math.tau, math.sqrt(c.rng.random()) * 0.64 * r
        px, py, s, t = x + math.cos(a) * k, y + math.sin(a) * k, r * size * c.rng.uniform(0.7, 1.3), c.rng.choice(foods)
        c.blob(px + s * 0.14, py + s * 0.22, s, s * 0.7, dark(t, 0.34), n=7)
        c.blob(px, py, s, s * 0.7, light(t, 0.1), t, rough=0.2, n=7)


def rice_bowl(c, x, y, r, rim=RED):
    dish(c, x, y, r, (), rim=rim, n=0)
    c.oval(x, y, r * 0.74, r * 0.74, "#fffef8", "#efe9d8")
    for _ in range(170):
        a, k = c.rng.random() * math.tau, math.sqrt(c.rng.random()) * 0.66 * r
        t, s = c.rng.random() * math.pi, r * 0.05
        px, py = x + math.cos(a) * k, y + math.sin(a) * k
        c.line([(px, py + 2), (px + math.cos(t) * s, py + math.sin(t) * s + 2)], "#e2dac4", r * 0.045)
        c.line([(px, py), (px + math.cos(t) * s, py + math.sin(t) * s)], "#fffef9", r * 0.045)


def chopsticks(c, x, y, length, turn=0.2):
    for k in (0, 14):
        dx, dy = math.cos(turn) * length, math.sin(turn) * length
        c.line([(x + 5, y + k + 8), (x + dx + 5, y + dy + k * 0.6 + 8)], "#2b2a3a", 9, alpha=0.25, blur=4)
        c.line([(x, y + k), (x + dx, y + dy + k * 0.6)], dark(WOOD, 0.3), 9)
        c.line([(x, y + k), (x + dx * 0.25, y + dy * 0.25 + k * 0.9)], RED, 9)


def tray(c, x, y, w, h, fills, tone="#cdd5d6"):
    """A steel school tray from above: five wells, each with its food."""
    c.rect(x + 14, y + 20, w, h, "#2b2a3a", alpha=0.35, blur=14, r=h * 0.09)
    c.rect(x, y, w, h, light(tone, 0.5), dark(tone, 0.12), r=h * 0.09)
    c.rect(x + 8, y + 8, w - 16, h - 16, tone, light(tone, 0.35), r=h * 0.08)
    wells = ((0.03, 0.05, 0.29, 0.4), (0.355, 0.05, 0.29, 0.4), (0.68, 0.05, 0.29, 0.4), (0.03, 0.5, 0.52, 0.45),
             (0.58, 0.5, 0.39, 0.45))
    for (u, v, a, b), foods in zip(wells, fills):
        bx, by, bw, bh = x + u * w, y + v * h, a * w, b * h
        c.rect(bx, by, bw, bh, dark(tone, 0.28), light(tone, 0.2), r=h * 0.06)
        c.rect(bx + 5, by + 7, bw - 8, bh - 10, dark(tone, 0.12), light(tone, 0.3), r=h * 0.055)
        if callable(foods):
            foods(c, bx + bw / 2, by + bh / 2, min(bw, bh) * 0.5)
            continue
        for _ in range(int(bw * bh / 420)):
            s = h * 0.035 * c.rng.uniform(0.7, 1.35)
            px, py, t = c.rng.uniform(bx + 30, bx + bw - 30), c.rng.uniform(by + 28, by + bh - 28), c.rng.choice(foods)
            c.blob(px + 3, py + 5, s, s * 0.72, dark(t, 0.34), n=7)
            c.blob(px, py, s, s * 0.72, light(t, 0.12), t, rough=0.22, n=7)


def sheet(c, x, y, w, h, turn=0.0, tone=PAPER, head=RED, title=None):
    """A printed sheet lying on a table."""
    def p(u, v):
        a, b = u * w, v * h
        return x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn)
    quad = [(0, 0), (1, 0), (1, 1), (0, 1)]
    c.poly([(p(u, v)[0] + 8, p(u, v)[1] + 12) for u, v in quad], "#2b2a3a", alpha=0.3, blur=7)
    c.poly([p(*q) for q in quad], light(tone, 0.4), tone)
    c.poly([p(0, 0), p(1, 0), p(1, 0.16), p(0, 0.16)], head)
    if title and abs(turn) < 0.02:
        c.text(x + w / 2, y + h * 0.08, title, min(h * 0.1, w * 0.8 / len(title)), "#fff4d8")
    for i in range(8):
        c.line([p(0.1, 0.26 + 0.085 * i), p(0.9 if i % 3 else 0.66, 0.26 + 0.085 * i)], "#b4b8b4", max(3, h * 0.014))
