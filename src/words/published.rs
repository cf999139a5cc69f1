//! Counts of a whole as they are published: a share, a range, or the word that it is withheld.

use std::ops::Add;

use crate::analysis::gate::published::Published;
use crate::model::base::language::Language;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, decimal, percent};

/// What stands where there is no number.
const NOTHING: &str = "–";

/// The share, such as `44.1 %`, `44 %`, `40–50 %`, `at most 15 %`.
pub(crate) fn published_share<C>(share: Published<C>, language: Language) -> String
where
    C: Copy + Default + PartialOrd + Add<Output = C> + Into<u64>,
{
    match share {
        Published::Exact(share) => share.value().map_or_else(|| NOTHING.to_owned(), |share| percent(share, language)),
        Published::Rounded { value, step, .. } => of_step(value, step, language),
        Published::Between { low, high, .. } => between(low, high, language),
        Published::Withheld { .. } => plain(language, "withheld").to_owned(),
    }
}

/// The part out of the whole, such as `12/27`; a dash for a part that is not published itself.
pub(crate) fn published_units<C>(units: Published<C>) -> String
where
    C: Copy + Default + PartialOrd + Add<Output = C> + Into<u64>,
{
    let whole: u64 = units.whole().into();
    let part = match units {
        Published::Exact(share) => Into::<u64>::into(share.part()).to_string(),
        Published::Between { low, high, .. } => {
            let units = |share: f64| decimal(share * whole as f64, 0, Language::default());
            format!("{}–{}", units(low), units(high))
        }
        Published::Rounded { .. } | Published::Withheld { .. } => NOTHING.to_owned(),
    };
    format!("{part}/{whole}")
}

/// The part, or a dash.
pub(crate) fn published_part<C>(count_of: Published<C>, grouping: Grouping) -> String
where
    C: Copy + Default + PartialOrd + Add<Output = C> + Into<u64>,
{
    count_of.part().map_or_else(|| NOTHING.to_owned(), |part| count(part.into(), grouping))
}

fn decimals_of(step: f64) -> usize {
    usize::from(step < 0.01 - 1e-9)
}

fn of_step(value: f64, step: f64, language: Language) -> String {
    format!("{}\u{a0}%", decimal(value * 100.0, decimals_of(step), language))
}

fn between(low: f64, high: f64, language: Language) -> String {
    let is_whole = |share: f64| (share * 100.0 - (share * 100.0).round()).abs() < 1e-9;
    let decimals = usize::from(!(is_whole(low) && is_whole(high)));
    let number = |share: f64| decimal(share * 100.0, decimals, language);
    let written = |share: f64| format!("{}\u{a0}%", number(share));
    if low <= 0.0 {
        let share = written(high);
        say(language, "at-most-percent", [("share", share.into())])
    } else if high >= 1.0 {
        let share = written(low);
        say(language, "at-least-percent", [("share", share.into())])
    } else {
        format!("{}–{}", number(low), written(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base::count::Residents;
    use crate::model::base::share::Share;

    #[test]
    fn a_share_is_as_fine_as_it_is_published() {
        let whole = Residents(1000);
        let told = |share: Published<Residents>| published_share(share, Language::English);
        assert_eq!(told(Published::Exact(Share::new(Residents(441), whole).unwrap())), "44.1\u{a0}%");
        assert_eq!(told(Published::Rounded { value: 0.44, step: 0.01, whole }), "44\u{a0}%");
        assert_eq!(told(Published::Rounded { value: 0.441, step: 0.001, whole }), "44.1\u{a0}%");
        assert_eq!(told(Published::Between { low: 0.4, high: 0.5, whole }), "40–50\u{a0}%");
        assert_eq!(told(Published::Between { low: 0.0, high: 0.15, whole }), "at most 15\u{a0}%");
        assert_eq!(told(Published::Between { low: 0.85, high: 1.0, whole }), "at least 85\u{a0}%");
        assert_eq!(told(Published::Withheld { whole }), "withheld");
        assert_eq!(published_units(Published::Withheld { whole }), "–/1000");
    }
}
