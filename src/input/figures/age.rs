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
const AGE_WORDS: &[&str] = &[
    "eta",
    "età",
    "anni",
    "anno",
    "age",
    "aged",
    "ages",
    "y",
    "years",
    "year",
    "old",
    "p",
    "pop",
    "residenti",
    "residents",
    "popolazione",
    "population",
    "persone",
    "persons",
    "people",
    "classe",
    "fascia",
];
/// Words after a number, or before one that belongs to the band: `65 e oltre`, `GE65`, `over 65`.
const OPEN_WORDS: &[&str] = &["oltre", "più", "piu", "ge", "over", "plus", "older", "upwards", "above", "≥"];
/// Words before the first number that no longer belongs to the band: `under 18`, `meno di 18`, `LT18`.
const BELOW_WORDS: &[&str] = &["under", "meno", "below", "younger", "less", "lt", "inferiore", "minori", "sotto", "<"];
/// Words before the last number of a band: `fino a 17`, `up to 17`.
const UP_TO_WORDS: &[&str] = &["fino", "up", "le", "≤"];
/// Words before the last number below the band: `oltre 64`, `more than 64`.
const ABOVE_WORDS: &[&str] = &["oltre", "più", "piu", "more", "older", "above", "gt", ">"];
const JOINING_WORDS: &[&str] =
    &["e", "and", "di", "da", "dai", "a", "ai", "of", "to", "from", "than", "or", "o", "the"];
const MALE_WORDS: &[&str] = &["m", "maschi", "maschio", "maschile", "uomini", "uomo", "males", "male", "men", "man"];
const FEMALE_WORDS: &[&str] =
    &["f", "femmine", "femmina", "femminile", "donne", "donna", "females", "female", "women", "woman"];
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

/// Where the number of a band with one number stands in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// It is all of the band.
    Alone,
    /// It is the first age of an open band.
    From,
    /// It is the last age before an open band.
    After,
    /// It is the last age of a band from 0.
    UpTo,
    /// It is the first age above a band from 0.
    Below,
}

/// The numbers and words of a text taken apart: `y_ge100` is `y`, `ge`, `100`.
fn parts(lower: &str) -> Option<(Age, Sex)> {
    let (mut numbers, mut sex, mut bound) = (Vec::new(), Sex::Both, Bound::Alone);
    let lower = lower.replace("<=", "≤").replace(">=", "≥");
    let mut rest = lower.as_str();
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
        } else if numbers.is_empty() && ABOVE_WORDS.contains(&part) {
            bound = Bound::After;
        } else if part == "+" || OPEN_WORDS.contains(&part) {
            bound = Bound::From;
        } else if BELOW_WORDS.contains(&part) {
            bound = Bound::Below;
        } else if UP_TO_WORDS.contains(&part) {
            bound = Bound::UpTo;
        } else if MALE_WORDS.contains(&part) {
            sex = Sex::Male;
        } else if FEMALE_WORDS.contains(&part) {
            sex = Sex::Female;
        } else if first.is_alphabetic()
            && ![AGE_WORDS, JOINING_WORDS, TOTAL_WORDS].iter().any(|list| list.contains(&part))
        {
            return None;
        }
    }
    let year = |number: u16| u8::try_from(number).ok();
    let age = match (numbers.as_slice(), bound) {
        ([one], Bound::Alone) => Age::Band(year(*one)?, Some(year(*one)?)),
        ([one], Bound::From) => Age::Band(year(*one)?, None),
        ([one], Bound::After) => Age::Band(year(*one + 1)?, None),
        ([one], Bound::UpTo) => Age::Band(0, Some(year(*one)?)),
        ([one], Bound::Below) => Age::Band(0, Some(year(one.checked_sub(1)?)?)),
        ([first, last], Bound::Alone) if first <= last => Age::Band(year(*first)?, Some(year(*last)?)),
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
    /// The oldest age, where nothing says that older ones are counted too.
    pub ends: Option<u8>,
}

