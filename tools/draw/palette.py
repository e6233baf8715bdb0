"""Colours: one restrained palette, and a few helpers to mix from it."""

from PIL import ImageColor

RED, RED_DARK = "#c63d2f", "#9e2b25"
GOLD, CREAM, PAPER = "#e9b44c", "#fbf1de", "#fdf8ec"
BLUE, BLUE_DARK, TEAL, MINT = "#3d7ea6", "#2a5674", "#3c8d8b", "#a9cdb8"
INK, SLATE, STONE, CEMENT = "#33404a", "#5c6b73", "#b9b5aa", "#d5d0c4"
WALL, TILE, WOOD, WOOD_DARK = "#f6f1e6", "#56626b", "#c08a57", "#8a5d3b"
LEAF, LEAF_DARK, GRASS, STRAW = "#6fa35c", "#3f7250", "#93b866", "#e0b85a"
EARTH, PINK, ORANGE, VIOLET = "#b08a62", "#e58f9c", "#e98b4a", "#9a86b8"
SKINS = ("#f2c6a0", "#eab98f", "#e3ad82", "#f5cfae")
HAIR, GREY_HAIR = "#2f2a2c", "#c9c6c4"
CLOTHES = ("#5b7f95", "#b5654a", "#7c8f63", "#d9a85b", "#8d6e8b", "#4f6d7a",
           "#c98474", "#6b8e9e", "#a3a08c", "#45617d")

# Light of the hour: sky top, sky bottom, sun colour, mist that hills fade into.
MOODS = {
    "morning": ("#8fc5da", "#fbeed6", "#fff3cf", "#e9ecdc"),
    "noon": ("#6fb5d8", "#e2f1ee", "#fffbe6", "#dbeae4"),
    "autumn": ("#86bcd6", "#fdf0d3", "#fff0bf", "#eee6cf"),
    "golden": ("#e7b27c", "#fde9bd", "#fff1b8", "#f6d9a4"),
    "sunset": ("#6f7fa8", "#fbc38b", "#ffe0a0", "#eeb592"),
    "dusk": ("#2f4470", "#e8a585", "#ffd39a", "#8b86a3"),
    "winter": ("#a4c4d6", "#eef1ec", "#fffaf0", "#dde5e6"),
    "cloudy": ("#b3c9d0", "#eef0e8", "#ffffff", "#e0e7e2"),
}


def rgb(colour):
    """A colour in any notation as an (r, g, b) tuple."""
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else tuple(colour)[:3]


def mix(a, b, t):
    """The colour a fraction t of the way from a to b."""
    return tuple(round(p + (q - p) * t) for p, q in zip(rgb(a), rgb(b)))


def dark(colour, t=0.2):
    """A cooler, darker version: shadows lean to blue."""
    return mix(colour, "#1d2b45", t)


def light(colour, t=0.2):
    """A warmer, lighter version: lights lean to cream."""
    return mix(colour, "#fff6dd", t)
