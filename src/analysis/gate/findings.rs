//! The gate between analysis and every writer: what a reader sees of coverage and response.

use crate::analysis::coverage::area::Coverage;
use crate::analysis::coverage::fieldwork::{FieldworkCurve, fieldwork_curve};
use crate::analysis::coverage::findings::{Findings, Shown};
use crate::analysis::coverage::response::{Disposition, Response};
use crate::analysis::disclosure::printed::{Printed, Step};
use crate::analysis::disclosure::release::decide;
use crate::analysis::gate::chain::Chain;
use crate::analysis::gate::fieldwork::published_fieldwork;
use crate::analysis::gate::published::{
    Published, PublishedCoverage, PublishedFindings, PublishedNull, PublishedResponse,
};
use crate::analysis::gate::view::View;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::share::Share;
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;

/// Coverage, response and sizes of catchments as `view` shows them. Where everything may be seen, the coverage `shown` alone is computed.
pub fn published_findings(study: &Study, view: View, shown: Option<Shown<'_>>) -> PublishedFindings {
    let n_answered = study.frame.units().iter().filter(|unit| unit.status.answered()).count();
    if view.is_exact() {
        let findings = shown.map_or_else(|| Findings::of(study), |shown| Findings::of_shown(study, shown));
        return exact(study, view, findings, n_answered);
    }
    released(study, view, Findings::of(study), n_answered)
}

fn exact(study: &Study, view: View, findings: Findings, n_answered: usize) -> PublishedFindings {
    PublishedFindings {
        fieldwork: curve(study, view, &findings),
        coverage: findings.coverage.iter().map(PublishedCoverage::from).collect(),
        response: findings.response.iter().map(exact_response).collect(),
        reconciliation: findings.reconciliation,
        sizes: Some(findings.sizes),
        census_sizes: findings.census_sizes,
        allotted: findings.allotted,
        n_answered,
        exact: findings.coverage,
    }
}

fn curve(study: &Study, view: View, findings: &Findings) -> Option<FieldworkCurve> {
    let curve = fieldwork_curve(study, findings.allotted.as_ref(), &findings.coverage)?;
    published_fieldwork(study, view, curve)
}

fn exact_response(row: &Response) -> PublishedResponse {
    let Disposition { respondent, partial, .. } = row.disposition;
    let (answered, all) = (UnitCount(respondent + partial), UnitCount(row.disposition.in_scope()));
    let share = Share::new(answered, all).unwrap_or(Share::all_or_none(all, true));
    PublishedResponse {
        scheme: row.scheme.clone(),
        area: row.area,
        answered: Published::Exact(share),
        disposition: Some(row.disposition),
    }
}

/// What an anonymous study publishes: the areas of its chain by one source, as finely as nobody is told.
fn released(study: &Study, view: View, findings: Findings, n_answered: usize) -> PublishedFindings {
    let chain = Chain::of(study, &findings);
    let (mut coverage, mut response) = (Vec::new(), Vec::new());
    // Hospitals answer without a catchment: where there are any, two numbers of respondents would tell theirs.
    let all_serve = findings.response.iter().filter(|row| row.scheme == TOTAL).all(|row| {
        let serving = findings.coverage.iter().find(|serving| serving.scheme == TOTAL);
        serving.is_none_or(|serving| serving.units.whole().0 == row.disposition.in_scope())
    });
    if let Some(chain) = &chain {
        let (outsider, answered) = chain.outsider(study, &findings);
        let release = decide(&outsider, &answered);
        let units_of = |node: usize| release.figures[0].get(node).copied();
        let place =
            |name: &str| chain.schemes.iter().find(|(scheme, _)| scheme.name() == name).map(|(_, first)| *first);
        for row in &findings.response {
            let Some(first) = place(&row.scheme) else { continue };
            response.push(released_response(row, units_of(first + row.area.index()), all_serve));
        }
        for row in findings.coverage.iter().filter(|row| Some(row.source) == chain.source) {
            let Some(first) = place(&row.scheme) else { continue };
            let node = first + row.area.index();
            let units = units_of(node).filter(|_| all_serve);
            coverage.push(released_coverage(row, units, release.figures.get(1).map(|residents| residents[node])));
        }
    }
    PublishedFindings {
        fieldwork: curve(study, view, &findings),
        coverage,
        response,
        reconciliation: findings.reconciliation,
        sizes: None,
        census_sizes: None,
        allotted: findings.allotted,
        n_answered,
        exact: findings.coverage,
    }
}

fn released_coverage(row: &Coverage, units: Option<Printed>, residents: Option<Printed>) -> PublishedCoverage {
    PublishedCoverage {
        scheme: row.scheme.clone(),
        area: row.area,
        source: row.source,
        units: counted(units, row.units),
        residents: shared(residents, row.residents.whole()),
        outside_frame: row.outside_frame,
        not_known: row.not_known,
        null: row.null.map(|null| PublishedNull { low: null.low, high: null.high, step: null.step, observed: None }),
        adjusted: None,
    }
}

/// The whole by what became of its units; of an area the number that answered alone, where it is published.
fn released_response(row: &Response, units: Option<Printed>, all_serve: bool) -> PublishedResponse {
    let exact = exact_response(row);
    if row.scheme == TOTAL {
        return exact;
    }
    let Published::Exact(share) = exact.answered else { return exact };
    let answered = counted(units.filter(|_| all_serve), share);
    PublishedResponse { answered, disposition: None, ..exact }
}

/// A number of units as it was decided; the number itself is taken only where that is what is printed.
fn counted(printed: Option<Printed>, exact: Share<UnitCount>) -> Published<UnitCount> {
    let whole = exact.whole();
    match printed {
        Some(Printed::Value(Step::Unit, _)) => Published::Exact(exact),
        Some(Printed::Range(Step::Unit, cell)) if whole.0 > 0 => {
            let share = |units: u64| units as f64 / whole.0 as f64;
            Published::Between { low: share(cell.from), high: share(cell.to), whole }
        }
        Some(Printed::Value(..) | Printed::Range(..) | Printed::Withheld(_)) | None => Published::Withheld { whole },
    }
}

/// A share of residents as it was decided.
fn shared(printed: Option<Printed>, whole: Residents) -> Published<Residents> {
    let share = |tenths: u64| tenths as f64 / 1000.0;
    match printed {
        Some(Printed::Value(Step::Tenth, cell)) => Published::Rounded { value: share(cell.from), step: 0.001, whole },
        Some(Printed::Value(Step::One, cell)) => Published::Rounded { value: share(cell.from), step: 0.01, whole },
        Some(Printed::Value(_, cell) | Printed::Range(_, cell)) => {
            Published::Between { low: share(cell.from), high: share(cell.to), whole }
        }
        Some(Printed::Withheld(_)) | None => Published::Withheld { whole },
    }
}
