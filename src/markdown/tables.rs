//! Writes tables that a phone can scroll and a screen reader can follow.

use pulldown_cmark::Alignment;

/// Where the writer stands in a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    rows: usize,
}

/// Opens the box that scrolls when the table is wider than the screen. It can be reached with
/// the keyboard, so it has a name.
pub(super) const OPEN: &str =
    "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"表格\">\n";

impl Table {
    /// A table before its first row.
    pub(super) fn begin(alignments: &[Alignment], html: &mut String) -> Self {
        html.push_str(OPEN);
        html.push_str("<table>\n");
        Self { alignments: alignments.to_vec(), ..Self::default() }
    }

    /// The end of the table.
    pub(super) fn end(&self, html: &mut String) {
        if self.rows > 0 {
            html.push_str("</tbody>\n");
        }
        html.push_str("</table>\n</div>\n");
    }

    /// The header row.
    pub(super) fn begin_head(&mut self, html: &mut String) {
        (self.head, self.column) = (true, 0);
        html.push_str("<thead>\n<tr>\n");
    }

    /// The end of the header row.
    pub(super) fn end_head(&mut self, html: &mut String) {
        self.head = false;
        html.push_str("</tr>\n</thead>\n");
    }

    /// A row of the body.
    pub(super) fn begin_row(&mut self, html: &mut String) {
        if self.rows == 0 {
            html.push_str("<tbody>\n");
        }
        self.rows += 1;
        self.column = 0;
        html.push_str("<tr>\n");
    }

    /// A cell, with its alignment as a class: an inline style would need a weaker content policy.
    pub(super) fn begin_cell(&mut self, html: &mut String) {
        html.push_str(if self.head { "<th scope=\"col\"" } else { "<td" });
        match self.alignments.get(self.column) {
            Some(Alignment::Left) => html.push_str(" class=\"left\""),
            Some(Alignment::Center) => html.push_str(" class=\"center\""),
            Some(Alignment::Right) => html.push_str(" class=\"right\""),
            Some(Alignment::None) | None => {}
        }
        html.push('>');
        self.column += 1;
    }

    /// The end of a cell.
    pub(super) fn end_cell(&self, html: &mut String) {
        html.push_str(if self.head { "</th>\n" } else { "</td>\n" });
    }
}
