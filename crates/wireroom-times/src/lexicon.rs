//! The words that temporal expressions are made of.
//!
//! Only lower-case ASCII words are listed; anything else is looked up as unknown. A word that is
//! listed with no class is one that the grammar names literally.

use std::sync::LazyLock;

/// Classes, as bits: a word may have several.
pub(crate) mod class {
    pub(crate) const MONTH: u32 = 1;
    pub(crate) const WEEKDAY: u32 = 1 << 1;
    /// A short form that needs a day or date beside it ("sun", "sat", "mon").
    pub(crate) const SHORT: u32 = 1 << 2;
    pub(crate) const UNIT: u32 = 1 << 3;
    pub(crate) const PLURAL: u32 = 1 << 4;
    pub(crate) const CARDINAL: u32 = 1 << 5;
    pub(crate) const ORDINAL: u32 = 1 << 6;
    pub(crate) const PART: u32 = 1 << 7;
    pub(crate) const SEASON: u32 = 1 << 8;
    pub(crate) const REL: u32 = 1 << 9;
    /// Also a common word or a name: alone it is no month.
    pub(crate) const DOUBTFUL: u32 = 1 << 10;
    pub(crate) const FEW: u32 = 1 << 11;
    pub(crate) const SHIFT: u32 = 1 << 12;
    /// Adjectives that may stand between a number and its unit.
    pub(crate) const FILLER: u32 = 1 << 13;
    pub(crate) const MERIDIEM: u32 = 1 << 14;
    pub(crate) const ZONE: u32 = 1 << 15;
    pub(crate) const FREQUENCY: u32 = 1 << 16;
    pub(crate) const REF: u32 = 1 << 17;
    pub(crate) const NOON: u32 = 1 << 18;
    /// A sentence without any of these words, and without a year or an hour, has no expression.
    pub(crate) const TRIGGER: u32 =
        MONTH | WEEKDAY | UNIT | PART | SEASON | REL | FREQUENCY | REF | NOON | MERIDIEM | HOLIDAY;
    pub(crate) const HOLIDAY: u32 = 1 << 19;
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lex {
    /// One more than its index in the list; 0 is unknown.
    pub(crate) id: u16,
    /// Bits of [`class`].
    pub(crate) class: u32,
    /// What the number is depends on the class: month, weekday from Monday, count, unit.
    pub(crate) value: i16,
}

/// What is known of `word`, in any case.
pub(crate) fn look_up(word: &str) -> Lex {
    let mut buffer = [0u8; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return Lex::default() };
    for (low, byte) in lower.iter_mut().zip(word.bytes()) {
        *low = byte.to_ascii_lowercase();
    }
    let Some(&first) = lower.first() else { return Lex::default() };
    let index = &*INDEX;
    let bucket = index.buckets.get(usize::from(first.wrapping_sub(b'a')));
    let Some(bucket) = bucket.and_then(|bucket| bucket.get(lower.len())) else {
        return Lex::default();
    };
    let found = bucket.iter().find(|(listed, _)| listed.as_bytes() == lower);
    found.map_or_else(Lex::default, |&(_, lex)| lex)
}

/// The id of a listed word; 0 for any other. For compiling the grammar.
pub(crate) fn id_of(word: &str) -> u16 {
    look_up(word).id
}

const LONGEST: usize = 15;

/// Words by their first letter and their length.
struct Index {
    buckets: Buckets,
}

type Buckets = [[Vec<(&'static str, Lex)>; LONGEST + 1]; 26];

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut buckets: Buckets = Default::default();
    let mut id = 0;
    let mut push = |word: &'static str, class: u32, value: i16| {
        let first = word.bytes().next().unwrap_or(b'a').wrapping_sub(b'a');
        let bucket = buckets.get_mut(usize::from(first));
        if let Some(bucket) = bucket.and_then(|bucket| bucket.get_mut(word.len())) {
            match bucket.iter_mut().find(|(listed, _)| *listed == word) {
                Some((_, lex)) => {
                    lex.class |= class;
                    lex.value = if class == 0 { lex.value } else { value };
                }
                None => {
                    id += 1;
                    bucket.push((word, Lex { id, class, value }));
                }
            }
        }
    };
    for &(class, words) in CLASSES {
        for entry in words.split_whitespace() {
            let (word, value) = entry.split_once('=').unwrap_or((entry, "0"));
            push(word, class, value.parse().unwrap_or(0));
        }
    }
    for word in crate::grammar::literals().into_iter().chain(LITERALS.split_whitespace()) {
        push(word, 0, 0);
    }
    Index { buckets }
});

const CLASSES: &[(u32, &str)] = &[
    (
        class::MONTH,
        "january=1 february=2 july=7 september=9 october=10 november=11 december=12 jan=1 feb=2 \
         apr=4 jul=7 aug=8 sept=9 sep=9 oct=10 nov=11 dec=12",
    ),
    (class::MONTH | class::DOUBTFUL, "march=3 may=5 april=4 june=6 august=8 mar=3 jun=6"),
    (
        class::WEEKDAY,
        "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7 tues=2 weds=3 \
         thurs=4 thur=4",
    ),
    (class::WEEKDAY | class::SHORT, "mon=1 tue=2 wed=3 thu=4 fri=5 sat=6 sun=7"),
    (
        class::WEEKDAY | class::PLURAL,
        "mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7",
    ),
    // The order of `Unit`.
    (
        class::UNIT,
        "minute=1 hour=2 day=3 weekend=4 week=5 month=6 quarter=7 year=8 decade=9 century=10",
    ),
    (
        class::UNIT | class::PLURAL,
        "seconds=0 minutes=1 hours=2 days=3 weekends=4 weeks=5 months=6 quarters=7 years=8 \
         decades=9 centuries=10 nights=3",
    ),
    (
        class::CARDINAL,
        "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 \
         twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 \
         nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 \
         ninety=90 hundred=100 thousand=1000 dozen=12",
    ),
    (
        class::ORDINAL,
        "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 \
         eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 \
         seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30",
    ),
    (class::PART, "morning=1 afternoon=2 evening=3 night=4 mornings=1 afternoons=2 evenings=3"),
    (class::SEASON, "spring=1 summer=2 fall=3 autumn=3 winter=4"),
    (class::REL, "yesterday=-1 today=0 tonight=0 tomorrow=1"),
    (class::FEW, "several few many some numerous"),
    // The order of `Shift`.
    (class::SHIFT, "last=1 past=1 this=2 next=3 coming=3"),
    (
        class::FILLER,
        "more trading business consecutive straight full calendar long solid short working \
         additional whole entire successive further",
    ),
    (class::MERIDIEM, "a.m=1 p.m=2 am=1 pm=2 a.m.=1 p.m.=2"),
    (class::ZONE, "gmt utc est edt cst cdt mst mdt pst pdt cet cest bst msk jst ist et ct pt trt"),
    (
        class::FREQUENCY,
        "daily=3 weekly=5 monthly=6 quarterly=7 annually=8 yearly=8 hourly=2 nightly=3",
    ),
    (
        class::REF,
        "now=2 currently=2 recently=1 recent=1 current=2 nowadays=2 soon=3 future=3 lately=1 \
         presently=2 overnight past=1 latest ago=1",
    ),
    (class::NOON, "noon=12 midnight=24 midday=12"),
    (
        class::HOLIDAY,
        "christmas=1 thanksgiving=2 halloween=3 easter=4 ramadan=0 valentine=5 boxing=6 labor=7 \
         memorial=8 independence=9 election=10 inauguration=11 veterans=12 mlk=0 good=13 ash=0 \
         palm=14",
    ),
];

/// Words that cue tense or filter, looked up by [`crate::cues`].
const LITERALS: &str = "a an the of in on at for since by until till from between during through \
    before after than about nearly almost over around some approximately roughly at least most up \
    to no under only just as within every each half couple early earlier late later sometime mid end close start beginning middle in";
