//! A map of groups: areas with the same word in a column of a table, joined into one.

use std::sync::Arc;

use crate::analysis::statistic::aggregate::{Aggregate, Member, NoAggregate, aggregate};
use crate::atlas::ask::flags::table_made_with;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::Style;
use crate::atlas::layer::land::Land;
use crate::atlas::layer::part::{WHOLE, only_area};
use crate::atlas::picture::classes::{class_legend, legend_title, numbers};
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::form::{Ground, context_of};
use crate::atlas::picture::setting::Setting;
use crate::atlas::picture::table_map::{figures_of, gap_of, level_of, of_sheet};
use crate::geometry::topology::arcs::Topology;
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{AreaFigures, FigureGap, TableFile};
use crate::input::problem::english::{counted, first_few, plural};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::index::LevelIndex;
use crate::model::place::population::by_area;
use crate::model::place::scheme::Scheme;
use crate::model::study::Source;
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::colour::neighbours::colours_apart;
use crate::render::colour::palette::CATEGORIES;
use crate::render::picture::design::Labels;
use crate::render::picture::shown::{Form, Key, Legend, Origin, Picture, Values, Words};
use crate::study::failure::{Failure, refused};
use crate::words::letters::{capitalised, spaced, titled};
use crate::words::picture::{By, group_words, grouped_words};

/// The groups of a layer's areas, and what else is drawn.
struct Groups<'a> {
    land: &'a Land,
    level: LevelIndex,
    /// The column of groups.
    column: AreaFigures,
    /// The areas of the layer in each group.
    members: Vec<Vec<usize>>,
    /// Land in no group: why, its broadest area, and the areas of the layer.
    rest: Vec<(NoData, usize, Vec<usize>)>,
    residents: Vec<Option<u64>>,
}

/// What stands for a group.
struct Shown {
    value: AreaValue,
    residents: Option<u64>,
}

/// The picture of the groups of a table that a request asks for.
///
/// # Errors
/// A table that cannot be read, values without a word on how they become one, forms that cannot show groups.
pub(crate) fn group_picture(
    request: &MapRequest,
    table: TableFile<'_>,
    by: &str,
    land: &Land,
) -> Result<Drawn<Picture>, Failure> {
    let level = level_of(request, land)?;
    let mut remarks = land.remarks.clone();
    let words = figures_of(land, level, &request.groups_of(table, by), &mut remarks)?;
    let groups = Groups::of(land, level, words);
    let alone = if request.style.part.is_none() && request.zoom { groups.only_part() } else { None };
    remarks.extend(groups.left_out(alone));
    let values = match (&request.value, request.aggregate) {
        (None, None) => None,
        (None, Some(_)) => {
            return refused(
                "there are no values to become one",
                "name their column with --value, or leave --aggregate out",
            );
        }
        (Some(_), None) => {
            let hint = "say how they become one: --aggregate sum for counts, mean for rates of residents, unit-mean for the plain mean";
            return refused("a group has several values", hint);
        }
        (Some(_), Some(how)) => {
            Some((figures_of(land, level, &request.column_of(table, Holds::Numbers)?, &mut remarks)?, how))
        }
    };
    if values.is_none() && request.style.form != Form::Choropleth {
        return refused("groups without a value are filled areas", "leave --form out, or name a column with --value");
    }
    if request.style.form == Form::Dots {
        return refused(
            "dots stand for residents whom no answer covers, which a table does not say",
            "choose another --form",
        );
    }
    // Groups are no areas of a layer, and know themselves where they lie.
    let mut request = MapRequest { zoom: false, ..request.clone() };
    if let Some(alone) = alone {
        let territory = &land.study.territory;
        let area = &territory.areas(territory.broadest_divided())[alone];
        request.style.part = Some(area.code.to_string());
        let message = format!("all groups lie in {}, which is drawn alone", area.name);
        let place = Place::file(&groups.column.source.name);
        remarks
            .push(Remark::of(Kind::Assumed, place, message).hint(format!("--part {WHOLE} draws the whole territory")));
    }
    remarks.extend(of_sheet(&groups.column, &request.style));
    let setting = Setting::of(&request, request.layer_name(), land)?;
    let (picture, not_known) = groups.picture(values.as_ref(), &request.style)?;
    remarks.extend(not_known);
    let picture = setting.around(&request, picture, land, &mut remarks)?;
    Ok(Drawn { drawing: picture, remarks })
}

