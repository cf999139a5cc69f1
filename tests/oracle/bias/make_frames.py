"""Frames for `bias.json`, by a congruential generator. Usage: python3 make_frames.py (writes *.csv beside itself)."""


def draws(seed):
    x = seed
    while True:
        x = (1103515245 * x + 12345) % 2147483648
        yield x / 2147483648


def write(name, n, row):
    with open(f"{name}.csv", "w") as out:
        out.write("id,area,ward,beds,rate,weight,resp\n")
        for i in range(n):
            out.write(",".join(str(cell) for cell in (f"u{i:04d}", *row(i))) + "\n")


def tied():
    """60 units; few distinct numbers, so that many rows are equal."""
    u = draws(7)
    def row(i):
        area, ward = "abc"[int(next(u) * 3)], "xy"[int(next(u) * 2)]
        beds, rate = 10 * (1 + int(next(u) * 4)), round(next(u), 1)
        p = 0.25 + 0.1 * (area == "b") + 0.008 * beds + 0.2 * (ward == "y") * rate
        return area, ward, beds, rate, [1.5, 2.25, 4][int(next(u) * 3)], int(next(u) < p)
    write("tied", 60, row)


def large():
    """1200 units with numbers that hardly repeat."""
    u = draws(11)
    def row(i):
        area, ward = "abcdefgh"[int(next(u) * 8)], "xyz"[int(next(u) * 3)]
        beds, rate = 5 + int(next(u) ** 2 * 900), round(next(u) * 3 - 1, 4)
        p = 0.2 + 0.05 * (area in "ceg") + 0.0005 * beds + 0.1 * rate
        return area, ward, beds, rate, round(1 + next(u) * 5, 3), int(next(u) < p)
    write("large", 1200, row)


def tiny():
    """Nine units."""
    write("tiny", 9, lambda i: ("aabbaabba"[i], "xyxyxyxyx"[i], [3, 5, 9, 4, 7, 2, 8, 6, 5][i], i / 10, 1, [1, 0, 1, 1, 0, 0, 1, 0, 1][i]))


def separated():
    """30 units: nobody of area c answered; of ward z everybody with more than 20 beds."""
    u = draws(3)
    def row(i):
        area, ward, beds = "abc"[i % 3], "xyz"[int(next(u) * 3)], 1 + int(next(u) * 40)
        return area, ward, beds, round(next(u), 2), 1, int(area != "c" and next(u) < 0.6)
    write("separated", 30, row)


tied(), large(), tiny(), separated()
