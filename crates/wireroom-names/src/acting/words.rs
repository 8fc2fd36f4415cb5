//! Words that tell whether a name beside them acts: kinds of word by plain lists.

use wireroom_lexicon as lexicon;

/// Words of time and manner that stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    matches!(word, "again" | "then" | "now" | "still" | "later" | "once" | "soon" | "never")
        || word.ends_with("ly")
}

/// Those who act for a state.
pub(super) fn officials(word: &str) -> bool {
    matches!(
        word,
        "officials"
            | "official"
            | "government"
            | "side"
            | "diplomats"
            | "diplomat"
            | "delegation"
            | "authorities"
            | "administration"
            | "envoy"
            | "envoys"
            | "negotiators"
            | "regime"
    )
}

pub(super) fn small(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "never"
            | "also"
            | "been"
            | "be"
            | "have"
            | "has"
            | "had"
            | "already"
            | "since"
            | "repeatedly"
            | "still"
            | "now"
            | "long"
            | "always"
            | "no"
            | "yet"
            | "both"
    ) || word.ends_with("ly")
}

pub(super) fn modifier(word: &str) -> bool {
    word.ends_with("al")
        || word.ends_with("ic")
        || word.ends_with("ern")
        || word.ends_with("est")
        || matches!(word, "main" | "old" | "new" | "second" | "first" | "city" | "own" | "two")
}

/// Things that towns have and states' seats do not speak through.
pub(super) fn of_towns(word: &str) -> bool {
    matches!(
        word,
        "street"
            | "streets"
            | "airport"
            | "airports"
            | "mayor"
            | "suburb"
            | "suburbs"
            | "outskirts"
            | "residents"
            | "metro"
            | "subway"
            | "centre"
            | "center"
            | "downtown"
            | "district"
            | "districts"
            | "square"
            | "stadium"
            | "port"
            | "harbor"
            | "harbour"
            | "population"
            | "university"
            | "hospital"
            | "hospitals"
            | "cathedral"
            | "station"
            | "neighborhood"
            | "neighbourhood"
            | "neighborhoods"
            | "neighbourhoods"
            | "museum"
            | "museums"
            | "weather"
            | "skyline"
            | "river"
            | "zoo"
            | "theater"
            | "theatre"
            | "traffic"
            | "roads"
            | "hotels"
            | "hotel"
            | "climate"
            | "coast"
    )
}

/// A verb that only someone who acts has as its subject: of saying, or of dealing with others.
pub(super) fn acting(word: &str) -> bool {
    if matches!(word, "said" | "says" | "say")
        || lexicon::cue(word).is_some_and(|cue| cue.weight > 0.1)
    {
        return true;
    }
    let political = lexicon::event_kind(word).is_some_and(|kind| kind.political);
    let verbal = word.ends_with("ed") || word.ends_with("es") || word.ends_with("ts");
    (political && verbal)
        || matches!(
            word,
            "wants"
                | "wanted"
                | "seeks"
                | "sought"
                | "held"
                | "hold"
                | "holds"
                | "agreed"
                | "agree"
                | "agrees"
                | "sent"
                | "sends"
                | "send"
                | "signed"
                | "sign"
                | "signs"
                | "hopes"
                | "fears"
                | "plans"
                | "planned"
                | "broke"
                | "cut"
                | "froze"
                | "withdrew"
                | "met"
                | "meet"
                | "meets"
                | "gave"
                | "gives"
                | "took"
                | "takes"
                | "made"
                | "makes"
                | "vows"
                | "vowed"
                | "backs"
                | "backed"
                | "imposed"
                | "imposes"
                | "lifted"
                | "recalled"
                | "expelled"
                | "resumed"
                | "resume"
                | "refused"
                | "refuses"
                | "needs"
                | "considers"
                | "regards"
                | "sees"
                | "saw"
                | "began"
                | "started"
                | "stopped"
                | "suspended"
                | "exchanged"
                | "swapped"
                | "clashed"
                | "spoke"
                | "talk"
                | "talked"
                | "discussed"
                | "discuss"
                | "restored"
                | "severed"
                | "opposed"
                | "opposes"
                | "supported"
                | "supports"
                | "remain"
                | "remains"
                | "continue"
                | "continues"
                | "let"
                | "pulled"
                | "walked"
        )
}

/// A verb or noun whose object is someone who acts.
pub(super) fn addressed(word: &str) -> bool {
    matches!(
        word,
        "blamed"
            | "blames"
            | "blame"
            | "accused"
            | "accuses"
            | "accuse"
            | "accusing"
            | "urged"
            | "urges"
            | "urge"
            | "urging"
            | "told"
            | "tell"
            | "tells"
            | "warned"
            | "warns"
            | "warn"
            | "warning"
            | "asked"
            | "asks"
            | "ask"
            | "pressed"
            | "press"
            | "pressing"
            | "criticized"
            | "criticised"
            | "condemned"
            | "condemns"
            | "blasted"
            | "slammed"
            | "thanked"
            | "praised"
            | "angered"
            | "informed"
            | "notified"
            | "assured"
            | "forced"
            | "pushed"
            | "pressured"
            | "persuaded"
            | "convinced"
            | "irritated"
            | "alarmed"
            | "sanctioned"
            | "threatened"
            | "threatens"
            | "threaten"
            | "supports"
            | "supported"
            | "rebuked"
            | "lobbied"
            | "embarrassed"
            | "surprised"
    )
}
