//! The flags of `bacino map` that draw a picture again: the record that a map carries of how it was made.

use crate::analysis::coverage::area::Source;
use crate::atlas::ask::request::{MapRequest, OnFile, PanelsRequest};
use crate::atlas::ask::style::{Style, Wording};
use crate::input::figures::column::AreaFigures;
use crate::model::base::language::Language;
use crate::render::classes::classify::Breaks;
use crate::render::page::scene::TextForm;
use crate::render::picture::design::{Attributes, Design, Labels, LocatorKind, Small};
use crate::render::picture::shown::Form;

/// The flag of who may see exact values.
pub(crate) const INTERNAL: &str = "--internal";

/// Adds a flag and its value.
fn push(flags: &mut Vec<String>, flag: &str, value: &dyn ToString) {
    flags.push(flag.to_owned());
    flags.push(value.to_string());
}

/// The flags of a style, those that say what is said anyway left out. Every field is named, so that a new one is recorded or said not to be.
fn style_flags(style: &Style) -> Vec<String> {
    let Style { method, k, palette, middle, wording, part, second, form, people_per_dot, seed, internal, design } =
        style;
    let mut flags = Vec::new();
    match method {
        Some(Breaks::Given(breaks)) => {
            let breaks: Vec<String> = breaks.iter().map(f64::to_string).collect();
            // A bound may be negative, so flag and value are one word.
            flags.push(format!("--breaks={}", breaks.join(",")));
        }
        Some(Breaks::Chosen(method)) => push(&mut flags, "--classes", &method.word()),
        None => {}
    }
    if let Some(k) = k {
        push(&mut flags, "-k", k);
    }
    if let Some(palette) = palette {
        push(&mut flags, "--palette", &palette.word());
    }
    flags.extend(middle.map(|middle| format!("--middle={middle}")));
    flags.extend(wording_flags(wording));
    if let Some(part) = part {
        flags.push(format!("--part={part}"));
    }
    if let Some(second) = second {
        push(&mut flags, "--value2", &second.word());
    }
    if *form != Form::Choropleth {
        push(&mut flags, "--form", &form.word());
    }
    if let Some(people) = people_per_dot {
        push(&mut flags, "--dot", people);
    }
    if *form == Form::Dots {
        push(&mut flags, "--seed", seed);
    }
    flags.extend(internal.then(|| INTERNAL.to_owned()));
    flags.extend(design_flags(design));
    flags
}

/// The flags of words, but for the language. Every field is named, so that a new one is recorded or said not to be.
pub(crate) fn wording_flags(wording: &Wording) -> Vec<String> {
    // A map of a study in its own language says none, one of a table always does.
    let Wording { title, subtitle, legend_title, unit, credit, note, language: _ } = wording;
    let said = [
        ("--title", title),
        ("--subtitle", subtitle),
        ("--legend-title", legend_title),
        ("--unit", unit),
        ("--credit", credit),
        ("--note", note),
    ];
    said.into_iter().filter_map(|(flag, text)| Some(format!("{flag}={}", text.as_ref()?))).collect()
}

/// The flags of a design. Every field is named, so that a new one is recorded or said not to be.
fn design_flags(design: &Design) -> Vec<String> {
    let Design {
        size,
        // An empty title says it.
        title: _,
        theme,
        labels,
        decimals,
        histogram,
        north_arrow,
        graticule,
        hatch_below,
        uncertainty,
        insets,
        locator,
        text,
        attributes,
    } = design;
    let mut flags = Vec::new();
    push(&mut flags, "--size", &size.word);
    push(&mut flags, "--theme", &theme.name.word());
    if *labels != Labels::None {
        push(&mut flags, "--labels", &labels.word());
    }
    if let Some(decimals) = decimals {
        push(&mut flags, "--decimals", decimals);
    }
    for (flag, is_set) in [
        ("--histogram", *histogram),
        ("--north-arrow", *north_arrow),
        ("--graticule", *graticule),
        ("--embed-font", *text == TextForm::Embedded),
        ("--outline-text", *text == TextForm::Outlined),
    ] {
        if is_set {
            flags.push(flag.to_owned());
        }
    }
    for inset in insets {
        flags.push(format!("--inset={inset}"));
    }
    if *locator != LocatorKind::None {
        push(&mut flags, "--locator", &locator.word());
    }
    match hatch_below {
        Some(Small::Residents(least)) => push(&mut flags, "--hatch-below", least),
        Some(Small::Units(least)) => push(&mut flags, "--hatch-below", &format!("{least}units")),
        None => {}
    }
    if let Some(uncertainty) = uncertainty {
        push(&mut flags, "--uncertainty", &uncertainty.word());
    }
    if *attributes != Attributes::Seen {
        push(&mut flags, "--attributes", &attributes.word());
    }
    flags
}

