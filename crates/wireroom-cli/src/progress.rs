//! A progress bar on standard error, for what takes longer than a second, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use wireroom::{Progress, Stage};

/// Shows how far a reading is.
pub(crate) struct Bar {
    started: Instant,
    shown: Mutex<Option<(Stage, ProgressBar)>>,
    terminal: bool,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { started: Instant::now(), shown: Mutex::new(None), terminal }
    }
}

impl Progress for Bar {
    fn at(&self, stage: Stage, done: usize, total: usize) {
        if !self.terminal || self.started.elapsed() < Duration::from_secs(1) {
            return;
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.as_ref().is_none_or(|(current, _)| *current != stage) {
            if let Some((_, bar)) = shown.take() {
                bar.finish_and_clear();
            }
            *shown = Some((stage, bar(stage)));
        }
        if let Some((_, bar)) = shown.as_ref() {
            bar.set_length(total as u64);
            // Threads may report out of turn.
            bar.set_position(bar.position().max(done as u64));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        let shown = self.shown.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bar)) = shown.take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(stage: Stage) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
    let style = ProgressStyle::with_template("{msg:<20} {bar:30} {pos}/{len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(match stage {
        Stage::Intake => "reading files",
        Stage::Repair => "mending texts",
        Stage::Collate => "finding copies",
        Stage::Analyse => "names, times, quotes",
        Stage::Group => "joining events",
        Stage::Weigh => "weighing claims",
    });
    bar
}
