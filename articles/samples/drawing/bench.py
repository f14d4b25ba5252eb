"""A picture of glassware on a laboratory bench."""

from __future__ import annotations

from functools import partial

from PIL import ImageDraw

from articles.samples.drawing.brushes import HEIGHT, WIDTH, Canvas, Colour, Point, filled, mixed


def laboratory() -> Canvas:
    """Draw flasks of coloured liquid on a laboratory bench."""
    canvas = Canvas("laboratory", [(0, (22, 44, 60)), (0.5, (58, 98, 112)), (0.7, (130, 164, 166)), (1, (40, 60, 72))])
    for _ in range(46):
        x, y, reach = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(40, 620), canvas.chance.uniform(24, 90)
        tint = canvas.chance.choice(((120, 200, 210), (255, 214, 150), (150, 220, 190), (230, 240, 240)))
        ring = partial(ImageDraw.ImageDraw.ellipse, xy=(x - reach, y - reach, x + reach, y + reach), fill=255)
        canvas.wash(ring, tint, alpha=canvas.chance.uniform(0.05, 0.2), blur=3, lighten=True)
    canvas.shaded(
        [(0, 780), (WIDTH, 780), (WIDTH, HEIGHT), (0, HEIGHT)],
        [(0, (168, 190, 192)), (0.1, (120, 146, 152)), (1, (40, 58, 70))],
    )
    for x, foot, size, liquid in _FLASKS:
        _flask(canvas, x, foot, size, liquid)
    _tubes(canvas, 820, 880)
    canvas.glow(1500, 40, 700, (226, 244, 244), 0.45)
    return canvas


_FLASKS = (
    (250, 850, 1.0, (80, 170, 150)),
    (1385, 862, 1.05, (236, 170, 70)),
    (1090, 890, 1.25, (70, 140, 196)),
    (560, 930, 1.7, (206, 82, 62)),
)


def _flask(canvas: Canvas, x: float, foot: float, size: float, liquid: Colour) -> None:
    def placed(points: list[Point]) -> list[Point]:
        return [(x + px * size, foot + py * size) for px, py in points]

    glass = placed([(-26, -300), (26, -300), (26, -200), (112, -22), (100, 0), (-100, 0), (-112, -22), (-26, -200)])
    inside = placed([(-66, -112), (66, -112), (106, -22), (96, -5), (-96, -5), (-106, -22)])
    canvas.wash(
        partial(filled, [placed([(-110, -4), (110, -4), (250, 44), (30, 44)])]), liquid, alpha=0.5, blur=14 * size
    )
    canvas.wash(
        partial(filled, [placed([(-112, -6), (112, -6), (130, 18), (-100, 18)])]), (16, 30, 40), alpha=0.5, blur=10
    )
    canvas.wash(partial(filled, [glass]), (226, 240, 242), alpha=0.2)
    canvas.shaded(
        inside, [(0, mixed(liquid, (255, 250, 236), 0.35)), (0.3, liquid), (1, mixed(liquid, (20, 16, 30), 0.35))]
    )
    canvas.oval(x, foot - 112 * size, 66 * size, 9 * size, mixed(liquid, (255, 250, 240), 0.55))
    canvas.wash(
        partial(filled, [placed([(40, -150), (52, -150), (98, -40), (84, -30)])]), (255, 255, 255), alpha=0.3, blur=3
    )
    canvas.wash(
        partial(filled, [placed([(-58, -110), (-44, -112), (-78, -30), (-94, -26)])]),
        (255, 255, 255),
        alpha=0.62,
        blur=3,
    )
    canvas.wash(
        partial(filled, [placed([(-20, -290), (-12, -290), (-12, -206), (-20, -206)])]),
        (255, 255, 255),
        alpha=0.6,
        blur=2,
    )
    canvas.line([*glass, glass[0]], (206, 226, 230), 2.2 * size)
    canvas.oval(x, foot - 300 * size, 32 * size, 6 * size, (224, 238, 240))
    canvas.oval(x, foot - 300 * size, 25 * size, 4 * size, (110, 140, 150))


def _tubes(canvas: Canvas, x: float, foot: float) -> None:
    for number, liquid in enumerate(((232, 190, 90), (150, 196, 110), (86, 176, 168), (98, 128, 200))):
        left = x + number * 46 - 70
        tube: list[Point] = [
            (left, foot - 230),
            (left + 26, foot - 230),
            (left + 26, foot - 14),
            (left + 13, foot),
            (left, foot - 14),
        ]
        level = foot - 70 - number * 22
        canvas.wash(partial(filled, [tube]), (230, 244, 246), alpha=0.28)
        liquor = [
            (left + 3, level),
            (left + 23, level),
            (left + 23, foot - 14),
            (left + 13, foot - 4),
            (left + 3, foot - 14),
        ]
        canvas.shaded(liquor, [(0, mixed(liquid, (255, 255, 240), 0.4)), (1, liquid)])
        canvas.line([*tube, tube[0]], (210, 228, 232), 2)
        canvas.box(left + 5, foot - 220, left + 8, foot - 24, (240, 250, 250))
    for y in (foot - 160, foot - 20):
        canvas.shaded(
            [(x - 96, y), (x + 130, y), (x + 130, y + 16), (x - 96, y + 16)],
            [(0, (214, 206, 190)), (1, (120, 112, 104))],
        )
    for side in (x - 96, x + 118):
        canvas.shaded(
            [(side, foot - 160), (side + 12, foot - 160), (side + 12, foot + 14), (side, foot + 14)],
            [(0, (190, 182, 166)), (1, (104, 98, 92))],
        )
