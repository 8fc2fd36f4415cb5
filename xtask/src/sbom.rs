//! The bill of materials: what the program is built from, in CycloneDX's JSON (1.6).
//!
//! The same `Cargo.lock` gives the same bytes: it has no serial number and no date.

use crate::crates::{self, Package};
use crate::deny::sources;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The program.
const PROGRAM: &str = "wireroom-cli";

/// The bill of materials of the program with all its features.
pub(crate) fn sbom(root: &Path) -> Result<String, String> {
    let packages = crates::of(PROGRAM)?;
    let sums = sums(root)?;
    let names: BTreeMap<&str, String> =
        packages.iter().map(|(id, package)| (id.as_str(), purl(package))).collect();
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    let mut program = Value::Null;
    for package in packages.values() {
        let needs: Vec<&String> =
            package.needs.iter().filter_map(|id| names.get(id.as_str())).collect();
        dependencies.push(json!({ "ref": purl(package), "dependsOn": needs }));
        let component = component(package, &sums);
        if package.name == PROGRAM { program = component } else { components.push(component) }
    }
    for data in sources(root)?.data {
        for file in data.files {
            components.push(json!({
                "type": "data",
                "bom-ref": file,
                "name": file,
                "description": data.from,
                "licenses": [{ "expression": data.license }],
            }));
        }
    }
    program["type"] = json!("application");
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": program },
        "components": components,
        "dependencies": dependencies,
    });
    serde_json::to_string_pretty(&bill).map(|text| text + "\n").map_err(|error| error.to_string())
}

fn component(package: &Package, sums: &BTreeMap<(String, String), String>) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
    });
    if let Some(license) = &package.license {
        // Older manifests part alternatives by a slash.
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if package.source.is_some() {
        component["purl"] = json!(purl(package));
        let key = (package.name.clone(), package.version.clone());
        if let Some(sum) = sums.get(&key) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
        }
    }
    component
}

/// A package's address among all packages of the world.
fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version.replace('+', "%2B"))
}

/// Check sums of packages, as `Cargo.lock` has them.
fn sums(root: &Path) -> Result<BTreeMap<(String, String), String>, String> {
    let text = fs::read_to_string(root.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let lock: toml::Table = toml::from_str(&text).map_err(|error| error.to_string())?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let read = packages.filter_map(|package| {
        let field = |name: &str| package.get(name)?.as_str().map(str::to_owned);
        Some(((field("name")?, field("version")?), field("checksum")?))
    });
    Ok(read.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_bill_names_all_that_it_refers_to_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let text = sbom(root).unwrap();
        assert_eq!(text, sbom(root).unwrap());
        let bill: Value = serde_json::from_str(&text).unwrap();
        let components = bill["components"].as_array().unwrap();
        let program = &bill["metadata"]["component"];
        let refs: Vec<&str> = components
            .iter()
            .chain([program])
            .map(|component| component["bom-ref"].as_str().unwrap())
            .collect();
        let each: BTreeSet<&str> = refs.iter().copied().collect();
        assert_eq!(refs.len(), each.len());
        for dependency in bill["dependencies"].as_array().unwrap() {
            let needs = dependency["dependsOn"].as_array().unwrap().iter();
            for name in needs.chain([&dependency["ref"]]) {
                assert!(each.contains(name.as_str().unwrap()), "{name}");
            }
        }
        // What comes from the registry has its sum, and all have a license.
        let bought = components.iter().filter(|it| it.get("purl").is_some());
        assert!(
            bought.clone().count() > 100 && bought.clone().all(|it| it.get("hashes").is_some())
        );
        assert!(components.iter().all(|it| it.get("licenses").is_some()));
        assert!(components.iter().any(|it| it["type"] == "data"));
    }
}
