//! A problem can be shown: its place is in the file, and its message shows no private figure.

use minsheng::diagnostic::{self, Level, Problem};
use minsheng::privacy;

/// Each problem points into `text` and can be printed.
pub fn hold(text: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.rule.code.is_empty() && !problem.rule.title.is_empty());
        let message = problem.message();
        let open = privacy::scan(&message).into_iter().any(|found| found.kind.is_certain());
        assert!(!open, "{message:?} shows a private figure");
        assert!(diagnostic::screen(problem).ends_with('\n'));
        let Some(place) = &problem.place else { continue };
        let Some(span) = &place.span else { continue };
        assert!(text.get(span.clone()).is_some(), "{span:?} of {message:?}");
        let quote = place.quote.as_ref().expect("a place in a known text is quoted");
        assert!(quote.text.get(quote.span.clone()).is_some(), "{quote:?}");
        assert!(text.contains(&quote.text) && quote.line >= 1 && quote.column >= 1);
    }
}

/// Whether one of them keeps the site from being published.
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.rule.level == Level::Error)
}
