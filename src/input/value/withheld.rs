//! Marks that stand in a table for a value that is known and withheld, so that nobody can be recognised.

/// Marks that offices use.
///
/// # Source
/// Eurostat's flag `c` (confidential), the asterisk of health statistics, ISTAT's two points for what is below half of the unit.
const USUAL: [&str; 5] = ["c", ":c", "*", "**", ".."];

/// The marks of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The table's own; without them the usual ones and `<` with a number, such as `<5`.
    own: Option<Vec<String>>,
}

impl Marks {
    /// The marks that the analyst names, instead of the usual ones.
    pub fn named(marks: Vec<String>) -> Self {
        Self { own: Some(marks) }
    }

    /// The marks that were named.
    pub fn own(&self) -> Option<&[String]> {
        self.own.as_deref()
    }

    /// Whether a cell says that its value is withheld.
    pub fn withhold(&self, cell: &str) -> bool {
        // No usual mark begins with a digit, as nearly every cell does.
        if self.own.is_none() && starts_with_digit(cell) {
            return false;
        }
        // A colon may stand apart from its flag.
        let cell = cell.trim().replace(' ', "");
        let cell = cell.as_str();
        match &self.own {
            Some(own) => own.iter().any(|mark| mark.replace(' ', "").eq_ignore_ascii_case(cell)),
            None => USUAL.iter().any(|mark| mark.eq_ignore_ascii_case(cell)) || is_below(cell),
        }
    }
}

/// Whether a cell begins as numbers do.
pub(crate) fn starts_with_digit(cell: &str) -> bool {
    cell.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Whether a cell says that its value is below a number.
fn is_below(cell: &str) -> bool {
    let number = cell.strip_prefix(['<', '≤']).map(|rest| rest.trim_start_matches('=').trim());
    number.is_some_and(|number| {
        number.starts_with(|letter: char| letter.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_marks_are_known_and_numbers_are_none() {
        let usual = Marks::default();
        for mark in ["c", "C", ":c", ": c", "*", "**", "..", "<5", "< 10", "<=4", "≤ 4", " * "] {
            assert!(usual.withhold(mark), "{mark}");
        }
        for cell in ["", "5", "-5", "<", "<x", "-", "na", "1.5", "cc"] {
            assert!(!usual.withhold(cell), "{cell}");
        }
    }

    #[test]
    fn marks_that_are_named_replace_the_usual_ones() {
        let own = Marks::named(vec!["riservato".to_owned()]);
        assert!(own.withhold("Riservato") && !own.withhold("*"));
    }
}
