//! Sentences about response models and weights.

use crate::analysis::basis::measure::MeasureName;
use crate::words::note::note_in;
use crate::words::sentence::{Phrase, Row, Telling};

pub(crate) const REPRESENTATIVENESS: &[Phrase] = &[
    Phrase {
        name: MeasureName::R,
        title: ["R-indicator, not adjusted", "indicatore R, non corretto"],
        sentence: Telling::Function(r),
        printed: true,
    },
    Phrase {
        name: MeasureName::RAdjusted,
        title: ["R-indicator, adjusted for bias", "indicatore R, corretto per la distorsione"],
        sentence: Telling::Function(r_adjusted),
        printed: true,
    },
    Phrase {
        name: MeasureName::Cv,
        title: ["coefficient of variation of propensities", "coefficiente di variazione delle propensioni"],
        sentence: Telling::Function(cv),
        printed: true,
    },
    Phrase {
        name: MeasureName::MaximalBias,
        title: ["largest bias of a mean", "distorsione massima di una media"],
        sentence: Telling::Function(maximal_bias),
        printed: true,
    },
    Phrase {
        name: MeasureName::PartialUnconditional,
        title: ["unconditional partial indicator", "indicatore parziale non condizionato"],
        sentence: Telling::Function(unconditional),
        printed: true,
    },
    Phrase {
        name: MeasureName::PartialConditional,
        title: ["conditional partial indicator", "indicatore parziale condizionato"],
        sentence: Telling::Function(conditional),
        printed: true,
    },
    Phrase {
        name: MeasureName::Imbalance,
        title: ["imbalance", "sbilanciamento"],
        sentence: Telling::Function(imbalance),
        printed: true,
    },
    Phrase {
        name: MeasureName::Balance1,
        title: ["balance indicator 1", "indicatore di bilanciamento 1"],
        sentence: Telling::Function(balance),
        printed: true,
    },
    Phrase {
        name: MeasureName::Balance2,
        title: ["balance indicator 2", "indicatore di bilanciamento 2"],
        sentence: Telling::Function(balance),
        printed: true,
    },
    Phrase {
        name: MeasureName::Distance,
        title: ["distance between respondents and nonrespondents", "distanza fra rispondenti e non rispondenti"],
        sentence: Telling::Function(distance),
        printed: true,
    },
];

pub(crate) const COEFFICIENTS: &[Phrase] = &[Phrase {
    name: MeasureName::Coefficient,
    title: ["coefficient of the model", "coefficiente del modello"],
    sentence: Telling::Function(coefficient),
    printed: true,
}];

pub(crate) const WEIGHTS: &[Phrase] = &[
    Phrase {
        name: MeasureName::DesignEffect,
        title: ["design effect of weights", "effetto del disegno dei pesi"],
        sentence: Telling::Function(design_effect),
        printed: true,
    },
    Phrase {
        name: MeasureName::EffectiveN,
        title: ["effective number of respondents", "numero effettivo di rispondenti"],
        sentence: Telling::Function(effective_n),
        printed: true,
    },
    Phrase {
        name: MeasureName::WeightMinimum,
        title: ["smallest weight", "peso minimo"],
        sentence: Telling::Function(weight_minimum),
        printed: true,
    },
    Phrase {
        name: MeasureName::WeightMaximum,
        title: ["largest weight", "peso massimo"],
        sentence: Telling::Function(weight_maximum),
        printed: true,
    },
];

fn r(row: &Row<'_>) -> String {
    let lead = row.say(
        format!(
            "Unadjusted, R of the model {} is {}; in a small frame it is low even when response is random, so it is read only beside the adjusted value and its range by chance.",
            row.variable(),
            row.value()
        ),
        format!(
            "Senza correzione, R del modello {} è {}; con poche unità è basso anche se si risponde a caso, perciò si legge solo accanto al valore corretto e al suo intervallo per caso.",
            row.variable(),
            row.value()
        ),
    );
    format!("{lead}{}", row.chance())
}

