"""Brushes for the sample pictures: light, cloud, hills, water and grain, the same on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1067
FINE = 2  # drawn at twice the size, so that edges come out smooth

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]
Strokes = Callable[[ImageDraw.ImageDraw], None]


def mixed(one: Colour, two: Colour, share: float) -> Colour:
    """Return the colour that lies between two, at a share of the way to the second."""
    r, g, b = (round(x + (y - x) * share) for x, y in zip(one, two, strict=True))
    return r, g, b


def vertical(stops: Stops, size: tuple[int, int]) -> Image.Image:
    """Return a picture that runs through the colours from top to bottom; stops go from 0 to 1."""
    column = Image.new("RGB", (1, 256))
    for row in range(256):
        place = row / 255
        above = max((stop for stop in stops if stop[0] <= place), default=stops[0])
        below = min((stop for stop in stops if stop[0] >= place), default=stops[-1])
        span = below[0] - above[0]
        column.putpixel((0, row), mixed(above[1], below[1], (place - above[0]) / span if span else 0))
    return column.resize(size, Image.Resampling.BICUBIC)


def filled(outlines: Sequence[Sequence[Point]], brush: ImageDraw.ImageDraw) -> None:
    """Fill polygons: the strokes of a wash, once the outlines are given."""
    for outline in outlines:
        brush.polygon(list(outline), fill=255)


class Canvas:
    """A picture in the making. Places are in pixels of the finished picture."""

    def __init__(self, name: str, stops: Stops) -> None:
        self.chance = random.Random(name)  # noqa: S311 - the same picture every time is the point
        self.image = vertical(stops, (WIDTH * FINE, HEIGHT * FINE))

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Paint a polygon."""
        ImageDraw.Draw(self.image).polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Paint a line with round joints."""
        places = [(x * FINE, y * FINE) for x, y in points]
        ImageDraw.Draw(self.image).line(places, fill=colour, width=max(1, round(width * FINE)), joint="curve")

    def oval(self, x: float, y: float, across: float, down: float, colour: Colour) -> None:
        """Paint an ellipse around a centre."""
        box = ((x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE)
        ImageDraw.Draw(self.image).ellipse(box, fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Paint an upright rectangle."""
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def shaded(self, points: Sequence[Point], stops: Stops) -> None:
        """Paint a polygon that runs through colours from its top to its bottom."""
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        size = (max(1, round((right - left) * FINE)), max(1, round((bottom - top) * FINE)))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([((x - left) * FINE, (y - top) * FINE) for x, y in points], fill=255)
        self.image.paste(vertical(stops, size), (round(left * FINE), round(top * FINE)), mask)

    def wash(self, strokes: Strokes, colour: Colour, *, alpha: float, blur: float = 0, lighten: bool = False) -> None:
        """Paint shapes thinly, softened; `lighten` adds light where plain paint would cover."""
        mask = Image.new("L", (WIDTH, HEIGHT))
        strokes(ImageDraw.Draw(mask))
        self._lay(mask.filter(ImageFilter.GaussianBlur(blur)) if blur else mask, colour, alpha, lighten)

    def glow(self, x: float, y: float, reach: float, colour: Colour, strength: float) -> None:
        """Add a light that fades with distance."""
        side = round(reach * 2 * FINE)
        disc = ImageChops.invert(Image.radial_gradient("L").resize((side, side), Image.Resampling.BICUBIC))
        # The corners of the gradient are its edge: cut below the side's middle, then fall off as a square.
        fade = disc.point([round(max(0, (v - 75) / 180) ** 2 * 255 * strength) for v in range(256)])
        light = Image.composite(Image.new("RGB", disc.size, colour), Image.new("RGB", disc.size), fade)
        corner = (round((x - reach) * FINE), round((y - reach) * FINE))
        area = (*corner, corner[0] + side, corner[1] + side)
        self.image.paste(ImageChops.screen(self.image.crop(area), light), corner)

    def noise(self, across: int, down: int, octaves: int = 4) -> Image.Image:
        """Return cloudy noise in grey, `across` by `down` lumps at its coarsest."""
        total = Image.new("L", (WIDTH, HEIGHT), 128)
        for octave in range(octaves):
            size = (across * 2**octave, down * 2**octave)
            coarse = Image.frombytes("L", size, self.chance.randbytes(size[0] * size[1]))
            layer = coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
            total = layer if octave == 0 else Image.blend(total, layer, 0.5**octave * 0.8)
        return total

    def cloud(
        self, colour: Colour, *, top: float, bottom: float, lumps: tuple[int, int], cover: float, alpha: float,
        lighten: bool = False,
    ) -> None:  # fmt: skip
        """Lay cloud, mist or broken water between two heights, thickest halfway; `cover` is how much is hidden."""
        low = 200 - 150 * cover
        mask = self.noise(*lumps).point([round(min(255, max(0, (v - low) * 3.2))) for v in range(256)])
        band = Image.new("L", (1, HEIGHT))
        for row in range(HEIGHT):
            place = (row - top) / (bottom - top)
            band.putpixel((0, row), round(255 * math.sin(math.pi * place) ** 0.7) if 0 < place < 1 else 0)
        self._lay(ImageChops.multiply(mask, band.resize((WIDTH, HEIGHT))), colour, alpha, lighten)

    def hills(self, y: float, rise: float, stops: Stops, *, rough: float = 0.5, steps: int = 8) -> list[float]:
        """Paint a ridge across the picture and return its heights at equal steps."""
        heights = [self.chance.uniform(-rise, rise) for _ in range(3)]
        for step in range(steps):
            sway = rise * rough ** (step + 1)
            middles = [(a + b) / 2 + self.chance.uniform(-sway, sway) for a, b in pairwise(heights)]
            woven = [height for pair in zip(heights, middles, strict=False) for height in pair]
            heights = [*woven, heights[-1]]
        wide = WIDTH / (len(heights) - 1)
        edge = [(i * wide, y + height) for i, height in enumerate(heights)]
        self.shaded([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], stops)
        return [y + height for height in heights]

    def mirror(self, line: float, tint: Colour, *, share: float, ripple: float, squeeze: float = 1.0) -> None:
        """Fill everything below a waterline with the broken, tinted reflection of what stands above it."""
        deep, wide = round((HEIGHT - line) * FINE), WIDTH * FINE
        seen = min(round(line * FINE), round(deep / squeeze))
        above = self.image.crop((0, round(line * FINE) - seen, wide, round(line * FINE)))
        flipped = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((wide, deep))
        water = flipped.copy()
        for row in range(0, deep, 2):
            near = row / deep
            wave = math.sin(row / (3 + 14 * near)) + 0.6 * math.sin(row / (7 + 31 * near) + 2)
            shift = round(wave * ripple * FINE * (0.3 + near) + self.chance.uniform(-1, 1) * ripple * near * FINE)
            strip = flipped.crop((0, row, wide, row + 2))
            water.paste(ImageChops.offset(strip, shift, 0), (0, row))
        water = Image.blend(water.filter(ImageFilter.GaussianBlur(1.5)), Image.new("RGB", water.size, tint), share)
        self.image.paste(water, (0, round(line * FINE)))

    def finished(self, *, grain: float = 0.035, edge: float = 0.35) -> Image.Image:
        """Return the picture at its final size, its corners darkened, with a little grain."""
        image = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        corner = Image.radial_gradient("L").resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        shade = corner.point([round(255 - max(0, v - 90) * edge) for v in range(256)])
        image = ImageChops.multiply(image, Image.merge("RGB", (shade, shade, shade)))
        speck = Image.frombytes("L", (WIDTH, HEIGHT), self.chance.randbytes(WIDTH * HEIGHT))
        soft = speck.filter(ImageFilter.GaussianBlur(0.7))
        return Image.blend(image, Image.merge("RGB", (soft, soft, soft)), grain)

    def _lay(self, mask: Image.Image, colour: Colour, alpha: float, lighten: bool) -> None:
        full = mask.point([round(v * alpha) for v in range(256)]).resize(self.image.size, Image.Resampling.BILINEAR)
        paint = Image.new("RGB", self.image.size, colour)
        if lighten:
            light = Image.composite(paint, Image.new("RGB", self.image.size), full)
            self.image = ImageChops.screen(self.image, light)
        else:
            self.image.paste(paint, (0, 0), full)
