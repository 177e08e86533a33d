"""Points, polygons and curves, and how they are written as path data."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
Polygon = list[Point]
Circle = tuple[float, float, float]
Lines = list[str]


def number(value: float) -> str:
    """Write a number with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2].replace("-0", "0") if text.endswith(".0") and text[:-2] == "-0" else text.removesuffix(".0")


def pair(point: Point) -> str:
    """Write a point."""
    return f"{number(point[0])} {number(point[1])}"


def mix(a: Point, b: Point, share: float) -> Point:
    """Return the point that lies the given share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def middle(polygon: Polygon) -> Point:
    """Return the center of a polygon's area."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return (x / (3 * area), y / (3 * area))


def clip(polygon: Polygon, normal: Point, limit: float) -> Polygon:
    """Keep the part of a convex polygon where normal . point <= limit."""
    kept: Polygon = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        side_a = normal[0] * a[0] + normal[1] * a[1] - limit
        side_b = normal[0] * b[0] + normal[1] * b[1] - limit
        if side_a <= 0:
            kept.append(a)
        if (side_a < 0 < side_b) or (side_b < 0 < side_a):
            kept.append(mix(a, b, side_a / (side_a - side_b)))
    return kept


def share_out(sites: Sequence[Circle], bounds: Polygon) -> list[Polygon]:
    """Share the ground out among the sites (a power diagram: a larger radius gets more)."""
    cells = []
    for x, y, r in sites:
        cell = bounds
        near = sorted((s for s in sites if 0 < math.dist((x, y), s[:2]) < 130), key=lambda s: math.dist((x, y), s[:2]))
        for ox, oy, other in near:
            if cell:
                limit = ox * ox + oy * oy - x * x - y * y - other * other + r * r
                cell = clip(cell, (2 * (ox - x), 2 * (oy - y)), limit)
        cells.append(cell)
    return cells


def scatter(
    rng: random.Random,
    box: tuple[float, float, float, float],
    apart: float,
    allowed: Callable[[Point], bool],
    taken: Iterable[Point] = (),
) -> list[Point]:
    """Throw points into a box, no two nearer than ``apart``."""
    points: list[Point] = []
    others = list(taken)
    for _ in range(5000):
        spot = (rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3]))
        if allowed(spot) and all(math.dist(spot, p) >= apart for p in points + others):
            points.append(spot)
    return points


def rounded_box(x0: float, y0: float, x1: float, y1: float, r: float) -> Polygon:
    """Return a box with round corners as a polygon."""
    corners = ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180))
    turn = [math.radians(step * 15) for step in range(7)]
    return [
        (x + r * math.cos(math.radians(start) + a), y + r * math.sin(math.radians(start) + a))
        for x, y, start in corners
        for a in turn
    ]


def soft(polygon: Polygon, share: float = 0.34) -> str:
    """Return path data for a polygon with softened corners."""
    kept: Polygon = []
    for corner in polygon:
        if not kept or (math.dist(corner, kept[-1]) > 5 and math.dist(corner, kept[0]) > 5):
            kept.append(corner)
    data: Lines = []
    for before, corner, after in zip(kept[-1:] + kept[:-1], kept, kept[1:] + kept[:1], strict=True):
        enter, leave = mix(corner, before, share), mix(corner, after, share)
        data.append(f"{'L' if data else 'M'}{pair(enter)}Q{pair(corner)} {pair(leave)}")
    return "".join(data) + "Z"


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """Return path data for a smooth curve through the points."""
    count = len(points)
    data = [f"M{pair(points[0])}"]
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        data.append(f"C{pair(first)} {pair(second)} {pair(p2)}")
    return "".join(data) + ("Z" if closed else "")


def shrink(polygon: Polygon, gap: float) -> Polygon:
    """Move each corner of a polygon toward its center by ``gap``."""
    center = middle(polygon)
    return [mix(p, center, min(gap / max(math.dist(p, center), 0.1), 0.8)) for p in polygon]


def blob(
    rng: random.Random, circle: Circle, rough: float, stretch: float = 1.0, turn: float = 0.0, corners: int = 8
) -> Polygon:
    """Return a roundish shape with an irregular outline."""
    x, y, r = circle
    points = []
    for k in range(corners):
        angle = (k + rng.uniform(-0.25, 0.25)) * 2 * math.pi / corners
        reach = r * (1 + rng.uniform(-rough, rough))
        px, py = reach * math.cos(angle) * stretch, reach * math.sin(angle) / stretch
        points.append((x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn)))
    return points


def way(line: Polygon, place: float) -> tuple[Point, Point]:
    """Return the point at a distance along a line of points, and the direction there."""
    for a, b in pairwise(line):
        length = math.dist(a, b)
        if place <= length or b == line[-1]:
            return mix(a, b, place / length), ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
        place -= length
    raise ValueError("a way needs two points")


def length_of(line: Polygon) -> float:
    """Return the length of a line of points."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def bow(a: Point, c1: Point, c2: Point, b: Point, steps: int = 24) -> Polygon:
    """Return points on a Bezier curve."""
    points = []
    for k in range(steps + 1):
        t = k / steps
        u = 1 - t
        points.append(tuple(u**3 * a[i] + 3 * u * u * t * c1[i] + 3 * u * t * t * c2[i] + t**3 * b[i] for i in (0, 1)))
    return [(p[0], p[1]) for p in points]
