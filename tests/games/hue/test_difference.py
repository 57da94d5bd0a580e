"""CIEDE2000 against its published test data, Oklab against its author's numbers, and names against their source."""

from __future__ import annotations

import numpy as np
import pytest
from gameqa.games.hue import difference, names, spaces

from gameqa.audit.colors import VISIONS
from gameqa.rng import Rng
from tests.games.hue import colors

PAIRS = np.array(
    [
        (50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425),
        (50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615),
        (50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412),
        (50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000),
        (50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0000),
        (50, -0.9009, -85.5211, 50, 0, -82.7485, 1.0000),
        (50, 0, 0, 50, -1, 2, 2.3669),
        (50, -1, 2, 50, 0, 0, 2.3669),
        (50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792),
        (50, 2.4900, -0.0010, 50, -2.4900, 0.0010, 7.1792),
        (50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195),
        (50, 2.4900, -0.0010, 50, -2.4900, 0.0012, 7.2195),
        (50, -0.0010, 2.4900, 50, 0.0009, -2.4900, 4.8045),
        (50, -0.0010, 2.4900, 50, 0.0010, -2.4900, 4.8045),
        (50, -0.0010, 2.4900, 50, 0.0011, -2.4900, 4.7461),
        (50, 2.5, 0, 50, 0, -2.5, 4.3065),
        (50, 2.5, 0, 73, 25, -18, 27.1492),
        (50, 2.5, 0, 61, -5, 29, 22.8977),
        (50, 2.5, 0, 56, -27, -3, 31.9030),
        (50, 2.5, 0, 58, 24, 15, 19.4535),
        (50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000),
        (50, 2.5, 0, 50, 3.2972, 0, 1.0000),
        (50, 2.5, 0, 50, 1.8634, 0.5757, 1.0000),
        (50, 2.5, 0, 50, 3.2592, 0.3350, 1.0000),
        (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
        (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
        (61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731),
        (35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645),
        (22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373),
        (36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146),
        (90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441),
        (90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381),
        (6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377),
        (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
    ]
)
"""Two L*a*b* colors and their difference: the test data of Sharma, Wu and Dalal (2005), table 1."""


def test_published_differences() -> None:
    assert len(PAIRS) == 34
    one, other, expected = PAIRS[:, :3], PAIRS[:, 3:6], PAIRS[:, 6]
    assert np.abs(difference.ciede2000(one, other) - expected).max() <= 1.01e-4
    assert np.abs(difference.ciede2000(other, one) - expected).max() <= 1.01e-4


def test_differences_of_colors_with_every_vision() -> None:
    rng = Rng("colors")
    some = [(rng.below(1 << 24), rng.below(1 << 24)) for _ in range(300)]
    ones, others = np.array(some).T
    for vision in VISIONS:
        expected = [colors.difference(one, other, vision) for one, other in some]
        assert np.abs(difference.differences(ones, others, vision) - expected).max() < 2e-4


def test_oklab_of_known_colors() -> None:
    """White is (1, 0, 0); pure red, green and blue are as their author's page gives them."""
    known = {0xFFFFFF: (1, 0, 0), 0xFF0000: (0.628, 0.225, 0.126), 0x00FF00: (0.866, -0.234, 0.179)}
    known[0x0000FF] = (0.452, -0.032, -0.312)
    for color, values in known.items():
        assert spaces.oklab_of(color) == pytest.approx(values, abs=1e-3)
        assert colors.oklab(color) == pytest.approx(values, abs=1e-3)


def test_colors_come_back_from_oklab() -> None:
    rng = Rng("there and back")
    some = np.array([rng.below(1 << 24) for _ in range(3000)])
    values = spaces.oklab_of(some)
    back = spaces.colors_of(values)
    assert back is not None
    assert (back == some).all()
    assert [spaces.color_at(*value) for value in values.tolist()] == some.tolist()
    assert spaces.color_at(0.5, 0.4, 0.4) is None
    assert spaces.colors_of(np.array([0.5, 0.4, 0.4])) is None


def test_names_are_those_of_the_survey() -> None:
    from matplotlib._color_data import XKCD_COLORS

    for name, color in names.NAMES.items():
        assert XKCD_COLORS[f"xkcd:{name.replace('gray', 'grey')}"] == f"#{color:06x}"


def test_names_of_one_question_differ_for_everybody() -> None:
    rng = Rng("eight")
    for pairs in (0, 1, 2, 4):
        for _ in range(20):
            chosen = names.eight_names(rng, pairs)
            assert len(set(chosen)) == len({name.split()[-1] for name in chosen}) == 8
            for one in chosen:
                for other in chosen:
                    if one < other:
                        values = names.NAMES[one], names.NAMES[other]
                        assert colors.difference(*values) >= 15
                        assert min(colors.difference(*values, vision) for vision in VISIONS) >= 10


def test_every_name_has_clear_colors() -> None:
    for name, (own, _) in names.clear_colors().items():
        assert names.NAMES[name] in own
        assert all(colors.difference(color, names.NAMES[name]) <= 9 for color in own)
