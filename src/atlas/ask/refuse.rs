//! What cannot be drawn as asked, and why.

use crate::analysis::coverage::indicator::Value;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::Style;
use crate::input::problem::english::did_you_mean;
use crate::render::colour::colours::Colours;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::study::failure::{Failure, refused};

/// Refuses pairs of values that no picture can show.
pub(crate) fn refuse_pair(request: &MapRequest, value: Value) -> Result<(), Failure> {
    let Some(second) = request.style.second else { return Ok(()) };
    let refuse =
        |message: &str, hint: &str| Err(Failure::Usage { message: message.to_owned(), hint: Some(hint.to_owned()) });
    if value == Value::Answered {
        refuse("whether units answered is no number that goes with a second value", "choose --value coverage")
    } else if value == second {
        refuse("both values are the same", "leave --value2 out, or choose another one")
    } else if request.style.form == Form::Dots {
        refuse("dots stand for one value", "leave --value2 or --form out")
    } else if request.style.design.theme.is_grey {
        refuse("nine classes cannot be told apart in greys", "choose another --theme, or leave --value2 out")
    } else {
        Ok(())
    }
}

/// Refuses forms in which so many areas cannot be told apart.
pub(crate) fn refuse_crowds(form: Form, n_areas: usize) -> Result<(), Failure> {
    const MOST: usize = 1_000;
    if matches!(form, Form::Choropleth | Form::Dots) || n_areas <= MOST {
        return Ok(());
    }
    Err(Failure::Usage {
        message: format!("{n_areas} areas cannot be told apart as {}, at the most {MOST}", form.word()),
        hint: Some("draw provinces or regions, or leave --form out".to_owned()),
    })
}

/// Refuses insets of unknown areas or in forms that have none, and ranges by chance where no value has one.
pub(crate) fn refuse_what_cannot_be_drawn(picture: &Picture) -> Result<(), Failure> {
    let unknown = |message: String, hint: Option<String>| Err(Failure::Usage { message, hint });
    if !picture.design.insets.is_empty() && picture.figure.form != Form::Choropleth {
        return unknown(
            format!("--form {} has no insets", picture.figure.form.word()),
            Some("leave out --inset or --form".to_owned()),
        );
    }
    if let Some(word) = picture.unknown_inset() {
        let known = picture.values.areas.iter().map(|area| area.name.as_str());
        let hint = did_you_mean(word, known.chain(picture.context.over_names.iter().map(|(_, name)| name.as_str())));
        return unknown(format!("no area {word:?} on the map to be an inset"), hint);
    }
    let has_range =
        picture.origin.value == Value::Coverage.word() && picture.values.areas.iter().any(|area| area.range.is_some());
    if picture.design.uncertainty.is_some() && !has_range {
        return unknown(
            "no range by chance is known of these areas and this value".to_owned(),
            Some("ranges are of coverage, by regions, provinces or a scheme".to_owned()),
        );
    }
    Ok(())
}

/// Refuses decimals with which the legend cannot tell its classes apart.
pub(crate) fn refuse_decimals(picture: &Picture) -> Result<(), Failure> {
    const MOST: usize = 15;
    let Some(asked) = picture.design.decimals else { return Ok(()) };
    let is_told = |decimals: usize| picture.printed_with(Some(decimals)).is_some();
    let has_classes = matches!(picture.key.legend, Some(Legend::Classes { .. }));
    if !has_classes || is_told(asked) {
        return Ok(());
    }
    let enough = (asked + 1..=MOST).find(|decimals| is_told(*decimals));
    let hint = enough.map(|enough| format!("--decimals {enough} can, or choose other --classes"));
    let message = format!("--decimals {asked} cannot tell the bounds of the classes apart");
    Err(Failure::Usage { message, hint: hint.or_else(|| Some("leave --decimals out".to_owned())) })
}

/// Refuses a middle of what has none: categories, classes that part elsewhere, and colours that go from low to high.
pub(crate) fn refuse_middle(picture: &Picture, style: &Style) -> Result<(), Failure> {
    let Some(middle) = style.middle else { return Ok(()) };
    let parts_at = match &picture.key.legend {
        Some(Legend::Classes { classes, .. }) => classes.parting.map(|parting| parting.middle),
        Some(Legend::Categories(_) | Legend::Groups { .. }) => None,
        // Without values nothing parts.
        None => return Ok(()),
    };
    match (parts_at, &style.palette) {
        (None, _) => refused(format!("what the map shows has no middle, not even {middle}"), "leave --middle out"),
        (Some(other), _) if (other - middle).abs() > 0.0 => {
            refused(format!("the classes part at {other}, not at {middle}"), "leave --middle out, or choose --classes")
        }
        (Some(_), Some(Colours::Named(palette))) if !palette.is_diverging() => {
            let message = format!("{} goes from low to high and has no middle", palette.word());
            refused(message, "choose --palette PuOr or RdBu, or three colours of your own")
        }
        (Some(_), _) => Ok(()),
    }
}

/// Refuses a way to make one of several values for what has one.
pub(crate) fn refuse_aggregate(request: &MapRequest, value: Value) -> Result<(), Failure> {
    match request.aggregate {
        None => Ok(()),
        Some(how) => Err(Failure::Usage {
            message: format!("{:?} has one value for each area, not a {} of units", value.word(), how.word()),
            hint: Some("leave --aggregate out, or draw a column of units".to_owned()),
        }),
    }
}
