"""Pictures of people and weather: moor, stadium, festival, sea."""

from __future__ import annotations

import math
from functools import partial

from articles.samples.drawing.brushes import HEIGHT, WIDTH, Canvas, Colour, Point, filled, mixed


def turbines() -> Canvas:
    """Draw wind turbines on a moor, with cloud coming over."""
    canvas = Canvas(
        "turbines", [(0, (74, 108, 142)), (0.4, (158, 180, 194)), (0.62, (232, 220, 198)), (1, (238, 224, 200))]
    )
    canvas.cloud((244, 242, 238), top=-120, bottom=520, lumps=(3, 7), cover=0.6, alpha=0.85)
    canvas.cloud((92, 112, 136), top=-160, bottom=360, lumps=(3, 8), cover=0.48, alpha=0.6)
    canvas.glow(1240, 560, 560, (255, 226, 170), 0.55)
    canvas.hills(600, 34, [(0, (150, 158, 170)), (0.3, (190, 186, 182))])
    for x, y, size, turn in ((150, 640, 0.42, 12), (470, 640, 0.44, 50), (1390, 628, 0.44, 38), (1510, 630, 0.4, 20)):
        _turbine(canvas, x, y, size, turn, (196, 202, 210))
    canvas.hills(652, 34, [(0, (122, 118, 130)), (0.4, (160, 146, 140))])
    canvas.cloud((232, 222, 206), top=560, bottom=800, lumps=(3, 8), cover=0.55, alpha=0.6)
    for x, y, size, turn in ((620, 690, 0.78, 32), (940, 700, 0.86, 76), (1190, 690, 0.74, 5)):
        _turbine(canvas, x, y, size, turn, (232, 232, 232))
    _turbine(canvas, 330, 790, 1.5, 100, (244, 242, 238))
    edge = canvas.hills(738, 40, [(0, (134, 106, 118)), (0.5, (98, 76, 90)), (1, (60, 50, 62))])
    _heather(canvas, edge, 9000)
    edge = canvas.hills(930, 44, [(0, (84, 64, 78)), (1, (44, 36, 48))])
    _heather(canvas, edge, 6500)
    return canvas


def _turbine(canvas: Canvas, x: float, foot: float, size: float, turn: float, colour: Colour) -> None:
    hub = foot - 330 * size
    shade = mixed(colour, (96, 106, 122), 0.45)
    canvas.shape([(x - 7 * size, foot), (x - 3 * size, hub), (x, hub), (x, foot)], colour)
    canvas.shape([(x, foot), (x, hub), (x + 3 * size, hub), (x + 7 * size, foot)], shade)
    for blade in range(3):
        angle = math.radians(turn + blade * 120)
        along, beside = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        outline = ((0, -3), (26, -9), (60, -7), (176, -1), (176, 1), (20, 4), (0, 3))
        canvas.shape(
            [
                (x + (a * along[0] + b * beside[0]) * size, hub + (a * along[1] + b * beside[1]) * size)
                for a, b in outline
            ],
            colour if blade else shade,
        )
    canvas.oval(x, hub, 7 * size, 7 * size, colour)


def _heather(canvas: Canvas, edge: list[float], number: int) -> None:
    tints = ((178, 112, 156), (150, 96, 134), (124, 120, 80), (176, 148, 106), (84, 78, 60))
    steps = WIDTH / (len(edge) - 1)
    sprigs = []
    for _ in range(number):
        x, near = canvas.chance.uniform(0, WIDTH), canvas.chance.random() ** 1.5
        top = edge[round(x / steps)]
        sprigs.append((top + 3 + near * (HEIGHT + 8 - top), x, canvas.chance.choice(tints)))
    for y, x, tint in sorted(sprigs):
        near = (y - 700) / (HEIGHT - 700)
        size = 2 + max(0.0, near) ** 1.5 * 15
        colour = mixed(tint, (58, 46, 60), canvas.chance.uniform(0.2, 0.75))
        canvas.line([(x, y), (x + canvas.chance.uniform(-0.5, 0.5) * size, y - size)], colour, 1 + max(0.0, near) * 1.6)


