//! Events, handed out to be weighed and taken back.

use super::Work;
use super::columns::{bytes, failed, longs, of_bytes, of_longs, rows};
use arrow_array::RecordBatch;
use pyo3::prelude::*;
use wireroom::Options;
use wireroom::steps::{Events, Row, weigh_events};

/// Bytes of texts that are weighed together.
const TOGETHER: usize = 4 << 20;
/// Events whose texts are handed out together.
const AT_ONCE: usize = 1000;

/// `(event, place, told, reading)`, sorted by event and place, to `(event, weighed)`.
pub(super) struct Weigh {
    options: Options,
    events: Vec<u64>,
    texts: Vec<Vec<Row>>,
    size: usize,
}

impl Weigh {
    pub(super) const fn new(options: Options) -> Self {
        Self { options, events: Vec::new(), texts: Vec::new(), size: 0 }
    }

    fn weigh(&mut self) -> PyResult<RecordBatch> {
        self.size = 0;
        let (events, texts) = (std::mem::take(&mut self.events), std::mem::take(&mut self.texts));
        let found = weigh_events(&texts, &self.options).map_err(failed)?;
        rows([
            ("event", of_longs(events.into_iter().map(Some))),
            ("weighed", of_bytes(found.into_iter().map(Some))),
        ])
    }
}

impl Work for Weigh {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (events, told) = (longs(given, "event")?, bytes(given, "told")?);
        let readings = bytes(given, "reading")?;
        let mut made = Vec::new();
        for at in 0..given.num_rows() {
            let event = events.value(at) as u64;
            if self.events.last() != Some(&event) {
                if self.size > TOGETHER {
                    made.push(self.weigh()?);
                }
                self.events.push(event);
                self.texts.push(Vec::new());
            }
            let (told, reading) = (told.value(at).to_vec(), readings.value(at).to_vec());
            self.size += told.len() + reading.len();
            if let Some(of) = self.texts.last_mut() {
                of.push((told, reading));
            }
        }
        Ok(made)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        if self.events.is_empty() { Ok(Vec::new()) } else { Ok(vec![self.weigh()?]) }
    }
}

/// The texts of all events, as `(number, event, place, told)`.
pub(super) fn to_weigh(events: &Events) -> PyResult<Vec<RecordBatch>> {
    let mut made = Vec::new();
    for from in (0..events.len()).step_by(AT_ONCE) {
        let texts = events.to_weigh(from..from + AT_ONCE).map_err(failed)?;
        made.push(rows([
            ("number", of_longs(texts.iter().map(|text| Some(text.number)))),
            ("event", of_longs(texts.iter().map(|text| Some(text.event)))),
            ("place", of_longs(texts.iter().map(|text| Some(text.place)))),
            ("told", of_bytes(texts.iter().map(|text| Some(&text.told)))),
        ])?);
    }
    Ok(made)
}

/// Takes back rows of the step "weigh".
pub(super) fn add(to: &mut Events, given: &RecordBatch) -> PyResult<()> {
    let (events, weighed) = (longs(given, "event")?, bytes(given, "weighed")?);
    for at in 0..given.num_rows() {
        to.add_weighed(events.value(at) as u64, weighed.value(at)).map_err(failed)?;
    }
    Ok(())
}
