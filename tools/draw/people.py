"""Simple, friendly figures. Nobody in particular: all are drawn from a few parts."""

import math

from .canvas import smooth
from .palette import CLOTHES, GREY_HAIR, HAIR, INK, RED, SKINS, STRAW, dark, light, mix

# Hands relative to the shoulders and feet relative to the hips, in figure heights,
# for a figure that faces right; 'seat' is the height of the seat of a sitting figure.
POSES = {
    "stand": dict(hands=((-0.02, 0.34), (0.05, 0.33)), feet=(-0.05, 0.05)),
    "walk": dict(hands=((-0.15, 0.315), (0.18, 0.295)), feet=(-0.12, 0.12)),
    "give": dict(hands=((0.20, 0.20), (0.29, 0.11)), feet=(-0.05, 0.05)),
    "take": dict(hands=((0.17, 0.22), (0.25, 0.17)), feet=(-0.05, 0.05), lean=0.02),
    "hold": dict(hands=((0.13, 0.19), (0.21, 0.18)), feet=(-0.05, 0.05)),
    "read": dict(hands=((0.10, 0.14), (0.17, 0.13)), feet=(-0.05, 0.05)),
    "point": dict(hands=((-0.10, 0.30), (0.30, -0.06)), feet=(-0.05, 0.06)),
    "reach": dict(hands=((0.14, 0.22), (0.24, -0.14)), feet=(-0.05, 0.05)),
    "back": dict(hands=((-0.03, 0.27), (0.04, 0.27)), feet=(-0.05, 0.05)),
    "push": dict(hands=((0.22, 0.18), (0.26, 0.18)), feet=(-0.13, 0.10), lean=0.06),
    "work": dict(hands=((0.16, 0.27), (0.26, 0.22)), feet=(-0.09, 0.10), lean=0.08),
    "bend": dict(hands=((0.10, 0.34), (0.20, 0.33)), feet=(-0.07, 0.09), lean=0.20),
    "sit": dict(hands=((0.15, 0.23), (0.21, 0.22)), feet=(0.15, 0.21), seat=0.27),
    "eat": dict(hands=((0.19, 0.16), (0.13, 0.03)), feet=(0.13, 0.20), seat=0.27),
    "write": dict(hands=((0.18, 0.24), (0.25, 0.23)), feet=(0.13, 0.20), seat=0.27, lean=0.03),
    "talk": dict(hands=((0.12, 0.25), (0.25, 0.09)), feet=(0.13, 0.20), seat=0.27),
}
HIP, TORSO, ARM = 0.45, 0.35, 0.185


