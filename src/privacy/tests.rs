//! Which figures are found, and how they are masked.

use super::{Kind, mask, scan};

fn kinds(text: &str) -> Vec<Kind> {
    scan(text).into_iter().map(|finding| finding.kind).collect()
}

#[track_caller]
fn finds(text: &str, kind: Kind, digits: &str) {
    let found = scan(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!((found[0].kind, found[0].digits.as_str()), (kind, digits), "{text}");
}

#[track_caller]
fn passes(text: &str) {
    assert_eq!(scan(text), [], "{text}");
}

#[test]
fn citizens_numbers_prove_themselves() {
    // The standard's own example, then invented ones in an area that is not assigned.
    for id in
        ["11010519491231002X", "349999195001010017", "349999198802290024", "349999200106151231"]
    {
        finds(&format!("身份证号{id}。"), Kind::IdNumber, id);
        finds(&format!("https://a.cn/q?id={id}&x=1"), Kind::IdNumber, id);
        finds(&format!("证号**{id}**"), Kind::IdNumber, id);
        passes(&format!("9{}", id.replace('X', "9")));
    }
    finds("11010519491231002x", Kind::IdNumber, "11010519491231002X");
    finds("残疾证34999919500101001743", Kind::IdNumber, "34999919500101001743");
}

#[test]
fn writing_a_number_otherwise_does_not_hide_it() {
    for id in [
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105\u{3000}19491231\u{A0}002x",
        "1101 0519 4912 3100 2X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "110105\u{200B}19491231\u{200B}002X",
        "110105 1949 1231 002X",
    ] {
        finds(id, Kind::IdNumber, "11010519491231002X");
        finds(&format!("3 {id}"), Kind::IdNumber, "11010519491231002X");
    }
    for mobile in [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "138 - 0013 - 8000",
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-138-0013-8000",
        "86 13800138000",
        "008613800138000",
        "１３８００１３８０００",
        "138\u{200B}0013\u{200B}8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "1380013 8000",
    ] {
        finds(mobile, Kind::Mobile, "13800138000");
        finds(&format!("电话：{mobile}，"), Kind::Mobile, "13800138000");
    }
}

#[test]
fn neighbours_neither_hide_nor_join() {
    finds("2026 13800138000", Kind::Mobile, "13800138000");
    finds("2026-04-12 13800138000", Kind::Mobile, "13800138000");
    finds("2026-04-12 138-0013-8000", Kind::Mobile, "13800138000");
    finds("12 138 0013 8000", Kind::Mobile, "13800138000");
    finds("13800138000 500元", Kind::Mobile, "13800138000");
    assert_eq!(kinds("13800138000 110105 19491231 002X"), [Kind::Mobile, Kind::IdNumber]);
    assert_eq!(kinds("138 0013 8000 139 0013 9000"), [Kind::Mobile, Kind::Mobile]);
    passes("1200 3400 5600 7800 9000 1100");
    passes("150 1200 3400");
    passes("1\t138\t0013\t8000");
    passes("138  0013  8000");
    passes("2026-04-12 2026-05-01 1990 0101");
    passes("18 19 20 21 22 23 24 25 26 27 28");
}

#[test]
fn ordinary_figures_are_not_private() {
    for text in [
        "t20210624_185368.html",
        "W020210624370512345678.jpg",
        "mmexport1624512345678.jpg",
        "12345、12348、12333、12393、120、110",
        "15012003400元",
        "15012003400.50",
        "东经116.13812345678",
        "0.13800138000",
        "11341703003249514X/202105-00034",
        "皖政〔2021〕24号",
        "20210620190528123",
        "202106201905281234",
        "2018-341524-78-01-012345",
        "d41d8cd98f00b204e9800998ecf8427e",
        "a13800138000f3",
        "550e8400-e29b-41d4-a716-446655440000",
        "共投入12,345,678,901元",
        "1200×3400×5600毫米",
        "120000×34000×56000",
        "0000000000000000000",
    ] {
        passes(text);
    }
}

#[test]
fn doubtful_numbers_are_told_apart() {
    finds("110105194912310021", Kind::DoubtfulId, "110105194912310021");
    finds("11010519491231001X", Kind::DoubtfulId, "11010519491231001X");
    finds("身份证110105491231002。", Kind::DoubtfulId, "110105491231002");
    passes("110105194913310021");
    passes("110105491331002");
    assert!(!Kind::DoubtfulId.is_certain() && Kind::IdNumber.is_certain());
}

#[test]
fn a_mask_must_hide_the_birth_date() {
    for weak in [
        "34122119900101****",
        "341221199001011***",
        "3412211990****1234",
        "******19900101****",
        "３４１２２１１９９０＊＊＊＊１２３４",
        "34122119900101XXXX",
        "341221 1990**** 1234",
        "341221900101***",
        "11010519491231002*",
        r"34122119900101\*\*\*\*",
        "3 34122119900101****",
    ] {
        assert_eq!(kinds(weak), [Kind::WeakMask], "{weak}");
    }
    for strong in [
        "3412**********1234",
        "35*************123",
        "341221********1234",
        "341221XXXXXXXX1234",
        "138****1234",
        "621700******1234",
        "6217****1234",
        "34**…**17",
        "**20210624185368**",
        "20XX年**2026**年",
    ] {
        passes(strong);
    }
}

#[test]
fn bank_cards_need_the_sum_and_a_prefix_or_a_word() {
    finds("6217000000000000004", Kind::BankCard, "6217000000000000004");
    finds("6228 4800 0000 0000 000", Kind::BankCard, "6228480000000000000");
    finds("卡号：4000 0000 0000 0002", Kind::BankCard, "4000000000000002");
    passes("4000000000000002");
    passes("6217000000000000005");
}

#[test]
fn landlines_are_found_and_shown() {
    for (text, digits) in [
        ("0551-62345678", "055162345678"),
        ("055162345678", "055162345678"),
        ("0564-7356789-801", "05647356789"),
        ("010 6234 5678", "01062345678"),
        ("０５５１－６２３４５６７８", "055162345678"),
    ] {
        finds(text, Kind::Landline, digits);
        assert_eq!(mask(text), text);
    }
    passes("0034-20260412");
}

#[test]
fn spans_are_bytes_of_the_text_as_given() {
    let text = "张三：１３８ 0013 8000。";
    let finding = &scan(text)[0];
    assert_eq!(&text[finding.span.clone()], "１３８ 0013 8000");
}

#[test]
fn masking_leaves_two_and_two() {
    assert_eq!(
        mask("证号349999195001010017，电话138-0013-8000"),
        "证号34**************17，电话13*-****-**00"
    );
    assert_eq!(mask("34122119900101****"), "34**********01****");
    assert!(matches!(mask("没有数字"), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn no_text_breaks_the_scan() {
    let alphabet: Vec<char> =
        "0123456789134986XxＸ＊**×- －　１８９\u{200B}\\.元卡号a年\n".chars().collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for _ in 0..5_000 {
        let length = next(120);
        let text: String = (0..length).map(|_| alphabet[next(alphabet.len())]).collect();
        let mut end = 0;
        for finding in scan(&text) {
            assert!(end <= finding.span.start && finding.span.start < finding.span.end, "{text}");
            assert!(text.get(finding.span.clone()).is_some(), "{text}");
            end = finding.span.end;
        }
        let masked = mask(&text);
        assert_eq!(mask(&masked), masked, "{text}");
    }
}
