//! Mutations of seeds, the same from the same seed number: what fuzzers do before they have learnt anything.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng as _;

/// Texts that readers stumble over.
const ODD: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xc3\x28",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"<",
    b"{",
    b"[",
    b"1e999",
    b"-0",
    b"NaN",
    b"99999999999999999999",
    b"0.00000000000000000001",
    b"\x1b[31m",
    b"=1+1",
    b"&amp;",
    "\u{202e}".as_bytes(),
    "\u{a0}".as_bytes(),
];

/// Numbers that counts and offsets are made of.
const EDGES: [u32; 10] = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/// Draws of one stream.
pub(crate) struct Mutator {
    draws: Pcg64Mcg,
}

impl Mutator {
    /// A stream by its number.
    pub(crate) fn new(number: u64) -> Self {
        Self { draws: Pcg64Mcg::new(0x9E37_79B9_7F4A_7C15_u128 << 64 | u128::from(number)) }
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.draws.next_u64() % most.max(1) as u64).unwrap_or(0)
    }

    /// One of the seeds, changed in one to eight places.
    pub(crate) fn mutated(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(64)).min(bytes.len());
            match self.below(10) {
                0 | 1 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                2 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap_or(0),
                3 => drop(bytes.splice(at..at, ODD[self.below(ODD.len())].iter().copied())),
                4 => drop(bytes.drain(at..end)),
                5 => {
                    let part = bytes[at..end].to_vec();
                    let times = if self.below(20) == 0 { 200 } else { 1 };
                    drop(bytes.splice(at..at, part.repeat(times)));
                }
                6 if self.below(4) == 0 => bytes.truncate(at),
                7 => {
                    let number = EDGES[self.below(EDGES.len())];
                    let number = if self.below(2) == 0 { number.to_le_bytes() } else { number.to_be_bytes() };
                    bytes.iter_mut().skip(at).zip(number).for_each(|(byte, new)| *byte = new);
                }
                8 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    let part = other[from..(from + self.below(200)).min(other.len())].to_vec();
                    drop(bytes.splice(at..end, part));
                }
                9 => {
                    // A digit for another keeps texts whole.
                    let digit = bytes.iter().skip(at).position(u8::is_ascii_digit);
                    if let Some(place) = digit {
                        bytes[at + place] = b"0123456789.-e"[self.below(13)];
                    }
                }
                _ => {}
            }
        }
        bytes
    }
}
