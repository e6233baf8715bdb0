//! `minsheng`: one folder of Markdown becomes a static portal for public publicity.
//!
//! **A build is a plan: a map from output path to the value that page is made of. Rendering is a
//! pure function of that value and the theme. Publishing executes the plan, serving executes the
//! part that a browser asks for, checking reads it, deploying ships the difference.**
//!
//! ```text
//! site.toml ─ config ─┐
//! content/ ── source ─┼─ page ── library ── site ── view ── plan ──┬─ publish → a folder
//!   photos ── photo ──┘  (one     (all       (who              (what └─ check   → a report
//! themes/ ─── theme ─────document) files)     belongs where)    will exist)
//! ```
//!
//! `live` goes this way from the files to the plan, once for `build` and step by step for
//! `preview`, so that there is one path for both.
//!
//! The modules below stand in the order of their rooms, not of the alphabet: each may use only
//! those before it. `source` (with `cache` for what earlier runs found out) is the only reader of
//! the site's files, `publish` (with `ledger`) the only writer of the output; `page`, `site`,
//! `view`, `plan` and `theme.render` are pure, and `today` is an argument of all of them.
//!
//! To add an output: one file in `plan/`, one view, one template. To add a kind of document: one
//! file in `page/` and one template. To add a rule: one function in `check/`, one row in
//! `diagnostic/rules.rs`.

// Row 0: values and words.
pub mod fingerprint;
pub mod privacy;
pub mod threads;

pub mod diagnostic;

// Row 1: what is read.
pub mod date;
pub mod slug;

pub mod config;
pub mod markdown;
pub mod photo;
pub mod source;

pub mod asset;
pub mod cache;

// Row 2: one document; and all files, each by itself.
pub mod page;

pub mod library;

// Row 3: all documents together; and how they are searched.
pub mod site;

pub mod search;

// Row 4: what templates see.
pub mod view;

// Row 5: how it looks.
pub mod theme;

// Row 6: what will exist.
pub mod plan;

// Row 7: what should be mended.
pub mod check;

// Row 8: what is written.
pub mod ledger;
pub mod publish;

// The whole way, from the files to the plan.
pub mod live;

pub mod build;

// Row 9: what an editor sees at once.
pub mod preview;

// Row 10: the commands.
pub mod cli;
