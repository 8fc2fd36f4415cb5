//! A list into a file.

use crate::column::{self, Column};
use crate::error::{Cause, Error};
use crate::shred::{Leaf, Shredded, Values};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// Bytes of a group of rows.
const GROUP: usize = 64 << 20;
/// Rows of one at most.
const ROWS: usize = 1 << 17;

/// Writes rows to `path`, in one step.
pub(crate) fn table<T: Serialize + DeserializeOwned>(path: &Path, rows: &[T]) -> Result<(), Error> {
    let draft = path.with_extension("parquet.new");
    let done = filled(&draft, rows).and_then(|()| Ok(fs::rename(&draft, path)?));
    done.map_err(|cause| {
        let _ = fs::remove_file(&draft);
        Error::unwritten(path, cause)
    })
}

fn filled<T: Serialize + DeserializeOwned>(path: &Path, rows: &[T]) -> Result<(), Cause> {
    let columns = column::of::<T>()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let properties = Arc::new(properties.build());
    let to = BufWriter::new(File::create(path)?);
    let mut writer = SerializedFileWriter::new(to, column::schema(&columns)?, properties)?;
    let mut held = Shredded::new(&columns);
    for row in rows {
        held.push(&serde_json::to_value(row)?)?;
        if held.bytes >= GROUP || held.rows >= ROWS {
            held = flushed(&mut writer, held, &columns)?;
        }
    }
    if held.rows > 0 {
        flushed(&mut writer, held, &columns)?;
    }
    let file = writer.into_inner()?.into_inner().map_err(|error| error.into_error())?;
    Ok(file.sync_all()?)
}

/// Writes what is held as a group of rows, and gives an empty one to go on with.
fn flushed<'a>(
    writer: &mut SerializedFileWriter<impl Write + Send>,
    held: Shredded<'_>,
    columns: &'a [Column],
) -> Result<Shredded<'a>, Cause> {
    let mut group = writer.next_row_group()?;
    for leaf in held.leaves {
        let mut column = group.next_column()?.ok_or("there are fewer columns than told")?;
        put(&mut column, &leaf)?;
        column.close()?;
    }
    group.close()?;
    Ok(Shredded::new(columns))
}

fn put(column: &mut SerializedColumnWriter<'_>, leaf: &Leaf) -> Result<(), Cause> {
    let Leaf { values, there, anew } = leaf;
    // A column that needs no levels is given none.
    let (there, anew) = (Some(there.as_slice()), Some(anew.as_slice()));
    match values {
        Values::Text(all) => column.typed::<ByteArrayType>().write_batch(all, there, anew)?,
        Values::Truth(all) => column.typed::<BoolType>().write_batch(all, there, anew)?,
        Values::Small(all) => column.typed::<Int32Type>().write_batch(all, there, anew)?,
        Values::Whole(all) => column.typed::<Int64Type>().write_batch(all, there, anew)?,
        Values::Number(all) => column.typed::<DoubleType>().write_batch(all, there, anew)?,
    };
    Ok(())
}
