//! Readings in context, and addresses that are never empty.

use super::{file_name, is_clean, slug};

/// Names from the work of townships, each with its reading.
const READINGS: &str = "
重庆 chongqing
重慶 chongqing
会计 kuaiji
委员会计划 weiyuanhuijihua
长者 zhangzhe
村长期间 cunzhangqijian
长期 changqi
院长 yuanzhang
校长 xiaozhang
增长 zengzhang
长效机制 changxiaojizhi
长江 changjiang
银行 yinhang
银行行长 yinhanghangzhang
农商银行 nongshangyinhang
行政 xingzheng
执行 zhixing
惠农行动 huinongxingdong
重点 zhongdian
重复 chongfu
重新 chongxin
灾后重建 zaihouchongjian
重建设轻管护 zhongjiansheqingguanhu
调整 tiaozheng
调查 diaocha
调研 diaoyan
协调 xietiao
强调整改 qiangdiaozhenggai
网上调查 wangshangdiaocha
人民调解 renmintiaojie
参加 canjia
五百余人参加 wubaiyurencanjia
人参 renshen
音乐 yinyue
快乐 kuaile
惠民乐园 huiminleyuan
为民 weimin
还款 huankuan
秸秆还田 jieganhuantian
退耕还林 tuigenghuanlin
特困供养 tekungongyang
给付 jifu
供给 gongji
提供给养老机构 tigonggeiyanglaojigou
处理 chuli
办事处 banshichu
数据 shuju
应急 yingji
应用 yingyong
宿舍 sushe
降水 jiangshui
差旅 chailv
突出差异 tuchuchayi
朝阳 zhaoyang
厦门 xiamen
六安 luan
蚌埠 bengbu
亳州 bozhou
单县 shanxian
名单 mingdan
尉犁 yuli
大夫 daifu
种植 zhongzhi
种子 zhongzi
传统 chuantong
自传 zizhuan
宣传记录 xuanchuanjilu
提供 tigong
卫生 weisheng
便民 bianmin
便宜 pianyi
方便宜居 fangbianyiju
兴建 xingjian
高兴 gaoxing
教育 jiaoyu
结果 jieguo
解放 jiefang
政策解读 zhengcejiedu
了解 liaojie
为了解决 weilejiejue
项目的 xiangmude
目的 mudi
首都 shoudu
率先 shuaixian
效率 xiaolv
绿色 lvse
女性 nvxing
畜牧 xumu
上海参展 shanghaicanzhan
二〇二六 erlingerliu
两癌筛查 liangaishaicha
金寨县 jinzhaixian
";

#[test]
fn han_is_read_in_context() {
    for line in READINGS.trim().lines() {
        let (name, reading) = line.split_once(' ').expect(line);
        assert_eq!(slug(name), reading, "{name}");
    }
}

#[test]
fn only_separators_separate() {
    for (name, expected) in [
        ("2026年10月宣传月", "2026nian10yuexuanchuanyue"),
        ("  “两癌” 筛查（免费）! ", "liangai-shaicha-mianfei"),
        ("ＡＢＣ　１２３", "abc-123"),
        ("Hello_World--2", "hello-world-2"),
        ("Привет", "u41fu440u438u432u435u442"),
        ("！？", "u21u3f"),
        ("", ""),
        ("CON", "con-x"),
        ("lpt1", "lpt1-x"),
        ("com10", "com10"),
    ] {
        assert_eq!(slug(name), expected, "{name}");
    }
}

#[test]
fn long_names_stay_apart() {
    let name = "关于进一步做好民生工程政策宣传工作的通知".repeat(5);
    let (a, b) = (slug(&format!("{name}一")), slug(&format!("{name}二")));
    assert!(a.len() <= 80 && a[..70] == b[..70] && a != b, "{a} {b}");
}

#[test]
fn files_keep_their_extension() {
    for (name, expected) in [
        ("低保名单.CSV", "dibaomingdan.csv"),
        ("名单．ｘｌｓｘ", "mingdan.xlsx"),
        ("photo_1.jpg", "photo_1.jpg"),
        ("Photo 1.JPG", "photo-1.jpg"),
        ("数据.tar.gz", "shuju-tar.gz"),
        (".gitignore", "gitignore"),
        ("民生工程2.0", "minshenggongcheng2-0"),
        ("说明.", "shuoming"),
        ("con.txt", "con-x.txt"),
        ("...", "u2eu2eu2e"),
        ("a.文件", "a-wenjian"),
    ] {
        assert_eq!(file_name(name), expected, "{name}");
    }
}

#[test]
fn clean_names_are_told() {
    for name in ["a", "2026-street-day", "a_b.tar.gz", "index.html"] {
        assert!(is_clean(name), "{name}");
    }
    for name in ["", "A", "a b", "-a", ".a", "a.", "a..b", "con", "aux.txt", "中", "a/b"] {
        assert!(!is_clean(name), "{name}");
    }
}

#[test]
fn any_name_gives_a_clean_slug() {
    let mut state = 7_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    for round in 0..4_000 {
        let length = next() % 60;
        let scale = [0x80, 0x3100, 0xA000, 0x11_0000][round % 4];
        let name: String = (0..length).filter_map(|_| char::from_u32(next() % scale)).collect();
        let (slug, file) = (slug(&name), file_name(&name));
        assert_eq!(slug.is_empty(), name.is_empty());
        assert!(slug.len() <= 80 && (slug.is_empty() || is_clean(&slug)), "{name} {slug}");
        assert!(!slug.contains(['.', '_']), "{name} {slug}");
        assert!(file.is_empty() || is_clean(&file) && file_name(&file) == file, "{name} {file}");
    }
}
