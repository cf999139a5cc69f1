//! What a cartographer would not let pass: rules about a finished picture, each with a fixed word.

use std::fmt;

use crate::geometry::plane::ring::bounds;
use crate::render::classes::classify::{Classification, PARITY};
use crate::render::classes::value::{AreaValue, NoData, Unit};
use crate::render::colour::theme::MARK_APART;
use crate::render::colour::vision::{Colour, TOLD_APART, Vision, contrast, difference};
use crate::render::lint::rule::Rule;
use crate::render::map::multiples::Multiples;
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Fill, Group, Item, POINT, Scene, Shape, overlap};
use crate::render::page::size::TypeSizes;
use crate::render::picture::shown::{Form, Legend, Picture};

/// A rule that a picture breaks, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What was found, and what may help.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.rule.severity().word(), self.rule.word(), self.message)
    }
}

/// Looks at a picture with every rule.
pub fn lint(picture: &Picture) -> Vec<Finding> {
    lint_scene(picture, &picture.scene(), &Rule::ALL)
}

/// Looks at a picture as it is drawn with some rules.
pub fn lint_scene(picture: &Picture, scene: &Scene, rules: &[Rule]) -> Vec<Finding> {
    let look = Look { picture, scene, letter: None };
    rules.iter().filter_map(|&rule| Some(Finding { rule, message: look.breach(rule)? })).collect()
}

/// Looks at several maps as they are drawn with some rules: those about one map's areas for each, the others once.
pub fn lint_panels(multiples: &Multiples, scene: &Scene, rules: &[Rule]) -> Vec<Finding> {
    let whole = Look { picture: &multiples.whole, scene, letter: None };
    let panels = multiples.panels.iter().enumerate().map(|(number, panel)| {
        let letter = Multiples::letter(number);
        (letter, Look { picture: &panel.picture, scene, letter: Some(letter) })
    });
    let panels: Vec<(char, Look<'_>)> = panels.collect();
    let mut findings = Vec::new();
    for &rule in rules {
        if rule.is_of_one_map() {
            let found = panels.iter().filter_map(|(letter, look)| Some((letter, look.breach(rule)?)));
            findings.extend(found.map(|(letter, told)| Finding { rule, message: format!("panel ({letter}): {told}") }));
        } else {
            findings.extend(whole.breach(rule).map(|message| Finding { rule, message }));
        }
    }
    findings
}

struct Look<'a> {
    picture: &'a Picture,
    scene: &'a Scene,
    /// The panel of the scene, where it has several.
    letter: Option<char>,
}

