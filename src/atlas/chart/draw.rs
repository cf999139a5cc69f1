//! Which charts a study has, and each as it is drawn.

use std::sync::Arc;

use crate::analysis::basis::input::BiasOptions;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::analysis::gate::findings::published_findings;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::ask::reader::Reader;
use crate::atlas::chart::request::ChartRequest;
use crate::atlas::form::answered::{Kind, stems};
use crate::atlas::form::choices::choices;
use crate::atlas::form::coverage::coverage_by_chance;
use crate::atlas::form::fieldwork::fieldwork_steps;
use crate::atlas::form::lorenz::lorenz_of_coverage;
use crate::atlas::form::partial::partial_indicators;
use crate::atlas::form::response::response_by_area;
use crate::atlas::form::scale::scale;
use crate::atlas::form::schemes::coverage_of_schemes;
use crate::atlas::form::size::size_of_units;
use crate::atlas::form::weights::cost_of_weights;
use crate::atlas::form::what_if::what_if;
use crate::atlas::form::yes_no::yes_no;
use crate::input::problem::english::did_you_mean;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::chart::form::{Chart, ChartDesign, ChartForm, ChartName, ChartWords};
use crate::render::page::scene::{Rectangle, Scene, overlap};
use crate::study::choice::chosen_schemes;
use crate::study::failure::{Failure, refused};
use crate::study::measures::{bias_of, measured_outlines};
use crate::study::open::OpenStudy;

/// What charts of a study are made from.
pub(crate) struct Numbers<'a> {
    /// The study.
    pub(crate) study: &'a Study,
    /// Coverage and response, as they are published.
    pub(crate) findings: &'a PublishedFindings,
    /// The measures, as they are published.
    pub(crate) bias: &'a Bias,
    /// The language of words and numbers.
    pub(crate) language: Language,
}

impl Numbers<'_> {
    /// What may be asked for, with what it gives: one chart of each name that the study has, or one a question where each has its own.
    pub(crate) fn usual(&self, reader: Reader) -> Vec<(ChartRequest, Chart)> {
        let usual = ChartName::ALL.into_iter().flat_map(|name| {
            let chart = |questions| {
                let Reader { language, internal } = reader;
                let request = ChartRequest { questions, internal, language, ..ChartRequest::usual(name) };
                let chart = self.chart(&request)?;
                Some((request, chart))
            };
            if let Some(chart) = chart(Vec::new()) {
                return vec![chart];
            }
            let kind = kind_of(name).filter(|kind| kind.is_one_a_question());
            let own = kind.into_iter().flat_map(|kind| self.study.answers.iter().filter(move |own| kind.has(own)));
            own.filter_map(|question| chart(vec![question.name.clone()])).collect()
        });
        usual.collect()
    }

    /// A chart's marks and words, of some questions or of those that it is of where none is named; `None` where the study has not what it
    /// shows.
    fn of(&self, request: &ChartRequest) -> Option<(ChartForm, ChartWords)> {
        let Self { study, findings, bias, language } = *self;
        let ChartRequest { name, questions, scheme, .. } = request;
        let scheme = match scheme {
            Some(scheme) => Some(study.scheme(scheme)?),
            None => None,
        };
        match name {
            ChartName::CoverageByChance => {
                let schemes = headline_of_coverage(study);
                let source = best_source(study, schemes.iter().map(String::as_str))?;
                coverage_by_chance(study, findings, source, scheme, language)
            }
            ChartName::Size => size_of_units(study, findings, bias, language),
            ChartName::Response => response_by_area(study, findings, scheme, language),
            ChartName::Choices => {
                let all = Kind::Choices.of(study, bias, questions);
                let [asked] = all.as_slice() else { return None };
                choices(study, bias, asked, &self.subject(*name, questions)?, language)
            }
            ChartName::Scale => scale(study, &Kind::Scale.of(study, bias, questions), language),
            ChartName::YesNo => yes_no(study, bias, &Kind::YesNo.of(study, bias, questions), language),
            ChartName::Partial => partial_indicators(study, findings, bias, language),
            ChartName::Schemes => {
                let source = best_source(study, headline_of_coverage(study).iter().map(String::as_str))?;
                coverage_of_schemes(study, findings, source, language)
            }
            ChartName::Lorenz => lorenz_of_coverage(study, findings, bias, language),
            ChartName::Weights => cost_of_weights(study, bias, language),
            // Of a table, and of no study.
            ChartName::Bars | ChartName::Dots => None,
            ChartName::Fieldwork => fieldwork_steps(study, findings, language),
            ChartName::WhatIf => what_if(study, bias, questions, language),
        }
    }

    /// What tells a chart from others of its name, where each question has one: the question that is named, or the only one.
    fn subject(&self, name: ChartName, questions: &[String]) -> Option<String> {
        let kind = kind_of(name).filter(|kind| kind.is_one_a_question())?;
        let is_it = |question: &Question| match questions {
            [] => kind.has(question),
            [first, ..] => question.name == *first,
        };
        let at = self.study.answers.iter().position(is_it)?;
        stems(&self.study.answers).into_iter().nth(at)
    }

    /// The chart that a request asks for; `None` where the study has not what it shows.
    pub(crate) fn chart(&self, request: &ChartRequest) -> Option<Chart> {
        let (form, mut words) = self.of(request)?;
        words.title = request.titled(words.title);
        Some(Chart {
            name: request.name,
            subject: self.subject(request.name, &request.questions),
            words,
            form,
            made_with: request.flags(),
            inputs: Arc::from(self.study.published_sources()),
            design: request.drawn(),
        })
    }
}