impl<'a> Groups<'a> {
    fn of(land: &'a Land, level: LevelIndex, column: AreaFigures) -> Self {
        let territory = &land.study.territory;
        let n_areas = territory.areas(level).len();
        let broad = Scheme::of_level(territory, territory.broadest_divided());
        let fine = Scheme::of_level(territory, level);
        // Which area of the broadest level an area of the layer is in.
        let mut broad_of = vec![0; n_areas];
        for (fine, broad) in fine.by_place().iter().zip(broad.by_place()) {
            broad_of[fine.index()] = broad.index();
        }
        let mut members = vec![Vec::new(); column.words.len()];
        let mut rest: Vec<(NoData, usize, Vec<usize>)> = Vec::new();
        for (area, broad) in broad_of.into_iter().enumerate() {
            if let Some(group) = column.word_of[area] {
                members[group].push(area);
                continue;
            }
            let key = (gap_of(column.gaps[area]), broad);
            match rest.iter_mut().find(|(kind, broad, _)| (*kind, *broad) == key) {
                Some((.., areas)) => areas.push(area),
                None => rest.push((key.0, key.1, vec![area])),
            }
        }
        rest.sort_by_key(|(kind, broad, _)| (*kind, *broad));
        let residents = land.study.population.as_ref();
        let residents = residents.map_or_else(
            || vec![None; n_areas],
            |population| {
                by_area(population, territory, level).into_iter().map(|count| count.map(|count| count.0)).collect()
            },
        );
        Self { land, level, column, members, rest, residents }
    }

    fn level_name(&self) -> &str {
        self.land.study.territory.level_name(self.level)
    }

    /// How many areas are in no group, of those of a broadest area where it is drawn alone.
    fn left_out(&self, alone: Option<usize>) -> Option<Remark> {
        let here = self.rest.iter().filter(|(_, broad, _)| alone.is_none_or(|alone| alone == *broad));
        let here: Vec<(NoData, usize)> = here.map(|(kind, _, areas)| (*kind, areas.len())).collect();
        let absent: usize = here.iter().map(|(_, n)| n).sum();
        let blank: usize = here.iter().filter(|(kind, _)| *kind == gap_of(FigureGap::Empty)).map(|(_, n)| n).sum();
        (absent > 0).then(|| {
            let areas = counted(absent, self.level_name());
            let blank = if blank == 0 { String::new() } else { format!(", {blank} of them with an empty cell") };
            let message = format!("{areas} in no group of the column {:?}{blank}, drawn as missing", self.column.title);
            Remark::of(Kind::MissingCount, Place::file(&self.column.source.name), message)
        })
    }

    /// The only area of the broadest level that has groups, where there are others too.
    fn only_part(&self) -> Option<usize> {
        let territory = &self.land.study.territory;
        let broad = territory.broadest_divided();
        let scheme = Scheme::of_level(territory, broad);
        let fine = Scheme::of_level(territory, self.level);
        let is_joined = |place: usize| self.column.word_of[fine.by_place()[place].index()].is_some();
        let may_be_alone = scheme.areas().len() > 1 && self.level != broad;
        may_be_alone.then(|| only_area(&scheme, is_joined)).flatten()
    }