impl Look<'_> {
    /// How the picture breaks a rule, if it does.
    fn breach(&self, rule: Rule) -> Option<String> {
        match rule {
            Rule::UnequalArea => self.unequal_area(),
            Rule::CountAsFill => self.count_as_fill(),
            Rule::ClassesLookAlike => self.classes_look_alike(),
            Rule::MissingLooksLikeClass => self.missing_looks_like_class(),
            Rule::BreaksMisprinted => self.breaks_misprinted(),
            Rule::MapTooSmall => self.map_too_small(),
            Rule::TextOverlaps => self.text_overlaps(),
            Rule::TextOverLegend => self.text_over_legend(),
            Rule::TextOutside => self.text_outside(),
            Rule::TypeTooSmall => self.type_too_small(),
            Rule::TextTooFaint => self.text_too_faint(),
            Rule::NoSource => self.no_source(),
            Rule::DivergingWithoutMiddle => self.diverging_without_middle(),
            Rule::EmptyClass => self.empty_class(),
            Rule::OneClass => self.one_class(),
            Rule::TooManyClasses => self.too_many_classes(),
            Rule::AreasTooSmall => self.areas_too_small(),
            Rule::LinesHideAreas => self.lines_hide_areas(),
            Rule::InkIsNotPeople => self.ink_is_not_people(),
        }
    }

    fn classes(&self) -> Option<&Classification> {
        match &self.picture.key.legend {
            Some(Legend::Classes { classes, .. }) => Some(classes),
            Some(Legend::Categories(_) | Legend::Groups { .. }) | None => None,
        }
    }

    fn values(&self) -> Vec<f64> {
        let areas = self.picture.values.areas.iter();
        areas.filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None }).collect()
    }

    fn unequal_area(&self) -> Option<String> {
        let system = self.picture.figure.shapes.reference();
        let definition = system.definition().to_lowercase().replace('_', " ");
        let keeps_areas =
            system.code() == Some(3035) || ["equal area", "albers"].iter().any(|word| definition.contains(word));
        (!keeps_areas).then(|| format!("{} is not known to keep areas", system.name()))
    }

    fn count_as_fill(&self) -> Option<String> {
        let filled = matches!(self.picture.figure.form, Form::Choropleth | Form::Multiples);
        let counts =
            self.picture.values.unit == Unit::Count && self.picture.values.areas.len() > 1 && self.classes().is_some();
        (filled && counts).then(|| {
            format!(
                "{} is a number, and large areas look like large numbers; draw it with --form symbols",
                self.picture.origin.value
            )
        })
    }

    fn classes_look_alike(&self) -> Option<String> {
        let colours: Vec<Colour> = self.picture.colours().iter().filter_map(|colour| Colour::parse(colour)).collect();
        let mut worst: Option<(f64, usize, usize, Vision)> = None;
        for b in 0..colours.len() {
            for a in 0..b {
                for vision in Vision::ALL {
                    let apart = difference(colours[a].seen_with(vision), colours[b].seen_with(vision));
                    if apart < TOLD_APART && worst.is_none_or(|(least, ..)| apart < least) {
                        worst = Some((apart, a, b, vision));
                    }
                }
            }
        }
        worst.map(|(apart, a, b, vision)| {
            format!(
                "classes {} and {} differ by {apart:.1} (CIEDE2000) with {} vision, at least {TOLD_APART} is needed; use fewer classes or another palette",
                a + 1,
                b + 1,
                vision.word()
            )
        })
    }

    fn missing_looks_like_class(&self) -> Option<String> {
        let theme = self.picture.design.theme;
        let page = Colour::parse(theme.page)?;
        let lowest = self.picture.colours().first().and_then(|colour| Colour::parse(colour));
        let is_used =
            |kind: &NoData| self.picture.values.areas.iter().any(|area| self.picture.missing_kind(area) == Some(*kind));
        NoData::ALL.into_iter().filter(is_used).find_map(|kind| {
            let mark = match self.picture.missing_fill(kind) {
                Fill::Colour(colour) => Colour::parse(&colour)?,
                Fill::Pattern(_) | Fill::None => Colour::parse(theme.mark)?,
            };
            let others = std::iter::once(page).chain(lowest);
            let near = others.map(|other| difference(mark, other)).fold(f64::INFINITY, f64::min);
            (near < MARK_APART).then(|| {
                format!("the mark of {:?} differs by {near:.1} from the page or the lowest class", kind.word())
            })
        })
    }

    fn breaks_misprinted(&self) -> Option<String> {
        let (read, members) = self.picture.as_read()?;
        let wrong = members.iter().filter(|(value, class)| read.class_as_read(*value) != *class).count();
        if wrong > 0 {
            let message = "areas would be in another class; choose rounder bounds with --breaks";
            return Some(format!("by the printed bounds {wrong} {message}"));
        }
        let highest = read.breaks.last().copied().unwrap_or(read.minimum);
        // The last digits of a number of 64 bits are no difference.
        let slack = 1e-12 * (highest - read.minimum).abs().max(highest.abs());
        let held = read.minimum - slack..=highest + slack;
        let outside = members.iter().filter(|(value, _)| !held.contains(value)).count();
        let of = if outside == 1 { "the value of 1 area".to_owned() } else { format!("the values of {outside} areas") };
        (outside > 0).then(|| format!("the printed ends leave out {of}"))
    }

    fn map_too_small(&self) -> Option<String> {
        self.scene.too_small.then(|| {
            "areas are too small for the page, whatever is given up; choose a larger --size, or a shorter title"
                .to_owned()
        })
    }

    fn text_over_legend(&self) -> Option<String> {
        let (legend, others): (Vec<_>, Vec<_>) =
            self.scene.texts_of_parts().into_iter().partition(|(part, ..)| part == &Some("legend"));
        let place = legend
            .iter()
            .map(|(_, _, place)| *place)
            .reduce(|all, here| [all[0].min(here[0]), all[1].min(here[1]), all[2].max(here[2]), all[3].max(here[3])])?;
        let found = others.into_iter().find(|(_, _, here)| overlap(*here, place))?;
        Some(format!("{:?}", found.1.text))
    }

    fn text_overlaps(&self) -> Option<String> {
        let texts = self.scene.texts();
        for (b, (second, there)) in texts.iter().enumerate() {
            for (first, here) in &texts[..b] {
                if overlap(*here, *there) {
                    return Some(format!("{:?} and {:?}", first.text, second.text));
                }
            }
        }
        None
    }

    fn text_outside(&self) -> Option<String> {
        let outside = |[left, top, right, bottom]: [f64; 4]| {
            left < 0.0 || top < 0.0 || right > self.scene.width || bottom > self.scene.height
        };
        let found = self.scene.texts().into_iter().find(|(_, place)| outside(*place))?;
        Some(format!("{:?} leaves the page; choose a larger --size", found.0.text))
    }

    fn type_too_small(&self) -> Option<String> {
        // Sizes are in pixels of the whole picture, for groups of text are not scaled.
        let small = self.scene.texts().into_iter().find(|(text, _)| text.size < TypeSizes::LEAST - 1e-9)?.0;
        Some(format!("{:?} has {:.1} points, at least 6.5 are needed", small.text, small.size / POINT))
    }

    fn text_too_faint(&self) -> Option<String> {
        /// WCAG 2.2, success criterion 1.4.3.
        const LEAST: f64 = 4.5;
        let page = Colour::parse(self.picture.design.theme.page)?;
        let faint = self.scene.texts().into_iter().find_map(|(text, _)| {
            // Letters with a line around them are read against that line.
            let behind = text.halo.as_ref().and_then(|(halo, _)| Colour::parse(halo)).unwrap_or(page);
            let ratio = contrast(Colour::parse(&text.ink)?, behind);
            (ratio < LEAST).then(|| (text.text.clone(), ratio))
        })?;
        Some(format!("{:?} has a contrast of {:.1}, at least {LEAST} is needed", faint.0, faint.1))
    }

    fn no_source(&self) -> Option<String> {
        self.picture.words.source.is_none().then(|| "the picture names nobody as the source of its data".to_owned())
    }

    fn diverging_without_middle(&self) -> Option<String> {
        let Some(Legend::Classes { palette, classes, .. }) = &self.picture.key.legend else { return None };
        (palette.is_diverging() && classes.parting.is_none()).then(|| {
            let instead = "--palette YlGnBu goes from low to high, --middle says where values part";
            format!("{} is for values around a middle; {instead}", palette.word())
        })
    }

    fn empty_class(&self) -> Option<String> {
        let classes = self.classes()?;
        let empty: Vec<String> = (0..classes.breaks.len())
            .filter(|&class| self.picture.n_in_class(class) == 0)
            .map(|class| (class + 1).to_string())
            .collect();
        let word = if empty.len() == 1 { "class" } else { "classes" };
        (!empty.is_empty()).then(|| format!("no area is in {word} {}", empty.join(", ")))
    }

    fn one_class(&self) -> Option<String> {
        let classes = self.classes()?;
        let used = (0..classes.breaks.len()).filter(|&class| self.picture.n_in_class(class) > 0).count();
        let n = self.values().len();
        (used == 1 && n > 1 && classes.breaks.len() > 1)
            .then(|| format!("all {n} areas have one colour; choose other --classes"))
    }

    fn too_many_classes(&self) -> Option<String> {
        /// Readers match five to seven colours with a legend (Brewer and Pickle 2002, *Annals of the AAG* 92(4)).
        const MOST: usize = 7;
        // The scale around parity is one of two ways and of fixed bounds.
        let classes = self.classes().filter(|classes| classes.method != PARITY)?;
        let k = classes.breaks.len();
        (k > MOST).then(|| format!("{k} classes; readers tell {MOST} colours apart at the most, choose a smaller -k"))
    }

    /// The shapes of the map whose identifier starts with `start`: those of its panel, where it is one of several.
    fn shapes(&self, start: &str) -> Vec<&Shape> {
        fn below<'a>(group: &'a Group, start: &str, found: &mut Vec<&'a Shape>) {
            for item in &group.items {
                match item {
                    Item::Group(group) => below(group, start, found),
                    Item::Shape(shape) if shape.id.as_deref().is_some_and(|id| id.starts_with(start)) => {
                        found.push(shape);
                    }
                    Item::Shape(_) | Item::Text(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        let panel = self.letter.map(String::from);
        for part in self.scene.parts.iter().filter(|part| panel.is_none() || part.group.names == panel) {
            below(&part.group, start, &mut found);
        }
        found
    }

    /// Pixels in a metre: how wide the areas are drawn over how wide they are.
    fn scale(&self) -> f64 {
        let [low, _, high, _] = bounds(self.picture.figure.shapes.points());
        let drawn = self.shapes("area-").into_iter().map(|shape| shape.bounds).filter(|bounds| bounds[0].is_finite());
        let (left, right) = drawn.fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), bounds| {
            (left.min(bounds[0]), right.max(bounds[2]))
        });
        if high > low && right > left { (right - left) / STEPS / (high - low) } else { 0.0 }
    }

    /// Areas in square pixels, as drawn.
    fn drawn(&self) -> Vec<f64> {
        let scale = self.scale();
        (0..self.picture.figure.shapes.n_shapes())
            .map(|shape| self.picture.figure.shapes.area(shape).abs() * scale * scale)
            .collect()
    }

    fn areas_too_small(&self) -> Option<String> {
        /// A square pixel, as a browser draws it.
        const LEAST: f64 = 1.0;
        if !matches!(self.picture.figure.form, Form::Choropleth) {
            return None;
        }
        let drawn = self.drawn();
        let small: Vec<usize> = (0..drawn.len()).filter(|&area| drawn[area] > 0.0 && drawn[area] < LEAST).collect();
        let names: Vec<&str> =
            small.iter().take(3).map(|&area| self.picture.values.areas[area].name.as_str()).collect();
        (!small.is_empty()).then(|| {
            let verb = if small.len() == 1 { "area is" } else { "areas are" };
            format!(
                "{} {verb} smaller than a pixel, such as {}; a larger --size or --inset shows them",
                small.len(),
                names.join(", ")
            )
        })
    }

    fn lines_hide_areas(&self) -> Option<String> {
        /// The share of a typical area that lines may hide.
        const MOST: f64 = 1.0 / 3.0;
        let lines = self.shapes("borders");
        let lines = lines.iter().find(|shape| !shape.id.as_ref().is_some_and(|id| id.starts_with("borders-over")))?;
        let width = lines.paint.stroke_width? / STEPS;
        let mut drawn: Vec<f64> = self.drawn().into_iter().filter(|area| *area > 0.0).collect();
        drawn.sort_by(f64::total_cmp);
        let middling = *drawn.get(drawn.len() / 2)?;
        // Half of a line lies on each side of a border; the area is taken for a square.
        let hidden = (2.0 * width / middling.sqrt()).min(1.0);
        (hidden > MOST).then(|| format!("lines hide {:.0} % of a middling area", 100.0 * hidden))
    }

    fn ink_is_not_people(&self) -> Option<String> {
        /// The share of residents whose land is compared with the share of the map that it takes.
        const FEW: f64 = 0.1;
        /// The share of the map from which the difference is worth a note.
        const MUCH: f64 = 0.4;
        if !matches!(self.picture.figure.form, Form::Choropleth) {
            return None;
        }
        let drawn = self.drawn();
        let mut areas: Vec<(f64, u64)> = drawn
            .iter()
            .zip(&self.picture.values.areas)
            .filter_map(|(&drawn, area)| Some((drawn, area.residents?)))
            .filter(|(drawn, _)| *drawn > 0.0)
            .collect();
        areas.sort_by(|a, b| (a.1 as f64 / a.0).total_cmp(&(b.1 as f64 / b.0)));
        let (all, residents) = areas.iter().fold((0.0, 0), |(all, sum), (drawn, here)| (all + drawn, sum + here));
        let (mut land, mut people) = (0.0, 0);
        for (drawn, here) in &areas {
            if (people + here) as f64 > FEW * residents as f64 {
                break;
            }
            people += here;
            land += drawn;
        }
        (all > 0.0 && land / all > MUCH).then(|| {
            format!(
                "{:.0} % of the map is land of {:.0} % of residents; --form symbols or --form dorling shows people",
                100.0 * land / all,
                100.0 * people as f64 / residents.max(1) as f64
            )
        })
    }
}