def stadium() -> Canvas:
    """Draw a small football ground under floodlights, seen from behind a corner."""
    canvas = Canvas("stadium", [(0, (8, 14, 30)), (0.4, (20, 34, 62)), (0.6, (48, 64, 92)), (1, (60, 70, 90))])
    canvas.cloud((70, 84, 112), top=-60, bottom=460, lumps=(3, 7), cover=0.55, alpha=0.45)
    canvas.shaded([(0, 300), (WIDTH, 384), (WIDTH, 640), (0, 640)], [(0, (30, 34, 48)), (1, (44, 48, 62))])
    _crowd(canvas)
    canvas.shaded([(0, 262), (WIDTH, 356), (WIDTH, 396), (0, 318)], [(0, (112, 122, 140)), (1, (48, 56, 76))])
    for x in range(90, WIDTH, 190):
        canvas.line([(x, 300 + x * 0.05), (x, 640)], (70, 76, 92), 5)
    canvas.shaded([(0, 618), (WIDTH, 604), (WIDTH, 650), (0, 672)], [(0, (34, 62, 120)), (1, (22, 44, 92))])
    for x in range(40, WIDTH, 210):
        canvas.box(x, 632 - x * 0.012, x + 120, 648 - x * 0.012, (206, 214, 226))
    canvas.shaded(
        [(0, 660), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)],
        [(0, (74, 136, 74)), (0.4, (58, 120, 62)), (1, (30, 74, 42))],
    )
    stripes: list[list[Point]] = []
    for stripe in range(-9, 12, 2):
        far, near = 800 + stripe * 92, 800 + stripe * 420
        stripes.append([(far, 640), (far + 92, 640), (near + 420, HEIGHT), (near, HEIGHT)])
    canvas.wash(partial(filled, stripes), (140, 196, 110), alpha=0.24, blur=2)
    chalk = (226, 236, 222)
    canvas.line([(0, 712), (WIDTH, 690)], chalk, 3)
    canvas.line([(0, 902), (620, 880), (980, 1067)], chalk, 5)
    canvas.line([(1050, 700), (1700, 980)], chalk, 4)
    for x, foot, tall, lean, shirt in _PLAYERS:
        _player(canvas, x, foot, tall, lean, shirt)
    canvas.oval(905, 742, 7, 7, (250, 250, 250))
    for x, top in ((110, 120), (1480, 150)):
        canvas.line([(x, 620), (x, top)], (24, 30, 46), 9)
        canvas.box(x - 62, top - 44, x + 62, top + 24, (30, 36, 54))
        for lamp in range(12):
            canvas.oval(x - 48 + lamp % 4 * 32, top - 30 + lamp // 4 * 20, 9, 7, (255, 255, 244))
        canvas.glow(x, top - 10, 460, (206, 224, 255), 0.9)
        canvas.glow(x, top - 10, 170, (255, 255, 250), 1.0)
    canvas.cloud((176, 196, 226), top=300, bottom=820, lumps=(3, 6), cover=0.5, alpha=0.12, lighten=True)
    return canvas


_RED, _WHITE, _GREEN = (184, 40, 44), (232, 232, 236), (226, 190, 62)
_PLAYERS = (
    (470, 800, 92, -8, _RED), (640, 762, 78, 10, _WHITE), (800, 752, 76, 14, _RED), (870, 756, 78, -12, _WHITE),
    (935, 770, 82, -14, _RED), (1010, 760, 78, -6, _GREEN), (1180, 778, 84, -10, _WHITE), (1290, 850, 108, -14, _RED),
    (700, 850, 106, 12, _WHITE),
)  # fmt: skip


def _crowd(canvas: Canvas) -> None:
    tints = ((150, 58, 60), (176, 70, 66), (60, 66, 86), (86, 92, 112), (118, 104, 96), (200, 196, 196), (44, 48, 66))
    for row in range(17):
        y = 398 + row * 14.5
        for x in range(0, WIDTH, 12):
            place = x + canvas.chance.uniform(-4, 4) + (row % 2) * 6
            height = y + (1 - row / 17) * (place - 800) * 0.045 + canvas.chance.uniform(-3, 3)
            coat = mixed(canvas.chance.choice(tints), (26, 30, 46), 0.3 + 0.3 * (1 - row / 17))
            canvas.oval(place, height + 9, 6, 8, coat)
            canvas.oval(place, height, 3.4, 4, mixed((206, 164, 138), coat, canvas.chance.uniform(0.1, 0.7)))


def _player(canvas: Canvas, x: float, foot: float, tall: float, lean: float, shirt: Colour) -> None:
    head = foot - tall
    for direction, alpha in ((1, 0.34), (-1, 0.34)):
        shadow: list[Point] = [
            (x - 5, foot),
            (x + 5, foot),
            (x + direction * tall * 0.8, foot + 9),
            (x + direction * tall * 0.74, foot + 13),
        ]
        canvas.wash(partial(filled, [shadow]), (8, 26, 14), alpha=alpha, blur=2)
    skin, dark = (150, 108, 88), (28, 30, 44)
    canvas.line(
        [(x + lean * 0.4, foot - tall * 0.46), (x - tall * 0.17, foot - tall * 0.2), (x - tall * 0.2, foot)],
        dark,
        tall * 0.085,
    )
    canvas.line(
        [(x + lean * 0.4, foot - tall * 0.46), (x + tall * 0.2, foot - tall * 0.26), (x + tall * 0.12, foot)],
        skin,
        tall * 0.08,
    )
    chest = [(-0.12, 0.17), (0.12, 0.17), (0.1, 0.52), (-0.1, 0.52)]
    canvas.shape([(x + lean * (1 - py) + px * tall, head + py * tall) for px, py in chest], shirt)
    shorts = [(lean * 0.5 / tall - 0.11, 0.48), (lean * 0.5 / tall + 0.11, 0.48), (0.14, 0.64), (-0.13, 0.64)]
    canvas.shape([(x + px * tall, head + py * tall) for px, py in shorts], dark)
    for side in (-1, 1):
        arm = [
            (x + lean * 0.8 + side * tall * 0.11, head + tall * 0.2),
            (x + lean * 0.6 + side * tall * 0.24, head + tall * 0.36),
        ]
        canvas.line(arm, mixed(shirt, skin, 0.4), tall * 0.06)
    canvas.oval(x + lean, head + tall * 0.08, tall * 0.065, tall * 0.08, (70, 48, 40))


def festival() -> Canvas:
    """Draw a crowd with raised hands before a stage on a beach at night."""
    canvas = Canvas(
        "festival",
        [(0, (14, 14, 44)), (0.35, (48, 30, 82)), (0.6, (148, 56, 98)), (0.75, (246, 134, 96)), (1, (60, 24, 50))],
    )
    canvas.cloud((120, 60, 120), top=-40, bottom=560, lumps=(3, 7), cover=0.5, alpha=0.35)
    for _ in range(120):
        canvas.oval(canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(0, 330), 1.1, 1.1, (220, 214, 240))
    for x, spread, colour in _BEAMS:
        beam: list[Point] = [(x - 4, 330), (x + 4, 330), (x + spread + 120, -60), (x + spread - 60, -60)]
        canvas.wash(partial(filled, [beam]), colour, alpha=0.42, blur=12, lighten=True)
    for x, spread, colour in _BEAMS:
        flood: list[Point] = [(x - 4, 330), (x + 4, 330), (x - spread * 0.6 + 130, 860), (x - spread * 0.6 - 90, 860)]
        canvas.wash(partial(filled, [flood]), colour, alpha=0.32, blur=14, lighten=True)
    canvas.glow(800, 560, 700, (255, 170, 110), 0.95)
    canvas.shaded([(420, 560), (1180, 560), (1230, 700), (370, 700)], [(0, (60, 26, 60)), (1, (30, 14, 36))])
    for x in (388, 1196):
        canvas.box(x, 300, x + 16, 700, (20, 12, 32))
        canvas.line(
            [(x, y) for y in (320, 320)] + [(x + 16 * (i % 2), 320 + i * 19) for i in range(20)], (46, 30, 62), 2
        )
        canvas.box(x - 34, 430, x + 50, 600, (16, 10, 26))
    canvas.shape([(350, 318), (1250, 318), (1210, 284), (390, 284)], (20, 12, 32))
    for x, _, colour in _BEAMS:
        canvas.oval(x, 326, 9, 9, (255, 250, 244))
        canvas.glow(x, 326, 110, colour, 1.0)
    for x, tall in ((630, 150), (800, 164), (960, 148)):
        _musician(canvas, x, 562, tall)
    canvas.cloud((255, 176, 150), top=380, bottom=860, lumps=(3, 6), cover=0.6, alpha=0.3, lighten=True)
    _dancers(canvas)
    return canvas


def _dancers(canvas: Canvas) -> None:
    canvas.shaded(
        [(0, 696), (WIDTH, 696), (WIDTH, HEIGHT), (0, HEIGHT)],
        [(0, (88, 34, 62)), (0.5, (30, 14, 34)), (1, (10, 6, 18))],
    )
    for row in range(7):
        shade = mixed((92, 36, 64), (10, 6, 18), (row / 6) ** 0.7)
        size, y = 15 + row * 9.5, 690.0 + row * 44
        for number in range(round(WIDTH / (size * 1.5)) + 2):
            x = number * size * 1.5 + canvas.chance.uniform(-size, size) * 0.5
            _reveller(
                canvas, x, y + canvas.chance.uniform(-0.4, 0.5) * size, size, shade, arms=canvas.chance.random() < 0.3
            )


_BEAMS = (
    (450, -330, (120, 110, 255)), (590, -160, (255, 90, 170)), (730, -60, (255, 190, 110)),
    (870, 60, (255, 190, 110)), (1010, 160, (255, 90, 170)), (1150, 330, (120, 110, 255)),
)  # fmt: skip


def _musician(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    dark, head = (24, 10, 30), foot - tall
    canvas.oval(x, head + tall * 0.08, tall * 0.07, tall * 0.085, dark)
    chest = [(-0.13, 0.19), (0.13, 0.19), (0.09, 0.56), (-0.09, 0.56)]
    canvas.shape([(x + px * tall, head + py * tall) for px, py in chest], dark)
    for side in (-1, 1):
        canvas.line([(x + side * tall * 0.05, head + tall * 0.52), (x + side * tall * 0.13, foot)], dark, tall * 0.08)
    canvas.line([(x - tall * 0.24, head + tall * 0.56), (x + tall * 0.34, head + tall * 0.3)], dark, tall * 0.035)
    canvas.oval(x - tall * 0.16, head + tall * 0.5, tall * 0.12, tall * 0.09, dark)
    canvas.line([(x + tall * 0.11, head + tall * 0.24), (x + tall * 0.22, head + tall * 0.36)], dark, tall * 0.05)


def _reveller(canvas: Canvas, x: float, y: float, size: float, colour: Colour, *, arms: bool) -> None:
    canvas.oval(x, y, size * 0.42, size * 0.52, colour)
    canvas.oval(x, y + size * 1.5, size * 0.95, size * 1.05, colour)
    canvas.box(x - size * 0.9, y + size * 1.4, x + size * 0.9, y + size * 4, colour)
    if not arms:
        return
    for side in (-1, 1):
        reach = canvas.chance.uniform(0.6, 1.5)
        elbow = (x + side * size * 1.2, y + size * 0.3)
        hand = (x + side * size * reach * 0.8, y - size * canvas.chance.uniform(1.0, 1.8))
        canvas.line([(x + side * size * 0.75, y + size * 1.2), elbow, hand], colour, size * 0.3)
        canvas.oval(*hand, size * 0.2, size * 0.26, colour)


def yacht() -> Canvas:
    """Draw a yacht alone in a heavy swell at first light."""
    canvas = Canvas(
        "yacht",
        [
            (0, (46, 60, 80)),
            (0.3, (104, 118, 132)),
            (0.48, (214, 190, 162)),
            (0.56, (236, 206, 170)),
            (1, (60, 84, 98)),
        ],
    )
    canvas.cloud((62, 74, 92), top=-120, bottom=420, lumps=(3, 8), cover=0.68, alpha=0.85)
    canvas.cloud((240, 212, 176), top=200, bottom=600, lumps=(3, 12), cover=0.45, alpha=0.5, lighten=True)
    canvas.glow(420, 540, 460, (255, 214, 158), 0.8)
    _swell(canvas, 560, 6, 170, (104, 122, 130), (84, 106, 116))
    _swell(canvas, 600, 13, 260, (92, 114, 124), (66, 92, 104))
    _swell(canvas, 660, 24, 390, (80, 106, 116), (50, 78, 92))
    _sails(canvas, 960, 726, 1.25)
    _swell(canvas, 742, 34, 560, (66, 96, 108), (36, 64, 78))
    canvas.cloud((226, 232, 232), top=720, bottom=800, lumps=(7, 60), cover=0.22, alpha=0.7)
    _swell(canvas, 860, 46, 800, (48, 80, 94), (22, 46, 60))
    canvas.cloud((214, 226, 228), top=840, bottom=940, lumps=(6, 50), cover=0.2, alpha=0.6)
    _swell(canvas, 985, 52, 1100, (34, 62, 76), (10, 26, 38))
    canvas.cloud((255, 222, 176), top=560, bottom=1000, lumps=(5, 90), cover=0.12, alpha=0.5, lighten=True)
    return canvas


def _swell(canvas: Canvas, y: float, high: float, long: float, crest: Colour, trough: Colour) -> None:
    start = canvas.chance.uniform(0, 6)
    edge: list[Point] = []
    for x in range(0, WIDTH + 8, 8):
        roll = (
            math.sin(x / long * 6.283 + start)
            + 0.35 * math.sin(x / long * 16.1 + start * 2)
            + 0.1 * math.sin(x / long * 47 + start)
        )
        # Crests are sharper than troughs.
        edge.append((x, y - high * (abs(roll + 1) / 2) ** 1.5 * 1.5 + high * 0.5))
    canvas.shaded(
        [*edge, (WIDTH, HEIGHT), (0, HEIGHT)], [(0, crest), (0.28, trough), (1, mixed(trough, (6, 16, 26), 0.5))]
    )
    brow = [*edge, *[(x, y + 3 + high * 0.5) for x, y in reversed(edge)]]
    canvas.wash(partial(filled, [brow]), mixed(crest, (238, 226, 208), 0.3), alpha=0.3, blur=2 + high / 5)
    canvas.cloud(
        mixed(crest, (236, 226, 208), 0.4), top=y - high, bottom=y + high * 4, lumps=(9, 70), cover=0.2, alpha=0.4
    )
    canvas.cloud(
        mixed(trough, (4, 12, 22), 0.6), top=y - high * 0.5, bottom=y + high * 4, lumps=(7, 60), cover=0.22, alpha=0.5
    )


def _sails(canvas: Canvas, x: float, y: float, size: float) -> None:
    lean = math.radians(17)

    def heeled(points: list[Point]) -> list[Point]:
        turn, lift = math.cos(lean), math.sin(lean)
        return [(x + (px * turn - py * lift) * size, y + (px * lift + py * turn) * size) for px, py in points]

    hull: list[Point] = [(-104, -14), (118, -26), (84, 22), (-78, 22)]
    canvas.shaded(heeled(hull), [(0, (236, 234, 226)), (0.5, (206, 206, 200)), (1, (84, 96, 104))])
    canvas.line(heeled([(-100, -8), (108, -18)]), (150, 46, 44), 4 * size)
    canvas.shape(heeled([(-44, -16), (-34, -32), (34, -36), (52, -22)]), (214, 212, 204))
    canvas.line(heeled([(10, -20), (10, -290)]), (70, 74, 80), 3.4 * size)
    canvas.line(heeled([(10, -288), (118, -26)]), (96, 100, 106), 1.2 * size)
    canvas.line(heeled([(10, -288), (-102, -16)]), (96, 100, 106), 1.2 * size)
    canvas.shaded(heeled([(6, -200), (-20, -140), (-66, -56), (6, -48)]), [(0, (226, 222, 210)), (1, (168, 172, 172))])
    canvas.shaded(heeled([(20, -232), (44, -150), (104, -36), (26, -44)]), [(0, (246, 238, 220)), (1, (196, 192, 184))])
