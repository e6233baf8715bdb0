//! The photo album (图看民生): a folder of photos with what is said of each.

use super::field::{Field, Shape};
use super::kind::Kind;

/// 图看民生.
pub const GALLERY: Kind = Kind {
    name: "gallery",
    title: "图集",
    fields: &[
        Field { key: "place", names: &["地点"], shape: Shape::Text, note: "拍摄地点" },
        Field {
            key: "photographer",
            names: &["摄影"],
            shape: Shape::Text,
            note: "摄影者；个别照片不同时写在那张照片下面",
        },
        Field {
            key: "photos",
            names: &["照片"],
            shape: Shape::Photos,
            note: "每张照片的说明，见手册；没写到的照片也会显示",
        },
    ],
    must_be_dated: false,
    album: true,
    starter: "在这里写一两句话介绍这组照片。把照片放进这个文件夹。\n",
};
