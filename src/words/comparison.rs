//! Sentences about comparisons of respondents with the others, about areas and neighbours.
//!
//! `{value}`, `{share}` and `{whole}` stand for the estimate, `{interval}` and `{chance}` for its uncertainty, `{p}` for its p-value after a
//! comma, `{bare_p}` for it alone.

use crate::analysis::basis::measure::MeasureName as M;
use crate::words::sentence::{Phrase, Row, Telling};

const fn phrase(name: M, title: [&'static str; 2], told: [&'static str; 2], printed: bool) -> Phrase {
    Phrase { name, title, sentence: Telling::Template(told), printed }
}

pub(crate) const DIFFERENCES: &[Phrase] = &[
    phrase(
        M::Mean,
        ["mean", "media"],
        [
            "The mean of {variable} among {level} ({n} units) is {whole}; it describes these units and estimates nothing else.",
            "La media di {variable} fra {level} ({n} unità) è {whole}; descrive queste unità e non stima altro.",
        ],
        true,
    ),
    phrase(
        M::LowerQuartile,
        ["lower quartile", "primo quartile"],
        [
            "A quarter of {level} ({n} units) have {whole} or less of {variable}.",
            "Per {level} ({n} unità) il primo quartile di {variable} è {whole}.",
        ],
        false,
    ),
    phrase(
        M::Median,
        ["median", "mediana"],
        [
            "Half of {level} ({n} units) have {whole} or less of {variable}.",
            "Per {level} ({n} unità) la mediana di {variable} è {whole}: metà ne ha di meno.",
        ],
        true,
    ),
    phrase(
        M::UpperQuartile,
        ["upper quartile", "terzo quartile"],
        [
            "Three quarters of {level} ({n} units) have {whole} or less of {variable}.",
            "Per {level} ({n} unità) il terzo quartile di {variable} è {whole}.",
        ],
        false,
    ),
    phrase(
        M::LowerQuartileType6,
        ["lower quartile, type 6", "primo quartile, tipo 6"],
        [
            "By SPSS's definition a quarter of {level} ({n} units) have {whole} or less of {variable}.",
            "Secondo la definizione di SPSS, per {level} ({n} unità) il primo quartile di {variable} è {whole}.",
        ],
        false,
    ),
    phrase(
        M::UpperQuartileType6,
        ["upper quartile, type 6", "terzo quartile, tipo 6"],
        [
            "By SPSS's definition three quarters of {level} ({n} units) have {whole} or less of {variable}.",
            "Secondo la definizione di SPSS, per {level} ({n} unità) il terzo quartile di {variable} è {whole}.",
        ],
        false,
    ),
    phrase(
        M::Smd,
        ["standardised difference", "differenza standardizzata"],
        [
            "Respondents differ from nonrespondents in {variable} by {value} pooled standard deviations{interval}; it measures size, not whether chance explains it.{chance}",
            "I rispondenti differiscono dai non rispondenti in {variable} di {value} deviazioni standard combinate{interval}; misura la grandezza, non se la spieghi il caso.{chance}",
        ],
        true,
    ),
    phrase(
        M::SmdFrame,
        ["standardised difference from the frame", "differenza standardizzata dalla lista"],
        [
            "The mean of {variable} among respondents is {value} standard deviations of the frame away from that of all units; over a complete frame this is known and no estimate.",
            "La media di {variable} fra i rispondenti dista {value} deviazioni standard della lista da quella di tutte le unità; con una lista completa è un valore noto, non una stima.",
        ],
        true,
    ),
    phrase(
        M::DetectableSmd,
        ["smallest difference that would have shown", "minima differenza rilevabile"],
        [
            "A difference in {variable} would have been found with a chance of 80 % only from {value} standard deviations upwards; smaller ones may be there unseen.",
            "Una differenza in {variable} sarebbe emersa con probabilità dell'80 % solo a partire da {value} deviazioni standard; differenze minori possono esserci senza vedersi.",
        ],
        true,
    ),
    phrase(
        M::Welch,
        ["difference of means", "differenza fra le medie"],
        [
            "The means of {variable} differ by {whole}, respondents less nonrespondents{whole_interval}{p} by Welch's test, which takes both means for normal.",
            "Le medie di {variable} differiscono di {whole}, rispondenti meno non rispondenti{whole_interval}{p} secondo il test di Welch, che suppone normali le due medie.",
        ],
        true,
    ),
    phrase(
        M::MannWhitney,
        ["Mann–Whitney U", "U di Mann–Whitney"],
        [
            "The Mann–Whitney test of {variable} gives U = {whole}{p}; a large p-value would not show that the groups are alike.",
            "Il test di Mann–Whitney su {variable} dà U = {whole}{p}; un valore p grande non dimostrerebbe che i gruppi sono uguali.",
        ],
        true,
    ),
    phrase(
        M::Auc,
        ["probability of being larger", "probabilità di essere maggiore"],
        [
            "A respondent taken at random has more of {variable} than a nonrespondent taken at random with probability {value}; 0.5 would favour neither.",
            "Un rispondente preso a caso ha più {variable} di un non rispondente preso a caso con probabilità {value}; 0,5 non favorirebbe nessuno dei due.",
        ],
        false,
    ),
    phrase(
        M::HodgesLehmann,
        ["typical difference", "differenza tipica"],
        [
            "The typical difference in {variable} between a respondent and a nonrespondent (Hodges–Lehmann) is {whole}{whole_interval}.",
            "La differenza tipica in {variable} fra un rispondente e un non rispondente (Hodges–Lehmann) è {whole}{whole_interval}.",
        ],
        true,
    ),
    phrase(
        M::KolmogorovSmirnov,
        ["Kolmogorov–Smirnov D", "D di Kolmogorov–Smirnov"],
        [
            "The distributions of {variable} among respondents and nonrespondents are at most {value} apart (Kolmogorov–Smirnov){p}.",
            "Le distribuzioni di {variable} fra rispondenti e non rispondenti distano al massimo {value} (Kolmogorov–Smirnov){p}.",
        ],
        false,
    ),
    phrase(
        M::DifferenceHolm,
        ["p of the difference, by Holm", "p della differenza, secondo Holm"],
        [
            "The test of a difference in {variable}, adjusted by Holm for all variables compared, gives {bare_p}.",
            "Il test di una differenza in {variable}, corretto secondo Holm per tutte le variabili confrontate, dà {bare_p}.",
        ],
        true,
    ),
    phrase(
        M::DifferenceBh,
        ["p of the difference, by Benjamini–Hochberg", "p della differenza, secondo Benjamini–Hochberg"],
        [
            "The test of a difference in {variable}, adjusted by Benjamini and Hochberg for all variables compared, gives {bare_p}.",
            "Il test di una differenza in {variable}, corretto secondo Benjamini e Hochberg per tutte le variabili confrontate, dà {bare_p}.",
        ],
        false,
    ),
];

