//! Records as folders of Parquet tables, in builds with the feature `parquet`; in others, how to get one.

use crate::pile::Pile;
use std::path::Path;
use wireroom::Builder;

/// A record from the tables in a folder, and all that was received for it.
pub(crate) fn open(folder: &Path) -> anyhow::Result<(Pile, Builder)> {
    #[cfg(feature = "parquet")]
    {
        use anyhow::Context;
        let tables = wireroom_tables::open(folder)?;
        let gathered = tables.gathered().with_context(|| {
            format!("{}: words in it are of another version; write it anew", folder.display())
        })?;
        let wireroom_tables::Tables { record, annotations, .. } = tables;
        Ok((Pile { record, annotations }, gathered))
    }
    #[cfg(not(feature = "parquet"))]
    Err(without(folder))
}

/// Writes a record, and what was received for it, to tables in a folder.
pub(crate) fn write(folder: Option<&Path>, pile: &Pile, received: &Builder) -> anyhow::Result<()> {
    let Some(folder) = folder.filter(|folder| *folder != Path::new("-")) else {
        anyhow::bail!("parquet is a folder of tables; name it with --out DIR");
    };
    anyhow::ensure!(
        !folder.is_file(),
        "{} is a file, and parquet is a folder of tables; give another --out",
        folder.display()
    );
    #[cfg(feature = "parquet")]
    {
        let tables = wireroom_tables::Tables {
            record: pile.record.clone(),
            annotations: pile.annotations.clone(),
            received: wireroom_wire::received(&received.documents),
        };
        wireroom_tables::write(folder, &tables)?;
        Ok(())
    }
    #[cfg(not(feature = "parquet"))]
    {
        let _ = (pile, received);
        Err(without(folder))
    }
}

#[cfg(not(feature = "parquet"))]
fn without(folder: &Path) -> anyhow::Error {
    anyhow::anyhow!(
        "{}: this build has no Parquet; cargo install --path crates/wireroom-cli --features parquet \
         makes one that has",
        folder.display()
    )
}
