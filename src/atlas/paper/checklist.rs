//! The checklists of reporting guidelines: for each item where this report answers it, or that it is left to the authors.
//!
//! CROSS: Sharma and others (2021), *Journal of General Internal Medicine* 36. STROBE for cross-sectional studies: von Elm and others
//! (2007), *`PLoS` Medicine* 4. Items have their published numbers and words of our own.

use crate::atlas::chart::draw::Numbers;
use crate::render::document::cell::{Cell, Kind};
use crate::render::document::content::{Block, Document, Figure, PartName};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::words::catalogue::{plain, say};

/// Where an item may be answered.
#[derive(Clone, Copy)]
enum Place {
    /// In tables of a name.
    Table(TableName),
    /// In what is said in a part.
    Said(PartName),
    /// In what a reader sees first.
    Opening,
    /// In what may be said and what may not.
    Verdicts,
    /// Below the tables.
    Notes,
    /// In the figure of fieldwork.
    Fieldwork,
    /// In figures of answers, which show intervals.
    Intervals,
}
use Place::{Fieldwork, Intervals, Notes, Opening, Said, Table as In, Verdicts};

/// Who answers an item.
#[derive(Clone, Copy)]
enum Answer {
    /// The report, where it has one of these.
    Report(&'static [Place]),
    /// The report a part of it, the authors the rest.
    Partly(&'static [Place]),
    /// The authors.
    Authors,
    /// Nobody: it is about studies of other kinds.
    Nobody,
}
use Answer::{Authors, Nobody, Partly, Report};

/// A heading of a checklist with its items: each by its key, which ends with its number.
type Section = (&'static str, &'static [(&'static str, Answer)]);

/// Units that answered and the others.
const GROUPS: &[Place] = &[In(TableName::Numbers), In(TableName::Characteristics)];
/// How uneven response is, and what is done about it.
const BIAS: &[Place] = &[
    In(TableName::Numbers),
    In(TableName::Characteristics),
    In(TableName::Representativeness),
    In(TableName::Balance),
];
/// For whom the answers stand.
const FOR_WHOM: &[Place] = &[In(TableName::Coverage), In(TableName::Representativeness)];
/// The questions and what was answered.
const ANSWERS: &[Place] = &[In(TableName::Answers), In(TableName::Means)];
/// What was answered, with intervals, and by group with p-values.
const ESTIMATES: &[Place] =
    &[In(TableName::Answers), In(TableName::Means), In(TableName::AnswersBy), In(TableName::MeansBy), Intervals];
/// How it was computed.
const METHODS: &[Place] = &[Said(PartName::Methods), Notes];
/// What would change the results.
const SENSITIVITY: &[Place] = &[Said(PartName::Error), In(TableName::Balance)];
/// What became of the units.
const OUTCOME: &[Place] = &[In(TableName::Disposition)];
/// What holds and what does not.
const LIMITS: &[Place] = &[Verdicts, Said(PartName::Methods)];

const CROSS: &[Section] = &[
    ("checklist-title", &[("cross-1a", Authors), ("cross-1b", Partly(&[Opening]))]),
    ("checklist-introduction", &[("cross-2", Authors), ("cross-3", Authors)]),
    (
        "checklist-methods",
        &[
            ("cross-4", Authors),
            ("cross-5a", Partly(ANSWERS)),
            ("cross-5b", Authors),
            ("cross-5c", Authors),
            ("cross-5d", Partly(ANSWERS)),
            ("cross-6a", Partly(OUTCOME)),
            ("cross-6b", Authors),
            ("cross-6c", Partly(OUTCOME)),
            (
                "cross-6d",
                Report(&[
                    In(TableName::Coverage),
                    In(TableName::Numbers),
                    In(TableName::Characteristics),
                    In(TableName::Representativeness),
                ]),
            ),
            ("cross-7a", Authors),
            ("cross-7b", Partly(&[Fieldwork])),
            ("cross-7c", Authors),
            ("cross-8", Authors),
            ("cross-9a", Authors),
            ("cross-9c", Authors),
            ("cross-10a", Report(METHODS)),
            ("cross-10b", Authors),
            ("cross-10c", Partly(ANSWERS)),
            ("cross-10d", Report(BIAS)),
            ("cross-10e", Nobody),
            ("cross-10f", Report(&[In(TableName::Balance)])),
            ("cross-10g", Report(SENSITIVITY)),
        ],
    ),
    (
        "checklist-results",
        &[
            ("cross-11a", Report(OUTCOME)),
            ("cross-11b", Authors),
            ("cross-11c", Report(&[In(TableName::Disposition), In(TableName::Response)])),
            ("cross-11d", Authors),
            ("cross-12", Report(GROUPS)),
            ("cross-13a", Report(ESTIMATES)),
            ("cross-13b", Partly(&[In(TableName::Representativeness)])),
            ("cross-13c", Report(SENSITIVITY)),
        ],
    ),
    ("checklist-discussion", &[("cross-14", Partly(LIMITS)), ("cross-15", Authors), ("cross-16", Partly(FOR_WHOM))]),
    ("checklist-other", &[("cross-17", Authors), ("cross-18", Authors), ("cross-19", Authors)]),
];

const STROBE: &[Section] = &[
    ("checklist-title", &[("strobe-1a", Authors), ("strobe-1b", Partly(&[Opening]))]),
    ("checklist-introduction", &[("strobe-2", Authors), ("strobe-3", Authors)]),
    (
        "checklist-methods",
        &[
            ("strobe-4", Authors),
            ("strobe-5", Partly(&[Fieldwork])),
            ("strobe-6a", Partly(OUTCOME)),
            ("strobe-7", Partly(ANSWERS)),
            ("strobe-8", Partly(&[In(TableName::Files)])),
            ("strobe-9", Report(BIAS)),
            ("strobe-10", Partly(OUTCOME)),
            ("strobe-11", Authors),
            ("strobe-12a", Report(METHODS)),
            ("strobe-12b", Report(&[In(TableName::AnswersBy), In(TableName::MeansBy)])),
            ("strobe-12c", Partly(ANSWERS)),
            ("strobe-12d", Report(&[Said(PartName::Methods)])),
            ("strobe-12e", Report(SENSITIVITY)),
        ],
    ),
    (
        "checklist-results",
        &[
            ("strobe-13a", Report(OUTCOME)),
            ("strobe-13b", Authors),
            ("strobe-13c", Authors),
            ("strobe-14a", Report(GROUPS)),
            ("strobe-14b", Report(ANSWERS)),
            ("strobe-15", Report(ANSWERS)),
            ("strobe-16a", Report(ESTIMATES)),
            ("strobe-16b", Partly(&[In(TableName::AnswersBy)])),
            ("strobe-16c", Nobody),
            (
                "strobe-17",
                Report(&[
                    Said(PartName::Error),
                    In(TableName::Balance),
                    In(TableName::AnswersBy),
                    In(TableName::MeansBy),
                ]),
            ),
        ],
    ),
    (
        "checklist-discussion",
        &[
            ("strobe-18", Partly(&[Opening])),
            ("strobe-19", Partly(LIMITS)),
            ("strobe-20", Authors),
            ("strobe-21", Partly(FOR_WHOM)),
        ],
    ),
    ("checklist-other", &[("strobe-22", Authors)]),
];

/// The checklists, each item with the places of a document that answer it, whose tables have their numbers.
pub(crate) fn checklists(of: &Numbers<'_>, document: &Document) -> Vec<Table> {
    let table = |name: TableName, title: &'static str, sections: &[Section]| {
        let said = |key: &'static str| plain(of.language, key).to_owned();
        let of_section = |(heading, items): &Section| {
            let items = items.iter().map(|item| Line::Of(Rank::Head, *item));
            std::iter::once(Line::Heading(said(heading))).chain(items).collect::<Vec<_>>()
        };
        let number = |(key, _): &(&'static str, Answer)| key.rsplit('-').next().unwrap_or_default().to_owned();
        let columns = Columns::<(&'static str, Answer)>::new(said("checklist-item"), number)
            .and(said("checklist-asks"), Kind::Text, |(key, _)| Cell::text(plain(of.language, key)))
            .and(said("checklist-where"), Kind::Text, |(_, answer)| Cell::Text(where_answered(of, document, *answer)));
        columns.table(name, said(title), sections.iter().flat_map(of_section).collect(), vec![said("checklist-note")])
    };
    let tables = [table(TableName::Cross, "table-cross", CROSS), table(TableName::Strobe, "table-strobe", STROBE)];
    tables.into_iter().flatten().collect()
}

/// The places that answer an item, that it is left to the authors, or which key of the study would have the report answer it.
fn where_answered(of: &Numbers<'_>, document: &Document, answer: Answer) -> String {
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let (places, key) = match answer {
        Authors => return said("checklist-authors"),
        Nobody => return said("checklist-nobody"),
        Report(places) => (places, "checklist-answered"),
        Partly(places) => (places, "checklist-partly"),
    };
    let mut tables: Vec<&str> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for place in places {
        if let In(name) = place {
            let own = || document.tables().filter(|table| table.name == *name);
            let on_pages = own().any(|table| !Document::is_supplement(table));
            let own = own().filter(|table| !on_pages || !Document::is_supplement(table));
            tables.extend(own.map(|table| table.number.as_str()));
        } else {
            found.extend(found_at(of, document, *place));
        }
    }
    if !tables.is_empty() {
        let values = [("n", tables.len().into()), ("numbers", tables.join(", ").into())];
        found.insert(0, say(of.language, "checklist-tables", values));
    }
    if !found.is_empty() {
        return say(of.language, key, [("places", found.join("; ").into())]);
    }
    let lacking = places.iter().find_map(|place| lacking(of, *place));
    lacking
        .map_or_else(|| said("checklist-authors"), |key| say(of.language, "checklist-missing", [("key", key.into())]))
}

/// What a place is called that is no table; `None` where the document does not have it.
fn found_at(of: &Numbers<'_>, document: &Document, place: Place) -> Option<String> {
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let blocks = || document.parts.iter().flat_map(|part| part.blocks.iter().map(move |block| (part.name, block)));
    match place {
        In(_) => None,
        Said(name) => {
            let is_said = |(part, block): (PartName, &Block)| {
                part == name && matches!(block, Block::Paragraph(_) | Block::List(_))
            };
            blocks()
                .any(is_said)
                .then(|| say(of.language, "quoted", [("text", plain(of.language, name.title()).into())]))
        }
        Opening => document.opening.as_ref().map(|_| said("checklist-opening")),
        Verdicts => {
            let opening = document.opening.as_ref()?;
            (!opening.unsaid.is_empty()).then(|| said("checklist-verdicts"))
        }
        Notes => document.tables().next().map(|_| said("checklist-notes")),
        Intervals => {
            let shows = |figure: &Figure| {
                ["choices", "yes-no", "scale", "numbers"].iter().any(|name| figure.name.starts_with(name))
            };
            blocks()
                .any(|(_, block)| matches!(block, Block::Figure(figure) if shows(figure)))
                .then(|| said("checklist-intervals"))
        }
        Fieldwork => blocks().find_map(|(_, block)| match block {
            Block::Figure(figure) if figure.name.starts_with("fieldwork") => {
                Some(say(of.language, "checklist-figure", [("title", figure.title.as_str().into())]))
            }
            Block::Figure(_) | Block::Paragraph(_) | Block::List(_) | Block::Table(_) => None,
        }),
    }
}

/// The key of the study file without which a report has no such place.
fn lacking(of: &Numbers<'_>, place: Place) -> Option<&'static str> {
    match place {
        In(TableName::Answers | TableName::Means | TableName::AnswersBy | TableName::MeansBy) => {
            of.study.answers.is_empty().then_some("[answers]")
        }
        In(TableName::Coverage) => of.findings.coverage.is_empty().then_some("[catchments]"),
        In(TableName::Numbers | TableName::Characteristics) => Some("characteristics = [\"…\"]"),
        Fieldwork => of.study.frame.fieldwork().invited.is_none().then_some("[fieldwork]"),
        In(
            TableName::Disposition
            | TableName::Response
            | TableName::Balance
            | TableName::Representativeness
            | TableName::Cross
            | TableName::Strobe
            | TableName::Files,
        )
        | Said(_)
        | Opening
        | Verdicts
        | Notes
        | Intervals => None,
    }
}
