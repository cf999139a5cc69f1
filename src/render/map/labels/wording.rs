//! What labels say: all of them names in full, or all of them short forms; codes; values.

use crate::render::classes::value::MapArea;
use crate::render::picture::design::Labels;
use crate::render::picture::shown::{Legend, Picture};

/// How areas are named. One map has one way for all of its areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// As the source writes them.
    Full,
    /// By their short forms.
    Short,
}

impl Picture {
    /// Whether every area that has a name has a short form too.
    pub(crate) fn has_short_forms(&self) -> bool {
        let mut named = self.values.areas.iter().filter(|area| !area.name.is_empty()).peekable();
        let is_named = matches!(self.design.labels, Labels::Names | Labels::NamesValues);
        is_named && named.peek().is_some() && named.all(|area| area.short_name.is_some())
    }

    /// What may stand on an area, the first best: each as its lines. Empty where the area has nothing to say.
    pub(crate) fn wordings(&self, area: &MapArea, naming: Naming) -> Vec<Vec<String>> {
        let with_value = |mut lines: Vec<String>| {
            lines.extend(self.value_label(area));
            lines
        };
        let named = || {
            // Land that is no area of its own has no name.
            if area.name.is_empty() { Vec::new() } else { self.namings(area, naming) }
        };
        let code = || if area.name.is_empty() { Vec::new() } else { vec![vec![area.code.clone()]] };
        match self.design.labels {
            Labels::None => Vec::new(),
            Labels::Names => named(),
            Labels::Codes => code(),
            Labels::Values => self.value_label(area).map(|value| vec![value]).into_iter().collect(),
            Labels::NamesValues => named().into_iter().map(with_value).collect(),
            Labels::CodesValues => code().into_iter().map(with_value).collect(),
        }
    }

    fn namings(&self, area: &MapArea, naming: Naming) -> Vec<Vec<String>> {
        if naming == Naming::Short
            && let Some(short) = &area.short_name
        {
            return vec![vec![short.clone()]];
        }
        let of_groups = matches!(self.key.legend, Some(Legend::Groups { .. }));
        // Of names in two languages the first.
        let first = area.name.split('/').next().unwrap_or_default().trim();
        let name = if of_groups { area.name.as_str() } else { first };
        std::iter::once(vec![name.to_owned()]).chain(in_two_lines(name)).collect()
    }
}

/// A name in two lines of about one length, broken after a space or a hyphen.
fn in_two_lines(name: &str) -> Option<Vec<String>> {
    let breaks = name.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '-')).map(|(at, _)| at + 1);
    let longest = |at: &usize| (*at).max(name.len() - *at);
    breaks
        .filter(|at| *at < name.len())
        .min_by_key(longest)
        .map(|at| vec![name[..at].trim_end().to_owned(), name[at..].to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_where_both_lines_are_alike() {
        assert_eq!(in_two_lines("Friuli-Venezia Giulia").unwrap(), ["Friuli-", "Venezia Giulia"]);
        assert_eq!(in_two_lines("Valle d'Aosta").unwrap(), ["Valle", "d'Aosta"]);
        assert_eq!(in_two_lines("Lazio"), None);
    }
}
