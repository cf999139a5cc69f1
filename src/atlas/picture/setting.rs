//! What is drawn with a layer: one part of the territory alone, and a small map that says where it lies.

use std::sync::Arc;

use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::land::Land;
use crate::atlas::layer::part::{Part, WHOLE, is_whole, only_part_with_data, part_of};
use crate::atlas::picture::locator::located_schemes;
use crate::atlas::picture::shared::shared_legend;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::render::picture::design::LocatorKind;
use crate::render::picture::shown::{Form, Locator, Picture};
use crate::study::failure::{Failure, refused};

/// A part and a locator, as far as they were asked for.
pub(crate) struct Setting {
    part: Option<Part>,
    locator: Option<Locator>,
}

impl Setting {
    /// What a request asks for around a layer.
    ///
    /// # Errors
    /// Parts that do not exist, and locators that have nothing to show.
    pub(crate) fn of(request: &MapRequest, layer: &str, land: &Land) -> Result<Self, Failure> {
        let word = request.style.part.as_deref().filter(|word| !is_whole(word, land));
        let part = word.map(|word| part_of(word, land)).transpose()?;
        if part.is_some() && request.style.form != Form::Choropleth {
            return refused("--part is of filled areas", "leave out --part or --form");
        }
        let locator = match request.style.design.locator {
            LocatorKind::None => None,
            LocatorKind::Schemes => {
                let of_part = part.as_ref().map(|part| part.scheme.as_str());
                Some(located_schemes(layer, of_part, land)?)
            }
            LocatorKind::Extent if part.is_none() && land.study.part.is_none() => {
                return refused(
                    "the map shows the whole territory, so a locator has no extent to show",
                    "choose --locator schemes, or draw a part with --part AREA",
                );
            }
            LocatorKind::Extent => {
                let title = land.study.outlined().name().in_language(land.study.heading.language).to_owned();
                let shapes = land.outlines.outline()?;
                Some(Locator { title, shapes, names: Vec::new(), with_frame: true })
            }
        };
        Ok(Self { part, locator })
    }

    /// A picture in this setting. Where no part was asked for and only one region has data it is drawn alone, and that is said.
    ///
    /// # Errors
    /// A part in which the layer has no area.
    pub(crate) fn around(
        self,
        request: &MapRequest,
        mut picture: Picture,
        land: &Land,
        remarks: &mut Vec<Remark>,
    ) -> Result<Picture, Failure> {
        picture.context.locator = self.locator;
        picture.context.far = Arc::clone(&land.far);
        let known = picture.context.over_names.clone();
        let areas = picture.values.areas.iter().map(|area| (area.code.clone(), area.name.clone()));
        let known: Vec<(String, String)> = known.into_iter().chain(areas).collect();
        for word in &mut picture.design.insets {
            if let Some(code) = land.code_on_map(word, &known) {
                *word = code;
            }
        }
        let is_asked = request.style.part.is_some() || !request.zoom || request.style.form != Form::Choropleth;
        let areas = &picture.values.areas;
        let only = if is_asked { None } else { only_part_with_data(request.layer_name(), areas, land)? };
        if let Some(part) = &only {
            let message = format!("all data lie in {}, which is drawn alone", part.name);
            let hint = format!("--part {WHOLE} draws the whole territory");
            remarks.push(Remark::of(Kind::Assumed, Place::file("map"), message).hint(hint));
        }
        let Some(part) = self.part.or(only) else { return Ok(picture) };
        let (shapes, areas) = (&picture.figure.shapes, picture.values.areas);
        let kept: Vec<bool> = (0..areas.len()).map(|shape| part.holds(shapes, shape)).collect();
        let areas: Vec<_> = areas.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(area, _)| area).collect();
        if areas.is_empty() {
            let message = format!("no area of the layer {:?} lies in {}", picture.origin.layer, part.name);
            return refused(message, "choose a layer of smaller areas, or a larger part");
        }
        let mut next = 0..areas.len();
        let group_of: Vec<Option<usize>> = kept.iter().map(|kept| if *kept { next.next() } else { None }).collect();
        picture.figure.shapes = Arc::new(shapes.dissolve(&group_of, areas.len()));
        picture.values.areas = areas;
        picture.words.subtitle.insert(0, part.name);
        picture.context.over = None;
        picture.context.rest = Some(part.rest);
        // Classes are those of the areas that are drawn.
        picture.key.legend = shared_legend(request, std::slice::from_ref(&picture), picture.values.unit)?;
        Ok(picture)
    }
}
