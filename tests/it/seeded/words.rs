//! Words of the fields that texts are about, and the ways in which authors write a result, in English and Italian.

/// A field: its units and what they do.
pub(crate) struct Field {
    /// Units: several of them.
    pub(crate) units: &'static str,
    /// `of the` units, in Italian one word.
    pub(crate) of: &'static str,
    /// What units do or have, as a verb with its object.
    pub(crate) does: [&'static str; 5],
    /// A question with several answers, and the answers.
    pub(crate) several: (&'static str, [&'static str; 6]),
    /// What is measured of a unit.
    pub(crate) size: &'static str,
}

pub(crate) const ENGLISH: [Field; 7] = [
    Field {
        units: "hospitals",
        of: "of the",
        does: [
            "had a written protocol",
            "trained their nurses every year",
            "employed a cultural mediator",
            "published an annual report",
            "kept an electronic register",
        ],
        several: (
            "Obstacles to palliative care",
            [
                "Lack of beds",
                "Lack of trained staff",
                "Low awareness of families",
                "Distance from home",
                "Costs",
                "Legal doubts",
            ],
        ),
        size: "beds",
    },
    Field {
        units: "schools",
        of: "of the",
        does: [
            "offered peer tutoring",
            "had a school garden",
            "taught a third language",
            "opened in the afternoon",
            "served breakfast",
        ],
        several: (
            "Subjects taught in the laboratory",
            ["Physics", "Chemistry", "Biology", "Robotics", "Earth sciences", "Astronomy"],
        ),
        size: "students",
    },
    Field {
        units: "libraries",
        of: "of the",
        does: [
            "lent e-readers",
            "hosted a reading group",
            "opened on Saturdays",
            "employed a trained archivist",
            "had a room for children",
        ],
        several: (
            "Services for families",
            ["Reading aloud", "Toy lending", "Homework help", "Courses for parents", "Mobile library", "Book gifts"],
        ),
        size: "volumes",
    },
    Field {
        units: "courts",
        of: "of the",
        does: [
            "held remote hearings",
            "used an electronic register",
            "had a mediation office",
            "recorded all hearings",
            "published their waiting times",
        ],
        several: (
            "Reasons for delay",
            ["Vacant posts", "Old software", "Absence of parties", "Missing files", "Strikes", "Unclear rules"],
        ),
        size: "pending cases",
    },
    Field {
        units: "museums",
        of: "of the",
        does: [
            "charged no entrance fee",
            "had a digital catalogue",
            "offered guided tours for deaf visitors",
            "stored objects off site",
            "collaborated with universities",
        ],
        several: ("Sources of income", ["Tickets", "Public grants", "Sponsors", "Shop", "Rent of rooms", "Donations"]),
        size: "visitors",
    },
    Field {
        units: "pharmacies",
        of: "of the",
        does: [
            "gave flu vaccines",
            "measured blood pressure",
            "delivered drugs at home",
            "took back expired drugs",
            "had a night shift",
        ],
        several: (
            "Tests offered",
            ["Glucose", "Cholesterol", "Coeliac disease", "Streptococcus", "Bone density", "Hearing"],
        ),
        size: "customers",
    },
    Field {
        units: "theatres",
        of: "of the",
        does: [
            "had a resident company",
            "sold tickets online",
            "staged plays for schools",
            "owned their building",
            "streamed performances",
        ],
        several: (
            "Publics reached by special programmes",
            ["Children", "Older people", "Migrants", "Prisoners", "Blind people", "Students"],
        ),
        size: "seats",
    },
];

