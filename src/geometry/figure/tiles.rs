//! One cell of a square grid for each of many places, near where each is.

use crate::model::shape::outline::Position;

/// Columns and rows (from the top) of cells, no two the same, for `places` given as `[x, y]` with `y` upwards.
///
/// The grid is as wide and as high as the places, with about as many cells as there are places on land. Places far from the middle choose
/// first, for those in the middle have more to choose from; then pairs change cells while that brings them nearer, all squares of
/// distances together.
pub fn tiles(places: &[Position]) -> Vec<[i32; 2]> {
    /// Cells for each place: territories fill about half of the box around them.
    const ROOM: f64 = 2.0;
    if places.is_empty() {
        return Vec::new();
    }
    let [low_x, low_y, high_x, high_y] = crate::geometry::plane::ring::bounds(places);
    let (width, height) = ((high_x - low_x).max(f64::MIN_POSITIVE), (high_y - low_y).max(f64::MIN_POSITIVE));
    let n = places.len() as f64;
    let size = (width * height / (n * ROOM)).sqrt().max(width.max(height) / n);
    let ideal: Vec<[f64; 2]> = places.iter().map(|[x, y]| [(x - low_x) / size, (high_y - y) / size]).collect();
    let middle = [0, 1].map(|axis| ideal.iter().map(|place| place[axis]).sum::<f64>() / n);
    let mut order: Vec<usize> = (0..places.len()).collect();
    let from_middle = |place: &usize| squared(ideal[*place], middle);
    order.sort_by(|a, b| from_middle(b).total_cmp(&from_middle(a)).then(a.cmp(b)));
    let mut cells: Vec<Option<[i32; 2]>> = vec![None; places.len()];
    let mut taken = std::collections::BTreeSet::new();
    for place in order {
        let cell = nearest_free(ideal[place], &taken);
        taken.insert(cell);
        cells[place] = Some(cell);
    }
    let mut cells: Vec<[i32; 2]> = cells.into_iter().flatten().collect();
    let cost = |place: usize, cell: [i32; 2]| squared(ideal[place], cell.map(f64::from));
    loop {
        let mut better = false;
        for a in 0..cells.len() {
            for b in a + 1..cells.len() {
                let now = cost(a, cells[a]) + cost(b, cells[b]);
                if cost(a, cells[b]) + cost(b, cells[a]) < now - 1e-12 {
                    cells.swap(a, b);
                    better = true;
                }
            }
        }
        if !better {
            return cells;
        }
    }
}

fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
}

/// The free cell whose middle is nearest; of equally near ones the upper, then the left one.
fn nearest_free([x, y]: [f64; 2], taken: &std::collections::BTreeSet<[i32; 2]>) -> [i32; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "a grid has at most as many columns as places")]
    let (column, row) = (x.round() as i32, y.round() as i32);
    let mut reach = 0;
    loop {
        let ring = (row - reach..=row + reach)
            .flat_map(|r| (column - reach..=column + reach).map(move |c| [c, r]))
            .filter(|cell| !taken.contains(cell));
        let found = ring.min_by(|a, b| {
            let distance = |cell: &[i32; 2]| squared(cell.map(f64::from), [x, y]);
            distance(a).total_cmp(&distance(b)).then(a[1].cmp(&b[1])).then(a[0].cmp(&b[0]))
        });
        // A cell at the corner of a square ring may be further than one beyond its side; one more ring settles that.
        match found {
            Some(cell) if squared(cell.map(f64::from), [x, y]).sqrt() <= f64::from(reach) + 0.5 => return cell,
            _ => reach += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_stays_a_grid() {
        let places: Vec<Position> = (0..9).map(|i| [f64::from(i % 3), -f64::from(i / 3)]).collect();
        let cells = tiles(&places);
        for (place, cell) in places.iter().zip(&cells) {
            for (other, other_cell) in places.iter().zip(&cells) {
                assert_eq!(place[0] < other[0], cell[0] < other_cell[0], "{cells:?}");
                assert_eq!(place[1] > other[1], cell[1] < other_cell[1], "{cells:?}");
            }
        }
    }

    #[test]
    fn no_two_places_share_a_cell() {
        let places: Vec<Position> = (0..200).map(|i| [f64::from(i * i % 17), f64::from(i * 7 % 13)]).collect();
        let mut cells = tiles(&places);
        assert_eq!(cells.len(), 200);
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), 200);
        assert_eq!(tiles(&[[3.0, 4.0]]), [[0, 0]]);
        assert_eq!(tiles(&[[3.0, 4.0], [3.0, 4.0]]).len(), 2);
    }
}
