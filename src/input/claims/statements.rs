//! Sections of a claims file put together into claims: tables of questions, shares, sums, spreads, rates, and what a survey of units that
//! serve territories prints of itself.
//!
//! Figures of several sections make one claim where they belong together: the covered residents of macro-areas add up to those of all, the
//! mean size of respondents' catchments times their number is what they cover.

use crate::input::cell::content::Nature;
use crate::input::claims::typed::{Entry, FactsReader, all_entries, entries, range};
use crate::input::document::toml::Section;
use crate::input::value::damage::damage;
use crate::model::claim::figure::{Figure, Named};
use crate::model::claim::statement::{Block, BlockRow, Rate, ShareClaim, Spread, Statement, Total};
use crate::model::claim::subject::folded;

/// Sections of a claims file that stand there once.
const ONCE: [&str; 8] = [
    "publication",
    "survey",
    "response_rate_by_area",
    "representativeness",
    "macro_area",
    "regional_coverage_percent",
    "catchment_size",
    "text_percentages",
];

/// Sections of which there may be many.
const MANY: [&str; 6] = ["table", "share", "sum", "spread", "rates", "areas"];

/// What several sections say together.
#[derive(Default)]
pub(crate) struct Statements {
    invited: Option<Figure>,
    responded: Option<Figure>,
    response: Option<Figure>,
    groups: Vec<Rate>,
    responding: Option<Figure>,
    not_responding: Option<Figure>,
    covered: Option<Named>,
    uncovered: Option<Named>,
    national: Option<Named>,
    national_percent: Option<Figure>,
    sources: String,
    macro_covered: Vec<Named>,
    macro_residents: Vec<Named>,
    spreads: Vec<(Spread, (usize, usize))>,
}

/// The words of a key: `south_islands` is `south islands`.
fn words(key: &str) -> String {
    key.replace('_', " ")
}

impl Statements {
    /// Reads every section.
    pub(crate) fn read(&mut self, root: &Section<'_>, reader: &mut FactsReader<'_>) {
        root.refuse_unknown(&[&ONCE[..], &MANY].concat(), &[], &mut reader.problems);
        let mut problems = std::mem::take(&mut reader.problems);
        let mut section = |name: &str| {
            let known = root.keys().iter().any(|key| key.value == name);
            known.then(|| root.section(name, &mut problems)).flatten()
        };
        let once = ONCE.map(&mut section);
        let many = MANY.map(|name| root.sections(name, &mut problems));
        reader.problems = problems;
        let [publication, survey, by_area, represented, macro_areas, regions, sizes, percentages] = once;
        if let Some(publication) = publication {
            entries(&publication, &["title", "authors", "journal", "year", "doi", "place", "note"], reader);
        }
        if let Some(survey) = survey {
            self.survey(&survey, reader);
        }
        for (name, value) in by_area.iter().flat_map(all_entries) {
            if let Some(percent) = reader.figure(&name, value) {
                self.groups.push(Rate { label: words(&name), percent, count: None, base: None });
            }
        }
        if let Some(represented) = represented {
            self.represented(&represented, reader);
        }
        for (name, value) in macro_areas.iter().flat_map(all_entries) {
            match macro_areas.as_ref().and_then(|all| all.section_of(&name, value)) {
                Some(area) => self.macro_area(&words(&name), &area, reader),
                None => reader.wrong(value, &name, "a section with covered, population and coverage_percent"),
            }
        }
        for (name, value) in regions.iter().flat_map(all_entries) {
            if let Some(percent) = reader.figure(&name, value) {
                let (range, area) = (percent.range, words(&name));
                let text = format!("{area}: {} %", percent.printed);
                let statement = Statement::Coverage { area, percent: Some(percent), covered: None, residents: None };
                reader.claim(range, text, statement);
            }
        }
        for (name, value) in sizes.iter().flat_map(all_entries) {
            match sizes.as_ref().and_then(|all| all.section_of(&name, value)) {
                Some(group) => self.spreads.push(spread(&group, words(&name), reader)),
                None => reader.wrong(value, &name, "a section with mean, median, q1, q3"),
            }
        }
        if let Some(percentages) = percentages {
            text_percentages(&percentages, reader);
        }
        let [tables, shares, sums, spreads, rates, areas] = many;
        for section in &tables {
            block(section, reader);
        }
        for section in &shares {
            share(section, reader);
        }
        for section in &sums {
            sum(section, reader);
        }
        self.spreads.extend(spreads.iter().map(|section| spread(section, String::new(), reader)));
        for section in &rates {
            group_rates(section, reader);
        }
        for section in &areas {
            residents_of_areas(section, reader);
        }
    }

