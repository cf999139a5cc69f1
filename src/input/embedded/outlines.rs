//! Outlines of Italy's municipalities, packed as shared arcs inside the program.
//!
//! The layout is written down in `geodata/pack_boundaries.py`.

use std::fmt;

use crate::model::shape::outline::{ArcOutlines, ReferenceSystem};

/// The packed outlines.
const MUNICIPALITIES: &[u8] = include_bytes!("../../../geodata/municipalities.arcs");
/// Land around Italy, packed.
const LAND_AROUND: &[u8] = include_bytes!("../../../geodata/land_around.arcs");
/// The file's first bytes.
const MAGIC: &[u8] = b"BACINO-A";

/// Packed outlines that are damaged, with the byte at which that showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DamagedArcs {
    /// The position in the file.
    pub byte: usize,
}

impl fmt::Display for DamagedArcs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "packed outlines are damaged at byte {}", self.byte)
    }
}

impl std::error::Error for DamagedArcs {}

/// The outlines of Italy's municipalities on 1 January 2023, longitude and latitude.
///
/// # Panics
/// Never: the bytes are part of the program and a test unpacks them.
pub fn embedded_outlines() -> ArcOutlines {
    unpack(MUNICIPALITIES).expect("the embedded outlines are whole")
}

/// The outlines of the countries around Italy, longitude and latitude: what a map is not about and shows all the same.
///
/// # Panics
/// Never: the bytes are part of the program and a test unpacks them.
pub fn land_around() -> ArcOutlines {
    unpack(LAND_AROUND).expect("the embedded outlines are whole")
}

/// The packed outlines themselves, for their fingerprint.
pub fn embedded_bytes() -> &'static [u8] {
    MUNICIPALITIES
}

/// Unpacks outlines.
///
/// # Errors
/// Where the bytes end early or hold a number that cannot be.
pub fn unpack(bytes: &[u8]) -> Result<ArcOutlines, DamagedArcs> {
    let mut packed = Packed { bytes, at: 0 };
    packed.magic()?;
    let steps = packed.count(1_000_000_000)?;
    // Every shape and every arc takes a byte at least, so a count beyond the file is damage, not a reason to ask for memory.
    let n_shapes = packed.count(bytes.len())?;
    let n_arcs = packed.count(bytes.len())?;
    if steps == 0 {
        return Err(packed.damaged());
    }
    let mut codes = Vec::with_capacity(n_shapes);
    let mut code = 0_i64;
    for _ in 0..n_shapes {
        code = packed.difference(code)?;
        codes.push(format!("{code:06}"));
    }
    let (mut ring_arcs, mut ring_starts, mut shape_starts) = (Vec::new(), vec![0], vec![0]);
    let mut arc = 0_i64;
    for _ in 0..n_shapes {
        for _ in 0..packed.count(bytes.len())? {
            for _ in 0..packed.count(bytes.len())? {
                arc = packed.difference(arc)?;
                let known = i32::try_from(arc)
                    .ok()
                    .filter(|arc| usize::try_from(*arc.max(&!*arc)).is_ok_and(|arc| arc < n_arcs));
                ring_arcs.push(known.ok_or_else(|| packed.damaged())?);
            }
            ring_starts.push(position(ring_arcs.len()));
        }
        shape_starts.push(position(ring_starts.len() - 1));
    }
    let mut points = Vec::with_capacity(bytes.len() / 4);
    let mut arc_starts = Vec::with_capacity(n_arcs + 1);
    arc_starts.push(0);
    let scale = steps as f64;
    let mut first = (0_i64, 0_i64);
    for _ in 0..n_arcs {
        let n_points = packed.count(bytes.len())?;
        if n_points < 2 {
            return Err(packed.damaged());
        }
        let mut point = first;
        for number in 0..n_points {
            point = (packed.difference(point.0)?, packed.difference(point.1)?);
            if number == 0 {
                first = point;
            }
            points.push([point.0 as f64 / scale, point.1 as f64 / scale]);
        }
        arc_starts.push(position(points.len()));
    }
    if packed.at != bytes.len() {
        return Err(packed.damaged());
    }
    let reference = ReferenceSystem::wgs84();
    Ok(ArcOutlines { reference, points, arc_starts, ring_arcs, ring_starts, shape_starts, codes })
}

/// A length as a position; the file is far smaller than 2³² bytes.
fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

struct Packed<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Packed<'_> {
    fn damaged(&self) -> DamagedArcs {
        DamagedArcs { byte: self.at }
    }

    fn magic(&mut self) -> Result<(), DamagedArcs> {
        if !self.bytes.starts_with(MAGIC) {
            return Err(self.damaged());
        }
        self.at = MAGIC.len();
        Ok(())
    }

    fn unsigned(&mut self) -> Result<u64, DamagedArcs> {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or_else(|| self.damaged())?;
            self.at += 1;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged())
    }

    /// A count that is at most `most`.
    fn count(&mut self, most: usize) -> Result<usize, DamagedArcs> {
        let value = self.unsigned()?;
        usize::try_from(value).ok().filter(|count| *count <= most).ok_or_else(|| self.damaged())
    }

    /// `before` plus a signed difference; results stay far below the limits of the type.
    fn difference(&mut self, before: i64) -> Result<i64, DamagedArcs> {
        const LIMIT: i64 = 1 << 50;
        let zigzag = self.unsigned()?;
        let half = i64::try_from(zigzag >> 1).unwrap_or(i64::MAX);
        let difference = if zigzag & 1 == 0 { half } else { -half - 1 };
        before.checked_add(difference).filter(|value| (-LIMIT..=LIMIT).contains(value)).ok_or_else(|| self.damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_outlines_are_whole() {
        let outlines = embedded_outlines();
        assert_eq!(outlines.codes.len(), 7_901);
        assert_eq!(outlines.codes.first().map(String::as_str), Some("001001"));
        let inside = |[x, y]: &[f64; 2]| (6.0..19.0).contains(x) && (35.0..48.0).contains(y);
        assert!(outlines.points.iter().all(inside));
    }

    #[test]
    fn san_marino_and_neighbours_are_land_around() {
        // The Vatican is finer than the source's detail.
        let codes = land_around().codes;
        for code in ["000674", "000250", "000705"] {
            assert!(codes.iter().any(|known| known == code), "{code}");
        }
    }

    #[test]
    fn damaged_bytes_are_an_error_and_never_a_panic() {
        for end in (0..MUNICIPALITIES.len()).step_by(37_993) {
            assert!(unpack(&MUNICIPALITIES[..end]).is_err(), "cut at {end}");
        }
        for at in (8..MUNICIPALITIES.len()).step_by(97_973) {
            for bit in 0..8 {
                let mut bytes = MUNICIPALITIES.to_vec();
                bytes[at] ^= 1 << bit;
                let _ = unpack(&bytes);
            }
        }
    }
}