pub(crate) const ITALIAN: [Field; 6] = [
    Field {
        units: "ospedali",
        of: "degli",
        does: [
            "hanno un protocollo scritto",
            "formano gli infermieri ogni anno",
            "impiegano un mediatore culturale",
            "pubblicano un rapporto annuale",
            "tengono un registro elettronico",
        ],
        several: (
            "Ostacoli alle cure palliative",
            [
                "Mancanza di letti",
                "Mancanza di personale formato",
                "Scarsa conoscenza delle famiglie",
                "Distanza",
                "Costi",
                "Dubbi legali",
            ],
        ),
        size: "letti",
    },
    Field {
        units: "scuole",
        of: "delle",
        does: [
            "offrono il tutoraggio tra pari",
            "hanno un orto didattico",
            "insegnano una terza lingua",
            "aprono nel pomeriggio",
            "servono la colazione",
        ],
        several: (
            "Materie insegnate in laboratorio",
            ["Fisica", "Chimica", "Biologia", "Robotica", "Scienze della terra", "Astronomia"],
        ),
        size: "studenti",
    },
    Field {
        units: "biblioteche",
        of: "delle",
        does: [
            "prestano lettori elettronici",
            "ospitano un gruppo di lettura",
            "aprono il sabato",
            "impiegano un archivista",
            "hanno una sala per bambini",
        ],
        several: (
            "Servizi per le famiglie",
            [
                "Lettura ad alta voce",
                "Prestito di giochi",
                "Aiuto nei compiti",
                "Corsi per genitori",
                "Bibliobus",
                "Dono di libri",
            ],
        ),
        size: "volumi",
    },
    Field {
        units: "tribunali",
        of: "dei",
        does: [
            "tengono udienze a distanza",
            "usano un registro elettronico",
            "hanno un ufficio di mediazione",
            "registrano tutte le udienze",
            "pubblicano i tempi di attesa",
        ],
        several: (
            "Motivi di ritardo",
            [
                "Posti vacanti",
                "Programmi vecchi",
                "Assenza delle parti",
                "Fascicoli mancanti",
                "Scioperi",
                "Norme poco chiare",
            ],
        ),
        size: "cause pendenti",
    },
    Field {
        units: "musei",
        of: "dei",
        does: [
            "sono gratuiti",
            "hanno un catalogo digitale",
            "offrono visite per sordi",
            "conservano oggetti in deposito",
            "collaborano con le scuole",
        ],
        several: (
            "Fonti di entrata",
            ["Biglietti", "Contributi pubblici", "Sponsor", "Negozio", "Affitto di sale", "Donazioni"],
        ),
        size: "visitatori",
    },
    Field {
        units: "farmacie",
        of: "delle",
        does: [
            "vaccinano contro l'influenza",
            "misurano la pressione",
            "consegnano farmaci a domicilio",
            "ritirano farmaci scaduti",
            "fanno turni di notte",
        ],
        several: ("Esami offerti", ["Glicemia", "Colesterolo", "Celiachia", "Streptococco", "Densità ossea", "Udito"]),
        size: "clienti",
    },
];

/// Results: `{a}` of `{b}` units, `{p}` per cent; `{does}` what they do.
pub(crate) const SHARES: [&[&str]; 2] = [
    &[
        "Of the {b} {units} that answered, {a} ({p}) {does}.",
        "In all, {a} of the {b} responding {units} ({p}) {does}.",
        "As many as {a} out of {b} {units} ({p}) {does}.",
        "{p} of {units} ({a}/{b}) {does}.",
        "{a} ({p}) of the {b} {units} {does}.",
        "We found that {a} {units} out of {b}, or {p}, {does}.",
        "{a} of {b} {units}, corresponding to {p}, {does}.",
        "The {units} that {does} were {a} of {b} ({p}).",
        "A total of {a}/{b} {units} ({p}) {does}.",
        "Only some {units} ({a} of {b}; {p}) {does}.",
        "Among the {b} respondents, {a} {units} ({p}) {does}.",
        "According to directors, {a}/{b} ({p}) {does}.",
        "{p} ({a} of {b}) said that they {does}.",
        "Our survey shows that {units} that {does} are {p}, i.e. {a} of {b}.",
        "In this sample of {b} {units}, {a} ({p}) {does}.",
        "Fewer than expected, {a} {units} ({p} of the {b} respondents), {does}.",
        "{a} {units} {does}: {p} of {b}.",
        "It was {a} {units} out of {b} that {does} ({p}).",
        "With {a} positive answers out of {b} ({p}), {units} mostly {does}.",
    ],
    &[
        "{Of} {b} {units} rispondenti, {a} ({p}) {does}.",
        "In tutto, {a} {units} su {b} ({p}) {does}.",
        "Il {p} {of} {units} ({a}/{b}) {does}.",
        "{a} ({p}) {of} {b} {units} {does}.",
        "Su un totale di {b} {units}, {a} ({p}) {does}.",
        "{a} {of} {b} {units}, pari al {p}, {does}.",
        "{a} {units} su {b}, cioè il {p}, {does}.",
        "Risulta che {a} {of} {b} {units} ({p}) {does}.",
        "Solo alcuni ({a} su {b}; {p}) {does}.",
        "Tra i {b} rispondenti, {a} {units} ({p}) {does}.",
        "Secondo i direttori, {a}/{b} ({p}) {does}.",
        "{a} {units} ({p} {of} {b} rispondenti) {does}.",
        "Sono {a} su {b} ({p}) le sedi che {does}.",
        "Il {p} ({a} su {b}) dichiara che {does}.",
        "{a} {units}, il {p} {of} {b} che hanno risposto, {does}.",
        "Quanto ai {units}, {a} su {b} {does} ({p}).",
        "Con {a} risposte positive su {b} ({p}), {units} spesso {does}.",
    ],
];

