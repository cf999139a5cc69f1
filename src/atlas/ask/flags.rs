//! The flags of `bacino map` that draw a picture again: the record that a map carries of how it was made.

use crate::analysis::coverage::area::Source;
use crate::atlas::ask::style::Style;
use crate::input::figures::column::AreaFigures;
use crate::model::base::language::Language;
use crate::render::classes::classify::Breaks;
use crate::render::page::scene::TextForm;
use crate::render::picture::design::{Attributes, Design, Labels, LocatorKind, Small};
use crate::render::picture::shown::Form;

/// Adds a flag and its value.
fn push(flags: &mut Vec<String>, flag: &str, value: &dyn ToString) {
    flags.push(flag.to_owned());
    flags.push(value.to_string());
}

/// The flags of a style, those that say what is said anyway left out.
pub(crate) fn style_flags(style: &Style) -> Vec<String> {
    let mut flags = Vec::new();
    match &style.method {
        Some(Breaks::Given(breaks)) => {
            let breaks: Vec<String> = breaks.iter().map(f64::to_string).collect();
            // A bound may be negative, so flag and value are one word.
            flags.push(format!("--breaks={}", breaks.join(",")));
        }
        Some(Breaks::Chosen(method)) => push(&mut flags, "--classes", &method.word()),
        None => {}
    }
    if let Some(k) = style.k {
        push(&mut flags, "-k", &k);
    }
    if let Some(palette) = style.palette {
        push(&mut flags, "--palette", &palette.word());
    }
    if let Some(title) = &style.title {
        flags.push(format!("--title={title}"));
    }
    if let Some(part) = &style.part {
        flags.push(format!("--part={part}"));
    }
    if let Some(second) = style.second {
        push(&mut flags, "--value2", &second.word());
    }
    if style.form != Form::Choropleth {
        push(&mut flags, "--form", &style.form.word());
    }
    if let Some(people) = style.people_per_dot {
        push(&mut flags, "--dot", &people);
    }
    if style.form == Form::Dots {
        push(&mut flags, "--seed", &style.seed);
    }
    flags.extend(design_flags(&style.design));
    flags
}

fn design_flags(design: &Design) -> Vec<String> {
    let mut flags = Vec::new();
    push(&mut flags, "--size", &design.size.word);
    push(&mut flags, "--theme", &design.theme.name.word());
    if design.labels != Labels::None {
        push(&mut flags, "--labels", &design.labels.word());
    }
    for (flag, is_set) in [
        ("--histogram", design.histogram),
        ("--north-arrow", design.north_arrow),
        ("--graticule", design.graticule),
        ("--embed-font", design.text == TextForm::Embedded),
        ("--outline-text", design.text == TextForm::Outlined),
    ] {
        if is_set {
            flags.push(flag.to_owned());
        }
    }
    for inset in &design.insets {
        flags.push(format!("--inset={inset}"));
    }
    if design.locator != LocatorKind::None {
        push(&mut flags, "--locator", &design.locator.word());
    }
    match design.hatch_below {
        Some(Small::Residents(least)) => push(&mut flags, "--hatch-below", &least),
        Some(Small::Units(least)) => push(&mut flags, "--hatch-below", &format!("{least}units")),
        None => {}
    }
    if let Some(uncertainty) = design.uncertainty {
        push(&mut flags, "--uncertainty", &uncertainty.word());
    }
    if design.attributes == Attributes::None {
        push(&mut flags, "--attributes", &design.attributes.word());
    }
    flags
}

/// The flags that draw a picture of a study again.
pub(crate) fn made_with(layer: &str, value: Vec<String>, source: Option<Source>, style: &Style) -> Vec<String> {
    let mut flags = vec![layer.to_owned()];
    flags.extend(value);
    flags.extend(source.into_iter().flat_map(|source| ["--source".to_owned(), source.word().to_owned()]));
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
