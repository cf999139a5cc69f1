//! A survey with random numbers, and the paper that reports it: all of it true, or with one number wrong.

use super::words::{ALONE, ENGLISH, Field, ITALIAN, MEDIANS, NOISE, PARTS, RESPONSES, SHARES, TOTALS};

/// What is wrong in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// A percentage beside its count and base.
    Percent,
    /// A count beside its base and percentage.
    Count,
    /// A percentage that no count of its base has.
    NoCount,
    /// The rate of response.
    Response,
    /// Respondents and the others.
    Parts,
    /// A count in a table of one answer.
    SingleCount,
    /// A percentage in such a table.
    SinglePercent,
    /// The base of such a table, less those who did not answer.
    Asked,
    /// A percentage of a question with several answers.
    Several,
    /// The base of such a question.
    SeveralBase,
    /// The total of a table.
    Total,
    /// A mean and its total.
    Mean,
    /// Quartiles out of order.
    Order,
    /// A rate of a group.
    Rate,
    /// The same percentage said twice.
    Twice,
    /// Words that do not fit the percentage.
    Words,
    /// Residents of an area.
    Area,
    /// The coverage of an area.
    Coverage,
    /// A range that became a date.
    Date,
}

impl Fault {
    /// All of them.
    pub(crate) const ALL: [Self; 19] = [
        Self::Percent,
        Self::Count,
        Self::NoCount,
        Self::Response,
        Self::Parts,
        Self::SingleCount,
        Self::SinglePercent,
        Self::Asked,
        Self::Several,
        Self::SeveralBase,
        Self::Total,
        Self::Mean,
        Self::Order,
        Self::Rate,
        Self::Twice,
        Self::Words,
        Self::Area,
        Self::Coverage,
        Self::Date,
    ];
}

impl Fault {
    /// What is wrong, in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Percent => "percentage beside count and base",
            Self::Count => "count beside base and percentage",
            Self::NoCount => "percentage that no count of its base has",
            Self::Response => "rate of response",
            Self::Parts => "respondents and the others",
            Self::SingleCount => "count of one answer",
            Self::SinglePercent => "percentage of one answer",
            Self::Asked => "base less those who did not answer",
            Self::Several => "percentage, several answers",
            Self::SeveralBase => "base, several answers",
            Self::Total => "total of a table",
            Self::Mean => "mean and total",
            Self::Order => "median outside the quartiles",
            Self::Rate => "rates of groups",
            Self::Twice => "percentage said twice",
            Self::Words => "`more than half`",
            Self::Area => "residents of areas",
            Self::Coverage => "coverage of an area",
            Self::Date => "range that became a date",
        }
    }
}

/// O'Neill's PCG32, so that texts are the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    /// A stream of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_add(0x853c_49e6_748f_ea9b));
        random.below(2);
        random.below(2);
        random
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = u32::try_from((((old >> 18) ^ old) >> 27) & u64::from(u32::MAX)).unwrap();
        u64::from(mixed.rotate_right(u32::try_from(old >> 59).unwrap())) % end
    }

    /// One of so many.
    pub(crate) fn one_of(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap()
    }

    /// A number from one to another.
    pub(crate) fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }
}

/// A part of a paper.
pub(crate) enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Prose(String),
    /// A table: its caption, its rows, the first of which is the header.
    Table(String, Vec<Vec<String>>),
}

/// Who writes a paper.
struct Author<'a> {
    random: Random,
    language: usize,
    field: &'a Field,
    fault: Option<Fault>,
    /// Decimals of percentages.
    decimals: u32,
    /// What stands before a per cent sign.
    sign: &'static str,
}

/// A paper.
pub(crate) fn paper(seed: u64, language: usize, fault: Option<Fault>) -> Vec<Part> {
    let mut random = Random::new(seed);
    let fields: &[Field] = if language == 0 { &ENGLISH } else { &ITALIAN };
    let field = &fields[random.one_of(fields.len())];
    let decimals = u32::from(random.below(5) > 0);
    let sign = ["%", "%", "%", " %"][random.one_of(4)];
    Author { random, language, field, fault, decimals, sign }.write()
}

