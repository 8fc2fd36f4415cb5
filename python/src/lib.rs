//! The Python package: a pile read into a record whose lists are Arrow tables.
//!
//! The module `wireroom._wireroom`; `package/wireroom` gives it its public names and types. What it
//! is not: it reads nothing itself and decides nothing. It holds the interpreter's lock only to take
//! arguments and give answers ([`work`]).

mod error;
mod record;
mod spark;
mod table;
mod texts;
mod work;

use pyo3::prelude::*;

#[pymodule]
fn _wireroom(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<record::Record>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(record::read, module)?)?;
    module.add_function(wrap_pyfunction!(texts::repair, module)?)?;
    module.add_function(wrap_pyfunction!(texts::annotate, module)?)?;
    module.add_function(wrap_pyfunction!(texts::collate, module)?)?;
    module.add_function(wrap_pyfunction!(spark::passed_over, module)?)?;
    module.add_class::<spark::Step>()?;
    module.add_class::<spark::Whole>()?;
    error::add(module)
}
