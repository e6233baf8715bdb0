//! Why a photo cannot be used, in words for the editor who put it there.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a photo is refused. [`Display`](fmt::Display) says what is wrong,
/// [`Refusal::mend`] how to put it right; both in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// HEIC, HEIF or AVIF: what phones save by default and few browsers show.
    Heic,
    /// Damaged or cut short; the text says where, as half a Chinese sentence.
    Unreadable(String),
    /// More pixels than [`MAX_PIXELS`](super::MAX_PIXELS), or a side longer
    /// than [`MAX_SIDE`](super::MAX_SIDE).
    TooLarge {
        /// Width in pixels that the header claims.
        width: u32,
        /// Height in pixels that the header claims.
        height: u32,
    },
    /// Not one of the formats of [`Format`](super::Format).
    Unsupported,
}

impl Refusal {
    /// How the editor can put it right: one Chinese sentence.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Heic => "在手机设置里把相机格式改为“兼容性最佳”，或用 WPS、画图打开后另存为 JPEG",
            Self::Unreadable(_) => "用看图软件打开检查；打不开就向拍摄者重新要一份原图",
            Self::TooLarge { .. } => "用看图软件把长边缩小到 8000 像素以内，再另存为 JPEG",
            Self::Unsupported => "用看图软件打开，另存为 JPEG 或 PNG",
        }
    }

    /// Damage, described by half a Chinese sentence.
    pub(super) fn unreadable(reason: impl Into<String>) -> Self {
        Self::Unreadable(reason.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heic => f.write_str("这是 HEIC 或 AVIF 图片，很多浏览器打不开"),
            Self::Unreadable(reason) => write!(f, "图片已损坏：{reason}"),
            Self::TooLarge { width, height } => {
                write!(f, "图片太大：{width}×{height} 像素，最多一亿像素，每边不超过 65535")
            }
            Self::Unsupported => {
                f.write_str("不认识的图片格式；可以用 JPEG、PNG、WebP、GIF 和 SVG")
            }
        }
    }
}

impl std::error::Error for Refusal {}
