"""Reads a service area that is drawn: GeoJSON polygons (HSDS `extent_type` geojson), and which points lie inside."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

type Ring = Sequence[tuple[float, float]]  # (longitude, latitude) in degrees, closed
type Polygon = Sequence[Ring]  # the border, then holes in it


def polygons_in(extent: str) -> list[Polygon]:
    """Every polygon of a GeoJSON geometry, feature or collection; none when it is anything else, or broken."""
    try:
        return [[[(float(x), float(y)) for x, y, *_ in ring] for ring in rings] for rings in _drawn(json.loads(extent))]
    except (TypeError, ValueError, RecursionError):
        return []


def is_inside(polygons: Sequence[Polygon], latitude: float, longitude: float) -> bool:
    """Whether a point lies in any of some polygons and in none of its holes."""
    return any(_crossings(polygon, longitude, latitude) % 2 == 1 for polygon in polygons)


def _drawn(shape: Any) -> Iterator[Any]:
    """The coordinates of each polygon."""
    match shape:
        case {"type": "Polygon", "coordinates": rings}:
            yield rings
        case {"type": "MultiPolygon", "coordinates": several}:
            yield from several
        case {"type": "Feature", "geometry": geometry}:
            yield from _drawn(geometry)
        case {"type": "FeatureCollection", "features": list(parts)} | {"geometries": list(parts)}:
            for part in parts:
                yield from _drawn(part)


def _crossings(polygon: Polygon, x: float, y: float) -> int:
    """How many sides, holes' too, a ray from the point to the east crosses: an odd number means inside."""
    sides = (side for ring in polygon for side in pairwise(ring))
    return sum((y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in sides)
