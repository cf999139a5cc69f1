//! Parts of a workbook as XML.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The parts that a workbook names, by the name of the relation.
pub(crate) fn targets_of(relations: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    each_start(relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
    });
    targets
}

/// Calls `see` for every element of XML text, until its end or the first mistake.
pub(crate) fn each_start(text: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    each_event(text, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            see(element);
        }
    });
}

/// Calls `see` for every event of XML text, until its end or the first mistake.
pub(crate) fn each_event(text: &str, mut see: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => see(&event),
        }
    }
}

/// An attribute by its name without prefix; as it stands where an entity in it is not known.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|found| found.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.clone().into_owned(), std::borrow::Cow::into_owned))
}