/// A percentage alone with its base.
pub(crate) const ALONE: [&[&str]; 2] = [
    &[
        "Of the {b} {units}, {p} {does}.",
        "Overall, {p} of the {b} {units} {does}.",
        "Among the {b} {units}, {p} {does}.",
    ],
    &["{Of} {b} {units}, il {p} {does}.", "Il {p} {of} {b} {units} {does}.", "Su {b} {units}, il {p} {does}."],
];

/// How many answered.
pub(crate) const RESPONSES: [&[&str]; 2] = [
    &[
        "Of the {b} {units} invited, {a} returned the questionnaire, a response rate of {p}.",
        "The questionnaire was completed by {a} of {b} {units} (response rate {p}).",
        "The response rate was {p} ({a} of {b} {units}).",
        "We received {a} questionnaires from {b} {units} ({p}).",
        "Overall, {p} of the {b} {units} contacted took part (n = {a}).",
        "{a} {units} agreed to participate out of the {b} approached, for a response rate of {p}.",
    ],
    &[
        "{Of} {b} {units} invitati, {a} hanno risposto, con un tasso di risposta del {p}.",
        "Hanno compilato il questionario {a} {units} su {b} (tasso di risposta: {p}).",
        "Il tasso di risposta è stato del {p} ({a} su {b}).",
        "Hanno risposto {a} {of} {b} {units} ({p}).",
        "Il {p} {of} {b} {units} contattati ha partecipato (n = {a}).",
        "{Of} {b} {units} interpellati ne hanno risposto {a}, per un tasso di risposta del {p}.",
    ],
];

/// Those who answered and the others.
pub(crate) const PARTS: [&[&str]; 2] = [
    &[
        "The {a} respondents and the {c} nonrespondents, of {b} {units} in all, did not differ in size.",
        "Of the {b} {units}, {a} answered and {c} did not.",
        "There were {a} respondents and {c} nonrespondents, out of {b} {units}.",
        "All {b} {units} were contacted: {a} respondents and {c} nonrespondents were compared.",
        "{a} {units} responded and {c} did not respond, for a total of {b}.",
    ],
    &[
        "{Of} {b} {units}, {a} hanno risposto e {c} no.",
        "Le caratteristiche dei {a} rispondenti e dei {c} non rispondenti, su {b} in tutto, sono simili.",
        "Su {b} {units}, {a} hanno risposto e {c} non hanno risposto.",
        "Le sedi sono {b}: {a} rispondenti e {c} non rispondenti.",
        "{a} {units} hanno risposto e {c} non hanno risposto, per un totale di {b}.",
    ],
];

