//! Whether a passage sounds like an invitation to buy or to visit.
//!
//! Not a decision: an editor's service note addresses the reader too. What stands around the
//! passage decides with it.

use crate::words::folded;

/// How much a passage sounds like an invitation to buy or to visit: addressing the reader, calling
/// to act, naming a site or goods, an address of the web. One point for each.
pub(crate) fn solicitation(text: &str) -> usize {
    const ADDRESS: &[&str] = &["you", "your", "yours", "yourself"];
    const CALL: &[&str] = &[
        "click",
        "visit",
        "check",
        "browse",
        "buy",
        "order",
        "shop",
        "subscribe",
        "download",
        "discover",
        "contact",
        "try",
        "learn",
        "receive",
        "sign",
        "enjoy",
        "save",
    ];
    const GOODS: &[&str] = &[
        "site",
        "website",
        "webpage",
        "web",
        "page",
        "blog",
        "homepage",
        "internet",
        "link",
        "online",
        "store",
        "deal",
        "deals",
        "discount",
        "discounts",
        "coupon",
        "offer",
        "offers",
        "price",
        "prices",
        "cheap",
        "free",
        "bonus",
        "casino",
        "loan",
        "loans",
        "details",
    ];
    const ADDRESSES: &[&str] = &["http", "https", "www", "com", "net", "org"];
    let words = folded(text);
    let has = |list: &&[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // Who is not addressed is not solicited, unless an address of the web is given.
    if !has(&ADDRESS) && !has(&ADDRESSES) {
        return 0;
    }
    [ADDRESS, CALL, GOODS, ADDRESSES].iter().filter(|list| has(list)).count()
}