/// The flags that draw a picture of a study again.
pub(crate) fn made_with(layer: &str, value: Vec<String>, source: Option<Source>, style: &Style) -> Vec<String> {
    let mut flags = vec![layer.to_owned()];
    flags.extend(value);
    flags.extend(source.into_iter().flat_map(|source| ["--source".to_owned(), source.word().to_owned()]));
    flags.extend(style.wording.language.map(|language| format!("--language={}", language.word())));
    flags.extend(style_flags(style));
    flags
}

/// The flags that draw a picture of a table again, but for the table's own path.
pub(crate) fn table_made_with(
    layer: &str,
    value: String,
    figures: &AreaFigures,
    language: Language,
    style: &Style,
) -> Vec<String> {
    let mut flags = vec![layer.to_owned(), value, format!("--code={}", figures.code)];
    flags.extend(figures.sheet.iter().map(|sheet| format!("--sheet={sheet}")));
    flags.extend(figures.codes.map(|day| format!("--codes={day}")));
    flags.extend(figures.marks.own().map(|marks| format!("--suppressed={}", marks.join(","))));
    flags.extend(figures.numbers.map(|numbers| format!("--numbers={}", numbers.word())));
    flags.extend(["--language".to_owned(), language.word().to_owned()]);
    flags.extend(style_flags(style));
    flags
}

/// The flags of a boundary file, but for its own path; `id` identifies its areas. Every field is named, so that a new one is recorded or
/// said not to be.
pub(crate) fn file_flags(on: &OnFile, id: &str) -> Vec<String> {
    let OnFile { path: _, layer, crs, id: _ } = on;
    let mut flags = vec![format!("--id={id}")];
    flags.extend(layer.iter().map(|layer| format!("--on-layer={layer}")));
    flags.extend(crs.iter().map(|crs| format!("--on-crs={crs}")));
    flags
}

/// The flags that draw several panels again, but for the paths of studies and tables; `first` are those of the first panel alone. Every
/// field of a request is named, so that a new one is recorded or said not to be.
pub(crate) fn panels_made_with(request: &MapRequest, first: &[String], language: Language) -> Vec<String> {
    /// How a table was read, which its own panel knows.
    const OF_TABLE: [&str; 8] =
        ["--code=", "--sheet=", "--codes=", "--suppressed=", "--numbers=", "--id=", "--on-layer=", "--on-crs="];
    let MapRequest {
        layer,
        study: _,
        value,
        data,
        // Said by the first panel, as the table is.
        on: _,
        code: _,
        // Refused with several panels.
        groups: _,
        sheet: _,
        codes: _,
        marks: _,
        numbers: _,
        source,
        aggregate,
        panels: PanelsRequest { values, with: _, wave, word: _, titles },
        zoom: _,
        style,
    } = request;
    let mut flags = vec![layer.clone().unwrap_or_default()];
    match values.as_slice() {
        [] => flags.extend(value.iter().map(|value| format!("--value={value}"))),
        values => flags.push(format!("--values={}", values.join(","))),
    }
    flags.extend(aggregate.map(|how| format!("--aggregate={}", how.word())));
    flags.extend(wave.iter().map(|wave| format!("--wave={wave}")));
    flags.extend(source.iter().map(|source| format!("--source={}", source.word())));
    flags.extend(first.iter().filter(|flag| OF_TABLE.iter().any(|start| flag.starts_with(start))).cloned());
    let language = style.wording.language.or(data.is_some().then_some(language));
    flags.extend(language.map(|language| format!("--language={}", language.word())));
    flags.extend(titles.iter().map(|title| format!("--panel={title}")));
    flags.extend(style_flags(style));
    flags
}