    /// The picture, and what is not known of its values.
    fn picture(
        &self,
        values: Option<&(AreaFigures, Aggregate)>,
        style: &Style,
    ) -> Result<(Picture, Option<Remark>), Problems> {
        let (study, outlines) = (&self.land.study, &self.land.outlines);
        let (territory, language) = (&study.territory, study.heading.language);
        let n_groups = self.members.len();
        let of_layer = if self.level == territory.finest() {
            outlines.places()?
        } else {
            outlines.of_scheme(&Scheme::of_level(territory, self.level))?
        };
        let mut group_of = vec![None; self.column.word_of.len()];
        let all = self.members.iter().chain(self.rest.iter().map(|(.., areas)| areas));
        for (group, areas) in all.enumerate() {
            for area in areas {
                group_of[*area] = Some(group);
            }
        }
        let shapes = Arc::new(of_layer.dissolve(&group_of, n_groups + self.rest.len()));
        let (shown, not_known) = self.shown(values, &shapes);
        let areas = self.areas(shown);
        let unit = match values {
            Some((figures, _)) if figures.is_percent => Unit::Percent,
            Some(_) if numbers(&areas).iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15) => Unit::Count,
            Some(_) | None => Unit::Plain,
        };
        let mut style = style.clone();
        if style.design.labels == Labels::None {
            style.design.labels = Labels::Names;
        }
        let legend = match values {
            Some(_) => class_legend(&areas, unit, false, &style),
            None => Some(self.colours(&areas)),
        };
        let ground = Ground::of(&shapes, &areas, unit, &style);
        let broad = Scheme::of_level(territory, territory.broadest_divided());
        let over = (n_groups > 2 * broad.areas().len()).then(|| outlines.of_scheme(&broad)).transpose()?;
        let groups = self.column.title.as_str();
        let grouped = capitalised(&grouped_words(self.level_name(), &spaced(groups), language));
        let what = values.map_or(groups, |(figures, _)| &figures.title);
        let by = if values.is_some() { By::Other(spaced(groups)) } else { By::Nothing };
        let about = &self.column.about;
        let mut subtitle: Vec<String> = Vec::new();
        subtitle.extend(about.title.as_ref().filter(|_| values.is_some()).map(|_| by.titled(&titled(what), language)));
        subtitle.extend(values.map(|(_, how)| capitalised(group_words(*how, language))));
        subtitle.push(grouped);
        let title = about.title.clone().unwrap_or_else(|| by.titled(&titled(what), language));
        let layer = plural(self.level_name());
        let mut flags = table_made_with(&layer, format!("--groups={groups}"), &self.column, language, &style);
        if let Some((figures, how)) = values {
            flags.extend([format!("--value={}", figures.title), format!("--aggregate={}", how.word())]);
        }
        let picture = Picture {
            words: Words {
                title,
                what: titled(what),
                by,
                subtitle,
                notice: study.heading.notice.clone(),
                source: study.heading.credit_besides(about.credit.as_deref()),
                unit: None,
                note: None,
                language,
            },
            values: Values { areas, unit, decimals: None },
            key: Key { title: legend_title(&titled(what), unit), legend, grid: None },
            figure: ground.figure,
            context: context_of(&style, over, territory, [outlines.around.clone(), outlines.rest.clone()]),
            origin: Origin { layer, value: what.to_owned(), made_with: flags, inputs: self.inputs() },
            design: ground.design,
        };
        Ok((picture, not_known))
    }

    fn inputs(&self) -> Arc<[Source]> {
        let of_study = self.land.study.sources.iter();
        of_study.chain([&self.column.source, &self.land.outlines.source]).cloned().collect()
    }

    /// What each group shows: its value, or the colour that tells it from its neighbours.
    fn shown(&self, values: Option<&(AreaFigures, Aggregate)>, shapes: &Topology) -> (Vec<Shown>, Option<Remark>) {
        let n_groups = self.members.len();
        let residents = |areas: &[usize]| areas.iter().map(|area| self.residents[*area]).sum::<Option<u64>>();
        let Some((figures, how)) = values else {
            let colours = if n_groups <= CATEGORIES.len() {
                (0..n_groups).collect()
            } else {
                let pairs = shapes.neighbours().into_keys().filter(|pair| pair.iter().all(|group| *group < n_groups));
                colours_apart(n_groups, pairs, CATEGORIES.len())
            };
            let shown = self.members.iter().zip(colours);
            let shown =
                shown.map(|(areas, colour)| Shown { value: AreaValue::Category(colour), residents: residents(areas) });
            return (shown.collect(), None);
        };
        let mut unknown = Vec::new();
        let shown = self.members.iter().zip(&self.column.words).map(|(areas, word)| {
            let members: Vec<Member> =
                areas.iter().map(|area| Member { unit: *area, residents: self.residents[*area] }).collect();
            let value = match aggregate(&members, &figures.values, *how) {
                Ok(found) => AreaValue::Number(found.value),
                Err(NoAggregate::NoUnit | NoAggregate::NotKnown) => {
                    unknown.push(format!("{word:?}"));
                    AreaValue::Missing(NoData::NotKnown)
                }
            };
            Shown { value, residents: residents(areas) }
        });
        let shown = shown.collect();
        let remark = (!unknown.is_empty()).then(|| {
            let why = if *how == Aggregate::Sum { "a value that is not known" } else { "no value that is known" };
            let message =
                format!("{} with {why}, drawn as missing: {}", counted(unknown.len(), "group"), first_few(&unknown));
            Remark::of(Kind::MissingCount, Place::file(&figures.source.name).column(&figures.title), message)
        });
        (shown, remark)
    }

    /// Groups, then land in none.
    fn areas(&self, shown: Vec<Shown>) -> Vec<MapArea> {
        let area = |code: String, name: String, Shown { value, residents }: Shown| MapArea {
            code,
            name,
            value,
            short_name: None,
            residents,
            units: None,
            range: None,
            at_parity: false,
            is_outside_alone: false,
            counted: None,
            told: None,
        };
        let territory = &self.land.study.territory;
        let broad = territory.areas(territory.broadest_divided());
        let groups = self.column.words.iter().zip(shown).map(|(word, shown)| area(word.clone(), word.clone(), shown));
        let rest = self.rest.iter().map(|(kind, number, areas)| {
            let residents = areas.iter().map(|area| self.residents[*area]).sum();
            let code = format!("{} {}", kind.word(), broad[*number].code);
            area(code, String::new(), Shown { value: AreaValue::Missing(*kind), residents })
        });
        groups.chain(rest).collect()
    }

    /// Few groups have a colour each, named beside the map; of many only neighbours differ.
    fn colours(&self, areas: &[MapArea]) -> Legend {
        let colour = |area: &MapArea| if let AreaValue::Category(colour) = area.value { Some(colour) } else { None };
        let n_colours = areas.iter().filter_map(colour).max().map_or(0, |last| last + 1);
        let is_one_each = self.members.len() <= CATEGORIES.len();
        Legend::Groups {
            colours: CATEGORIES.into_iter().take(n_colours).collect(),
            names: if is_one_each { self.column.words.clone() } else { Vec::new() },
        }
    }
}