fn r_adjusted(row: &Row<'_>) -> String {
    let lead = row.say(
        format!(
            "The R-indicator over all units of the frame, adjusted for bias, is {}{}; 1 would mean that the model {} gives every unit the same probability of answering.",
            row.value(),
            row.interval(),
            row.variable()
        ),
        format!(
            "L'indicatore R su tutte le unità della lista, corretto per la distorsione, è {}{}; 1 vorrebbe dire che il modello {} assegna a tutte le unità la stessa probabilità di rispondere.",
            row.value(),
            row.interval(),
            row.variable()
        ),
    );
    let limit = row.say(
        " It says nothing about characteristics that are not in the model.",
        " Non dice nulla delle caratteristiche che il modello non contiene.",
    );
    format!("{lead}{}{limit}", row.chance())
}

fn cv(row: &Row<'_>) -> String {
    let lead = row.say(
        format!(
            "The estimated probabilities of answering differ by {} of their mean (coefficient of variation, adjusted for bias{}).",
            row.share(),
            comma(&row.share_interval())
        ),
        format!(
            "Le probabilità di risposta stimate variano del {} rispetto alla loro media (coefficiente di variazione, corretto per la distorsione{}).",
            row.share(),
            comma(&row.share_interval())
        ),
    );
    format!("{lead}{}", row.chance())
}

/// ` (95 % interval …)` as it stands inside another parenthesis.
fn comma(interval: &str) -> String {
    interval
        .strip_prefix(" (")
        .and_then(|text| text.strip_suffix(')'))
        .map_or_else(String::new, |text| format!(", {text}"))
}

fn maximal_bias(row: &Row<'_>) -> String {
    let half = row.number(row.estimate * 0.5);
    row.say(
        format!(
            "As far as response depends on the model's variables alone, the bias of an unweighted mean is at most {} standard deviations of what is asked; for a proportion at most {half}.",
            row.value()
        ),
        format!(
            "Se la risposta dipende solo dalle variabili del modello, la distorsione di una media non ponderata è al massimo {} deviazioni standard della variabile rilevata; per una proporzione al massimo {half}.",
            row.value()
        ),
    )
}

fn unconditional(row: &Row<'_>) -> String {
    if row.measure.level.is_none() {
        return row.say(
            format!(
                "Taken by itself, {} contributes a standard deviation of {}{} to the probabilities of answering; 0 would mean that its levels answer alike.",
                row.variable(),
                row.value(),
                row.error()
            ),
            format!(
                "Presa da sola, {} contribuisce con una deviazione standard di {}{} alle probabilità di risposta; 0 vorrebbe dire che i suoi livelli rispondono allo stesso modo.",
                row.variable(),
                row.value(),
                row.error()
            ),
        );
    }
    let (english, italian) = if row.estimate < 0.0 { ("less", "meno") } else { ("more", "più") };
    if row.estimate == 0.0 {
        return row.say(
            format!("Units of {} ({}) answer as the frame does.", row.level(), row.variable()),
            format!("Le unità di {} ({}) rispondono come l'intera lista.", row.level(), row.variable()),
        );
    }
    let error = if row.measure.standard_error.is_some() {
        row.error()
    } else {
        row.say(
            ", without a standard error in a census of the frame",
            ", senza errore standard in un censimento della lista",
        )
    };
    row.say(
        format!(
            "Units of {} ({}) answer {english} than the frame as a whole: partial indicator {}{error}.",
            row.level(),
            row.variable(),
            row.value()
        ),
        format!(
            "Le unità di {} ({}) rispondono {italian} dell'insieme della lista: indicatore parziale {}{error}.",
            row.level(),
            row.variable(),
            row.value()
        ),
    )
}

