//! How deep raw HTML nests.

/// No page nests deeper, and the time that an HTML parser takes grows with the square of the depth.
const MAX_DEPTH: usize = 256;

/// The elements that are open, from the outermost.
#[derive(Debug, Default)]
pub(super) struct Nesting(Vec<String>);

impl Nesting {
    /// Goes one element deeper, unless that is too deep. An element that ends where the next of
    /// its kind begins needs no end of its own, so it does not count.
    pub(super) fn enter(&mut self, name: &str) -> bool {
        let ends_by_itself = matches!(
            name,
            "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"
        );
        if ends_by_itself {
            return true;
        }
        let fits = self.0.len() < MAX_DEPTH;
        if fits {
            self.0.push(name.to_owned());
        }
        fits
    }

    /// Leaves an element, and with it all that was left open inside.
    pub(super) fn leave(&mut self, name: &str) {
        if let Some(open) = self.0.iter().rposition(|open| open == name) {
            self.0.truncate(open);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MAX_DEPTH;
    use crate::markdown::tests::{html, page};

    #[test]
    fn what_nests_too_deep_is_left_out_and_noted() {
        let deep = format!("{}甲{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
        let page = page(&deep);
        assert_eq!(page.notes.len(), 5_000 - MAX_DEPTH);
        assert_eq!(html(&deep).matches("<div>").count(), MAX_DEPTH);
        let list = format!("<ul>{}</ul>", "<li>甲".repeat(1_000));
        assert_eq!(html(&list).matches("<li>").count(), 1_000);
        let many = "<div>甲</div>\n\n乙<b>丙\n\n".repeat(400);
        assert_eq!(html(&many).matches("<div>").count(), 400);
        assert_eq!(html(&many).matches("<b>").count(), 400);
    }
}
