//! What a name's own letters and what stands beside it tell outright: a personal title before it, the
//! brackets of a results list about the code of someone's country, an abbreviation that names nobody.

use std::collections::BTreeSet;

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};

use crate::consistent::form;

/// Sets the kinds that are told. A form that a title makes someone's name is one at every mention.
pub(crate) fn told(text: &str, names: &mut Vec<Name>) {
    names.retain(|name| !is_common(name.span.text(text)));
    let titled: BTreeSet<String> = names
        .iter()
        .filter(|name| follows_title(&text[..name.span.start()]))
        .map(|name| form(name.span.text(text)))
        .filter(|form| !ends_in_a_thing(form))
        .collect();
    for at in 0..names.len() {
        let (before, rest) = names.split_at_mut(at);
        let Some(name) = rest.first_mut() else { continue };
        let written = name.span.text(text);
        if name.kind != NameKind::Person && titled.contains(&form(written)) {
            name.kind = NameKind::Person;
        }
        let person = before.last().filter(|last| last.kind == NameKind::Person);
        if let Some(person) = person
            && is_country_code(written)
            && text[person.span.end()..name.span.start()].trim() == "("
            && text[name.span.end()..].trim_start().starts_with(')')
        {
            name.kind = NameKind::Location;
        }
    }
}

/// Whether capitals stand for an office or for a thing, and for no one: "COO", "GDP".
fn is_common(word: &str) -> bool {
    let office = || {
        matches!(
            word,
            "CEO"
                | "CFO"
                | "COO"
                | "CTO"
                | "CIO"
                | "CRO"
                | "CMO"
                | "CPO"
                | "MD"
                | "VP"
                | "EVP"
                | "SVP"
                | "MP"
                | "MPs"
                | "MEP"
                | "MEPs"
                | "MLA"
                | "PM"
                | "PhD"
        )
    };
    let thing = || {
        matches!(
            word,
            "AI" | "IT"
                | "TV"
                | "PC"
                | "HR"
                | "PR"
                | "VC"
                | "CV"
                | "ID"
                | "GDP"
                | "GNP"
                | "GMO"
                | "CCTV"
                | "DNA"
                | "RNA"
                | "HIV"
                | "AIDS"
                | "PPE"
                | "SUV"
                | "SUVs"
                | "ATM"
                | "GPS"
                | "LED"
                | "LNG"
                | "LPG"
                | "USB"
                | "URL"
                | "PDF"
                | "FAQ"
                | "SMS"
                | "SIM"
                | "VAT"
                | "GST"
                | "IPO"
                | "ESG"
                | "NGO"
                | "NGOs"
                | "ICU"
                | "PCR"
                | "IED"
                | "ICBM"
                | "UAV"
                | "VIP"
                | "VIPs"
                | "GMT"
                | "UTC"
                | "OK"
        )
    };
    office() || thing()
}

/// Whether a name of several words ends in a common one: "Dr Orvane Clinics" is nobody.
fn ends_in_a_thing(form: &str) -> bool {
    form.rsplit_once(' ').is_some_and(|(_, last)| lexicon::is_dictionary_word(&last.to_lowercase()))
}

/// Whether a title that only people have stands right before. Those that bodies and places may begin
/// with ("Saint", "Sister", "Sheikh") say nothing, nor do capitals throughout ("DR Congo").
fn follows_title(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '\u{a0}']);
    let word = trimmed.strip_suffix('.').unwrap_or(trimmed).trim_end();
    let word = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    trimmed.len() < before.len()
        && matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Mx"
                | "Miss"
                | "Dr"
                | "Prof"
                | "Mme"
                | "Mlle"
                | "Monsieur"
                | "Madame"
                | "Herr"
                | "Frau"
                | "Señor"
                | "Señora"
        )
}

/// A country's three letters by ISO 3166, or by the International Olympic Committee where those
/// differ.
fn is_country_code(word: &str) -> bool {
    let capitals = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let olympic = || {
        matches!(
            word,
            "GER"
                | "NED"
                | "SUI"
                | "DEN"
                | "CRO"
                | "GRE"
                | "POR"
                | "RSA"
                | "LAT"
                | "BUL"
                | "SLO"
                | "UAE"
                | "KSA"
                | "KUW"
                | "IRI"
                | "INA"
                | "MAS"
                | "PHI"
                | "VIE"
                | "TPE"
                | "MGL"
                | "ALG"
                | "NGR"
                | "ZAM"
                | "ZIM"
                | "TAN"
                | "ANG"
                | "URU"
                | "PAR"
                | "CHI"
                | "CRC"
                | "GUA"
                | "HAI"
                | "PUR"
                | "HON"
                | "ESA"
                | "BAH"
                | "BAR"
                | "TTO"
                | "SRI"
                | "NEP"
                | "LBA"
                | "SUD"
                | "BOT"
                | "MAD"
                | "MON"
                | "KOS"
                | "ROC"
        )
    };
    capitals && (lexicon::country(word).is_some() || olympic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_text::Span;

    fn kinds(text: &str, names: &[(&str, NameKind)]) -> Vec<NameKind> {
        let mut from = 0;
        let mut found = Vec::new();
        for (written, kind) in names {
            let at = from + text[from..].find(written).expect("it stands there");
            from = at + written.len();
            let span = Span::of(at..from);
            found.push(Name { span, kind: *kind, entity: None, place: None });
        }
        told(text, &mut found);
        found.iter().map(|name| name.kind).collect()
    }

    use NameKind::{Location, Organization, Person};

    #[test]
    fn a_title_makes_a_person_of_every_mention() {
        let text = "Orvane spoke first. Dr. Orvane then left for DR Congo with Saint Orla staff; \
            the Dr Orvane Clinics stay.";
        let names = [
            ("Orvane", Organization),
            ("Orvane", Location),
            ("Congo", Location),
            ("Orla", Organization),
            ("Orvane Clinics", Organization),
        ];
        assert_eq!(kinds(text, &names), [Person, Person, Location, Organization, Organization]);
    }

    #[test]
    fn an_office_or_a_thing_in_capitals_is_no_name() {
        let text = "Orvane, COO of TVA, said AI would lift GDP.";
        let names = [
            ("Orvane", Person),
            ("COO", Organization),
            ("TVA", Organization),
            ("AI", Organization),
            ("GDP", Organization),
        ];
        assert_eq!(kinds(text, &names), [Person, Organization]);
    }

    #[test]
    fn a_code_in_brackets_behind_a_person_is_a_country() {
        let text = "1. Ana Brel (ESP) 2. Jo Kamm ( GER ) 3. Acme Corp (USA) 4. Ivo Tarn (ZZZ)";
        let names = [
            ("Ana Brel", Person),
            ("ESP", Organization),
            ("Jo Kamm", Person),
            ("GER", Organization),
            ("Acme Corp", Organization),
            ("USA", Organization),
            ("Ivo Tarn", Person),
            ("ZZZ", Organization),
        ];
        let wanted =
            [Person, Location, Person, Location, Organization, Organization, Person, Organization];
        assert_eq!(kinds(text, &names), wanted);
    }
}