/// Mean, number and total: `{m}` of `{n}` units, `{t}` in all.
pub(crate) const TOTALS: [&[&str]; 2] = [
    &[
        "The {n} {units} had a total of {t} {size}, with a mean of {m} each.",
        "On average the {n} {units} had {m} {size}, {t} in total.",
        "Altogether there were {t} {size} in {n} {units} (mean {m}).",
        "The mean number of {size} was {m}, or {t} in all over {n} {units}.",
    ],
    &[
        "{Of} {n} {units} si contano {t} {size} in tutto, in media {m}.",
        "I {size} sono in totale {t}, in media {m} in ciascuna delle {n} sedi.",
        "La media è di {m} {size}, per un totale di {t} in {n} {units}.",
    ],
];

/// Median and quartiles: `{m}`, `{l}` to `{u}`.
pub(crate) const MEDIANS: [&[&str]; 2] = [
    &[
        "The median number of {size} was {m} (IQR {l}–{u}).",
        "Size varied widely (median {m} {size}, interquartile range {l} to {u}).",
        "They had a median of {m} {size} (IQR: {l}-{u}).",
        "Half of them had more than {m} {size} (median {m}; quartiles {l} and {u}).",
        "Median size: {m} {size} [IQR {l} to {u}].",
    ],
    &[
        "La mediana dei {size} è {m} (IQR {l}–{u}).",
        "Le dimensioni sono diverse (mediana {m} {size}, scarto interquartile {l}-{u}).",
        "Il numero mediano di {size} è di {m}, con {size} diversi tra le sedi (mediana {m}; IQR {l}-{u}).",
    ],
];

/// Sentences without claims.
pub(crate) const NOISE: [&[&str]; 2] = [
    &[
        "The survey ran from 15 January to 28 February 2024, with three reminders sent every 14 days.",
        "A previous study of 2018 found that about 40% of units took part [3,4].",
        "P values below 0.05 were considered significant and 95% confidence intervals were computed.",
        "According to Smith et al. (2020), costs rose by 12% between 2015 and 2019 (p < 0.001).",
        "The questionnaire had 24 items in 5 sections; Cronbach's alpha was 0.85.",
        "Article 34 of Law 180/1978 applies to persons aged 18 and over (Table 2 and Figure 3).",
        "A sample of 150 units was needed for a power of 80% at a 5% significance level.",
        "In logistic regression, size was associated with the outcome (OR 1.42, 95% CI 1.10–1.83).",
        "More than 30% of managers were new, and at least 5 years of experience were required.",
        "The difference was 4.3 percentage points (95% CI 1.2 to 7.4; chi2(2) = 6.1).",
        "Data were analysed with R version 4.3.1; see doi:10.1186/s12913-025-13407-z.",
        "The service can be reached at +39 045 8124567 from 9:00 to 17:30.",
        "Between 20% and 30% of staff were over 55 years old in 2021.",
        "A 10-point scale was used, and 3 questions were open.",
    ],
    &[
        "L'indagine si è svolta dal 15 gennaio al 28 febbraio 2024, con tre solleciti ogni 14 giorni.",
        "Uno studio del 2018 aveva trovato che circa il 40% delle sedi partecipava [3,4].",
        "Valori di p inferiori a 0,05 sono stati considerati significativi; gli intervalli di confidenza sono al 95%.",
        "Secondo Rossi (2020) i costi sono aumentati del 12% tra il 2015 e il 2019 (p < 0,001).",
        "Il questionario aveva 24 domande in 5 sezioni; l'alfa di Cronbach era 0,85.",
        "L'articolo 34 della legge 180/1978 si applica dai 18 anni in su (Tabella 2 e Figura 3).",
        "Serviva un campione di 150 sedi per una potenza dell'80% al livello del 5%.",
        "Nella regressione la dimensione era associata all'esito (OR 1,42; IC 95% 1,10–1,83).",
        "Oltre il 30% dei dirigenti era nuovo, e servivano almeno 5 anni di esperienza.",
        "La differenza era di 4,3 punti percentuali (IC 95% 1,2-7,4).",
        "I dati sono stati analizzati con R versione 4.3.1; si veda doi:10.1186/s12913-025-13407-z.",
        "Il servizio risponde al numero 045 8124567 dalle 9:00 alle 17:30.",
        "Tra il 20% e il 30% del personale aveva più di 55 anni nel 2021.",
        "È stata usata una scala a 10 punti, e 3 domande erano aperte.",
    ],
];