    fn survey(&mut self, section: &Section<'_>, reader: &mut FactsReader<'_>) {
        const TOLD: [&str; 6] =
            ["field_start", "field_end", "reminders", "reminder_interval_days", "anonymous", "conducted_by"];
        let known: Vec<&str> = TOLD.into_iter().chain(["invited", "responded", "response_rate_percent"]).collect();
        for (key, value) in entries(section, &known, reader) {
            let target = match key.as_str() {
                "invited" => &mut self.invited,
                "responded" => &mut self.responded,
                "response_rate_percent" => &mut self.response,
                _ => continue,
            };
            *target = reader.figure(&key, value);
        }
    }

    fn represented(&mut self, section: &Section<'_>, reader: &mut FactsReader<'_>) {
        const KNOWN: [&str; 7] = [
            "responding_units",
            "non_responding_units",
            "covered_population",
            "uncovered_population",
            "national_population",
            "national_coverage_percent",
            "population_sources",
        ];
        for (key, value) in entries(section, &KNOWN, reader) {
            if key == "population_sources" {
                self.sources = reader.text(&key, value).unwrap_or_default();
                continue;
            }
            let Some(figure) = reader.figure(&key, value) else { continue };
            let named = Named { label: words(&key), figure: figure.clone() };
            match key.as_str() {
                "responding_units" => self.responding = Some(figure),
                "non_responding_units" => self.not_responding = Some(figure),
                "covered_population" => self.covered = Some(named),
                "uncovered_population" => self.uncovered = Some(named),
                "national_population" => self.national = Some(named),
                "national_coverage_percent" => self.national_percent = Some(figure),
                _ => {}
            }
        }
    }

    fn macro_area(&mut self, name: &str, section: &Section<'_>, reader: &mut FactsReader<'_>) {
        let found = entries(section, &["covered", "population", "coverage_percent"], reader);
        let mut figures = [None, None, None];
        for (key, value) in &found {
            let at = ["covered", "population", "coverage_percent"].iter().position(|known| known == key);
            if let Some(at) = at {
                figures[at] = reader.figure(key, value);
            }
        }
        let [covered, residents, percent] = figures;
        let named = |figure: &Option<Figure>| figure.clone().map(|figure| Named { label: name.to_owned(), figure });
        self.macro_covered.extend(named(&covered));
        self.macro_residents.extend(named(&residents));
        coverage(name, covered, residents, percent, reader);
    }

    /// Claims that figures of several sections make.
    pub(crate) fn together(self, reader: &mut FactsReader<'_>) {
        let Self { invited, responded, response, groups, covered, uncovered, national, .. } = self;
        if let (Some(count), Some(base)) = (&responded, &invited) {
            let share = ShareClaim {
                count: Some(count.clone()),
                base: Some(base.clone()),
                percent: response.clone(),
                base_is_said: true,
                ..ShareClaim::default()
            };
            let text = share_text("responded", &share);
            reader.claim(spanning(&[Some(count), Some(base), response.as_ref()]), text, Statement::Share(share));
        }
        if let (true, Some(first)) = (groups.len() >= 2, groups.first()) {
            let end = groups.last().map_or(first.percent.range.1, |last| last.percent.range.1);
            let text = listed(groups.iter().map(|group| format!("{} {} %", group.label, group.percent.printed)));
            let total = Total { count: responded, base: invited, percent: response };
            let total = (total.count.is_some() || total.percent.is_some()).then_some(total);
            reader.claim((first.percent.range.0, end), text, Statement::Rates { groups, total });
        }
        if let (Some(covered), Some(uncovered), Some(national)) = (&covered, &uncovered, &national) {
            add_up(vec![covered.clone(), uncovered.clone()], national.clone(), reader);
        }
        if let (Some(covered), true) = (&covered, self.macro_covered.len() >= 2) {
            add_up(self.macro_covered, covered.clone(), reader);
        }
        if let (Some(first), Some(last)) = (self.macro_residents.first(), self.macro_residents.last())
            && self.macro_residents.len() >= 2
        {
            let range = (first.figure.range.0, last.figure.range.1.max(first.figure.range.0));
            let text = listed(self.macro_residents.iter().map(told));
            let statement = Statement::Areas { denominators: self.macro_residents.clone(), total: national.clone() };
            reader.claim(range, text, statement);
        }
        let figure = |named: &Option<Named>| named.as_ref().map(|named| named.figure.clone());
        if covered.is_some() || self.national_percent.is_some() {
            coverage("national", figure(&covered), figure(&national), self.national_percent, reader);
        }
        if let Some(national) = national {
            let named = Named { label: format!("{}, {}", national.label, self.sources), ..national };
            reader.claim(named.figure.range, told(&named), Statement::SourceTotal(named));
        }
        for (mut spread, range) in self.spreads {
            // What both groups of a survey have beside their sizes.
            let (units, residents) = match spread.label.as_str() {
                "respondents" => (&self.responding, &covered),
                "non respondents" => (&self.not_responding, &uncovered),
                _ => (&None, &None),
            };
            spread.n = spread.n.or(units.clone());
            spread.total = spread.total.or(figure(residents));
            reader.claim(range, spread.label.clone(), Statement::Spread(Box::new(spread)));
        }
    }
}

