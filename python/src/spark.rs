//! What Spark's executors run: each step is a function of rows to rows.
//!
//! `package/wireroom/spark` tells Spark what to sort, join and hand to which step; what is decided is
//! decided here, by the functions of [`wireroom::steps`]. Rows come as an Arrow stream in bytes and go
//! as a [`Table`]. What it is not: it knows nothing of Spark, so that another engine that has Arrow
//! can run the steps.

mod collating;
mod columns;
mod intake;
mod reading;
mod weighing;

use crate::error::{InternalError, WriteError};
use crate::record::{self, Record};
use crate::table::Table;
use crate::work::beside;
use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};
use wireroom::steps::{Events, Linked};
use wireroom::{Columns, Options};
use wireroom_store::Lock;

/// Rows to rows. What a step is given may come in any number of batches.
trait Work: Send {
    /// Takes the next rows and gives those that are done.
    fn push(&mut self, rows: &RecordBatch) -> PyResult<Vec<RecordBatch>>;

    /// The rows that are left.
    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        Ok(Vec::new())
    }
}

/// A step, by its name.
#[pyclass(frozen, module = "wireroom")]
pub(crate) struct Step {
    work: Mutex<Box<dyn Work>>,
}

/// How a pile is read, as Spark hands it round.
#[derive(FromPyObject)]
struct Told {
    #[pyo3(item)]
    version: String,
    #[pyo3(item)]
    tier: String,
    #[pyo3(item)]
    columns: String,
    #[pyo3(item)]
    days: Vec<String>,
    #[pyo3(item)]
    first_lines: HashMap<(String, i64), usize>,
    /// Names that documents are asked for by.
    #[pyo3(item)]
    names: BTreeSet<String>,
    /// Documents that are linked, by number.
    #[pyo3(item)]
    must: Vec<(u64, u64)>,
    /// Those that are parted.
    #[pyo3(item)]
    cannot: Vec<(u64, u64)>,
    /// A table of agencies.
    #[pyo3(item)]
    agencies: String,
}

fn options(tier: &str, columns: &str, threads: usize) -> PyResult<Options> {
    let columns = match columns {
        "" => Columns::default(),
        named => Columns::parse(named).map_err(PyValueError::new_err)?,
    };
    Ok(Options { tier: record::tier(tier)?, columns, threads, ..Options::default() })
}

fn batches(rows: &[u8]) -> PyResult<Vec<RecordBatch>> {
    let wrong = |error| InternalError::new_err(format!("rows that are no Arrow stream: {error}"));
    let reader = StreamReader::try_new(rows, None).map_err(wrong)?;
    reader.map(|batch| batch.map_err(wrong)).collect()
}

fn tables(batches: Vec<RecordBatch>) -> Vec<Table> {
    batches.into_iter().filter(|batch| batch.num_rows() > 0).map(Table::made).collect()
}

fn held<T: ?Sized>(work: &Mutex<T>) -> PyResult<MutexGuard<'_, T>> {
    work.lock().map_err(|_| InternalError::new_err("a step that failed was asked again"))
}

#[pymethods]
impl Step {
    #[new]
    fn new(name: &str, told: Told) -> PyResult<Self> {
        let here = env!("CARGO_PKG_VERSION");
        if told.version != here {
            let what = format!(
                "the driver has wireroom {}, this executor {here}; install one version on all",
                told.version
            );
            return Err(PyValueError::new_err(what));
        }
        // An executor counts on one core a task.
        let agencies = wireroom::collate::read_agencies(&told.agencies);
        let agencies = agencies.map_err(|why| PyValueError::new_err(format!("agencies, {why}")))?;
        let options = Options { agencies, ..options(&told.tier, &told.columns, 1)? };
        let work: Box<dyn Work> = match name {
            "files" => Box::new(intake::Files { options }),
            "lines" => Box::new(intake::Lines::new(options, told.first_lines)),
            "once" => Box::new(intake::Once::default()),
            "lists" => Box::new(collating::ListsOf::default()),
            "judge" => Box::new(collating::Judge::default()),
            "pairs" => Box::new(collating::Pairs),
            "partners" => Box::new(collating::Partners::default()),
            "words" => Box::new(collating::Words),
            "verify" => Box::new(collating::Verify),
            "forest" => Box::new(collating::ForestOf::default()),
            "named" => Box::new(intake::Called(told.names)),
            "components" => {
                let linked = Linked { must: told.must, cannot: told.cannot };
                Box::new(reading::Components::new(options, told.days, linked))
            }
            "weigh" => Box::new(weighing::Weigh::new(options)),
            _ => return Err(PyValueError::new_err(format!("there is no step {name:?}"))),
        };
        Ok(Self { work: Mutex::new(work) })
    }

