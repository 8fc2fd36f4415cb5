//! What can go wrong, as exceptions with names.

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(wireroom, WireroomError, PyException, "What all errors of this package are.");
create_exception!(wireroom, ReadError, WireroomError, "Something named cannot be read.");
create_exception!(wireroom, WriteError, WireroomError, "Something cannot be written.");
create_exception!(wireroom, InternalError, WireroomError, "A mistake of this package; report it.");

/// Gives the module its exceptions.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("WireroomError", py.get_type::<WireroomError>())?;
    module.add("ReadError", py.get_type::<ReadError>())?;
    module.add("WriteError", py.get_type::<WriteError>())?;
    module.add("InternalError", py.get_type::<InternalError>())
}
