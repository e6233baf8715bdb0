//! The photos of an album: which, in what order, and what is said of each.

use super::{Site, links};
use crate::asset::{Sort, named_picture};
use crate::diagnostic::{self, Problem};
use crate::library::Library;
use crate::page::{Page, PhotoNote};

/// A photo of an album with everything known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumPhoto {
    /// The file, from the site's root.
    pub file: String,
    /// Alternative text; empty where the editor gave none.
    pub alt: String,
    /// Caption; may be empty.
    pub caption: String,
    /// Photographer; may be empty.
    pub photographer: String,
    /// The day it was taken, in Chinese; may be empty.
    pub taken: String,
    /// Where; may be empty.
    pub place: String,
}

/// The photos of a page's folder: first those that the editor names, in that order, then the
/// others by name.
pub fn photos(
    site: &Site,
    library: &Library,
    page: &Page,
    problems: &mut Vec<Problem>,
) -> Vec<AlbumPhoto> {
    let folder = page.folder();
    let mut notes: Vec<PhotoNote> = page.values.photos("photos").to_vec();
    let beside = |name: &str| format!("{folder}/{name}");
    for note in &notes {
        if !library.assets.contains_key(&beside(&note.file)) {
            let names = names(library, folder);
            let mend = match links::nearest_file(&note.file, &names) {
                Some(near) => format!("是不是 `{near}`？"),
                None => "照片要和文章放在同一个文件夹，文件名要一致".to_owned(),
            };
            let detail = format!("`{}`", note.file);
            problems.push(
                Problem::new(&diagnostic::IMAGE_MISSING, detail)
                    .at(&page.file, note.span.clone())
                    .mend(mend),
            );
        }
    }
    if page.owns_folder() {
        for name in names(library, folder) {
            if !notes.iter().any(|note| note.file == name) {
                notes.push(PhotoNote { file: name, ..PhotoNote::default() });
            }
        }
    }
    let captions = library.captions.get(folder).map_or(&[][..], Vec::as_slice);
    for caption in captions {
        let exact = notes.iter().position(|note| note.file == caption.file);
        let meant =
            exact.or_else(|| notes.iter().position(|note| means(&caption.file, &note.file)));
        match meant.map(|at| &mut notes[at]) {
            Some(note) if note.caption.is_empty() => note.caption.clone_from(&caption.text),
            Some(_) => {}
            None => problems.push(
                Problem::new(&diagnostic::PHOTO_UNKNOWN, format!("`{}`", caption.file))
                    .at(format!("{folder}/{}", crate::library::CAPTIONS), caption.span.clone()),
            ),
        }
    }
    let photos: Vec<AlbumPhoto> = notes
        .into_iter()
        .filter_map(|note| photo(site, page, &beside(&note.file), note, problems))
        .collect();
    if photos.is_empty() {
        let problem = Problem::new(&diagnostic::PHOTOS_NONE, "").in_file(&page.file);
        problems.push(if page.owns_folder() {
            problem
        } else {
            problem.mend("新建一个文件夹，把这篇文章改名为 index.md 放进去，照片也放进去")
        });
    }
    photos
}

/// Whether a name typed into `图说.txt` means a file: Windows hides the endings of file names and
/// takes capitals for small letters.
fn means(typed: &str, file: &str) -> bool {
    let (typed, file) = (typed.to_lowercase(), file.to_lowercase());
    typed == file || file.rsplit_once('.').is_some_and(|(stem, _)| stem == typed)
}

fn photo(
    site: &Site,
    page: &Page,
    file: &str,
    note: PhotoNote,
    problems: &mut Vec<Problem>,
) -> Option<AlbumPhoto> {
    let facts = match &site.assets.get(file)?.sort {
        Sort::Picture(facts) => facts,
        Sort::BadPicture(refusal) => {
            problems.push(links::refused(file, refusal).in_file(file));
            return None;
        }
        _ => return None,
    };
    if note.alt.is_empty() {
        let mut problem =
            Problem::new(&diagnostic::ALT_MISSING, format!("`{}`", note.file)).in_file(&page.file);
        let mend = if note.span.is_empty() {
            format!(
                "在前置信息的 `照片：` 下面（没有就加上）写一项 `  - 文件：{}`，再下一行写 `    替代文字：`，说图中是什么",
                note.file
            )
        } else {
            problem = problem.at(&page.file, note.span.clone());
            "在这张照片的 `文件：` 下一行写 `替代文字：`，与“文件”对齐，说图中是什么".to_owned()
        };
        problems.push(problem.mend(mend));
    }
    let or_of_page = |own: String, key: &str| {
        if own.is_empty() { page.values.text(key).to_owned() } else { own }
    };
    let taken =
        note.taken.map(|moment| moment.day).or_else(|| facts.taken.map(|taken| taken.date()));
    Some(AlbumPhoto {
        file: file.to_owned(),
        alt: note.alt,
        caption: note.caption,
        photographer: or_of_page(note.photographer, "photographer"),
        taken: taken.map_or(String::new(), |day| crate::date::Moment { day, time: None }.chinese()),
        place: or_of_page(note.place, "place"),
    })
}

/// The pictures right in a folder, by name.
fn names(library: &Library, folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    library
        .assets
        .range(prefix.clone()..)
        .take_while(|(path, _)| path.starts_with(&prefix))
        .map(|(path, _)| &path[prefix.len()..])
        .filter(|name| !name.contains('/') && named_picture(name))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::means;

    #[test]
    fn captions_name_photos_as_windows_shows_them() {
        assert!(means("宣传日 现场 1", "宣传日 现场 1.JPG") && means("01.jpg", "01.JPG"));
        assert!(!means("宣传日", "宣传日 现场 1.JPG") && !means("01.png", "01.jpg"));
    }
}
