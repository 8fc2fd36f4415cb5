//! Addresses on the web, and which of them may be asked.
//!
//! A feed is written by others, and so is where it sends: it must not make this program ask the
//! machines of a local network. So an address that a feed names is asked only where it leads out to
//! the public, and it is the number that is connected to that decides, not the name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Url;

/// Most bytes of an address.
const LONGEST: usize = 4096;

/// Reads an address, without what follows its `#`.
///
/// # Errors
/// In words, where it is no address that is asked.
pub fn address(text: &str) -> Result<Url, String> {
    let bad = |what: &str| Err(format!("{what}: {}", text.chars().take(200).collect::<String>()));
    if text.len() > LONGEST {
        return bad("an address of more than 4096 bytes");
    }
    let Ok(mut url) = Url::parse(text.trim()) else { return bad("this is no address") };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return bad("only addresses with http or https are asked");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return bad("an address with a name or a password in it");
    }
    url.set_fragment(None);
    Ok(url)
}

/// Scheme, host and port: what a `robots.txt` holds for.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The host, of which one request at a time is made.
pub(crate) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// Whether `url` is where `named` is, or where a secure server of the same name stands.
pub(crate) fn same_place(named: &Url, url: &Url) -> bool {
    let ports = (named.port_or_known_default(), url.port_or_known_default());
    host(named) == host(url) && (ports.0 == ports.1 || ports == (Some(80), Some(443)))
}

/// Whether a port is one that the web is served on; below 1024 others live.
pub(crate) fn is_web(port: u16) -> bool {
    matches!(port, 80 | 443 | 1024..)
}

/// Whether an address is one of the public internet.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        // This network; shared by a provider's customers; the IETF's own; relays; tests of
        // networks; reserved, and the broadcast.
        || a == 0
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xfe == 18)
        || a >= 240;
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match s {
        // An IPv4 address in other clothes: mapped, translated (NAT64).
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        // 6to4.
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo, benchmarks, ORCHID and their kin; documentation.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // All else that is handed out is of 2000::/3.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public() {
        for ip in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn what_is_public() {
        for ip in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.254",
            "2606:4700::1111",
            "2a00:1450::8a",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn addresses_are_read() {
        assert_eq!(
            address(" HTTP://Post.Example/a b#c ").unwrap().as_str(),
            "http://post.example/a%20b"
        );
        // Numbers in other clothes are numbers.
        assert_eq!(host(&address("http://0x7f.1/").unwrap()), "127.0.0.1");
        assert_eq!(host(&address("http://2130706433/").unwrap()), "127.0.0.1");
        assert_eq!(
            host(&address("https://zeitung-süd.example/").unwrap()),
            "xn--zeitung-sd-ieb.example"
        );
        for bad in [
            "",
            "post.example",
            "file:///etc/passwd",
            "ftp://a.example/",
            "http://",
            "http://me:secret@a.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "gopher://a/",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
        assert!(address(&format!("http://a.example/{}", "x".repeat(5000))).is_err());
    }

    #[test]
    fn a_named_place_is_one_port_of_one_host() {
        let place =
            |named: &str, url: &str| same_place(&address(named).unwrap(), &address(url).unwrap());
        assert!(place("http://desk.example:8080/feed", "http://desk.example:8080/1"));
        assert!(place("http://desk.example/feed", "https://desk.example/1"));
        assert!(!place("http://desk.example:8080/feed", "http://desk.example:9200/1"));
        assert!(!place("https://desk.example/feed", "https://other.example/1"));
    }

    #[test]
    fn ports_of_other_services_are_not_web() {
        for (port, web) in
            [(80, true), (443, true), (8080, true), (22, false), (25, false), (0, false)]
        {
            assert_eq!(is_web(port), web, "{port}");
        }
    }
}
