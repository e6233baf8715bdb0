//! Dates as clerks write them, and what is told of those that cannot be read.

use chrono::{FixedOffset, NaiveDate};

use super::{DateError, parse, zone};

fn beijing() -> FixedOffset {
    zone("北京时间").expect("a known zone")
}

#[track_caller]
fn fails(text: &str, message: &str, mend: &str) {
    let error = parse(text, beijing()).expect_err(text);
    assert_eq!((error.to_string().as_str(), error.mend().as_str()), (message, mend), "{text}");
}

#[test]
fn days_are_read_however_they_are_written() {
    for text in [
        "2026-04-12",
        "2026/4/12",
        "2026-4-12",
        "2026.4.12",
        "2026年4月12日",
        "2026年04月12号",
        "２０２６年４月１２日",
        "2026－04－12",
        "2026 年 4 月 12 日",
        "\u{3000}2026 - 4 - 12\u{A0}",
        "二〇二六年四月十二日",
        "二零二六年四月十二日",
        "2026年四月十二",
    ] {
        let moment = parse(text, beijing()).expect(text);
        assert_eq!((moment.iso().as_str(), moment.time), ("2026-04-12", None), "{text}");
    }
    for (text, iso) in [
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("二〇二六年十月二十日", "2026-10-20"),
        ("二〇二六年正月廿三", "2026-01-23"),
        ("2024-02-29", "2024-02-29"),
    ] {
        assert_eq!(parse(text, beijing()).expect(text).iso(), iso, "{text}");
    }
}

#[test]
fn times_are_read_in_the_zone_of_the_site() {
    for (text, minute) in [
        ("2026-04-12 09:30", "2026-04-12 09:30"),
        ("2026-04-12 9:30:15", "2026-04-12 09:30"),
        ("2026-04-12T09:30", "2026-04-12 09:30"),
        ("2026-04-12　０９：３０", "2026-04-12 09:30"),
        ("2026年4月12日上午9时30分", "2026-04-12 09:30"),
        ("2026年4月12日 下午3点", "2026-04-12 15:00"),
        ("2026年4月12日下午3点半", "2026-04-12 15:30"),
        ("2026年4月12日下午12:05", "2026-04-12 12:05"),
        ("2026年4月12日9:30", "2026-04-12 09:30"),
        ("2026-04-12T01:30:00Z", "2026-04-12 09:30"),
        ("2026-04-12T23:30:00.25Z", "2026-04-13 07:30"),
        ("2026-04-12T09:30:00+08:00", "2026-04-12 09:30"),
        ("2026-04-12 09:30:00 +0800", "2026-04-12 09:30"),
        ("2026-04-12", "2026-04-12 00:00"),
    ] {
        assert_eq!(parse(text, beijing()).expect(text).iso_minute(), minute, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_mended() {
    fails("2026年13月1日", "2026年没有13月", "写成 `2026-12-01` 或 `2026年12月1日`");
    fails("2026-02-30", "2026年2月没有30日", "写成 `2026-02-28` 或 `2026年2月28日`");
    fails("2026-04-00", "2026年4月没有0日", "写成 `2026-04-01` 或 `2026年4月1日`");
    fails(
        "26年4月12日",
        "年份“26”只写了两位",
        "年份写满四位：写成 `2026-04-12` 或 `2026年4月12日`",
    );
    fails("2026年4月", "日期只写到月", "补上具体的日，例如写成 `2026-04-01` 或 `2026年4月1日`");
    fails("2026-04", "日期只写到月", "补上具体的日，例如写成 `2026-04-01` 或 `2026年4月1日`");
    fails("2026年", "日期只写到年", "补上具体的日，例如写成 `2026-01-01` 或 `2026年1月1日`");
    fails("4月12日", "日期没有写年份", "在前面补上四位年份，例如 `2026年4月12日`");
    fails(
        "4/12/2026",
        "年份写在最后，分不清“4”和“12”哪个是月、哪个是日",
        "年份写在最前：写成 `2026-04-12` 或 `2026-12-04`",
    );
    fails("20260412", "日期写法无法识别", "写成 `2026-04-12` 或 `2026年4月12日`");
    fails("2026-04-12 起", "日期写法无法识别", "写成 `2026-04-12` 或 `2026年4月12日`");
    let plain = "依次写四位年份、月、日，例如 `2026-04-12` 或 `2026年4月12日`";
    for text in ["", "昨天", "2026-04/12", "20226-4-12", "2026年4月十十日", "99999999999-1-1"]
    {
        fails(text, "日期写法无法识别", plain);
    }
    let day = NaiveDate::from_ymd_opt(2026, 4, 12).expect("a day");
    let late = parse("2026-04-12 25:00", beijing());
    assert_eq!(late, Err(DateError::NoSuchTime { day }));
}

#[test]
fn zones_have_names() {
    for name in ["+08:00", "+8", "UTC+8", "utc+08:00", "Asia/Shanghai", "北京时间", "ＵＴＣ＋８"]
    {
        assert_eq!(zone(name), FixedOffset::east_opt(8 * 3600), "{name}");
    }
    assert_eq!(zone("-03:30"), FixedOffset::west_opt(12_600));
    assert_eq!(zone("UTC"), FixedOffset::east_opt(0));
    for name in ["", "+25:00", "Asia/Nowhere", "+08:00 x", "+08:61"] {
        assert_eq!(zone(name), None, "{name}");
    }
}

#[test]
fn moments_are_ordered_and_written() {
    let read = |text| parse(text, beijing()).expect("a date");
    let (day, midnight, noon) = (read("2026-4-2"), read("2026-4-2 0:00"), read("2026-4-2 12:00"));
    assert!(day < midnight && midnight < noon && noon < read("2026-4-3"));
    assert_eq!(day.chinese(), "2026年4月2日");
}

#[test]
fn no_text_breaks_the_reading() {
    let alphabet: Vec<char> = "0129年月日-/.: T+Z上午下时点半十廿二〇　９：号X".chars().collect();
    let mut state = 11_u32;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..20_000 {
        let length = next(30);
        let text: String = (0..length).map(|_| alphabet[next(alphabet.len())]).collect();
        match parse(&text, beijing()) {
            Ok(moment) => {
                assert_eq!(parse(&moment.iso(), beijing()).map(|it| it.day), Ok(moment.day));
            }
            Err(error) => assert!(!error.mend().is_empty() && !error.to_string().is_empty()),
        }
        let _ = zone(&text);
    }
}