fn add_up(parts: Vec<Named>, total: Named, reader: &mut FactsReader<'_>) {
    let text = format!("{}; {}", listed(parts.iter().map(told)), told(&total));
    reader.claim(total.figure.range, text, Statement::Sum { parts, total });
}

fn coverage(
    area: &str,
    covered: Option<Figure>,
    residents: Option<Figure>,
    percent: Option<Figure>,
    reader: &mut FactsReader<'_>,
) {
    let figures = [covered.as_ref(), residents.as_ref(), percent.as_ref()];
    let numbers = covered.iter().chain(&residents).map(|figure| figure.printed.to_string());
    let numbers = numbers.chain(percent.iter().map(|percent| format!("{} %", percent.printed)));
    let text = format!("{area}: {}", listed(numbers));
    let range = spanning(&figures);
    reader.claim(range, text, Statement::Coverage { area: area.to_owned(), percent, covered, residents });
}

/// A question's answers.
fn block(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    let known = ["id", "question", "base", "asked", "not_answered", "exclusive", "rows"];
    let mut block = Block::default();
    let mut id = String::new();
    let found = entries(section, &known, reader);
    for (key, value) in &found {
        match key.as_str() {
            "id" => id = reader.text(key, value).unwrap_or_default(),
            "question" => block.title = reader.text(key, value).unwrap_or_default(),
            "base" => block.base = reader.figure(key, value),
            "asked" => block.asked = reader.figure(key, value),
            "not_answered" => block.not_answered = reader.figure(key, value),
            "exclusive" => block.single = reader.truth(key, value),
            "rows" => {
                for row in reader.rows(
                    key,
                    value,
                    (2, 3),
                    "rows of an answer, a count and a percentage: [[\"yes\", 34, \"55.7\"]]",
                ) {
                    let [label, count, rest @ ..] = row else { continue };
                    let Some(label_text) = reader.text(key, label) else { continue };
                    if damage(Nature::Text, &label_text).is_some() {
                        let span = label.span();
                        let statement = Statement::Damaged { found: label_text.clone() };
                        reader.claim((span.start + 1, span.end.saturating_sub(1)), label_text.clone(), statement);
                    }
                    let count = reader.figure_or_nothing(key, count);
                    let percent = rest.first().and_then(|percent| reader.figure_or_nothing(key, percent));
                    block.rows.push(BlockRow { label: label_text, count, percent });
                }
            }
            _ => {}
        }
    }
    if block.title.is_empty() {
        block.title.clone_from(&id);
    }
    let text = if id.is_empty() || id == block.title { block.title.clone() } else { format!("{id} {}", block.title) };
    reader.claim(range(&found), text, Statement::Block(block));
}

/// Percentages of a text with their bases, one row each.
fn text_percentages(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    for (key, value) in entries(section, &["rows"], reader) {
        for row in
            reader.rows(&key, value, (3, 3), "rows of a claim, a percentage and a base: [[\"yes\", \"55.7\", 61]]")
        {
            let [label, percent, base] = row else { continue };
            let (Some(label), Some(percent), Some(base)) =
                (reader.text(&key, label), reader.figure(&key, percent), reader.figure(&key, base))
            else {
                continue;
            };
            let range = spanning(&[Some(&percent), Some(&base)]);
            let share = ShareClaim {
                percent: Some(percent),
                base: Some(base),
                base_is_said: true,
                subject: folded(&label),
                ..ShareClaim::default()
            };
            reader.claim(range, share_text(&label, &share), Statement::Share(share));
        }
    }
}

/// One share.
fn share(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    let found = entries(section, &["claim", "count", "base", "percent"], reader);
    let mut share = ShareClaim { base_is_said: true, ..ShareClaim::default() };
    let mut label = String::new();
    for (key, value) in &found {
        match key.as_str() {
            "claim" => label = reader.text(key, value).unwrap_or_default(),
            "count" => share.count = reader.figure(key, value),
            "base" => share.base = reader.figure(key, value),
            "percent" => share.percent = reader.figure(key, value),
            _ => {}
        }
    }
    share.subject = folded(&label);
    reader.claim(range(&found), share_text(&label, &share), Statement::Share(share));
}