impl Partition {
    /// That older residents are missing, where bands end and none is open. A single oldest year often stands for all above it too.
    pub fn above(&self) -> Option<String> {
        let is_band = self.bands.last().is_some_and(|last| !last.is_single());
        self.ends.filter(|_| is_band).map(|last| format!("the ages above {last} are missing"))
    }
}

/// The bands of residents below 18, and of those aged 18 and over.
const CHILDREN: Band = (0, Some(17));
const ADULTS: Band = (18, None);

/// The oldest age that stands for all above it where no band is open.
const TOP: u8 = 99;

/// A band: the first age, and the last where it has one.
type Band = (u8, Option<u8>);

/// The finest bands among `ages` that cover every age once. Broader ones beside them are left out, as is a second division such as
/// children and adults beside bands that do not break at 18.
///
/// # Errors
/// The bands that overlap or leave ages out, in words.
pub fn partition(ages: impl IntoIterator<Item = Age>) -> Result<Option<Partition>, String> {
    let mut bands: Vec<Band> = ages
        .into_iter()
        .filter_map(|age| match age {
            Age::Total => None,
            Age::Band(first, last) => Some((first, last)),
        })
        .collect();
    bands.sort_unstable_by_key(|(first, last)| (*first, last.unwrap_or(u8::MAX)));
    bands.dedup();
    // Beside bands that do not break at 18, adults may have a band of their own, and children too.
    let others: Vec<Band> = bands.iter().copied().filter(|band| ![CHILDREN, ADULTS].contains(band)).collect();
    let own = bands.contains(&ADULTS)
        && !others.is_empty()
        && !others.iter().any(|(_, last)| *last == Some(17))
        && (others.len() + 1 == bands.len() || chain(&others, 0).is_some());
    if own {
        bands = others;
    }
    if bands.is_empty() {
        return Ok(None);
    }
    let chain = chain(&bands, 0).ok_or_else(|| gap_of(&bands))?;
    // What is left must be made of whole bands, or be a part of one.
    let starts: Vec<u8> = chain.iter().map(|(first, _)| *first).collect();
    let begins = |age: u8| starts.contains(&age);
    let is_within = |(first, last): &Band| {
        chain.iter().any(|(start, end)| start <= first && end.is_none_or(|end| last.is_some_and(|last| last <= end)))
    };
    let joins = |(first, last): &Band| begins(*first) && last.is_none_or(|last| last >= TOP || begins(last + 1));
    if let Some(other) = bands.iter().find(|band| !chain.contains(band) && !joins(band) && !is_within(band)) {
        let crossed = chain.iter().find(|(_, end)| end.is_none_or(|end| end >= other.0));
        let mut pair = [*crossed.unwrap_or(other), *other];
        pair.sort_unstable();
        return Err(format!("the ages {} and {} overlap", shown(pair[0]), shown(pair[1])));
    }
    let above: Vec<Band> = chain.iter().copied().filter(|(first, _)| *first >= 18).collect();
    let adults = match above.first() {
        Some((18, _)) => above,
        _ if own => vec![ADULTS],
        _ => Vec::new(),
    };
    let ends = chain.last().and_then(|(_, last)| *last).filter(|last| *last < TOP);
    let as_ages = |bands: Vec<Band>| bands.into_iter().map(|(first, last)| Age::Band(first, last)).collect();
    Ok(Some(Partition { bands: as_ages(chain), adults: as_ages(adults), ends }))
}

/// Bands from an age on, each beginning where the one before ends, the narrowest that lead to the end; `None` where none do.
fn chain(bands: &[Band], from: u8) -> Option<Vec<Band>> {
    let has_open = bands.iter().any(|(_, last)| last.is_none());
    let highest = bands.iter().filter_map(|(_, last)| *last).max();
    // From the oldest age down: which ages lead to the end, and by which band.
    let mut next: [Option<Band>; 256] = [None; 256];
    for age in (0..=u8::MAX).rev() {
        let leads = |(first, last): &&Band| {
            *first == age
                && match last {
                    None => true,
                    Some(last) if next[usize::from(*last) + 1..].first().is_some_and(Option::is_some) => true,
                    Some(last) => *last >= TOP || (!has_open && Some(*last) == highest),
                }
        };
        next[usize::from(age)] = bands.iter().find(leads).copied();
    }
    let (mut chain, mut age) = (Vec::new(), usize::from(from));
    while let Some(Some(band)) = next.get(age) {
        chain.push(*band);
        let Some(last) = band.1 else { break };
        age = usize::from(last) + 1;
    }
    (!chain.is_empty()).then_some(chain)
}