fn conditional(row: &Row<'_>) -> String {
    match row.measure.level {
        None => row.say(
            format!(
                "Among units alike in the other variables, {} still contributes a standard deviation of {}{} to the probabilities of answering.",
                row.variable(),
                row.value(),
                row.error()
            ),
            format!(
                "Fra unità uguali nelle altre variabili, {} contribuisce ancora con una deviazione standard di {}{} alle probabilità di risposta.",
                row.variable(),
                row.value(),
                row.error()
            ),
        ),
        Some(_) => row.say(
            format!(
                "Among units alike in the other variables, those of {} ({}) contribute {} to the unequal probabilities of answering.",
                row.level(),
                row.variable(),
                row.value()
            ),
            format!(
                "Fra unità uguali nelle altre variabili, quelle di {} ({}) contribuiscono per {} alle disuguaglianze nelle probabilità di risposta.",
                row.level(),
                row.variable(),
                row.value()
            ),
        ),
    }
}

fn coefficient(row: &Row<'_>) -> String {
    row.say(
        format!(
            "In the response model the log odds of answering change by {} with {}{}{}, the other terms held equal.",
            row.value(),
            row.level(),
            row.interval(),
            row.p()
        ),
        format!(
            "Nel modello di risposta il logaritmo degli odds di rispondere varia di {} con {}{}{}, a parità degli altri termini.",
            row.value(),
            row.level(),
            row.interval(),
            row.p()
        ),
    )
}

fn imbalance(row: &Row<'_>) -> String {
    let lead = row.say(
        format!(
            "The imbalance of the respondents over {} is {}; 0 would mean that their means are those of the frame.",
            row.variable(),
            decimal4(row)
        ),
        format!(
            "Lo sbilanciamento dei rispondenti rispetto a {} è {}; 0 vorrebbe dire che le loro medie sono quelle della lista.",
            row.variable(),
            decimal4(row)
        ),
    );
    format!("{lead}{}", row.chance())
}

fn decimal4(row: &Row<'_>) -> String {
    crate::words::number::decimal(row.estimate, 4, row.language)
}

fn balance(row: &Row<'_>) -> String {
    let which = if row.measure.measure == MeasureName::Balance1 { "1" } else { "2" };
    row.say(
        format!(
            "Balance indicator {which} is {}; 1 would mean that respondents and frame have the same means of {}.",
            row.value(),
            row.variable()
        ),
        format!(
            "L'indicatore di bilanciamento {which} è {}; 1 vorrebbe dire che rispondenti e lista hanno le stesse medie di {}.",
            row.value(),
            row.variable()
        ),
    )
}

fn distance(row: &Row<'_>) -> String {
    row.say(
        format!(
            "Respondents and nonrespondents are {} standard deviations apart over {} taken together.",
            row.value(),
            row.variable()
        ),
        format!(
            "Rispondenti e non rispondenti distano {} deviazioni standard rispetto a {} considerate insieme.",
            row.value(),
            row.variable()
        ),
    )
}

fn design_effect(row: &Row<'_>) -> String {
    let method = note_in(&row.measure.method, row.language);
    row.say(
        format!(
            "With {} ({method}) the variance of a mean is {} times that with equal weights, unless the weights are related to what is asked.",
            row.measure.variable,
            row.value()
        ),
        format!(
            "Con {} ({method}) la varianza di una media è {} volte quella con pesi uguali, salvo che i pesi siano legati a ciò che si rileva.",
            row.measure.variable,
            row.value()
        ),
    )
}

fn effective_n(row: &Row<'_>) -> String {
    let value = crate::words::number::decimal(row.estimate, 1, row.language);
    let n = row.measure.n.unwrap_or_default();
    row.say(
        format!("With {} the {n} respondents are as precise as {value} equally weighted ones.", row.measure.variable),
        format!("Con {} i {n} rispondenti hanno la precisione di {value} con pesi uguali.", row.measure.variable),
    )
}

fn weight_minimum(row: &Row<'_>) -> String {
    row.say(
        format!("With {} every respondent stands for at least {} units.", row.measure.variable, row.value()),
        format!("Con {} ogni rispondente rappresenta almeno {} unità.", row.measure.variable, row.value()),
    )
}

fn weight_maximum(row: &Row<'_>) -> String {
    row.say(
        format!("With {} no respondent stands for more than {} units.", row.measure.variable, row.value()),
        format!("Con {} nessun rispondente rappresenta più di {} unità.", row.measure.variable, row.value()),
    )
}