pub(crate) const RESPONSE: &[Phrase] = &[
    phrase(
        M::FreemanHalton,
        ["exact test of the table", "test esatto della tabella"],
        [
            "The exact test of equal response over {variable} gives {bare_p}: it asks whether chance alone explains the differences, not how large they are.",
            "Il test esatto di pari risposta fra le classi di {variable} dà {bare_p}: chiede se le differenze si spieghino con il solo caso, non quanto siano grandi.",
        ],
        true,
    ),
    phrase(
        M::ChiSquare,
        ["χ²", "χ²"],
        [
            "χ² of response by {variable} is {value}{p}; where levels are small the exact test is the one to read.",
            "Il χ² della risposta per {variable} è {value}{p}; con livelli piccoli va letto il test esatto.",
        ],
        false,
    ),
    phrase(
        M::CramersV,
        ["Cramér's V", "V di Cramér"],
        [
            "The association of response with {variable} is {value} on a scale from 0 to 1 (Cramér's V); random response, too, gives a little more than 0.",
            "L'associazione fra risposta e {variable} è {value} su una scala da 0 a 1 (V di Cramér); anche una risposta casuale dà un po' più di 0.",
        ],
        true,
    ),
    phrase(
        M::DetectableV,
        ["smallest V that would have shown", "minimo V rilevabile"],
        [
            "An association of response with {variable} would have been found with a chance of 80 % only from V = {value} upwards.",
            "Un'associazione fra risposta e {variable} sarebbe emersa con probabilità dell'80 % solo a partire da V = {value}.",
        ],
        false,
    ),
    phrase(
        M::SmdCategory,
        ["standardised difference of a category", "differenza standardizzata di una categoria"],
        [
            "Over all levels of {variable} together respondents and nonrespondents are {value} standard deviations apart; it is never below 0.",
            "Considerando insieme tutti i livelli di {variable}, rispondenti e non rispondenti distano {value} deviazioni standard; non è mai sotto 0.",
        ],
        true,
    ),
    phrase(
        M::SmdLevel,
        ["standardised difference of a level", "differenza standardizzata di un livello"],
        [
            "The share of {level} ({variable}) differs between respondents and nonrespondents by {value} standard deviations.",
            "La quota di {level} ({variable}) differisce fra rispondenti e non rispondenti di {value} deviazioni standard.",
        ],
        false,
    ),
    phrase(
        M::LevelResponse,
        ["response rate", "tasso di risposta"],
        [
            "{share} of the {n} units of {level} ({variable}) answered{p}; with few units the range by chance is wide.{share_chance}",
            "Ha risposto il {share} delle {n} unità di {level} ({variable}){p}; con poche unità l'intervallo per caso è ampio.{share_chance}",
        ],
        true,
    ),
    phrase(
        M::LevelResponseMidP,
        ["response rate, mid-p", "tasso di risposta, mid-p"],
        [
            "{share} of the {n} units of {level} ({variable}) answered; by the mid-p {bare_p}.",
            "Ha risposto il {share} delle {n} unità di {level} ({variable}); secondo il mid-p {bare_p}.",
        ],
        false,
    ),
    phrase(
        M::LevelResponseHolm,
        ["p of the response rate, by Holm", "p del tasso di risposta, secondo Holm"],
        [
            "The test of the response rate of {level} ({variable}) against chance, adjusted by Holm for all levels, gives {bare_p}.",
            "Il test del tasso di risposta di {level} ({variable}) rispetto al caso, corretto secondo Holm per tutti i livelli, dà {bare_p}.",
        ],
        false,
    ),
    phrase(
        M::LevelResponseBh,
        ["p of the response rate, by Benjamini–Hochberg", "p del tasso di risposta, secondo Benjamini–Hochberg"],
        [
            "The test of the response rate of {level} ({variable}) against chance, adjusted by Benjamini and Hochberg for all levels, gives {bare_p}.",
            "Il test del tasso di risposta di {level} ({variable}) rispetto al caso, corretto secondo Benjamini e Hochberg per tutti i livelli, dà {bare_p}.",
        ],
        false,
    ),
    Phrase {
        name: M::DetectableRate,
        title: ["response rates that would have shown", "tassi di risposta rilevabili"],
        sentence: Telling::Function(detectable_rate),
        printed: false,
    },
    phrase(
        M::AreaCoverage,
        ["coverage of residents", "copertura dei residenti"],
        [
            "In {level} ({variable}) {share} of residents are covered; the test of its distance from chance, judged over all areas at once, gives {bare_p}.",
            "In {level} ({variable}) è coperto il {share} dei residenti; il test della distanza dal caso, giudicata su tutte le aree insieme, dà {bare_p}.",
        ],
        true,
    ),
];

