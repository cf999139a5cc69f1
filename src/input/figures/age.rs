//! Ages as tables of residents write them: `0`, `Y17`, `100 e oltre`, `15-64`, `999` for all of them.

/// One age or a band of ages, both ends included; an open band has no last age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// All ages together.
    Total,
    /// From the first to the last.
    Band(u8, Option<u8>),
}

/// Whose residents a column or row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Both together.
    Both,
    /// Men.
    Male,
    /// Women.
    Female,
}

/// The oldest age that is one; larger numbers are years or codes.
const OLDEST: u16 = 120;

/// Words that may stand beside a number of years.
const AGE_WORDS: &[&str] =
    &["eta", "età", "anni", "anno", "age", "y", "years", "year", "p", "pop", "residenti", "popolazione", "population"];
const OPEN_WORDS: &[&str] = &["oltre", "più", "piu", "ge", "over", "plus", "older"];
const JOINING_WORDS: &[&str] = &["e", "and", "di", "da", "a", "of", "to"];
const MALE_WORDS: &[&str] = &["m", "maschi", "maschio", "males", "male", "men"];
const FEMALE_WORDS: &[&str] = &["f", "femmine", "femmina", "females", "female", "women"];
const TOTAL_WORDS: &[&str] = &["total", "totale", "tot", "t", "mf", "_t"];

impl Age {
    /// The age in a cell of an age column.
    pub fn of_cell(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        if lower == "999" || TOTAL_WORDS.contains(&lower.as_str()) {
            return Some(Self::Total);
        }
        let (age, sex) = parts(&lower)?;
        (sex == Sex::Both).then_some(age)
    }

    /// The age and sex in the title of a column, such as `0`, `Età 17`, `100+`, `5_F`.
    pub fn of_title(text: &str) -> Option<(Self, Sex)> {
        parts(&text.trim().to_lowercase())
    }

    /// Whether it is a single year of age.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Band(first, Some(last)) if first == last)
    }
}

impl Sex {
    /// The sex in a cell: ISTAT's 1, 2 and 9, or a word.
    pub fn of_cell(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        match lower.as_str() {
            "9" => Some(Self::Both),
            "1" => Some(Self::Male),
            "2" => Some(Self::Female),
            word if TOTAL_WORDS.contains(&word) => Some(Self::Both),
            word if MALE_WORDS.contains(&word) => Some(Self::Male),
            word if FEMALE_WORDS.contains(&word) => Some(Self::Female),
            _ => None,
        }
    }
}

/// Whether a cell of a further dimension, such as marital status, means all of it: ISTAT's 99, 9 or a word.
pub fn is_whole(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    matches!(lower.as_str(), "99" | "9") || TOTAL_WORDS.contains(&lower.as_str())
}

/// The numbers and words of a text taken apart: `y_ge100` is `y`, `ge`, `100`.
fn parts(lower: &str) -> Option<(Age, Sex)> {
    let (mut numbers, mut sex, mut open) = (Vec::new(), Sex::Both, lower.contains('+'));
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_ascii_digit() {
            rest.find(|letter: char| !letter.is_ascii_digit())
        } else if first.is_alphabetic() {
            rest.find(|letter: char| !letter.is_alphabetic())
        } else {
            Some(first.len_utf8())
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if first.is_ascii_digit() {
            numbers.push(part.parse::<u16>().ok().filter(|number| *number <= OLDEST)?);
        } else if OPEN_WORDS.contains(&part) {
            open = true;
        } else if MALE_WORDS.contains(&part) {
            sex = Sex::Male;
        } else if FEMALE_WORDS.contains(&part) {
            sex = Sex::Female;
        } else if first.is_alphabetic()
            && !AGE_WORDS.contains(&part)
            && !JOINING_WORDS.contains(&part)
            && !TOTAL_WORDS.contains(&part)
        {
            return None;
        }
    }
    let year = |number: u16| u8::try_from(number).ok();
    let age = match (numbers.as_slice(), open) {
        ([one], true) => Age::Band(year(*one)?, None),
        ([one], false) => Age::Band(year(*one)?, Some(year(*one)?)),
        ([first, last], false) if first <= last => Age::Band(year(*first)?, Some(year(*last)?)),
        _ => return None,
    };
    Some((age, sex))
}

/// How ages are to be added: a set of bands that covers every age once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// The bands, in order.
    pub bands: Vec<Age>,
    /// The bands that hold residents aged 18 and over and nobody else; empty where no bands do.
    pub adults: Vec<Age>,
}

/// The band of residents aged 18 and over.
const ADULTS: (u8, Option<u8>) = (18, None);

