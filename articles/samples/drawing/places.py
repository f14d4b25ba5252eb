"""Pictures of built places: harbour, viaduct, hospital, courthouse, city."""

from __future__ import annotations

import math
from functools import partial

from articles.samples.drawing.brushes import HEIGHT, WIDTH, Canvas, Colour, Point, filled, mixed


def _boat(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    hull = [(-60, -22), (66, -30), (52, 0), (-46, 0)]
    house = [(-34, -22), (-34, -50), (-4, -50), (2, -24)]
    for outline in (hull, house):
        canvas.shape([(x + px * size, y + py * size) for px, py in outline], colour)
    for px, top in ((14, -118), (-20, -84)):
        canvas.line([(x + px * size, y - 26 * size), (x + px * size, y + top * size)], colour, 2.6 * size)
    rigging = [(-46, -22), (-20, -84), (14, -118), (62, -30)]
    canvas.line([(x + px * size, y + py * size) for px, py in rigging], colour, 0.9 * size)
    canvas.line([(x + 14 * size, y - 66 * size), (x + 48 * size, y - 88 * size)], colour, 1.6 * size)


def harbour() -> Canvas:
    """Draw a fishing harbour at dusk, its wall and light across the water."""
    sky = [
        (0, (28, 42, 74)),
        (0.28, (84, 86, 122)),
        (0.45, (196, 132, 120)),
        (0.56, (246, 190, 128)),
        (1, (250, 208, 150)),
    ]
    canvas = Canvas("harbour", sky)
    canvas.cloud((58, 56, 88), top=-60, bottom=470, lumps=(3, 9), cover=0.62, alpha=0.75)
    canvas.cloud((255, 178, 128), top=230, bottom=600, lumps=(3, 16), cover=0.5, alpha=0.5, lighten=True)
    canvas.glow(1120, 585, 520, (255, 176, 96), 0.9)
    canvas.hills(560, 34, [(0, (112, 98, 122)), (0.2, (140, 112, 124))])
    canvas.hills(592, 18, [(0, (74, 70, 98)), (0.2, (92, 80, 102))], rough=0.6)
    _wall(canvas)
    canvas.mirror(622, (54, 56, 88), share=0.24, ripple=2.6)
    canvas.cloud((255, 196, 140), top=630, bottom=1060, lumps=(3, 60), cover=0.3, alpha=0.34, lighten=True)
    canvas.glow(930, 451, 130, (255, 214, 140), 0.9)
    for x, y, size, colour in (
        (300, 700, 1.0, (30, 31, 50)),
        (1340, 716, 1.15, (28, 29, 48)),
        (560, 890, 2.5, (16, 19, 34)),
    ):
        shadow = [
            (x - 56 * size, y),
            (x + 62 * size, y),
            (x + 48 * size, y + 34 * size),
            (x - 38 * size, y + 40 * size),
        ]
        canvas.wash(partial(filled, [shadow]), (16, 19, 36), alpha=0.62, blur=4 * size)
        _boat(canvas, x, y + 2, size, colour)
    return canvas


def _wall(canvas: Canvas) -> None:
    wall: list[Point] = [(0, 566), (880, 588), (960, 592), (960, 622), (0, 640)]
    canvas.shaded(wall, [(0, (58, 54, 74)), (1, (32, 33, 52))])
    canvas.shape([(908, 590), (917, 476), (943, 476), (952, 590)], (40, 40, 60))
    canvas.box(912, 462, 948, 478, (30, 30, 48))
    canvas.box(921, 440, 939, 462, (255, 226, 160))
    canvas.shape([(916, 440), (930, 422), (944, 440)], (30, 30, 48))
    for x in range(20, 900, 110):
        canvas.line([(x, 570), (x, 542)], (34, 34, 54), 2)
        canvas.oval(x, 541, 3, 3, (255, 220, 160))


def viaduct() -> Canvas:
    """Draw a train on a brick viaduct over a misty valley, early in the day."""
    canvas = Canvas(
        "viaduct", [(0, (120, 158, 186)), (0.3, (186, 206, 208)), (0.55, (246, 226, 190)), (1, (250, 232, 196))]
    )
    canvas.cloud((255, 250, 240), top=-40, bottom=420, lumps=(4, 9), cover=0.5, alpha=0.7)
    canvas.glow(330, 400, 620, (255, 226, 160), 0.7)
    for y, rise, colour in ((455, 60, (164, 180, 178)), (520, 48, (128, 152, 148)), (590, 40, (98, 128, 118))):
        canvas.hills(y, rise, [(0, colour), (0.35, mixed(colour, (232, 222, 196), 0.75)), (1, (226, 218, 194))])
    canvas.cloud((252, 240, 214), top=480, bottom=800, lumps=(3, 10), cover=0.75, alpha=0.8)
    brick, shade = (142, 96, 78), (96, 66, 62)
    canvas.box(-10, 470, WIDTH + 10, 522, brick)
    canvas.box(-10, 462, WIDTH + 10, 472, (170, 124, 98))
    for pier in range(9):
        x = -60 + pier * 205
        foot = 760 + 110 * math.cos((x - 760) / 560)
        canvas.shaded(
            [(x, 500), (x + 42, 500), (x + 50, foot), (x - 8, foot)],
            [(0, brick), (0.7, (150, 116, 98)), (1, (204, 188, 166))],
        )
        canvas.shaded(
            [(x + 42, 520), (x + 58, 540), (x + 66, foot), (x + 50, foot)],
            [(0, shade), (0.7, (118, 92, 84)), (1, (190, 176, 158))],
        )
        arch: list[Point] = [(x + 42, 640)]
        arch += [
            (x + 123.5 - 81.5 * math.cos(a * math.pi / 40), 604 - 80 * math.sin(a * math.pi / 40)) for a in range(41)
        ]
        spandrel = [(x + 42, 500), *arch[1:], (x + 205, 500)]
        canvas.shape(spandrel, brick)
        canvas.line(arch[1:], (176, 128, 102), 6)
    _train(canvas)
    canvas.cloud((250, 238, 212), top=640, bottom=960, lumps=(3, 8), cover=0.7, alpha=0.75)
    canvas.hills(880, 36, [(0, (84, 106, 74)), (1, (50, 72, 56))])
    _trees(canvas, 905, (46, 68, 52), 46)
    canvas.hills(985, 26, [(0, (44, 62, 46)), (1, (28, 44, 38))])
    _trees(canvas, 1010, (24, 40, 34), 30)
    return canvas


def _train(canvas: Canvas) -> None:
    for i in range(5):
        left = 360 + i * 172
        canvas.shape([(left, 408), (left + 168, 408), (left + 168, 462), (left, 462)], (46, 70, 96))
        canvas.box(left, 440, left + 168, 448, (206, 176, 96))
        for window in range(6):
            canvas.box(left + 12 + window * 25, 418, left + 30 + window * 25, 434, (214, 224, 222))
    canvas.shape([(1220, 408), (1262, 428), (1272, 462), (1220, 462)], (206, 176, 96))
    canvas.shape([(1228, 414), (1250, 426), (1252, 436), (1228, 436)], (40, 52, 68))


def _trees(canvas: Canvas, y: float, colour: Colour, number: int) -> None:
    for _ in range(number):
        x, size = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(14, 40)
        base = y + canvas.chance.uniform(-14, 26)
        for leaf in range(46):
            height = canvas.chance.random()
            dx, dy = canvas.chance.gauss(0, size * 0.42 * (1.15 - height)), -size * 1.7 * height
            reach = canvas.chance.uniform(0.1, 0.34) * size * (1.2 - height)
            canvas.oval(x + dx, base + dy, reach, reach, mixed(colour, (150, 160, 108), leaf / 46 * 0.22))


def hospital() -> Canvas:
    """Draw the front of a hospital in the blue hour, its windows lit."""
    canvas = Canvas(
        "hospital", [(0, (18, 34, 66)), (0.35, (50, 82, 124)), (0.62, (150, 160, 172)), (1, (228, 190, 160))]
    )
    canvas.cloud((120, 136, 164), top=-40, bottom=520, lumps=(3, 8), cover=0.5, alpha=0.5)
    canvas.shaded([(0, 470), (220, 440), (220, 765), (0, 765)], [(0, (52, 66, 92)), (1, (38, 46, 66))])
    canvas.shaded([(200, 230), (1110, 330), (1110, 765), (200, 765)], [(0, (98, 114, 138)), (1, (62, 72, 94))])
    canvas.shaded([(200, 230), (60, 330), (60, 765), (200, 765)], [(0, (48, 60, 84)), (1, (34, 42, 62))])
    canvas.shaded([(1110, 400), (1600, 440), (1600, 765), (1110, 765)], [(0, (78, 92, 116)), (1, (52, 60, 82))])
    _windows(canvas)
    for row in range(3):
        for column in range(8):
            x, y = 1140 + column * 58, 452 + row * 84 + column * 3
            canvas.box(x, y, x + 38, y + 46, (246, 214, 156) if canvas.chance.random() < 0.5 else (38, 48, 72))
    canvas.shaded([(420, 620), (920, 620), (920, 762), (420, 762)], [(0, (255, 232, 186)), (1, (232, 188, 130))])
    for x in range(420, 921, 50):
        canvas.line([(x, 620), (x, 762)], (70, 66, 74), 3)
    canvas.shaded([(370, 596), (980, 596), (1000, 630), (350, 630)], [(0, (236, 240, 244)), (1, (150, 164, 184))])
    canvas.glow(670, 690, 430, (255, 206, 140), 0.75)
    canvas.box(1010, 500, 1066, 556, (30, 92, 168))
    for part in ((1024, 508, 1032, 548), (1044, 508, 1052, 548), (1030, 524, 1046, 532)):
        canvas.box(*part, (255, 255, 255))
    canvas.mirror(762, (30, 40, 62), share=0.42, ripple=1.6, squeeze=1.1)
    for x, height, lean in ((560, 92, 6), (596, 84, -5), (806, 90, 4)):
        _walker(canvas, x, 784, height, lean, (20, 24, 38))
    _ambulance(canvas, 1180, 800)
    for x in (110, 1440):
        canvas.line([(x, 842), (x, 430)], (20, 26, 42), 6)
        canvas.line([(x, 432), (x + 46, 424)], (20, 26, 42), 5)
        canvas.glow(x + 44, 430, 190, (255, 226, 180), 0.9)
    return canvas


def _windows(canvas: Canvas) -> None:
    for row in range(5):
        for column in range(15):
            x = 226 + column * 58
            slope = 0.11 * (1 - row / 7)
            y = 268 + row * 86 + (x - 200) * slope
            lit = canvas.chance.random() < 0.62
            warm = mixed((255, 222, 160), (214, 232, 240), canvas.chance.choice((0.0, 0.15, 0.3, 0.9)))
            pane = warm if lit else (40, 54, 80)
            canvas.shaded(
                [(x, y), (x + 40, y + 40 * slope), (x + 40, y + 50), (x, y + 50)],
                [(0, pane), (1, mixed(pane, (120, 100, 90), 0.25))],
            )
            if lit:
                canvas.box(
                    x, y + 4, x + 40, y + 4 + canvas.chance.choice((4, 10, 18)), mixed(pane, (150, 130, 110), 0.5)
                )


def _walker(canvas: Canvas, x: float, foot: float, height: float, lean: float, colour: Colour) -> None:
    head = foot - height
    canvas.oval(x + lean, head + height * 0.08, height * 0.075, height * 0.085, colour)
    body = [(-0.11, 0.2), (0.11, 0.2), (0.13, 0.62), (-0.13, 0.62)]
    canvas.shape([(x + lean * (1 - py) + px * height, head + py * height) for px, py in body], colour)
    for side in (-1, 1):
        stride = [(x + side * height * 0.05, head + height * 0.58), (x + side * height * 0.12, foot)]
        canvas.line(stride, colour, height * 0.085)


def _ambulance(canvas: Canvas, x: float, y: float) -> None:
    shadow: list[Point] = [(x - 10, y - 6), (x + 322, y - 6), (x + 338, y + 26), (x - 24, y + 26)]
    canvas.wash(partial(filled, [shadow]), (10, 14, 26), alpha=0.7, blur=10)
    canvas.shaded(
        [(x, y - 132), (x + 232, y - 132), (x + 232, y - 6), (x, y - 6)], [(0, (226, 224, 206)), (1, (150, 150, 148))]
    )
    canvas.shaded(
        [(x + 232, y - 104), (x + 276, y - 100), (x + 312, y - 52), (x + 314, y - 6), (x + 232, y - 6)],
        [(0, (214, 212, 196)), (1, (140, 140, 140))],
    )
    canvas.shape([(x + 244, y - 92), (x + 272, y - 90), (x + 296, y - 54), (x + 244, y - 54)], (36, 50, 72))
    for i in range(11):
        green = (58, 132, 88) if i % 2 else (224, 206, 84)
        canvas.box(x + i * 21, y - 66, x + i * 21 + 21, y - 44, green)
    for wheel in (56, 262):
        canvas.oval(x + wheel, y - 4, 27, 27, (18, 20, 30))
        canvas.oval(x + wheel, y - 4, 12, 12, (110, 114, 122))
    canvas.box(x + 206, y - 144, x + 244, y - 132, (96, 168, 255))
    canvas.glow(x + 225, y - 138, 120, (70, 140, 255), 0.9)


def court() -> Canvas:
    """Draw the columns and steps of a courthouse under a grey sky."""
    canvas = Canvas("court", [(0, (120, 132, 148)), (0.5, (176, 184, 190)), (1, (214, 210, 202))])
    canvas.cloud((232, 234, 236), top=-80, bottom=640, lumps=(3, 7), cover=0.62, alpha=0.7)
    canvas.cloud((84, 96, 114), top=-160, bottom=420, lumps=(3, 8), cover=0.5, alpha=0.6)
    light, mid, dark = (226, 214, 190), (178, 166, 146), (92, 88, 86)
    canvas.shaded([(60, 330), (1540, 330), (1540, 900), (60, 900)], [(0, (150, 142, 128)), (1, (120, 114, 106))])
    for x in (110, 200, 1330, 1420):
        canvas.shaded([(x, 470), (x + 66, 470), (x + 66, 660), (x, 660)], [(0, (52, 58, 70)), (1, (84, 92, 104))])
        canvas.line([(x + 33, 470), (x + 33, 660)], (134, 128, 118), 4)
        canvas.line([(x, 564), (x + 66, 564)], (134, 128, 118), 4)
    canvas.shaded([(300, 380), (1300, 380), (1300, 850), (300, 850)], [(0, (44, 42, 46)), (1, (72, 66, 62))])
    canvas.shaded([(720, 560), (880, 560), (880, 850), (720, 850)], [(0, (96, 58, 40)), (1, (64, 40, 32))])
    canvas.line([(800, 560), (800, 850)], (40, 26, 22), 4)
    _pediment(canvas, light, mid)
    canvas.wash(partial(filled, [[(300, 388), (1300, 388), (1300, 424), (300, 424)]]), (20, 20, 26), alpha=0.6, blur=8)
    for number in range(6):
        _column(canvas, 318 + number * 184, light, dark)
    for step in range(9):
        y, out = 846 + step * 24.6, step * 30
        tread = [(250 - out, y), (1350 + out, y), (1350 + out, y + 25), (250 - out, y + 25)]
        canvas.shaded(
            tread, [(0, (232, 222, 200)), (0.4, (214, 204, 184)), (0.45, (150, 142, 130)), (1, (164, 156, 142))]
        )
    canvas.wash(
        partial(filled, [[(900, 846), (1700, 846), (1700, 1067), (560, 1067)]]), (40, 44, 58), alpha=0.28, blur=30
    )
    for x, foot, height, lean in ((640, 930, 120, 6), (690, 934, 128, -4), (1110, 1010, 160, 8)):
        shadow: list[Point] = [
            (x - 8, foot),
            (x + 8, foot),
            (x + height * 0.9, foot + 20),
            (x + height * 0.8, foot + 24),
        ]
        canvas.wash(partial(filled, [shadow]), (30, 30, 38), alpha=0.4, blur=3)
        _walker(canvas, x, foot, height, lean, (34, 36, 46))
    return canvas


def _pediment(canvas: Canvas, light: Colour, mid: Colour) -> None:
    canvas.shape([(240, 300), (800, 110), (1360, 300)], light)
    canvas.shape([(350, 284), (800, 134), (1250, 284)], (158, 148, 132))
    canvas.shape([(380, 284), (800, 146), (1220, 284)], (190, 178, 158))
    canvas.oval(800, 232, 38, 38, (150, 140, 124))
    canvas.oval(800, 232, 29, 29, (196, 184, 162))
    canvas.shaded(
        [(250, 300), (1350, 300), (1350, 388), (250, 388)],
        [(0, light), (0.3, (208, 196, 172)), (0.34, mid), (1, (196, 184, 162))],
    )
    canvas.box(236, 294, 1364, 306, (240, 230, 208))


def _column(canvas: Canvas, x: float, light: Colour, dark: Colour) -> None:
    for flute in range(12):
        turn = flute / 11
        shade = mixed(
            light, dark, max(0.0, turn - 0.18) * 0.85 + (0.12 if flute % 2 else 0) + (0.2 if flute == 0 else 0)
        )
        left, right = x + flute * 5, x + flute * 5 + 5.5
        canvas.shape([(left + 3 - turn * 6, 424), (right + 3 - turn * 6, 424), (right, 820), (left, 820)], shade)
    for top, bottom, spread in ((388, 404, 12), (404, 424, 4), (820, 834, 6), (834, 850, 12)):
        canvas.shape(
            [(x - spread, top), (x + 60 + spread, top), (x + 60 + spread, bottom), (x - spread, bottom)],
            mixed(light, dark, 0.1),
        )
        canvas.shape(
            [(x + 34, top), (x + 60 + spread, top), (x + 60 + spread, bottom), (x + 34, bottom)],
            mixed(light, dark, 0.42),
        )
        canvas.line([(x - spread, bottom), (x + 60 + spread, bottom)], mixed(light, dark, 0.75), 2)


def skyline() -> Canvas:
    """Draw office towers over a river at night, in the rain."""
    canvas = Canvas(
        "skyline",
        [(0, (14, 22, 44)), (0.3, (44, 56, 88)), (0.55, (120, 104, 114)), (0.7, (206, 146, 110)), (1, (150, 112, 96))],
    )
    canvas.cloud((120, 110, 122), top=60, bottom=760, lumps=(3, 6), cover=0.62, alpha=0.5)
    canvas.glow(820, 740, 760, (214, 140, 90), 0.5)
    for depth, colour, lit, low, high in (
        (0, (104, 100, 118), 0.14, 90, 380),
        (1, (56, 62, 86), 0.34, 120, 500),
        (2, (20, 26, 44), 0.3, 60, 250),
    ):
        x = -40.0
        while x < WIDTH:
            wide = canvas.chance.uniform(54, 126)
            middle = math.exp(-(((x - 860) / 480) ** 2))
            tall = low + (high - low) * middle * canvas.chance.uniform(0.55, 1.1) + canvas.chance.uniform(0, 60)
            _tower(canvas, x, 748 - tall, wide, colour, lit * (0.4 + 0.6 * canvas.chance.random()))
            x += wide * canvas.chance.uniform(0.8, 1.5 - 0.2 * depth)
        canvas.cloud((178, 138, 122), top=420, bottom=800, lumps=(3, 5), cover=0.6, alpha=0.34)
    canvas.box(0, 738, WIDTH, 750, (12, 16, 28))
    for x in range(20, WIDTH, 62):
        canvas.oval(x, 736, 3, 3, (255, 224, 170))
        canvas.glow(x, 736, 34, (255, 190, 110), 0.8)
    canvas.mirror(750, (14, 20, 36), share=0.3, ripple=5, squeeze=0.9)
    canvas.cloud((6, 10, 22), top=770, bottom=1180, lumps=(4, 50), cover=0.5, alpha=0.5)
    for number, longest, width, alpha in ((700, 26, 0.9, 0.22), (240, 60, 1.2, 0.16), (34, 130, 2.2, 0.1)):
        rain: list[list[Point]] = []
        for _ in range(number):
            x, y, long = (
                canvas.chance.uniform(0, WIDTH + 60),
                canvas.chance.uniform(-90, HEIGHT),
                canvas.chance.uniform(0.4, 1) * longest,
            )
            rain.append([(x, y), (x + width, y), (x + width - long * 0.16, y + long), (x - long * 0.16, y + long)])
        canvas.wash(partial(filled, rain), (200, 212, 232), alpha=alpha, blur=width * 0.7, lighten=True)
    return canvas


def _tower(canvas: Canvas, x: float, top: float, wide: float, colour: Colour, lit: float) -> None:
    canvas.shaded(
        [(x, top), (x + wide, top), (x + wide, 750), (x, 750)], [(0, colour), (1, mixed(colour, (110, 92, 92), 0.3))]
    )
    canvas.shaded([(x, top), (x + wide * 0.3, top), (x + wide * 0.3, 750), (x, 750)],
                  [(0, mixed(colour, (190, 170, 160), 0.16)), (1, mixed(colour, (160, 122, 104), 0.34))])  # fmt: skip
    crown = canvas.chance.random()
    if crown < 0.3:
        canvas.box(x + wide * 0.25, top - 16, x + wide * 0.7, top, colour)
    elif crown < 0.45:
        canvas.line([(x + wide / 2, top), (x + wide / 2, top - 46)], colour, 3)
        canvas.oval(x + wide / 2, top - 46, 2.4, 2.4, (255, 90, 70))
    y = top + 10
    while y < 734:
        dark_floor = canvas.chance.random() < 0.35
        for column in range(int((wide - 10) // 10)):
            if not dark_floor and canvas.chance.random() < lit:
                pane = canvas.chance.choice(((255, 214, 140), (255, 232, 190), (206, 222, 240), (240, 184, 110)))
                left = x + 7 + column * 10
                canvas.box(left, y, left + 6, y + 7, mixed(pane, colour, canvas.chance.uniform(0.05, 0.5)))
        y += 13