impl Author<'_> {
    fn it(&self) -> bool {
        self.language == 1
    }

    fn either(&self, english: &str, italian: &str) -> String {
        (if self.it() { italian } else { english }).to_owned()
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// A whole number.
    fn whole(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(if self.it() { '.' } else { ',' });
            }
            text.push(digit);
        }
        text
    }

    /// A number of so many decimals.
    fn decimal(&self, scaled: u64, decimals: u32) -> String {
        if decimals == 0 {
            return self.whole(scaled);
        }
        let scale = 10_u64.pow(decimals);
        format!(
            "{}{}{:0width$}",
            self.whole(scaled / scale),
            if self.it() { ',' } else { '.' },
            scaled % scale,
            width = usize::try_from(decimals).unwrap()
        )
    }

    /// A share in steps of the decimals, halves up.
    fn share(&self, count: u64, base: u64) -> u64 {
        (200 * count * 10_u64.pow(self.decimals) + base) / (2 * base)
    }

    fn percent(&self, count: u64, base: u64) -> String {
        self.decimal(self.share(count, base), self.decimals)
    }

    /// A percentage that is wrong by some points.
    fn wrong(&mut self, count: u64, base: u64) -> String {
        let step = 10_u64.pow(self.decimals);
        let off = 2 * step + self.random.below(3 * step) + 1;
        let share = self.share(count, base);
        let wrong = if share + off > 99 * step { share - off } else { share + off };
        self.decimal(wrong, self.decimals)
    }

    fn one<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.random.one_of(texts.len())]
    }

    fn filled(&self, template: &str, values: &[(&str, String)]) -> String {
        let mut text = template.replace("{units}", self.field.units).replace("{size}", self.field.size);
        let mut of = self.field.of.to_owned();
        text = text.replace("{of}", &of);
        of[..1].make_ascii_uppercase();
        text = text.replace("{Of}", &of);
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        // A sentence begins with a capital.
        let mut letters = text.chars();
        let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
        first + letters.as_str()
    }

    fn share_sentence(&mut self, a: u64, b: u64, does: &str, fault: bool) -> String {
        let template = self.one(SHARES[self.language]);
        let wrong = self.wrong(a, b) + self.sign;
        let right = self.percent(a, b) + self.sign;
        let shift = self.random.within(b / 20 + 2, b / 10 + 3);
        let (bad_percent, bad_count) = (fault && self.has(Fault::Percent), fault && self.has(Fault::Count));
        let count = if bad_count { if a + shift <= b { a + shift } else { a - shift } } else { a };
        let percent = if bad_percent { wrong } else { right };
        let values = [("a", self.whole(count)), ("b", self.whole(b)), ("p", percent), ("does", does.to_owned())];
        self.filled(template, &values)
    }

    fn noise(&mut self, n: usize) -> String {
        let all = NOISE[self.language];
        let start = self.random.one_of(all.len());
        (0..n).map(|at| all[(start + at * 5) % all.len()]).collect::<Vec<_>>().join(" ")
    }

    fn write(mut self) -> Vec<Part> {
        let n_areas = if self.random.below(2) == 0 { 3 } else { 5 };
        let areas: Vec<(u64, u64)> = (0..n_areas)
            .map(|_| {
                let invited = self.random.within(18, 70);
                (invited, self.random.within(invited / 4, invited * 4 / 5))
            })
            .collect();
        let invited: u64 = areas.iter().map(|area| area.0).sum();
        let n: u64 = areas.iter().map(|area| area.1).sum();
        let main = self.random.within(n * 3 / 10, n * 7 / 10);
        let main = if 2 * main == n { main + 1 } else { main };
        let mut parts = vec![
            Part::Heading(self.either("A survey of the country's units", "Indagine nazionale")),
            Part::Prose(self.abstract_of(invited, n, main)),
            Part::Heading(self.either("Methods", "Metodi")),
            Part::Prose(self.noise(4)),
            Part::Heading(self.either("Results", "Risultati")),
            Part::Prose(self.response(invited, n, &areas)),
            Part::Prose(self.results(n, main)),
            Part::Prose(self.sizes(n)),
        ];
        parts.extend(self.single_table(n));
        parts.extend(self.several_table(n));
        parts.extend(self.range_table(n));
        parts.extend(self.area_table(&areas));
        parts.extend(self.coverage(n_areas));
        parts.push(Part::Heading(self.either("Discussion", "Discussione")));
        parts.push(Part::Prose(self.discussion(n, main)));
        parts.push(Part::Heading(self.either("References", "Bibliografia")));
        parts.push(Part::Prose(
            "1. Smith A. A survey of 61 units (34 of 61, 99%). J Surv. 2020;12(3):45-67.".to_owned(),
        ));
        parts
    }

    fn abstract_of(&mut self, invited: u64, n: u64, main: u64) -> String {
        let first = self.either(
            "We surveyed all {b} {units} of the country.",
            "Sono state interpellate tutte le sedi del paese, {b} in tutto.",
        );
        let first = self.filled(&first, &[("b", self.whole(invited))]);
        let wrong = self.wrong(main, n) + self.sign;
        let right = self.percent(main, n) + self.sign;
        let percent = if self.has(Fault::Twice) { wrong } else { right };
        let template = self.either("Overall, {p} of {units} {does}.", "Il {p} {of} {units} {does}.");
        let same = self.filled(&template, &[("p", percent), ("does", self.field.does[0].to_owned())]);
        format!("{first} {} {same}", self.noise(1))
    }

    fn response(&mut self, invited: u64, n: u64, areas: &[(u64, u64)]) -> String {
        let template = self.one(RESPONSES[self.language]);
        let wrong = self.wrong(n, invited) + self.sign;
        let right = self.percent(n, invited) + self.sign;
        let percent = if self.has(Fault::Response) { wrong } else { right };
        let first = self.filled(template, &[("a", self.whole(n)), ("b", self.whole(invited)), ("p", percent)]);
        let others = invited - n + if self.has(Fault::Parts) { self.random.within(1, 9) } else { 0 };
        let template = self.one(PARTS[self.language]);
        let second =
            self.filled(template, &[("a", self.whole(n)), ("b", self.whole(invited)), ("c", self.whole(others))]);
        // Rates of all areas, one of them far off.
        let names = self.areas(areas.len());
        let raised = self.has(Fault::Rate);
        let rates: Vec<String> = areas
            .iter()
            .zip(&names)
            .map(|((invited, responded), name)| {
                let percent = if raised {
                    self.decimal(98 * 10_u64.pow(self.decimals), self.decimals)
                } else {
                    self.percent(*responded, *invited)
                };
                let in_the =
                    self.either("in the", if ["Centro", "Sud"].contains(&name.as_str()) { "al" } else { "nel" });
                format!("{percent}{} {in_the} {name}", self.sign)
            })
            .collect();
        let (last, rest) = rates.split_last().unwrap();
        let third = self.either(
            "The response rate was {list} and {last}.",
            "Il tasso di risposta è stato del {list} e del {last}.",
        );
        let third = third.replace("{list}", &rest.join(", ")).replace("{last}", last);
        format!("{first} {second} {third}")
    }

    fn areas(&self, n: usize) -> Vec<String> {
        let names: &[&str] = match (n, self.it()) {
            (3, false) => &["North", "Centre", "South"],
            (_, false) => &["North-East", "North-West", "Centre", "South", "Islands"],
            (3, true) => &["Nord", "Centro", "Sud"],
            (_, true) => &["Nord-Est", "Nord-Ovest", "Centro", "Sud", "Isole"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn results(&mut self, n: u64, main: u64) -> String {
        let does = self.field.does;
        let mut sentences = vec![self.share_sentence(main, n, does[0], false)];
        for (at, does) in does.into_iter().enumerate().skip(1).take(2) {
            let a = self.random.within(n / 10 + 1, n * 9 / 10);
            sentences.push(self.share_sentence(a, n, does, at == 1));
            if at == 1 {
                sentences.push(self.noise(1));
            }
        }
        // A small base, so that percentages have gaps.
        let (b, template) = (self.random.within(20, 40), self.one(ALONE[self.language]));
        let a = self.random.within(b / 5, b * 4 / 5);
        let tenths = (2_000 * a + b) / (2 * b);
        // Between two counts there is no percentage.
        let tenths = if self.has(Fault::NoCount) { tenths + 1_000 / (2 * b) } else { tenths };
        let values = [("b", self.whole(b)), ("p", self.decimal(tenths, 1) + self.sign), ("does", does[3].to_owned())];
        sentences.push(self.filled(template, &values));
        sentences.join(" ")
    }

    fn sizes(&mut self, n: u64) -> String {
        let total = n * self.random.within(120, 900) + self.random.below(n);
        let mean = (20 * total + n) / (2 * n);
        let wrong = if self.has(Fault::Mean) { mean + self.random.within(30, 300) } else { mean };
        let template = self.one(TOTALS[self.language]);
        let values = [("n", self.whole(n)), ("t", self.whole(total)), ("m", self.decimal(wrong, 1))];
        let first = self.filled(template, &values);
        let median = self.random.within(200, 400);
        let (lower, upper) = (median - self.random.within(20, 150), median + self.random.within(20, 300));
        let shown = if self.has(Fault::Order) { upper + self.random.within(5, 50) } else { median };
        let template = self.one(MEDIANS[self.language]);
        let values = [("m", self.whole(shown)), ("l", self.whole(lower)), ("u", self.whole(upper))];
        format!("{first} {}", self.filled(template, &values))
    }

    /// Splits a base into answers.
    fn split(&mut self, base: u64, n: usize) -> Vec<u64> {
        let weights: Vec<u64> = (0..n).map(|_| self.random.within(10, 100)).collect();
        let all: u64 = weights.iter().sum();
        let mut counts: Vec<u64> = weights.iter().map(|weight| base * weight / all).collect();
        counts[0] += base - counts.iter().sum::<u64>();
        counts
    }

    /// Rows of counts with percentages, in one column or two.
    fn rows(
        &mut self,
        labels: &[String],
        counts: &[u64],
        base: u64,
        together: bool,
        faults: (bool, bool),
    ) -> Vec<Vec<String>> {
        let wrong_at = self.random.one_of(labels.len());
        let off = self.random.within(base / 20 + 2, base / 10 + 3);
        let mut rows = Vec::new();
        for (at, (label, count)) in labels.iter().zip(counts).enumerate() {
            let wrong = self.wrong(*count, base);
            let percent = if faults.1 && at == wrong_at { wrong } else { self.percent(*count, base) };
            let count = if faults.0 && at == wrong_at { count + off } else { *count };
            let count = self.whole(count);
            rows.push(if together {
                vec![label.clone(), format!("{count} ({percent})")]
            } else {
                vec![label.clone(), count, percent]
            });
        }
        rows
    }

    fn header(first: &str, together: bool) -> Vec<String> {
        if together {
            vec![first.to_owned(), "n (%)".to_owned()]
        } else {
            vec![first.to_owned(), "n".to_owned(), "%".to_owned()]
        }
    }

    fn single_table(&mut self, n: u64) -> Vec<Part> {
        let together = self.random.below(2) == 0;
        let missing = self.random.within(1, 4);
        let base = n - missing;
        let counts = self.split(base, 3);
        let faults = (self.has(Fault::SingleCount), self.has(Fault::SinglePercent));
        let labels = [self.either("Yes", "Sì"), "No".to_owned(), self.either("Do not know", "Non so")];
        let shown_missing = if self.has(Fault::Asked) { missing + self.random.within(1, 3) } else { missing };
        let question = self.either("Is there a written plan?", "Esiste un piano scritto?");
        let heading = format!("{question} (N = {n}; n = {base}; NA = {shown_missing})");
        let width = if together { 2 } else { 3 };
        let mut blank = vec![heading];
        blank.resize(width, String::new());
        let mut rows = vec![Self::header(&self.either("Answer", "Risposta"), together), blank];
        rows.extend(self.rows(&labels, &counts, base, together, faults));
        let caption =
            self.either("Table 1. Answers to the main question", "Tabella 1. Risposte alla domanda principale");
        vec![Part::Table(caption, rows)]
    }

    fn several_table(&mut self, n: u64) -> Vec<Part> {
        let together = self.random.below(2) == 0;
        let (question, answers) = self.field.several;
        let labels: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let counts: Vec<u64> = labels.iter().map(|_| self.random.within(n / 8 + 1, n * 4 / 5)).collect();
        let faults = (false, self.has(Fault::Several));
        let mut rows = vec![Self::header(&self.either("Answer", "Risposta"), together)];
        let own = self.rows(&labels, &counts, n, together, faults);
        rows.extend(own);
        let shown = if self.has(Fault::SeveralBase) { n + n / 3 } else { n };
        let several = self.either("more than one answer possible", "possibili più risposte");
        let caption = self.either("Table 2. {q} (N = {b}; {several})", "Tabella 2. {q} (N = {b}; {several})");
        let caption =
            caption.replace("{q}", question).replace("{b}", &self.whole(shown)).replace("{several}", &several);
        vec![Part::Table(caption, rows)]
    }

    fn range_table(&mut self, n: u64) -> Vec<Part> {
        let counts = self.split(n, 4);
        let mut labels: Vec<String> = ["0", "1-3", "4-6", ">6"].iter().map(|label| (*label).to_owned()).collect();
        let date = self.either("3-Jan", "3-gen");
        if self.has(Fault::Date) {
            labels[1] = date;
        }
        let mut rows = vec![Self::header(&self.either("Trained workers", "Addetti formati"), false)];
        let own = self.rows(&labels, &counts, n, false, (false, false));
        rows.extend(own);
        let total = if self.has(Fault::Total) { n + self.random.within(1, 9) } else { n };
        rows.push(vec![self.either("Total", "Totale"), self.whole(total), self.whole(100)]);
        vec![Part::Table(self.either("Table 3. Trained workers", "Tabella 3. Addetti formati"), rows)]
    }

    fn area_table(&mut self, areas: &[(u64, u64)]) -> Vec<Part> {
        let header: [String; 4] = [
            self.either("Area", "Area"),
            self.either("Invited", "Invitati"),
            self.either("Respondents", "Rispondenti"),
            self.either("Response rate (%)", "Tasso di risposta (%)"),
        ];
        let mut rows = vec![header.to_vec()];
        for ((invited, responded), name) in areas.iter().zip(self.areas(areas.len())) {
            rows.push(vec![name, self.whole(*invited), self.whole(*responded), self.percent(*responded, *invited)]);
        }
        let (invited, responded) = areas.iter().fold((0, 0), |sum, area| (sum.0 + area.0, sum.1 + area.1));
        rows.push(vec![
            self.either("Total", "Totale"),
            self.whole(invited),
            self.whole(responded),
            self.percent(responded, invited),
        ]);
        vec![Part::Table(self.either("Table 4. Response by area", "Tabella 4. Risposta per area"), rows)]
    }

    fn coverage(&mut self, n_areas: usize) -> Vec<Part> {
        let names = self.areas(n_areas);
        let mut numbers: Vec<(u64, u64)> = Vec::new();
        for _ in &names {
            let residents = self.random.within(900_000, 9_000_000);
            numbers.push((residents * self.random.within(20, 80) / 100 + self.random.below(999), residents));
        }
        let total = numbers.iter().fold((0, 0), |sum, area| (sum.0 + area.0, sum.1 + area.1));
        let wrong = self.wrong(numbers[0].0, numbers[0].1);
        let off = if self.has(Fault::Area) { self.random.within(1_000, 90_000) } else { 0 };
        let header: [String; 4] = [
            self.either("Area", "Area"),
            self.either("Residents covered", "Residenti coperti"),
            self.either("Residents", "Residenti"),
            self.either("Coverage (%)", "Copertura (%)"),
        ];
        let mut rows = vec![header.to_vec()];
        for (at, (name, (covered, residents))) in names.iter().zip(&numbers).enumerate() {
            let percent =
                if at == 0 && self.has(Fault::Coverage) { wrong.clone() } else { self.percent(*covered, *residents) };
            rows.push(vec![name.clone(), self.whole(*covered), self.whole(*residents), percent]);
        }
        rows.push(vec![
            self.either("Italy", "Italia"),
            self.whole(total.0),
            self.whole(total.1 + off),
            self.percent(total.0, total.1),
        ]);
        let caption = self.either("Table 5. Coverage of the population", "Tabella 5. Copertura della popolazione");
        vec![Part::Table(caption, rows)]
    }

    fn discussion(&mut self, n: u64, main: u64) -> String {
        let above = (2 * main > n) != self.has(Fault::Words);
        let template = match (self.it(), above) {
            (false, true) => "In conclusion, more than half of {units} {does}.",
            (false, false) => "In conclusion, less than half of {units} {does}.",
            (true, true) => "In conclusione, più della metà {of} {units} ({p}) {does}.",
            (true, false) => "In conclusione, meno della metà {of} {units} ({p}) {does}.",
        };
        let values = [("p", self.percent(main, n) + self.sign), ("does", self.field.does[0].to_owned())];
        format!("{} {}", self.filled(template, &values), self.noise(3))
    }
}