/// Parts and their total.
fn sum(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    let found = entries(section, &["parts", "total"], reader);
    let (parts, total) = parts_and_total(&found, "parts", reader);
    if let (Some(total), true) = (total, parts.len() >= 2) {
        add_up(parts, total, reader);
    }
}

/// Residents of areas.
fn residents_of_areas(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    let found = entries(section, &["rows", "total"], reader);
    let (denominators, total) = parts_and_total(&found, "rows", reader);
    let text = listed(denominators.iter().map(told));
    reader.claim(range(&found), text, Statement::Areas { denominators, total });
}

fn parts_and_total(found: &[Entry<'_>], rows: &str, reader: &mut FactsReader<'_>) -> (Vec<Named>, Option<Named>) {
    let (mut parts, mut total) = (Vec::new(), None);
    for (key, value) in found {
        if key == rows {
            for row in
                reader.rows(key, value, (2, 2), "rows of a name and a number: [[\"North\", 61], [\"South\", 74]]")
            {
                parts.extend(reader.named(key, row));
            }
        } else {
            total = reader.figure(key, value).map(|figure| Named { label: words(key), figure });
        }
    }
    (parts, total)
}

/// Statistics of one variable.
fn spread(section: &Section<'_>, name: String, reader: &mut FactsReader<'_>) -> (Spread, (usize, usize)) {
    let known = ["label", "n", "mean", "sd", "total", "minimum", "q1", "median", "q3", "maximum"];
    let found = entries(section, &known, reader);
    let mut spread = Spread { label: name, ..Spread::default() };
    for (key, value) in &found {
        let target = match key.as_str() {
            "label" => {
                spread.label = reader.text(key, value).unwrap_or_default();
                continue;
            }
            "n" => &mut spread.n,
            "mean" => &mut spread.mean,
            "sd" => &mut spread.deviation,
            "total" => &mut spread.total,
            "minimum" => &mut spread.minimum,
            "q1" => &mut spread.lower,
            "median" => &mut spread.median,
            "q3" => &mut spread.upper,
            "maximum" => &mut spread.maximum,
            _ => continue,
        };
        *target = reader.figure(key, value);
    }
    (spread, range(&found))
}

/// Rates of groups with the rate of all.
fn group_rates(section: &Section<'_>, reader: &mut FactsReader<'_>) {
    let found = entries(section, &["groups", "count", "base", "percent"], reader);
    let (mut groups, mut total) = (Vec::new(), Total::default());
    for (key, value) in &found {
        match key.as_str() {
            "groups" => {
                let expected =
                    "rows of a group and its percentage, with or without count and base: [[\"North\", \"63\"]]";
                for row in reader.rows(key, value, (2, 4), expected) {
                    let Some(Named { label, figure }) = reader.named(key, row) else { continue };
                    let count = row.get(2).and_then(|count| reader.figure_or_nothing(key, count));
                    let base = row.get(3).and_then(|base| reader.figure_or_nothing(key, base));
                    groups.push(Rate { label, percent: figure, count, base });
                }
            }
            "count" => total.count = reader.figure(key, value),
            "base" => total.base = reader.figure(key, value),
            "percent" => total.percent = reader.figure(key, value),
            _ => {}
        }
    }
    let text = listed(groups.iter().map(|group| format!("{} {} %", group.label, group.percent.printed)));
    reader.claim(range(&found), text, Statement::Rates { groups, total: Some(total) });
}

fn told(named: &Named) -> String {
    format!("{} {}", named.label, named.figure.printed)
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn share_text(label: &str, share: &ShareClaim) -> String {
    let figure = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.printed.to_string());
    let of = [figure(&share.count), figure(&share.base)].into_iter().flatten().collect::<Vec<_>>().join(" of ");
    let percent = figure(&share.percent).map(|percent| format!("{percent} %"));
    match (percent, share.count.is_some()) {
        (Some(percent), true) => format!("{label}: {of} ({percent})"),
        (Some(percent), false) => format!("{label}: {percent} of {of}"),
        (None, _) => format!("{label}: {of}"),
    }
}

/// From the first figure to the last.
fn spanning(figures: &[Option<&Figure>]) -> (usize, usize) {
    let ranges = || figures.iter().flatten().map(|figure| figure.range);
    let start = ranges().map(|range| range.0).min().unwrap_or(0);
    // Figures of several sections: the first marks the claim.
    let near = ranges().filter(|range| range.0 <= start + 200).map(|range| range.1).max();
    (start, near.unwrap_or(start))
}