/// What keeps bands from covering every age: the first age that none holds, else two that overlap.
fn gap_of(bands: &[Band]) -> String {
    let mut next = 0_u8;
    for (at, (first, last)) in bands.iter().enumerate() {
        if *first > next {
            return format!("the age {next} is missing");
        }
        let before = bands[at.saturating_sub(1)];
        if *first < next && at > 0 && before.0 != *first {
            return format!("the ages {} and {} overlap", shown(before), shown((*first, *last)));
        }
        next = next.max(last.map_or(u8::MAX, |last| last + 1));
    }
    format!("the ages do not join up to {next}")
}

fn shown((first, last): Band) -> String {
    match last {
        None => format!("{first}+"),
        Some(last) if last == first => first.to_string(),
        Some(last) => format!("{first}-{last}"),
    }
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
            ("0-17 anni", Age::Band(0, Some(17))),
            ("18 anni e più", Age::Band(18, None)),
            ("18 e oltre", Age::Band(18, None)),
            ("65 years and over", Age::Band(65, None)),
            ("under 18", Age::Band(0, Some(17))),
            ("meno di 18 anni", Age::Band(0, Some(17))),
            ("less than 18", Age::Band(0, Some(17))),
            ("Y_LT15", Age::Band(0, Some(14))),
            ("<18", Age::Band(0, Some(17))),
            ("<= 17", Age::Band(0, Some(17))),
            ("fino a 17 anni", Age::Band(0, Some(17))),
            ("up to 17", Age::Band(0, Some(17))),
            ("da 15 a 64 anni", Age::Band(15, Some(64))),
            ("oltre 64 anni", Age::Band(65, None)),
            (">64", Age::Band(65, None)),
            ("over 65", Age::Band(65, None)),
            ("≥65", Age::Band(65, None)),
        ] {
            assert_eq!(Age::of_cell(text), Some(age), "{text}");
        }
        assert_eq!(Age::of_title("Età 5"), Some((single(5), Sex::Both)));
        assert_eq!(Age::of_title("5_F"), Some((single(5), Sex::Female)));
        assert_eq!(Age::of_title("Maschi 100+"), Some((Age::Band(100, None), Sex::Male)));
        assert_eq!(Age::of_title("M 0-17"), Some((Age::Band(0, Some(17)), Sex::Male)));
        assert_eq!(Age::of_title("Donne 18 anni e più"), Some((Age::Band(18, None), Sex::Female)));
        assert_eq!(Age::of_title("Popolazione 0-14"), Some((Age::Band(0, Some(14)), Sex::Both)));
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
        let two = [Age::Band(0, Some(17)), Age::Band(18, None)];
        assert_eq!(partition(two).unwrap().unwrap().adults, [Age::Band(18, None)]);
        let both = partition(bands.into_iter().chain(two)).unwrap().unwrap();
        assert_eq!((both.bands.as_slice(), both.adults.as_slice()), (&bands[..], &two[1..]));
        let finer = [Age::Band(0, Some(4)), Age::Band(5, Some(14)), Age::Band(15, Some(64)), Age::Band(65, None)];
        assert_eq!(partition(bands.into_iter().chain(finer)).unwrap().unwrap().bands, finer);
        assert_eq!(partition(bands.into_iter().chain([finer[0]])).unwrap().unwrap().bands, bands);
        let hole = [Age::Band(0, Some(14)), Age::Band(65, None)];
        assert_eq!(partition(hole), Err("the age 15 is missing".to_owned()));
        let closed = partition([Age::Band(0, Some(14)), Age::Band(15, Some(64))]).unwrap().unwrap();
        assert_eq!(closed.ends, Some(64));
    }
}
