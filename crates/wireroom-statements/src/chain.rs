//! Linear-chain conditional random field over hashed features (Lafferty, McCallum, Pereira 2001):
//! scoring, best path, and log partition. Training is in [`crate::train`].
//!
//! A chain is a small machine: states, and arcs between them that each collect some of the
//! scores of the word they enter. Words can be forced into one state.

/// A machine of at most 8 states; state 0 is where every chain begins.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) states: usize,
    pub(crate) arcs: &'static [Arc],
}

/// From, to, and a bit set of the scores that the arc collects at the word it enters.
pub(crate) type Arc = (u8, u8, u8);

/// Scores of one word, one for each slot of the machine.
pub(crate) const SLOTS: usize = 6;
pub(crate) type Scores = [f32; SLOTS];

const BEGIN_CUE: u8 = 1;
const IN_CUE: u8 = 2;
const END_CUE: u8 = 4;

/// Cues: 0 outside, 1 inside.
pub(crate) const CUES: Machine =
    Machine { states: 2, arcs: &[(0, 0, 0), (0, 1, BEGIN_CUE), (1, 1, IN_CUE), (1, 0, END_CUE)] };

const BEGIN_SOURCE: u8 = 1;
const IN_SOURCE: u8 = 2;
const BEGIN_CONTENT: u8 = 4;
const IN_CONTENT: u8 = 8;
const END_SOURCE: u8 = 16;
const END_CONTENT: u8 = 32;

/// Roles around one cue: 0 outside and 1 content before the source, 2 source, 3 outside and
/// 4 content after it. At most one source; content in any number of pieces.
pub(crate) const ROLES: Machine = Machine {
    states: 5,
    arcs: &[
        (0, 0, 0),
        (0, 1, BEGIN_CONTENT),
        (0, 2, BEGIN_SOURCE),
        (1, 1, IN_CONTENT),
        (1, 0, END_CONTENT),
        (1, 2, END_CONTENT | BEGIN_SOURCE),
        (2, 2, IN_SOURCE),
        (2, 3, END_SOURCE),
        (2, 4, END_SOURCE | BEGIN_CONTENT),
        (3, 3, 0),
        (3, 4, BEGIN_CONTENT),
        (4, 4, IN_CONTENT),
        (4, 3, END_CONTENT),
    ],
};

/// Source and content states of [`ROLES`].
pub(crate) const SOURCE: u8 = 2;
pub(crate) const CONTENT: [u8; 2] = [1, 4];

const NEVER: f32 = -1.0e30;
const MAX_STATES: usize = 8;
type Column = [f32; MAX_STATES];

impl Machine {
    /// The score that `arc` collects at a word.
    pub(crate) fn arc_score((_, _, mask): Arc, scores: &Scores) -> f32 {
        scores.iter().enumerate().filter(|&(slot, _)| mask >> slot & 1 == 1).map(|(_, s)| s).sum()
    }

    /// The best sequence of states and its score. `outside(i)` forces word i into a state that
    /// collects nothing on staying (an outside state).
    pub(crate) fn best(
        &self,
        scores: &[Scores],
        outside: &dyn Fn(usize) -> bool,
    ) -> (Vec<u8>, f32) {
        let mut column = start();
        let mut back: Vec<[u8; MAX_STATES]> = Vec::with_capacity(scores.len());
        for (at, word) in scores.iter().enumerate() {
            let mut next = [NEVER; MAX_STATES];
            let mut from = [0_u8; MAX_STATES];
            for &arc in self.arcs {
                if outside(at) && !is_outside(arc.1, self) {
                    continue;
                }
                let score = column[usize::from(arc.0)] + Self::arc_score(arc, word);
                if score > next[usize::from(arc.1)] {
                    next[usize::from(arc.1)] = score;
                    from[usize::from(arc.1)] = arc.0;
                }
            }
            column = next;
            back.push(from);
        }
        let (mut state, mut top) = (0_u8, NEVER);
        for (index, &score) in column.iter().enumerate().take(self.states) {
            if score > top {
                (state, top) = (u8::try_from(index).unwrap_or(0), score);
            }
        }
        let mut path = vec![0; scores.len()];
        for (slot, from) in path.iter_mut().zip(&back).rev() {
            *slot = state;
            state = from[usize::from(state)];
        }
        (path, top)
    }

    /// Forward log sums: one column a word.
    pub(crate) fn forward(
        &self,
        scores: &[Scores],
        outside: &dyn Fn(usize) -> bool,
    ) -> Vec<Column> {
        let mut column = start();
        let mut columns = Vec::with_capacity(scores.len());
        for (at, word) in scores.iter().enumerate() {
            let mut next = [NEVER; MAX_STATES];
            for &arc in self.arcs {
                if outside(at) && !is_outside(arc.1, self) {
                    continue;
                }
                let to = usize::from(arc.1);
                next[to] =
                    log_add(next[to], column[usize::from(arc.0)] + Self::arc_score(arc, word));
            }
            columns.push(next);
            column = next;
        }
        columns
    }

    /// Backward log sums: what can still be collected after each word.
    pub(crate) fn backward(
        &self,
        scores: &[Scores],
        outside: &dyn Fn(usize) -> bool,
    ) -> Vec<Column> {
        let mut column = [0.0; MAX_STATES];
        let mut columns = vec![column; scores.len()];
        for at in (1..scores.len()).rev() {
            let mut before = [NEVER; MAX_STATES];
            for &arc in self.arcs {
                if outside(at) && !is_outside(arc.1, self) {
                    continue;
                }
                let from = usize::from(arc.0);
                before[from] = log_add(
                    before[from],
                    column[usize::from(arc.1)] + Self::arc_score(arc, &scores[at]),
                );
            }
            column = before;
            columns[at - 1] = column;
        }
        columns
    }

    /// Log of the sum over all sequences, from the forward columns.
    pub(crate) fn log_sum(&self, forward: &[Column]) -> f32 {
        forward.last().map_or(0.0, |column| {
            column.iter().take(self.states).fold(NEVER, |sum, &x| log_add(sum, x))
        })
    }
}

fn start() -> Column {
    let mut column = [NEVER; MAX_STATES];
    column[0] = 0.0;
    column
}

/// A state is outside when staying in it collects nothing.
pub(crate) fn is_outside(state: u8, machine: &Machine) -> bool {
    machine.arcs.iter().any(|&(from, to, mask)| from == state && to == state && mask == 0)
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low <= NEVER / 2.0 { high } else { high + (low - high).exp().ln_1p() }
}