/// Names of questions in a hint.
const MOST_LISTED: usize = 30;

/// Which questions a chart is of.
fn kind_of(name: ChartName) -> Option<Kind> {
    match name {
        ChartName::Bars
        | ChartName::Dots
        | ChartName::CoverageByChance
        | ChartName::Response
        | ChartName::Size
        | ChartName::Weights
        | ChartName::Lorenz
        | ChartName::Partial
        | ChartName::WhatIf
        | ChartName::Fieldwork
        | ChartName::Schemes => None,
        ChartName::Choices => Some(Kind::Choices),
        ChartName::Scale => Some(Kind::Scale),
        ChartName::YesNo => Some(Kind::YesNo),
    }
}

/// The charts of a run: those that a study has data for.
pub(crate) fn usual_charts(of: &Numbers<'_>, reader: Reader) -> Vec<Chart> {
    of.usual(reader).into_iter().map(|(_, chart)| chart).collect()
}

/// A study with everything that its charts are made from, computed once.
#[derive(Debug)]
pub struct StudyCharts<'a> {
    study: &'a Study,
    findings: PublishedFindings,
    bias: Bias,
}

impl<'a> StudyCharts<'a> {
    /// The charts of an opened study.
    ///
    /// # Errors
    /// Outlines that do not fit the territory.
    pub fn of(opened: &'a OpenStudy) -> Result<Self, Failure> {
        let study = &opened.study;
        let options = BiasOptions::default();
        let (findings, outlines) =
            rayon::join(|| published_findings(study, opened.view, None), || measured_outlines(opened, &options));
        let (allotted, outlines) = (findings.allotted.as_ref(), outlines?);
        let bias = bias_of(study, opened.view, allotted, Some(&findings), outlines.as_deref(), None, &options);
        Ok(Self { study, findings, bias })
    }

    pub(crate) fn numbers(&self) -> Numbers<'_> {
        Numbers { study: self.study, findings: &self.findings, bias: &self.bias, language: self.study.heading.language }
    }

    /// Those that the study has data for, each as it may be asked for.
    pub fn usual(&self) -> Vec<ChartRequest> {
        self.numbers().usual(Reader::default()).into_iter().map(|(request, _)| request).collect()
    }

    /// The chart that a request asks for.
    ///
    /// # Errors
    /// A study that has not what the chart shows.
    pub fn chart(&self, request: &ChartRequest) -> Result<Chart, Failure> {
        self.refuse_questions(request)?;
        self.refuse_scheme(request)?;
        self.numbers().chart(request).ok_or_else(|| {
            let mut known: Vec<&str> = self.usual().iter().map(|request| request.name.word()).collect();
            known.dedup();
            Failure::Usage {
                message: format!("the study has not what the chart {:?} shows", request.name.word()),
                hint: Some(format!("its charts are {}", known.join(", "))).filter(|_| !known.is_empty()),
            }
        })
    }
}

