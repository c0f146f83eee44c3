"""From the national grid to degrees, as maps on the web have them.

The projection and the change of datum are Ordnance Survey's ("A guide to coordinate systems in Great
Britain"); the change is right to some five metres.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6_377_563.396, 6_356_256.909)
WGS84 = (6_378_137.0, 6_356_752.3142)
SCALE = 0.9996012717
ORIGIN = (radians(49), radians(-2), 400_000, -100_000)
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
GROWTH = 1 - 20.4894e-6


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude of a point of Great Britain's grid."""
    return tuple(degrees(angle) for angle in _to_wgs84(*_unproject(easting, northing)))


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    a, b = AIRY
    phi0, lambda0, e0, n0 = ORIGIN
    e2 = 1 - (b / a) ** 2
    phi, arc = phi0, 0.0
    while abs(northing - n0 - arc) >= 0.00001:
        phi += (northing - n0 - arc) / (a * SCALE)
        arc = _arc(phi)
    s2 = 1 - e2 * sin(phi) ** 2
    nu = a * SCALE / sqrt(s2)
    rho = a * SCALE * (1 - e2) / s2**1.5
    eta2 = nu / rho - 1
    t, d = tan(phi), easting - e0
    latitude = (
        phi
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
    )
    longitude = lambda0 + (d / nu - (nu / rho + 2 * t**2) * d**3 / (6 * nu**3)) / cos(phi)
    return latitude, longitude


def _arc(phi: float) -> float:
    """The length of the meridian from the grid's true origin."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = phi - ORIGIN[0], phi + ORIGIN[0]
    return (
        b
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    a, b = AIRY
    nu = a / sqrt(1 - (1 - (b / a) ** 2) * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = (b / a) ** 2 * nu * sin(latitude)
    (tx, ty, tz), (rx, ry, rz) = SHIFT, TURN
    x, y, z = (
        tx + GROWTH * x - rz * y + ry * z,
        ty + rz * x + GROWTH * y - rx * z,
        tz - ry * x + rx * y + GROWTH * z,
    )
    a, b = WGS84
    e2, flat = 1 - (b / a) ** 2, hypot(x, y)
    phi = atan2(z, flat * (1 - e2))
    for _time in range(4):
        nu = a / sqrt(1 - e2 * sin(phi) ** 2)
        phi = atan2(z + e2 * nu * sin(phi), flat)
    return phi, atan2(y, x)