    /// Takes rows, an Arrow stream in bytes, and gives those that are done.
    fn push(&self, py: Python<'_>, rows: &[u8]) -> PyResult<Vec<Table>> {
        beside(py, |_| {
            let mut made = Vec::new();
            for batch in batches(rows)? {
                made.extend(held(&self.work)?.push(&batch)?);
            }
            Ok(tables(made))
        })
    }

    /// The rows that are left.
    fn end(&self, py: Python<'_>) -> PyResult<Vec<Table>> {
        beside(py, |_| Ok(tables(held(&self.work)?.end()?)))
    }
}

/// Which of the files that Spark found are no part of the pile, and what there is to say of that: a rest
/// of the step "files", or nothing. `files` were named, `folders` were given.
#[pyfunction]
pub(crate) fn passed_over(
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    found: Vec<String>,
) -> (Vec<usize>, Option<Vec<u8>>) {
    let (places, rest) = wireroom::steps::passed_over(&files, &folders, &found);
    (places, rest.map(|rest| rest.0))
}

/// How far a pile is on its way.
enum Way {
    /// What was read comes in.
    Gathering(wireroom::steps::Whole),
    /// Its events are known, and what was said of them comes in.
    Weighing(Box<Events>),
    /// A record was made of it.
    Gone,
}

/// All that was read of a pile, on its way to a record.
#[pyclass(frozen, module = "wireroom")]
pub(crate) struct Whole {
    way: Mutex<Way>,
    options: Options,
    /// The record file that is to be written; nobody else may write it meanwhile.
    file: Option<Lock>,
}

fn unwritten(error: wireroom_store::Error) -> PyErr {
    WriteError::new_err(format!("{}: {error}", error.path().display()))
}

fn astray() -> PyErr {
    InternalError::new_err("a whole was asked for what it is not at")
}

#[pymethods]
impl Whole {
    #[new]
    fn new(tier: &str, threads: usize, file: Option<PathBuf>) -> PyResult<Self> {
        let file = file.map(|path| Lock::take(&path)).transpose().map_err(unwritten)?;
        let way = Mutex::new(Way::Gathering(wireroom::steps::Whole::default()));
        Ok(Self { way, options: options(tier, "", threads)?, file })
    }

    /// Adds rows of the step "components", or those of "files", "lines" and "once" that are no piece;
    /// after `to_weigh` those of "weigh".
    fn push(&self, py: Python<'_>, rows: &[u8]) -> PyResult<()> {
        beside(py, |_| {
            for batch in batches(rows)? {
                match &mut *held(&self.way)? {
                    Way::Gathering(whole) => reading::add(whole, &batch)?,
                    Way::Weighing(events) => weighing::add(events, &batch)?,
                    Way::Gone => return Err(astray()),
                }
            }
            Ok(())
        })
    }

    /// The texts of the events of all that was added, for the step "weigh": `(number, event, place,
    /// told)`. Nothing else can be added after it.
    fn to_weigh(&self, py: Python<'_>) -> PyResult<Vec<Table>> {
        beside(py, |stop| {
            let mut way = held(&self.way)?;
            let Way::Gathering(whole) = std::mem::replace(&mut *way, Way::Gone) else {
                return Err(astray());
            };
            let events = whole.events(&self.options, stop);
            let made = weighing::to_weigh(&events)?;
            *way = Way::Weighing(Box::new(events));
            Ok(tables(made))
        })
    }

    /// The record, which is also written to the file where there is one. All events were weighed.
    fn record(&self, py: Python<'_>) -> PyResult<Record> {
        beside(py, |_| {
            let Way::Weighing(events) = std::mem::replace(&mut *held(&self.way)?, Way::Gone) else {
                return Err(astray());
            };
            let record = events.record(&self.options).map_err(columns::failed)?;
            self.file.as_ref().map_or(Ok(()), |file| file.write(&record)).map_err(unwritten)?;
            Ok(Record::of(record))
        })
    }
}
