"""Which sizes a photo gets."""

import pytest

from articles.models import Photo
from articles.photos.sizes import TALLEST, crop, plan


def sizes(width, height, **more):
    return {size.spec: (size.width, size.height) for size in plan(Photo(width=width, height=height, **more))}


def test_a_large_photo_gets_every_size():
    assert sizes(6000, 4000) == {
        "w465.webp": (465, 310), "w465.jpeg": (465, 310), "w620.webp": (620, 413), "w620.jpeg": (620, 413),
        "w940.webp": (940, 627), "w940.jpeg": (940, 627), "w1240.webp": (1240, 827), "w1240.jpeg": (1240, 827),
        "w1880.webp": (1880, 1253), "w1880.jpeg": (1880, 1253),
        "16x9-465.webp": (465, 262), "16x9-465.jpeg": (465, 262), "16x9-620.webp": (620, 349),
        "16x9-620.jpeg": (620, 349), "16x9-940.webp": (940, 529), "16x9-940.jpeg": (940, 529),
        "5x4-465.webp": (465, 372), "5x4-465.jpeg": (465, 372), "5x4-620.webp": (620, 496),
        "5x4-620.jpeg": (620, 496), "5x4-940.webp": (940, 752), "5x4-940.jpeg": (940, 752),
        "share-1200.jpeg": (1200, 630),
    }  # fmt: skip


def test_nothing_is_made_larger_and_the_whole_width_is_not_lost():
    made = sizes(800, 600)
    assert made["w940.webp"] == (800, 600) and "w1240.webp" not in made
    assert made["share-1200.jpeg"] == (800, 420)
    assert sizes(940, 600)["w940.webp"] == (940, 600) and "w1240.webp" not in sizes(940, 600)
    assert sizes(1, 1)["w465.jpeg"] == (1, 1)


@pytest.mark.parametrize(("width", "height"), [(30_000, 1), (1, 30_000), (3000, 17)])
def test_strips_have_no_side_of_nothing_and_none_that_stops_a_browser(width, height):
    assert all(1 <= across <= 1880 and 1 <= down <= TALLEST for across, down in sizes(width, height).values())


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (1.0, 1.0), (0.5, 0.4), (0.9, 0.1)])
@pytest.mark.parametrize(("width", "height"), [(4000, 3000), (3000, 4000), (4000, 500)])
def test_a_crop_lies_inside_has_its_shape_and_holds_the_focal_point(width, height, x, y):
    left, top, right, bottom = crop(Photo(width=width, height=height, focal_x=x, focal_y=y), 16 / 9)
    assert 0 <= left < right <= width and 0 <= top < bottom <= height
    assert abs((right - left) / (bottom - top) - 16 / 9) < 0.01
    assert left <= x * width <= right and top <= y * height <= bottom
    assert right - left == width or bottom - top == height


def test_another_focal_point_or_credit_is_another_file():
    def names(credit="", **more):
        return {size.spec: size.name(credit) for size in plan(Photo(width=1600, height=1200, **more))}

    plain, moved = names(), names(focal_y=0.9)
    assert plain["w620.webp"] == moved["w620.webp"] and plain["16x9-620.webp"] != moved["16x9-620.webp"]
    assert plain["w620.webp"] != names(credit="PA")["w620.webp"]
    assert plain["w620.webp"].startswith("w620-") and plain["w620.webp"].endswith(".webp")