def _elbow(a, b, reach, bend):
    """The joint between a and b for two equal bones."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = max(1e-6, math.hypot(dx, dy))
    k = math.sqrt(max(0.0, reach * reach - d * d / 4))
    return (a[0] + b[0]) / 2 - dy / d * k * bend, (a[1] + b[1]) / 2 + dx / d * k * bend


def _limb(c, pts, w, colour):
    c.line(smooth(pts, closed=False, steps=6), colour, w)


def person(c, x, y, h, pose="stand", face=1, top=None, bottom=None, hair="short", hair_tone=HAIR,
           skin=None, vest=None, apron=None, hat=None, skirt=None, bag=None, scarf=None, seat=None,
           legs=True, back=False, shadow=True, glasses=False, item=None):
    """A figure of height h (if it stood) with its feet, or its seat's foot, at (x, y).

    face is 1 (right), -1 (left) or 0 (towards us); back turns it away. item(c, x, y)
    is drawn in the leading hand.
    """
    rng, p = c.rng, POSES[pose]
    top = top or rng.choice(CLOTHES)
    bottom = bottom or rng.choice(("#4a5560", "#5b5349", "#3f4d63", "#6b6258"))
    skin = skin or rng.choice(SKINS)
    f, lean = (face or 1), p.get("lean", 0.0)
    sits = "seat" in p
    hip_y = y - h * ((seat or p["seat"]) + 0.03 if sits else HIP)
    hip = (x, hip_y)
    sh = (x + f * lean * h, hip_y - h * TORSO * (1 - lean * 0.9))
    if shadow and legs:
        c.shadow(x + h * 0.03, y, h * (0.2 if not sits else 0.24), h * 0.035, 0.32)

    def at(d):
        return sh[0] + f * d[0] * h, sh[1] + d[1] * h

    def arm(hand, offset, colour):
        root, tip = (sh[0] + offset * h, sh[1] + 0.035 * h), at(hand)
        bend = f if turned else (1 if offset < 0 else -1)
        mid = _elbow(root, tip, ARM * h, bend)
        _limb(c, [root, mid, tip], h * 0.062, colour)
        c.oval(tip[0], tip[1], h * 0.03, h * 0.03, skin)

    sleeve = top
    turned = face != 0 and not back
    spread = 0.055 if turned else 0.095
    if face == 0 or back:
        hands = [(-0.125, 0.37), (0.125, 0.37)] if pose in ("stand", "sit") else list(p["hands"])
    else:
        hands = list(p["hands"])
    if back:  # seen from behind, hands hang or are hidden before the body
        hands = [(-0.12 * f, 0.375), (0.12 * f, 0.375)]
    elif face == 0 and pose not in ("stand", "sit", "point", "reach"):
        hands = [(-0.04, 0.2), (0.05, 0.19)]
    if turned or back:
        arm(hands[0], -f * spread if turned else -spread * f, dark(sleeve, 0.24 if turned else 0.08))

    # legs
    if legs and sits:
        thigh = h * 0.21
        for k, foot in enumerate(p["feet"]):
            tone = dark(bottom, 0.18 if k == 0 else 0)
            knee = (x + f * thigh * (0.98 if turned else 0), hip_y + h * (0.01 if turned else 0.06))
            toe = (x + f * foot * h, y - h * 0.042) if turned else (x + (-1, 1)[k] * 0.06 * h, y - h * 0.042)
            start = (x, hip_y) if turned else (x + (-1, 1)[k] * 0.05 * h, hip_y)
            knee = knee if turned else (start[0] + (-1, 1)[k] * 0.02 * h, knee[1])
            c.line([start, knee, toe], tone, h * 0.085)
            c.oval(toe[0] + f * h * 0.025, toe[1] + h * 0.024, h * 0.054, h * 0.024, INK)
    elif legs:
        for k, foot in enumerate(p["feet"]):
            toe = (x + f * foot * h, y - h * 0.042)
            start = (x + f * (-0.03, 0.03)[k] * h, hip_y)
            tone = dark(bottom, 0.2 if k == 0 else 0.0)
            knee = ((start[0] + toe[0]) / 2 + (f * 0.02 * h if pose == "walk" else 0), (start[1] + toe[1]) / 2)
            if skirt:
                c.line([start, knee, toe], skin, h * 0.05)
            else:
                _limb(c, [start, knee, toe], h * 0.085, tone)
            c.oval(toe[0] + (f * h * 0.022 if turned else 0), toe[1] + h * 0.024, h * 0.054, h * 0.023, INK)
    if skirt and not sits:
        c.poly([(x - 0.08 * h, hip_y - 0.05 * h), (x + 0.08 * h, hip_y - 0.05 * h),
                (x + 0.125 * h, hip_y + 0.2 * h), (x - 0.125 * h, hip_y + 0.2 * h)], skirt, dark(skirt, 0.2))

    # body
    wide = 0.098 if turned else 0.112
    hem = hip_y + h * (0.055 if not sits else 0.03)
    body = vest or top

    def torso(k=1.0):
        return smooth([
            (sh[0] - wide * 0.62 * h * k, sh[1] - 0.012 * h), (sh[0] + wide * 0.62 * h * k, sh[1] - 0.012 * h),
            (sh[0] + wide * h * k, sh[1] + 0.045 * h), ((sh[0] + hip[0]) / 2 + wide * 0.9 * h * k, (sh[1] + hip_y) / 2),
            (hip[0] + wide * 0.98 * h * k, hem - 0.01 * h), (hip[0], hem + 0.008 * h),
            (hip[0] - wide * 0.98 * h * k, hem - 0.01 * h), ((sh[0] + hip[0]) / 2 - wide * 0.9 * h * k,
            (sh[1] + hip_y) / 2),
            (sh[0] - wide * h * k, sh[1] + 0.045 * h)], steps=6)
    c.poly(torso(), light(body, 0.1), dark(body, 0.2), axis="h")
    if not back and not apron:
        cx = sh[0] + (f * 0.035 * h if turned else 0)
        c.poly([(cx - 0.035 * h, sh[1] - 0.015 * h), (cx + 0.035 * h, sh[1] - 0.015 * h), (cx, sh[1] + 0.07 * h)],
               light(top, 0.45) if not vest else light(top, 0.1))
        c.line([(cx, sh[1] + 0.07 * h), (hip[0] + (cx - sh[0]), hem - 0.01 * h)], dark(body, 0.28), h * 0.007)
        if vest:
            c.oval(cx - f * 0.055 * h, sh[1] + 0.11 * h, 0.015 * h, 0.015 * h, light(STRAW, 0.4))
    if vest and back:
        for k in (0.13, 0.22):
            c.rect(sh[0] - 0.085 * h, sh[1] + k * h, 0.17 * h, 0.018 * h, light(STRAW, 0.4))
    if apron:
        if back:
            c.line([(hip[0] - 0.1 * h, hip_y - 0.07 * h), (hip[0] + 0.1 * h, hip_y - 0.07 * h)], apron, 0.02 * h)
            c.poly([(hip[0], hip_y - 0.07 * h), (hip[0] + 0.05 * h, hip_y + 0.03 * h), (hip[0] - 0.05 * h,
                hip_y + 0.03 * h)], apron)
        else:
            ox = f * 0.02 * h if turned else 0
            c.poly(smooth([(sh[0] - 0.05 * h + ox, sh[1] + 0.05 * h), (sh[0] + 0.05 * h + ox, sh[1] + 0.05 * h),
                           (hip[0] + 0.085 * h + ox, hip_y - 0.1 * h), (hip[0] + 0.095 * h + ox,
                           hip_y + (0.16 if not sits else 0.03) * h),
                           (hip[0] - 0.085 * h + ox, hip_y + (0.16 if not sits else 0.03) * h),
                           (hip[0] - 0.085 * h + ox, hip_y - 0.1 * h)], steps=5),
                   light(apron, 0.12), dark(apron, 0.12), axis="h")
    if bag:
        if back:
            c.rect(sh[0] - 0.085 * h, sh[1] + 0.05 * h, 0.17 * h, 0.23 * h, light(bag, 0.1), dark(bag, 0.2),
                   r=0.04 * h, axis="h")
            c.rect(sh[0] - 0.055 * h, sh[1] + 0.17 * h, 0.11 * h, 0.08 * h, dark(bag, 0.15), r=0.02 * h)
        else:
            c.line([(sh[0] - f * 0.05 * h, sh[1]), (hip[0] + f * 0.06 * h, hip_y - 0.06 * h)], dark(bag, 0.2),
                   h * 0.014)
            c.rect(hip[0] - 0.06 * h - f * 0.07 * h, hip_y - 0.07 * h, 0.12 * h, 0.11 * h, bag, dark(bag, 0.2),
                   r=0.02 * h)

    # head
    r = 0.088 * h
    hx, hy = sh[0] + f * lean * 0.55 * h + (f * 0.008 * h if turned else 0), sh[1] - 0.1 * h + lean * 0.22 * h
    c.line([(sh[0], sh[1] + 0.01 * h), (hx, hy + r * 0.6)], dark(skin, 0.12), 0.055 * h, cap=False)
    _head(c, hx, hy, r, f if turned else 0, back, skin, hair, hair_tone, glasses)
    if scarf:
        c.poly([(sh[0] - 0.06 * h, sh[1] - 0.02 * h), (sh[0] + 0.06 * h, sh[1] - 0.02 * h),
                (sh[0], sh[1] + 0.045 * h)], scarf)
        if not back:
            c.line([(sh[0], sh[1] + 0.03 * h), (sh[0] + 0.02 * h, sh[1] + 0.11 * h)], scarf, 0.026 * h)
    _hat(c, hat, hx, hy, r, f if turned else 0)

    # leading arm in front
    if item:
        item(c, *at(hands[1]))
    if back:
        arm(hands[1], spread * f, dark(sleeve, 0.16))
    elif turned:
        arm(hands[1], f * spread * 0.25, dark(sleeve, 0.1))
    else:
        arm(hands[0], -spread, dark(sleeve, 0.1))
        arm(hands[1], spread, dark(sleeve, 0.1))
    return dict(head=(hx, hy), hand=at(hands[1]), shoulder=sh, hip=hip, r=r)


def _head(c, x, y, r, f, back, skin, hair, tone, glasses):
    """A head with a simple face; f is where it looks."""
    if hair in ("bob", "long") :
        low = 0.75 if hair == "bob" else 1.45
        c.rect(x - r * 1.08 - f * r * 0.12, y - r * 0.5, r * 2.16, r * (0.5 + low), dark(tone, 0.1), r=r * 0.7)
    if hair == "tail":
        c.curve([(x - f * r * 0.7 - r * 0.2, y - r * 0.6), (x - f * r * 1.55, y - r * 0.5), (x - f * r * 1.75,
            y + r * 0.7), (x - f * r * 1.2, y + r * 0.2)], tone)
    if hair == "pigtails":
        for k in (-1, 1):
            c.oval(x + k * r * 1.2, y + r * 0.45, r * 0.34, r * 0.62, tone)
            c.oval(x + k * r * 1.05, y - r * 0.05, r * 0.17, r * 0.17, RED)
    if hair == "bun":
        c.oval(x - f * r * 0.85, y - r * (0.75 if f else 1.15), r * 0.45, r * 0.45, tone)
    if hair == "bald":
        c.oval(x, y, r, r * 1.06, light(skin, 0.05), dark(skin, 0.1), axis="h")
        c.oval(x - f * r * 0.72, y + r * 0.1, r * 0.34, r * 0.5, tone)
        if back:
            c.oval(x, y + r * 0.35, r * 0.95, r * 0.55, tone)
    else:
        c.oval(x - f * r * 0.06, y - r * 0.08, r * 1.07, r * 1.08, light(tone, 0.1), dark(tone, 0.15), axis="h")
    if back:
        if hair == "bob":
            c.rect(x - r * 1.08, y - r * 0.3, r * 2.16, r * 1.05, tone, r=r * 0.5)
        elif hair == "long":
            c.rect(x - r * 1.05, y - r * 0.3, r * 2.1, r * 1.75, tone, r=r * 0.6)
        elif hair not in ("bald",):
            c.oval(x, y + r * 0.82, r * 0.5, r * 0.3, dark(skin, 0.08))
        return
    fx, fy = x + f * r * 0.17, y + r * (0.2 if hair != "bald" else 0.06)
    c.oval(fx, fy, r * 0.86, r * (0.86 if hair != "bald" else 0.98), light(skin, 0.12), dark(skin, 0.05))
    if f:
        c.oval(x - f * r * 0.62, y + r * 0.28, r * 0.18, r * 0.22, dark(skin, 0.06))
    if hair not in ("bald",):  # a fringe
        c.curve([(x - r * 0.95, y + r * 0.05), (x - r * 0.8, y - r * 0.75), (x, y - r * 1.05),
                 (x + r * 0.8, y - r * 0.75),
                 (x + r * 0.95, y + r * 0.05), (x + r * 0.55 + f * r * 0.1, y - r * 0.38), (x - f * r * 0.1,
                 y - r * 0.42), (x - r * 0.55 + f * r * 0.1, y - r * 0.34)], tone)
    for k in (-1, 1):
        ex = fx + f * r * 0.22 + k * r * (0.3 if f else 0.34)
        c.oval(ex, fy + r * 0.02, r * 0.075, r * 0.095, INK)
        c.oval(ex + k * r * 0.14, fy + r * 0.32, r * 0.17, r * 0.11, mix(skin, "#e2705f", 0.45), alpha=0.6,
               blur=max(0.6, r * 0.06))
        if glasses:
            c.arc(ex, fy + r * 0.02, r * 0.24, r * 0.22, 0, 360, INK, max(1, r * 0.05))
    mx = fx + f * r * 0.22
    c.arc(mx, fy + r * 0.3, r * 0.22, r * 0.18, 20, 160, dark(mix(skin, RED, 0.35), 0.25), max(1, r * 0.085))


def _hat(c, hat, x, y, r, f):
    if hat == "straw":
        c.oval(x, y - r * 0.55, r * 1.85, r * 0.42, dark(STRAW, 0.14))
        c.oval(x, y - r * 0.62, r * 1.8, r * 0.36, light(STRAW, 0.2), STRAW, axis="h")
        c.curve([(x - r * 0.9, y - r * 0.6), (x - r * 0.7, y - r * 1.3), (x, y - r * 1.5), (x + r * 0.7, y - r * 1.3),
                 (x + r * 0.9, y - r * 0.6), (x, y - r * 0.5)],
                light(STRAW, 0.25), dark(STRAW, 0.12), axis="h")
        c.line([(x - r * 0.85, y - r * 0.75), (x + r * 0.85, y - r * 0.75)], RED, r * 0.16)
    elif hat == "chef":
        c.rect(x - r * 0.95, y - r * 1.25, r * 1.9, r * 0.75, "#ffffff", "#e6e8ea", r=r * 0.12, axis="h")
        c.curve([(x - r * 1.0, y - r * 1.2), (x - r * 1.25, y - r * 1.75), (x - r * 0.4, y - r * 2.05),
                 (x + r * 0.5, y - r * 2.05), (x + r * 1.25, y - r * 1.7), (x + r * 1.0, y - r * 1.2)],
                "#ffffff", "#dfe3e6", axis="h")
    elif hat:  # a cap or a hard hat, of the given colour
        c.curve([(x - r * 1.08, y - r * 0.35), (x - r * 0.95, y - r * 1.0), (x, y - r * 1.35),
                 (x + r * 0.95, y - r * 1.0), (x + r * 1.08, y - r * 0.35), (x, y - r * 0.42)],
                light(hat, 0.25), dark(hat, 0.08), axis="h")
        c.line([(x - r * (1.1 if f <= 0 else 0.9) + (f < 0) * -r * 0.35, y - r * 0.36),
                (x + r * (1.1 if f >= 0 else 0.9) + (f > 0) * r * 0.35, y - r * 0.36)],
               dark(hat, 0.12), r * 0.2)


# ---- ready-made looks -------------------------------------------------------

def elder(c, *a, **kw):
    kw.setdefault("hair_tone", GREY_HAIR)
    kw.setdefault("top", c.rng.choice(("#6b7a8c", "#7d6a5e", "#5d7267", "#8a5a5a", "#59647a")))
    return person(c, *a, **kw)


def volunteer(c, *a, **kw):
    kw.setdefault("vest", RED)
    kw.setdefault("top", "#f1ead9")
    return person(c, *a, **kw)


def cook(c, *a, **kw):
    kw.setdefault("hat", "chef")
    kw.setdefault("top", "#f4f4f0")
    kw.setdefault("apron", "#7fb0a8")
    return person(c, *a, **kw)


def pupil(c, *a, **kw):
    girl = c.rng.random() < 0.5
    kw.setdefault("top", c.rng.choice(("#f7f7f2", "#4f86b0")))
    kw.setdefault("bottom", "#34567d")
    kw.setdefault("hair", c.rng.choice(("pigtails", "bob", "tail")) if girl else "short")
    kw.setdefault("scarf", RED)
    return person(c, *a, **kw)
