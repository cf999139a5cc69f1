//! Which coding a column of region codes is in: ISTAT's, or that of the Ministry of Health, which shares two codes with it.
//!
//! The Ministry writes three digits: ten times ISTAT's code (010 Piemonte … 200 Sardegna), and 041 and 042 for Bolzano and Trento. A
//! spreadsheet takes the first zero. 10 and 20 then are codes of both: Umbria and Sardegna to ISTAT, Piemonte and Valle d'Aosta to the
//! Ministry.
//!
//! # Source
//! Ministero della Salute, *Codici delle regioni* of the health information system (NSIS).

use std::collections::BTreeSet;

use crate::input::code::autonomous::Autonomous;

/// What a code of the Ministry stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HealthRegion {
    /// A region, by ISTAT's code.
    Region(String),
    /// One of the two autonomous provinces.
    Autonomous(Autonomous),
}

/// What a column of region codes is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// ISTAT's codes, or no codes at all, or none of a known coding.
    Istat,
    /// Codes of the Ministry of Health.
    Health,
    /// Codes that both have.
    Both,
}

/// The code in a cell as a number.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let is_code = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((digits.parse().ok()?, digits.len())).filter(|_| is_code)
}

/// What a text is in the Ministry's coding.
pub fn health_region(text: &str) -> Option<HealthRegion> {
    match number(text)?.0 {
        41 => Some(HealthRegion::Autonomous(Autonomous::Bolzano)),
        42 => Some(HealthRegion::Autonomous(Autonomous::Trento)),
        code if code % 10 == 0 && (1..=20).contains(&(code / 10)) && code != 40 => {
            Some(HealthRegion::Region(format!("{:02}", code / 10)))
        }
        _ => None,
    }
}

/// Whether a text is one of ISTAT's codes of regions, those of the autonomous provinces among them.
fn is_istat(text: &str) -> bool {
    number(text).is_some_and(|(code, digits)| digits <= 2 && (1..=22).contains(&code))
}

/// What the codes of a column of regions are written in: what fits all of them. Cells that are no number say nothing.
pub fn coding_of<'a>(cells: impl Iterator<Item = &'a str>) -> Coding {
    let codes: BTreeSet<&str> = cells.filter(|text| number(text).is_some()).collect();
    let all_health = !codes.is_empty() && codes.iter().all(|text| health_region(text).is_some());
    match (all_health, codes.iter().all(|text| is_istat(text))) {
        (true, true) => Coding::Both,
        (true, false) => Coding::Health,
        (false, _) => Coding::Istat,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_of_codes_tells_the_coding() {
        let of = |codes: &[&str]| coding_of(codes.iter().copied());
        assert_eq!(of(&["010", "020", "041", "200"]), Coding::Health);
        assert_eq!(of(&["10", "20", "30"]), Coding::Health);
        assert_eq!(of(&["10.0", "130.0", "Lazio"]), Coding::Health);
        assert_eq!(of(&["10", "20", "10"]), Coding::Both);
        assert_eq!(of(&["10", "20", "9"]), Coding::Istat);
        assert_eq!(of(&["01", "20", "010"]), Coding::Istat);
        assert_eq!(of(&["Lazio", "ITC1", ""]), Coding::Istat);
        assert_eq!(of(&["40"]), Coding::Istat);
    }
}
