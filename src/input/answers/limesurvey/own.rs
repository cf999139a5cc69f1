//! The columns that LimeSurvey adds to answers: by their codes, and as full headings in English and Italian.

use crate::input::answers::export::Own;

/// Titles in lower case. Those of the first three groups tell an export of LimeSurvey from other tables.
const OWN: &[(Own, &[&str])] = &[
    (Own::Submitted, &["submitdate", "date submitted", "data invio", "data di invio"]),
    (Own::Other, &["lastpage", "last page", "ultima pagina"]),
    (Own::Other, &["startlanguage", "start language", "lingua iniziale", "lingua di partenza"]),
    (Own::Id, &["id", "response id", "id risposta"]),
    (Own::Other, &["seed", "seme"]),
    (Own::Other, &["startdate", "date started", "data di inizio", "data inizio"]),
    (Own::Other, &["datestamp", "date last action", "data dell'ultima azione", "data ultima azione"]),
    (Own::Other, &["interviewtime", "total time", "tempo totale"]),
    (Own::Person, &["token", "access code", "codice di accesso", "codice d'accesso"]),
    (Own::Person, &["ipaddr", "ip address", "indirizzo ip"]),
    (Own::Person, &["refurl", "referrer url", "referring url", "url di riferimento", "url referrer"]),
    (Own::Person, &["firstname", "first name", "lastname", "last name", "email", "email address", "indirizzo email"]),
    (Own::Person, &["participant_id", "emailstatus", "email status"]),
    (Own::Other, &["usesleft", "uses left", "remindersent", "remindercount", "validfrom", "validuntil", "blacklisted"]),
];

/// How titles of times begin where they are full headings.
const TIMES: [&str; 4] = ["group time:", "question time:", "tempo per il gruppo di domande", "tempo per la domanda"];

/// What a title says that LimeSurvey notes itself. `is_question` tells codes of questions, whose times are `<code>Time`.
pub(super) fn own(title: &str, is_question: impl Fn(&str) -> bool) -> Option<Own> {
    let lower = title.to_lowercase().replace('’', "'");
    let named = OWN.iter().find(|(_, titles)| titles.contains(&lower.as_str())).map(|(own, _)| *own);
    named.or_else(|| {
        let numbered = |start: &str| {
            let number = lower.strip_prefix(start);
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if numbered("attribute_") {
            return Some(Own::Person);
        }
        let is_time = numbered("grouptime")
            || TIMES.iter().any(|start| lower.starts_with(start))
            || title.strip_suffix("Time").is_some_and(|code| !code.is_empty() && is_question(code));
        is_time.then_some(Own::Other)
    })
}

/// Which of the columns that every export of LimeSurvey has a title is.
pub(super) fn telling(title: &str) -> Option<usize> {
    OWN[..3].iter().position(|(_, titles)| titles.contains(&title.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_columns_are_known_by_code_and_in_words() {
        let no = |_: &str| false;
        assert_eq!(own("submitdate", no), Some(Own::Submitted));
        assert_eq!(own("Data dell’ultima azione", no), Some(Own::Other));
        assert_eq!(own("ipaddr", no), Some(Own::Person));
        assert_eq!(own("attribute_12", no), Some(Own::Person));
        assert_eq!(own("groupTime417", no), Some(Own::Other));
        assert_eq!(own("Group time: Activities", no), Some(Own::Other));
    }

    #[test]
    fn a_time_is_that_of_a_question() {
        let is_question = |code: &str| code == "Q1";
        assert_eq!(own("Q1Time", is_question), Some(Own::Other));
        assert_eq!(own("LeadTime", is_question), None);
        assert_eq!(own("attribute_x", is_question), None);
        assert_eq!(own("groupTimes", is_question), None);
    }
}