pub(crate) const INEQUALITY: &[Phrase] = &[
    phrase(
        M::DissimilarityUnits,
        ["dissimilarity of units", "dissimilarità delle unità"],
        [
            "{share} of the respondents would have to be in another area of {variable} to be spread like the nonrespondents.{chance}",
            "Il {share} dei rispondenti dovrebbe trovarsi in un'altra area di {variable} per essere distribuito come i non rispondenti.{chance}",
        ],
        true,
    ),
    phrase(
        M::Dissimilarity,
        ["dissimilarity of residents", "dissimilarità dei residenti"],
        [
            "{share} of the residents covered would have to live in another area of {variable} to be spread like those not covered.{chance}",
            "Il {share} dei residenti coperti dovrebbe vivere in un'altra area di {variable} per essere distribuito come i non coperti.{chance}",
        ],
        true,
    ),
    phrase(
        M::Gini,
        ["Gini coefficient of coverage", "coefficiente di Gini della copertura"],
        [
            "The inequality of coverage over {variable} is {value} (Gini; 0 would be equal coverage everywhere).{chance}",
            "La disuguaglianza della copertura fra le aree di {variable} è {value} (Gini; 0 sarebbe pari copertura ovunque).{chance}",
        ],
        true,
    ),
    phrase(
        M::Theil,
        ["Theil's index of coverage", "indice di Theil della copertura"],
        [
            "The inequality of coverage over {variable} is {value} by Theil's index; 0 would be equal coverage everywhere.{chance}",
            "La disuguaglianza della copertura fra le aree di {variable} è {value} secondo l'indice di Theil; 0 sarebbe pari copertura ovunque.{chance}",
        ],
        false,
    ),
    phrase(
        M::TheilBetween,
        ["Theil's index between macro-areas", "indice di Theil fra ripartizioni"],
        [
            "Of Theil's index over {variable}, {value} lies between macro-areas.",
            "Dell'indice di Theil fra le aree di {variable}, {value} sta fra le ripartizioni.",
        ],
        false,
    ),
    phrase(
        M::TheilWithin,
        ["Theil's index within macro-areas", "indice di Theil dentro le ripartizioni"],
        [
            "Of Theil's index over {variable}, {value} lies inside macro-areas.",
            "Dell'indice di Theil fra le aree di {variable}, {value} sta dentro le ripartizioni.",
        ],
        false,
    ),
];