impl StudyCharts<'_> {
    /// A scheme that the study has not, or of a chart that is of no areas.
    fn refuse_scheme(&self, request: &ChartRequest) -> Result<(), Failure> {
        let Some(scheme) = &request.scheme else { return Ok(()) };
        if !matches!(request.name, ChartName::CoverageByChance | ChartName::Response) {
            let message = format!("--scheme {scheme}: the chart {:?} is of no areas", request.name.word());
            return refused(message, "leave it out");
        }
        chosen_schemes(self.study, Some(scheme)).map(drop)
    }

    /// Questions that the study has not, or that the chart does not show; none or several where it shows one.
    fn refuse_questions(&self, request: &ChartRequest) -> Result<(), Failure> {
        let refuse = |message: String, hint: Option<String>| Err(Failure::Usage { message, hint });
        let (name, word) = (request.name, request.name.word());
        let all: Vec<&str> = self.study.answers.iter().map(|question| question.name.as_str()).collect();
        let listed = |names: &[&str]| {
            let more = names.len().saturating_sub(MOST_LISTED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("its questions are {}{more}", names[..names.len().min(MOST_LISTED)].join(", "))
        };
        if let Some(question) = request.questions.first().filter(|_| !name.is_of_questions()) {
            let message = format!("--question {question}: the chart {word:?} is of no question");
            return refuse(message, Some("leave it out".to_owned()));
        }
        if let Some(unknown) = request.questions.iter().find(|question| !all.contains(&question.as_str())) {
            let hint = did_you_mean(unknown, all.iter().copied()).or_else(|| (!all.is_empty()).then(|| listed(&all)));
            return refuse(format!("--question {unknown}: the study has no question of that name"), hint);
        }
        let Some(kind) = kind_of(name) else { return Ok(()) };
        let own = self.study.answers.iter().filter(|question| kind.has(question));
        let own: Vec<&str> = own.map(|question| question.name.as_str()).collect();
        if let Some(other) = request.questions.iter().find(|question| !own.contains(&question.as_str())) {
            let hint = (!own.is_empty()).then(|| listed(&own));
            return refuse(format!("--question {other}: the chart {word:?} does not show such a question"), hint);
        }
        match (kind.is_one_a_question(), request.questions.len()) {
            (true, 0) if own.len() > 1 => {
                refuse(format!("the chart {word:?} shows one question: name it by --question"), Some(listed(&own)))
            }
            (true, 2..) => refuse(format!("the chart {word:?} shows one question"), Some("name one".to_owned())),
            _ => Ok(()),
        }
    }
}

/// The scene of a chart.
///
/// # Errors
/// A size without room for it; the error names one that has.
pub fn fitting(chart: &Chart) -> Result<Scene, Failure> {
    let size = &chart.design.size;
    let breach = match chart.scene() {
        Some(scene) => match breach(&scene) {
            None => return Ok(scene),
            Some(told) => format!(": {told}"),
        },
        None => String::new(),
    };
    let larger = size.smallest_that(|size| {
        let design = ChartDesign { size: size.clone(), ..chart.design.clone() };
        Chart { design, ..chart.clone() }.scene().is_some_and(|scene| self::breach(&scene).is_none())
    });
    Err(Failure::Usage {
        message: format!("--size {} has no room for the chart {:?}{breach}", size.word, chart.name.word()),
        hint: larger.map(|size| format!("--size {} has", size.word)),
    })
}

/// A word that leaves the page or stands on another.
fn breach(scene: &Scene) -> Option<String> {
    let texts = scene.texts();
    let inside = |[left, top, right, bottom]: Rectangle| {
        left >= 0.0 && top >= 0.0 && right <= scene.width && bottom <= scene.height
    };
    texts.iter().enumerate().find_map(|(number, (text, here))| {
        if !inside(*here) {
            return Some(format!("{:?} leaves the page", text.text));
        }
        let (other, _) = texts[..number].iter().find(|(_, other)| overlap(*here, *other))?;
        Some(format!("{:?} stands on {:?}", text.text, other.text))
    })
}
