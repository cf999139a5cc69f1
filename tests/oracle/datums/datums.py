"""Places in European reference systems as PROJ brings them to EPSG:4326, without grids.

Prints the cases of the test in src/model/shape/datum.rs: code, coordinates, longitude and latitude, accuracy in metres.
Results there: pyproj 3.7.2, PROJ 9.5.1.
"""

import pyproj
from pyproj.aoi import AreaOfInterest
from pyproj.transformer import TransformerGroup

pyproj.network.set_network_enabled(False)
PLACES = {
    3003: (1539776.91, 4927548.63),
    3004: (2520007.49, 4538764.78),
    4265: (12.500187, 41.999355),
    23032: (500082.63, 5205363.29),
    23033: (331862.92, 4540872.62),
    4230: (9.001087, 47.000892),
    31287: (450267.07, 400271.24),
    31467: (3500075.46, 5429187.56),
    31468: (4463156.72, 5373703.72),
    31370: (152202.88, 165505.14),
    28992: (155876.81, 456861.62),
    2154: (648583.26, 6855774.72),
    27700: (434039.46, 289239.28),
    3912: (461643.34, 95211.62),
    2393: (3447773.57, 6877466.87),
    2100: (473511.08, 4205569.56),
    2056: (2597056.2, 1194321.88),
    21781: (600000.0, 200000.0),
    4149: (9.0842, 45.808),
    3906: (20.005298, 43.999905),
    25832: (500000.0, 5094047.49),
    6707: (500000.0, 5094047.49),
    3035: (4484536.2, 2212493.12),
    2039: (200033.74, 600894.61),
    23030: (440707.18, 4472597.43),
    3021: (1625036.36, 6577515.06),
    2180: (500000.0, 459309.21),
    5514: (-703011.88, -1058147.27),
    3765: (461132.94, 5073470.25),
    3346: (500000.0, 6096010.87),
    29902: (267187.98, 194797.29),
    4277: (-1.498512, 52.499626),
}
for code, (x, y) in PLACES.items():
    longitude, latitude = pyproj.Transformer.from_crs(code, 4326, always_xy=True).transform(x, y)
    around = AreaOfInterest(longitude - 0.01, latitude - 0.01, longitude + 0.01, latitude + 0.01)
    ways = TransformerGroup(code, 4326, always_xy=True, area_of_interest=around).transformers
    # The first way that is no mere guess, for which PROJ gives the accuracy -1.
    way = next((way for way in ways if way.accuracy >= 0), None)
    way = way or TransformerGroup(code, 4326, always_xy=True).transformers[0]
    longitude, latitude = way.transform(x, y)
    print(f"({code}, [{x}, {y}], [{longitude:.8f}, {latitude:.8f}], {way.accuracy:.1f}),")
