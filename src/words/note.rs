//! Notes and methods in Italian. The data carry them in English; sentences tell them in the language of the study.

use crate::model::base::language::Language;

/// A note in English and Italian; `{}` stands for what changes, in the same order.
type Note = (&'static str, &'static str);

/// Notes on missing values and limits, and the methods of weights. A text that begins like another stands before it.
const NOTES: &[Note] = &[
    ("not applicable: {}", "non applicabile: {}"),
    ("no null: {}", "nessun intervallo per caso: {}"),
    ("no weights: {}", "nessun peso: {}"),
    ("proxy {}", "proxy {}"),
    ("nobody answered", "nessuna unità ha risposto"),
    ("everybody answered", "tutte le unità hanno risposto"),
    ("all units are in one category", "tutte le unità sono in una sola categoria"),
    ("fewer than two units in a group", "meno di due unità in un gruppo"),
    ("no value varies inside the groups", "nessun valore varia dentro i gruppi"),
    ("a group without units", "un gruppo è senza unità"),
    ("no units in the group", "nessuna unità nel gruppo"),
    ("no unit differs", "nessuna unità è diversa"),
    ("nobody or everybody is covered", "nessuno o tutti sono coperti"),
    ("a unit has no known area", "di una unità non è nota l'area"),
    (
        "fewer than four neighbours, or everybody did the same",
        "meno di quattro unità contigue, o tutte si sono comportate allo stesso modo",
    ),
    ("nobody answered the question", "nessuna unità ha risposto alla domanda"),
    (
        "too few respondents for the characteristics of the proxy",
        "troppo pochi rispondenti per le caratteristiche della proxy",
    ),
    ("answers or predictions do not vary", "risposte o previsioni non variano"),
    ("characteristics predict the answer perfectly", "le caratteristiche prevedono la risposta alla perfezione"),
    ("no variable is known for the units", "delle unità non è nota nessuna variabile"),
    ("the study has no variable {}", "lo studio non ha la variabile {}"),
    ("{}: the variable is a category, not a number", "{}: la variabile è una categoria, non un numero"),
    ("{}: a value is 0 or less and has no logarithm", "{}: un valore è 0 o negativo e non ha logaritmo"),
    ("{}: no unit has a value", "{}: nessuna unità ha un valore"),
    ("{}: a number has no levels to compare with", "{}: un numero non ha livelli con cui confrontare"),
    ("{}: no unit has the level {}", "{}: nessuna unità ha il livello {}"),
    ("no unit has a value of every variable", "nessuna unità ha un valore di ogni variabile"),
    ("the model has {} columns, more than {}", "il modello ha {} colonne, più di {}"),
    (
        "the model did not settle, with Firth's penalty either",
        "il modello non converge, neppure con la penalizzazione di Firth",
    ),
    ("a single unit has no variation", "una sola unità non ha variabilità"),
    (
        "the frame has too many distinct units for permutations unless their number is stated",
        "la lista ha troppe unità distinte per le permutazioni, se il loro numero non è indicato",
    ),
    ("no permutations were asked for", "non sono state chieste permutazioni"),
    ("the model has no answer for random response", "il modello non ha soluzione con risposte casuali"),
    (
        "a model of one variable has no conditional indicator",
        "un modello di una variabile non ha indicatore condizionato",
    ),
    ("depends on the columns before it", "dipende dalle colonne che la precedono"),
    (
        "all propensities are equal, so there is no standard error",
        "tutte le propensioni sono uguali, perciò non c'è errore standard",
    ),
    ("too few units for a 95 % interval", "troppo poche unità per un intervallo al 95 %"),
    ("infinite: the groups have no category in common", "infinita: i gruppi non hanno categorie in comune"),
    ("see smd_level", "si veda smd_level"),
    ("infinite: one group has all of it, the other none", "infinita: un gruppo la ha tutta, l'altro per niente"),
    (
        "an empty end: no rate on that side would have shown",
        "un estremo vuoto: da quel lato nessun tasso si sarebbe notato",
    ),
    ("there is no response model", "non c'è un modello di risposta"),
    ("there is nothing to weight by", "non c'è nulla su cui pesare"),
    ("no unit answered in {}: {}", "nessuna unità ha risposto in {}: {}"),
    ("{} is not known for {} units", "{} non è noto per {} unità"),
    ("{} is not known for 1 unit", "{} non è noto per 1 unità"),
    ("the totals cannot be met, {} of the frame is left", "i totali non si possono rispettare, resta {} della lista"),
    (
        "the respondents are too alike to meet all totals",
        "i rispondenti sono troppo simili per rispettare tutti i totali",
    ),
    ("{} is a number: weight by its classes, such as {}", "{} è un numero: si pesi per sue classi, come {}"),
    ("the study has no usable variable {}", "lo studio non ha una variabile {} utilizzabile"),
    ("{} units without a known {} left out", "escluse {} unità di cui non è noto: {}"),
    ("{} units without neighbours left out", "escluse {} unità senza unità contigue"),
    ("1 unit left out: a number is not known", "esclusa 1 unità: un numero non è noto"),
    ("{} units left out: a number is not known", "escluse {} unità: un numero non è noto"),
    ("separation: {}", "separazione: {}"),
    ("left out as depending on others: {}", "escluse perché dipendono da altre: {}"),
    ("post-stratified by nothing", "post-stratificati"),
    ("post-stratified by {}", "post-stratificati per {}"),
    ("raked to {}", "raking su {}"),
    ("calibrated to {} (linear)", "calibrati su {} (lineare)"),
    ("calibrated to {} (exponential)", "calibrati su {} (esponenziale)"),
    ("calibrated to {}", "calibrati su {}"),
    (
        "inverse propensity of the response model, trimmed at {} times the median",
        "inverso della propensione del modello di risposta, limitati a {} volte la mediana",
    ),
    ("inverse propensity of the response model", "inverso della propensione del modello di risposta"),
    ("joined: {}", "unite: {}"),
];