pub(crate) const NEIGHBOURS: &[Phrase] = &[
    phrase(
        M::NeighbourPairs,
        ["pairs of neighbours", "coppie di vicini"],
        [
            "{whole} pairs of catchments are neighbours; units without any are left out of what follows.",
            "{whole} coppie di bacini sono contigue; le unità senza vicini restano fuori da quanto segue.",
        ],
        false,
    ),
    phrase(
        M::JoinBoth,
        ["neighbours that both answered", "vicini che hanno risposto entrambi"],
        [
            "In {whole} pairs of neighbours both answered{p}.{whole_chance}",
            "In {whole} coppie di vicini hanno risposto entrambi{p}.{whole_chance}",
        ],
        true,
    ),
    phrase(
        M::JoinNeither,
        ["neighbours of which neither answered", "vicini di cui nessuno ha risposto"],
        [
            "In {whole} pairs of neighbours neither answered{p}.{whole_chance}",
            "In {whole} coppie di vicini non ha risposto nessuno{p}.{whole_chance}",
        ],
        true,
    ),
    phrase(
        M::JoinMixed,
        ["neighbours of which one answered", "vicini di cui uno ha risposto"],
        [
            "In {whole} pairs of neighbours one answered and one did not{p}.{whole_chance}",
            "In {whole} coppie di vicini uno ha risposto e l'altro no{p}.{whole_chance}",
        ],
        false,
    ),
    phrase(
        M::Moran,
        ["Moran's I", "I di Moran"],
        [
            "Moran's I of {variable} over neighbouring catchments is {value}{p}; above its value by chance, neighbours act alike.{chance}",
            "L'I di Moran di {variable} fra bacini contigui è {value}{p}; sopra il valore atteso per caso, i vicini si comportano in modo simile.{chance}",
        ],
        true,
    ),
    phrase(
        M::Geary,
        ["Geary's C", "C di Geary"],
        [
            "Geary's C of {variable} is {value}{p}; below 1, neighbours act alike.{chance}",
            "Il C di Geary di {variable} è {value}{p}; sotto 1, i vicini si comportano in modo simile.{chance}",
        ],
        false,
    ),
    phrase(
        M::GeneralG,
        ["Getis and Ord's G", "G di Getis e Ord"],
        [
            "Getis and Ord's G of {variable} is {value}{p}; above its value by chance, large values are neighbours. It is about sizes, not about response.{chance}",
            "Il G di Getis e Ord di {variable} è {value}{p}; sopra il valore atteso per caso, i valori grandi sono vicini. Riguarda le dimensioni, non la risposta.{chance}",
        ],
        false,
    ),
    phrase(
        M::MoranWithin,
        ["Moran's I within areas", "I di Moran dentro le aree"],
        [
            "Once each area of {variable} has its own response rate, Moran's I of what is left is {value}{p}; above its value by chance, non-response would be local and not only regional.{chance}",
            "Tolto a ogni area di {variable} il suo tasso di risposta, l'I di Moran di ciò che resta è {value}{p}; sopra il valore atteso per caso, la mancata risposta sarebbe locale e non solo regionale.{chance}",
        ],
        true,
    ),
    phrase(
        M::LocalJoin,
        ["units among neighbours of the same status", "unità fra vicini con lo stesso esito"],
        [
            "{whole} for {level}: units among neighbours that did the same more often than chance explains, with false discoveries held at 5 %.",
            "{whole} per {level}: unità fra vicini con lo stesso esito più spesso di quanto spieghi il caso, con false scoperte limitate al 5 %.",
        ],
        false,
    ),
    phrase(
        M::LocalMoran,
        ["units with a local Moran apart from chance", "unità con un Moran locale diverso dal caso"],
        [
            "{whole} for {level}: units whose local Moran differs from chance, with false discoveries held at 5 %.",
            "{whole} per {level}: unità il cui Moran locale differisce dal caso, con false scoperte limitate al 5 %.",
        ],
        false,
    ),
];

fn detectable_rate(row: &Row<'_>) -> String {
    let below = row.measure.low.map(|low| row.percent(low));
    let above = row.measure.high.map(|high| row.percent(high));
    let english = match (&below, &above) {
        (Some(below), Some(above)) => format!("only at {below} or less, or at {above} or more"),
        (Some(below), None) => format!("only at {below} or less; no high rate would have shown"),
        (None, Some(above)) => format!("only at {above} or more; no low rate would have shown"),
        (None, None) => "at no rate at all".to_owned(),
    };
    let italian = match (&below, &above) {
        (Some(below), Some(above)) => format!("solo fino al {below} o a partire dal {above}"),
        (Some(below), None) => format!("solo fino al {below}; nessun tasso alto sarebbe emerso"),
        (None, Some(above)) => format!("solo a partire dal {above}; nessun tasso basso sarebbe emerso"),
        (None, None) => "a nessun tasso".to_owned(),
    };
    let (level, variable) = (row.level(), row.variable());
    row.say(
        format!("A response rate of {level} ({variable}) would have been found unlike the others' with a chance of 80 % {english}."),
        format!("Un tasso di risposta di {level} ({variable}) sarebbe risultato diverso dagli altri con probabilità dell'80 % {italian}."),
    )
}