/// The finest bands among `ages` that cover every age once: single years with what lies above them, else bands that join.
///
/// # Errors
/// The bands that overlap or leave ages out, in words.
pub fn partition(ages: impl IntoIterator<Item = Age>) -> Result<Option<Partition>, String> {
    let mut bands: Vec<(u8, Option<u8>)> = ages
        .into_iter()
        .filter_map(|age| match age {
            Age::Total => None,
            Age::Band(first, last) => Some((first, last)),
        })
        .collect();
    bands.sort_unstable_by_key(|(first, last)| (*first, last.unwrap_or(u8::MAX)));
    bands.dedup();
    // Beside bands that do not break at 18, adults may have one of their own.
    let own = bands.contains(&ADULTS) && !bands.iter().any(|(_, last)| *last == Some(17));
    if own {
        bands.retain(|band| *band != ADULTS);
    }
    if bands.is_empty() {
        return Ok(None);
    }
    let singles: Vec<(u8, Option<u8>)> = bands.iter().copied().filter(|(first, last)| *last == Some(*first)).collect();
    if singles.len() > 1 {
        let top = singles.last().map_or(0, |(first, _)| *first);
        let above = bands.iter().copied().find(|(first, last)| *first == top + 1 && last.is_none());
        // The oldest single year often stands for all above it too.
        let open = above.is_some() || top >= 99;
        let covered = |(first, last): &(u8, Option<u8>)| {
            Some((*first, *last)) == above
                || (*first <= top && last.map_or(open, |last| last <= top || above.is_some()))
        };
        if bands.iter().all(covered) {
            bands = singles;
            bands.extend(above);
        }
    }
    let mut next = 0_u8;
    for (at, (first, last)) in bands.iter().enumerate() {
        let shown = |(first, last): (u8, Option<u8>)| match last {
            None => format!("{first}+"),
            Some(last) if last == first => first.to_string(),
            Some(last) => format!("{first}-{last}"),
        };
        if *first > next {
            return Err(format!("the age {next} is missing"));
        }
        if *first < next {
            return Err(format!(
                "the ages {} and {} overlap",
                shown(bands[at.saturating_sub(1)]),
                shown((*first, *last))
            ));
        }
        match last {
            Some(last) => next = last + 1,
            None if at + 1 < bands.len() => {
                return Err(format!("the ages {} and {} overlap", shown((*first, *last)), shown(bands[at + 1])));
            }
            None => {}
        }
    }
    let above: Vec<(u8, Option<u8>)> = bands.iter().copied().filter(|(first, _)| *first >= 18).collect();
    let adults = match above.first() {
        Some((18, _)) => above,
        _ if own => vec![ADULTS],
        _ => Vec::new(),
    };
    let as_ages =
        |bands: Vec<(u8, Option<u8>)>| bands.into_iter().map(|(first, last)| Age::Band(first, last)).collect();
    Ok(Some(Partition { bands: as_ages(bands), adults: as_ages(adults) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_of_cells_and_titles() {
        let single = |age| Age::Band(age, Some(age));
        for (text, age) in [
            ("0", single(0)),
            ("Y17", single(17)),
            ("17 anni", single(17)),
            ("100 e oltre", Age::Band(100, None)),
            ("Y_GE100", Age::Band(100, None)),
            ("100 anni e più", Age::Band(100, None)),
            ("100+", Age::Band(100, None)),
            ("Y15-64", Age::Band(15, Some(64))),
            ("15-64 anni", Age::Band(15, Some(64))),
            ("999", Age::Total),
            ("TOTAL", Age::Total),
            ("Totale", Age::Total),
        ] {
            assert_eq!(Age::of_cell(text), Some(age), "{text}");
        }
        assert_eq!(Age::of_title("Età 5"), Some((single(5), Sex::Both)));
        assert_eq!(Age::of_title("5_F"), Some((single(5), Sex::Female)));
        assert_eq!(Age::of_title("Maschi 100+"), Some((Age::Band(100, None), Sex::Male)));
        for title in ["2021", "population_2021", "code", "Comune", "A 5 stars", "5 6 7", ""] {
            assert_eq!(Age::of_title(title), None, "{title}");
        }
    }

    #[test]
    fn single_years_are_preferred_to_bands_and_holes_are_named() {
        let singles = || (0..100).map(|age| Age::Band(age, Some(age))).chain([Age::Band(100, None), Age::Total]);
        let found = partition(singles().chain([Age::Band(0, Some(14)), Age::Band(65, None)])).unwrap().unwrap();
        assert_eq!(found.bands.len(), 101);
        assert_eq!(found.adults.len(), 83);
        assert_eq!(
            partition(singles().filter(|age| *age != Age::Band(57, Some(57)))),
            Err("the age 57 is missing".to_owned())
        );
        let bands = [Age::Band(0, Some(14)), Age::Band(15, Some(64)), Age::Band(65, None)];
        assert!(partition(bands).unwrap().unwrap().adults.is_empty());
        let with_adults = bands.into_iter().chain([Age::Band(18, None)]);
        assert_eq!(partition(with_adults).unwrap().unwrap().adults, [Age::Band(18, None)]);
        let overlapping = bands.into_iter().chain([Age::Band(60, Some(70))]);
        assert_eq!(partition(overlapping), Err("the ages 15-64 and 60-70 overlap".to_owned()));
        assert_eq!(partition([Age::Total]), Ok(None));
    }
}
