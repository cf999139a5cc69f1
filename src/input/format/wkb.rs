//! Well-known binary: the geometries of databases, as OGC, ISO and PostGIS write them.

use crate::input::file::binary::{Binary, f64_at};
use crate::input::layer::read::{BadGeometry, Kind, Shapes};

/// Collections inside collections beyond which a geometry is refused.
const DEEPEST: usize = 16;
/// PostGIS: a flag of the type that says positions have heights.
const WITH_Z: u32 = 0x8000_0000;
/// PostGIS: positions have measures.
const WITH_M: u32 = 0x4000_0000;
/// PostGIS: a reference system follows the type.
const WITH_SRID: u32 = 0x2000_0000;

/// Reads a geometry into `shapes`, without ending the shape. The error says what is wrong with it.
pub(crate) fn read_wkb(bytes: &[u8], shapes: &mut Shapes) -> Result<(), BadGeometry> {
    geometry(&mut Binary::new(bytes), shapes, 0)
}

const CUT: &str = "the geometry ends early";

fn geometry(binary: &mut Binary<'_>, shapes: &mut Shapes, depth: usize) -> Result<(), BadGeometry> {
    if depth > DEEPEST {
        return Err("the geometry has too many collections inside each other".into());
    }
    let mark = shapes.mark();
    let (kind, dimensions) = header(binary)?;
    let kind = match kind {
        1 => {
            position(binary, dimensions, shapes)?;
            // An empty point is written as a point that is not a number.
            if shapes.points.last().is_some_and(|[x, y]| x.is_nan() && y.is_nan()) {
                shapes.undo(mark);
            }
            Kind::Point
        }
        2 => {
            ring(binary, dimensions, shapes)?;
            Kind::Line
        }
        3 | 17 => {
            polygon(binary, dimensions, shapes)?;
            Kind::Area
        }
        4..=6 | 15 | 16 => {
            for _ in 0..count(binary, 5)? {
                let (part, dimensions) = header(binary)?;
                match (kind, part) {
                    (4, 1) => position(binary, dimensions, shapes)?,
                    (5, 2) => ring(binary, dimensions, shapes)?,
                    (6 | 15, 3) | (16, 17) => polygon(binary, dimensions, shapes)?,
                    _ => return Err("the geometry has a part of another type".into()),
                }
            }
            match kind {
                4 => Kind::Points,
                5 => Kind::Line,
                _ => Kind::Area,
            }
        }
        7 => {
            for _ in 0..count(binary, 5)? {
                geometry(binary, shapes, depth + 1)?;
            }
            return Ok(());
        }
        8..=14 => return Err(BadGeometry::Curved),
        _ => return Err("the geometry has an unknown type".into()),
    };
    shapes.end_geometry(kind, mark);
    Ok(())
}

/// The type of a geometry, without its flags, and how many numbers a position has.
fn header(binary: &mut Binary<'_>) -> Result<(u32, usize), &'static str> {
    binary.big = match binary.u8() {
        Some(0) => true,
        Some(1) => false,
        Some(_) => return Err("the geometry has no byte order"),
        None => return Err(CUT),
    };
    let code = binary.u32().ok_or(CUT)?;
    if code & WITH_SRID != 0 {
        binary.u32().ok_or(CUT)?;
    }
    let plain = code & !(WITH_Z | WITH_M | WITH_SRID);
    let (kind, thousands) = (plain % 1_000, plain / 1_000);
    if thousands > 3 {
        return Err("the geometry has an unknown type");
    }
    let flags = usize::from(code & WITH_Z != 0) + usize::from(code & WITH_M != 0);
    let by_thousands = [0, 1, 1, 2][usize::try_from(thousands).unwrap_or(0)];
    Ok((kind, 2 + flags.max(by_thousands)))
}

/// A count of things that take `least` bytes each.
fn count(binary: &mut Binary<'_>, least: usize) -> Result<usize, &'static str> {
    let count = binary.length().ok_or(CUT)?;
    if count > binary.left() / least { Err(CUT) } else { Ok(count) }
}

fn position(binary: &mut Binary<'_>, dimensions: usize, shapes: &mut Shapes) -> Result<(), &'static str> {
    let (x, y) = (binary.f64().ok_or(CUT)?, binary.f64().ok_or(CUT)?);
    binary.take(8 * (dimensions - 2)).ok_or(CUT)?;
    shapes.heights |= dimensions > 2;
    shapes.points.push([x, y]);
    Ok(())
}

fn ring(binary: &mut Binary<'_>, dimensions: usize, shapes: &mut Shapes) -> Result<(), &'static str> {
    let stride = 8 * dimensions;
    let n_points = count(binary, stride)?;
    shapes.heights |= dimensions > 2 && n_points > 0;
    if binary.big {
        for _ in 0..n_points {
            position(binary, dimensions, shapes)?;
        }
    } else {
        let bytes = binary.take(n_points * stride).ok_or(CUT)?;
        shapes.points.extend(bytes.chunks_exact(stride).map(|bytes| [f64_at(bytes, 0), f64_at(bytes, 8)]));
    }
    shapes.end_ring();
    Ok(())
}

fn polygon(binary: &mut Binary<'_>, dimensions: usize, shapes: &mut Shapes) -> Result<(), &'static str> {
    for _ in 0..count(binary, 4)? {
        ring(binary, dimensions, shapes)?;
    }
    shapes.end_polygon();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::layer::read::Wanted;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn heights_flags_and_byte_orders_are_understood() {
        // POINT (1 2), by shapely: little and big, then EWKB with SRID and Z, then ISO Z.
        let points = [
            "0101000000000000000000f03f0000000000000040",
            "00000000013ff00000000000004000000000000000",
            "01010000a0e6100000000000000000f03f00000000000000400000000000000840",
            "01e9030000000000000000f03f00000000000000400000000000000840",
        ];
        for (index, text) in points.into_iter().enumerate() {
            let mut shapes = Shapes::new(Wanted::Points);
            read_wkb(&hex(text), &mut shapes).unwrap();
            shapes.end_shape();
            assert_eq!((shapes.points.as_slice(), shapes.kinds[0]), ([[1.0, 2.0]].as_slice(), Kind::Point));
            assert_eq!(shapes.heights, index > 1);
        }
    }

    #[test]
    fn a_count_beyond_the_end_asks_for_no_memory() {
        let mut shapes = Shapes::new(Wanted::Areas);
        assert_eq!(read_wkb(&hex("0103000000ffffffff"), &mut shapes), Err(CUT.into()));
        assert_eq!(read_wkb(&hex("010300000001000000ffffffff"), &mut shapes), Err(CUT.into()));
        assert!(read_wkb(&hex("0107000000010000000108000000"), &mut shapes).is_err());
    }
}
