//! Time zones by name.

use chrono::FixedOffset;

use super::cursor::{Cursor, half_width};

/// The seconds of Beijing time ahead of UTC; China has kept no summer time since 1991.
const BEIJING: i32 = 8 * 3600;

/// The zone that a text names: `+08:00`, `UTC+8`, `Z`, `Asia/Shanghai`, `北京时间`. Only zones that
/// never change their clocks have names here.
pub fn zone(text: &str) -> Option<FixedOffset> {
    let text = half_width(text);
    let name = text.trim();
    let seconds = match name.to_ascii_lowercase().as_str() {
        "asia/shanghai" | "asia/chongqing" | "asia/harbin" | "asia/hong_kong" | "asia/macau"
        | "asia/taipei" | "prc" | "北京" | "北京时间" | "中国标准时间" | "东八区" => {
            BEIJING
        }
        "z" | "utc" | "gmt" | "etc/utc" => 0,
        lower => {
            let offset = ["utc", "gmt"].iter().find_map(|prefix| lower.strip_prefix(prefix));
            let mut cursor = Cursor::new(offset.unwrap_or(lower));
            cursor.offset().filter(|_| cursor.is_done())?
        }
    };
    FixedOffset::east_opt(seconds)
}
