//! How outputs go. Pages that go together often lead to each other, so no order of theirs would do:
//! each is first replaced by a page that leads home alone, and only then they all go.

use std::path::Path;

use rayon::prelude::*;

use super::make::Made;
use super::{HOME, blocked, disk};
use crate::asset::extension;
use crate::diagnostic::Problem;

/// Removes outputs that are no longer planned. Nothing that stays may lead to them any more.
///
/// # Errors
///
/// What the system refuses.
pub fn remove(folder: &Path, paths: &[&String]) -> Result<(), Vec<Problem>> {
    let (pages, others): (Vec<&String>, Vec<&String>) =
        paths.iter().partition(|path| extension(path) == "html");
    // A page that goes alone leads only to what outlasts it.
    if pages.len() > 1 {
        pages.par_iter().filter(|path| disk::facts(folder, path).is_some()).try_for_each(
            |path| {
                let beside = disk::beside(folder, path);
                disk::put_beside(&beside, &farewell(path))
                    .and_then(|_| disk::settle(&beside, folder, path))
                    .map_err(|error| vec![blocked(path, &error)])
            },
        )?;
    }
    pages.into_iter().chain(others).try_for_each(|path| {
        disk::remove(folder, path).map_err(|error| vec![blocked(path, &error)])
    })
}

/// Puts a page that leads home alone where pages are to come back, so that whatever leads to them
/// finds something.
///
/// # Errors
///
/// What the system refuses.
pub fn hold_the_place<'p>(
    folder: &Path,
    paths: impl Iterator<Item = &'p String>,
) -> Result<(), Vec<Problem>> {
    for path in paths {
        // Beside its place the page itself waits already.
        let apart = disk::apart(folder, path);
        disk::put_beside(&apart, &farewell(path))
            .and_then(|_| disk::settle(&apart, folder, path))
            .map_err(|error| vec![blocked(path, &error)])?;
    }
    Ok(())
}

/// What a visitor meets in the moment before a page is gone.
fn farewell(path: &str) -> Made {
    let root = "../".repeat(path.matches('/').count());
    Made::bytes(
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>页面已经移走</title>\n</head>\n<body>\n\
             <p>这个页面已经移走。<a href=\"{root}{HOME}\">返回首页</a></p>\n</body>\n</html>\n"
        )
        .into_bytes(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Made, farewell};
    use crate::publish::make::Content;

    #[test]
    fn a_page_that_goes_leads_home() {
        let Made { content: Content::Bytes(bytes), .. } = farewell("news/2026/a.html") else {
            panic!("a page is bytes");
        };
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("href=\"../../index.html\"") && text.ends_with("</html>\n"));
    }
}