/// A note, or the method of a set of weights, in the language of the study. Each part between semicolons is told by itself; what the
/// program has no Italian for stays as it is.
pub(crate) fn note_in(note: &str, language: Language) -> String {
    match language {
        Language::English => note.to_owned(),
        Language::Italian => note.split("; ").map(in_italian).collect::<Vec<String>>().join("; "),
    }
}

fn in_italian(part: &str) -> String {
    let mut found = NOTES.iter().filter_map(|(english, italian)| Some((parts_of(part, english)?, *italian)));
    let Some((parts, italian)) = found.next() else { return part.to_owned() };
    let mut told = String::with_capacity(part.len() + 40);
    let mut parts = parts.into_iter();
    for (position, text) in italian.split("{}").enumerate() {
        if position > 0 {
            told.push_str(&in_italian(parts.next().unwrap_or_default()));
        }
        told.push_str(text);
    }
    told
}

/// What stands in a text where a pattern has `{}`; `None` where the text is another one.
fn parts_of<'a>(text: &'a str, pattern: &str) -> Option<Vec<&'a str>> {
    let mut fixed = pattern.split("{}");
    let mut rest = text.strip_prefix(fixed.next()?)?;
    let mut parts = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(next) = fixed.next() {
        let at = if fixed.peek().is_none() { rest.strip_suffix(next)?.len() } else { rest.find(next)? };
        parts.push(&rest[..at]);
        rest = &rest[at + next.len()..];
    }
    (rest.is_empty() && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::design::NoDesign;
    use crate::analysis::algebra::variable::FactorError;
    use crate::analysis::compare::model_rows;
    use crate::analysis::outcome::proxy::NoProxy;
    use crate::analysis::propensity::response_model::NoModel;
    use crate::analysis::statistic::contingency::NoTest;
    use crate::analysis::weight::adjust::NoWeights;
    use crate::analysis::weight::plan;

    #[test]
    fn parts_are_told_by_themselves_and_names_stay() {
        let note = "no unit answered in macro_area: Isole (0/3); joined: a + b";
        assert_eq!(
            note_in(note, Language::Italian),
            "nessuna unità ha risposto in macro_area: Isole (0/3); unite: a + b"
        );
        assert_eq!(note_in(note, Language::English), note);
        assert_eq!(
            note_in("not applicable: everybody answered", Language::Italian),
            "non applicabile: tutte le unità hanno risposto"
        );
    }

    #[test]
    fn every_pattern_has_as_many_parts_in_both_languages() {
        for (english, italian) in NOTES {
            assert_eq!(english.matches("{}").count(), italian.matches("{}").count(), "{english}");
        }
    }

    #[test]
    fn every_reason_has_an_italian_sentence() {
        let (name, factor) = ("x".to_owned(), "log(x)".to_owned());
        let of_factor = |error: FactorError| NoModel::Factor { factor: factor.clone(), error };
        let models = [
            NoModel::NoVariable,
            NoModel::Unknown { name: name.clone(), known: Vec::new() },
            of_factor(FactorError::NotANumber),
            of_factor(FactorError::NotPositive),
            of_factor(FactorError::AllMissing),
            of_factor(FactorError::NoLevels),
            of_factor(FactorError::NoSuchLevel { level: "a".to_owned(), levels: Vec::new() }),
            NoModel::Design(NoDesign::NoCompleteUnit),
            NoModel::Design(NoDesign::TooManyColumns { columns: 900 }),
            NoModel::NobodyAnswered,
            NoModel::EverybodyAnswered,
            NoModel::NotConverged,
            NoModel::OneUnit,
        ];
        let weights = [
            NoWeights::NobodyAnswered,
            NoWeights::NoModel,
            NoWeights::NoVariable,
            NoWeights::EmptyStrata { variable: name.clone(), levels: vec![("a".to_owned(), 2)] },
            NoWeights::MissingNumbers { variable: name.clone(), n: 1 },
            NoWeights::MissingNumbers { variable: name.clone(), n: 3 },
            NoWeights::NotMet { off_by: 0.1 },
            NoWeights::Dependent,
            NoWeights::NotACategory { variable: name.clone() },
            NoWeights::Unusable { variable: name },
        ];
        let tests = [NoTest::NobodyAnswered, NoTest::EverybodyAnswered, NoTest::OneCategory].map(NoTest::reason);
        let proxies = [NoProxy::NotIdentified, NoProxy::Constant, NoProxy::Separated, NoProxy::EverybodyAnswered];
        let all = models.iter().map(model_rows::told).chain(weights.iter().map(plan::told));
        let all = all.chain(tests.map(str::to_owned)).chain(proxies.map(|reason| reason.reason().to_owned()));
        for english in all {
            assert_ne!(note_in(&english, Language::Italian), english);
        }
    }
}
