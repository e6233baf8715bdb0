#!/usr/bin/env python3
"""Makes a site of N realistic pages for the benchmarks: always the same one for the same N.

    python3 benches/corpus.py FOLDER 10000

About 3 KB of Chinese a page, over six years, in the sample site's columns and kinds, with its
terms, links between pages, tables, lists, footnotes and masks. No photos: they have a benchmark
of their own.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

COLUMNS = [  # folder, title, kind, share of the pages
    ("news", "工作动态", "news", 50), ("policy", "政策解读", "policy", 14),
    ("documents", "政策文件", "document", 6), ("notices", "通知公告", "article", 8),
    ("lists", "信息公示", "article", 6), ("progress", "项目进展", "article", 5),
    ("questions", "咨询答复", "article", 5), ("stations", "民生驿站", "article", 3),
    ("voices", "群众话民生", "article", 2), ("upkeep", "建后管养", "article", 1),
]
CATEGORIES = "医疗保障 养老服务 教育资助 就业创业 社会救助 残疾人服务 住房保障 农村道路与饮水 人居环境 法律援助".split()
AUDIENCES = "老年人 儿童和学生 妇女 残疾人 低保和特困人员 务工人员 农户 退役军人".split()
VILLAGES = "柳塘村 石桥村 枫林村 茶园村 东河村 龙山村 云溪社区".split()
DEPARTMENTS = "镇民生办 财政分局 社会事务办 农业农村办 人社所 司法所 卫生院 中心学校 文化站 残联".split()
THINGS = "医保参保 危房改造 老年食堂 村级公路 饮水管网 技能培训 高龄津贴 营养午餐 两癌筛查 法律援助 秸秆利用 残疾人康复".split()
ACTS = "开展 推进 启动 完成 检查 公示 部署 宣传 回访 验收".split()
PLACES = "街头宣传日 入户走访 现场答疑 座谈会 集中办理 回头看 月度例会 专题培训".split()
WORDS = """群众 干部 政策 标准 材料 窗口 资金 项目 名单 进度 质量 时间 电话 地点 家庭 老人 学生 道路
水管 食堂 培训 学员 合同 证明 表格 社保卡 宣传册 展板 广播 驿站 联络员 村民组 农户 工程 验收 台账 清单
困难 问题 办法 流程 条件 申请 审核 公示 发放 登记 回访 反馈 满意 方便 及时 公开""".split()
FORMS = [
    "{0}和{1}由{2}负责，{3}在当天就能办结，{4}不用再跑第二趟。",
    "工作人员把{0}拆成三步，先看{1}，再交{2}，最后核对{3}，群众一听就懂。",
    "今年以来，全镇共办理{0}{n}件，{1}{m}户，涉及{2}{k}人次。",
    "“{0}什么时候能到？”不少{1}这样问，答复是{2}核对完{3}后五个工作日内。",
    "**{0}**的关键在{1}，{2}不全的一次告知，{3}由联络员上门补齐。",
    "按照规定，{0}要在{1}公示七天，{2}有异议的可以向{3}提出。",
    "下一步，将围绕{0}、{1}和{2}继续完善{3}，让{4}看得见、用得上。",
    "其中，{0}占{p}.{q}%，比去年同期提高{q}个百分点，{1}仍是难点。",
]


def sentence(rng):
    words = rng.sample(WORDS, 5)
    return rng.choice(FORMS).format(*words, n=rng.randint(12, 980), m=rng.randint(3, 460),
                                    k=rng.randint(20, 4000), p=rng.randint(10, 99), q=rng.randint(1, 9))


def paragraph(rng):
    return "".join(sentence(rng) for _ in range(rng.randint(2, 5)))


def table(rng):
    rows = ["| 村（社区） | 目标 | 完成 | 进度 |", "|---|---:|---:|---:|"]
    for village in VILLAGES:
        rows.append(f"| {village} | {rng.randint(20, 90)} | {rng.randint(5, 90)} | {rng.randint(10, 99)}.{rng.randint(10, 99)}% |")
    return "\n".join(rows)


def text(rng, links):
    blocks, size = [], 0
    while size < 2700:
        pick = rng.random()
        if pick < 0.14:
            block = f"## {rng.choice(ACTS)}{rng.choice(THINGS)}"
        elif pick < 0.20:
            block = "\n".join(f"{n}. {sentence(rng)}" for n in range(1, 4))
        elif pick < 0.24:
            block = table(rng)
        elif pick < 0.28 and links:
            block = f"{sentence(rng)}详见[{rng.choice(THINGS)}办理说明]({rng.choice(links)})。"
        elif pick < 0.31:
            block = f"{sentence(rng)}代办人张*三、李*四，联系方式138****{rng.randint(1000, 9999)}。"
        else:
            block = paragraph(rng)
        blocks.append(block)
        size += len(block.encode())
    return "\n\n".join(blocks) + "\n"


def front(rng, kind, title, day):
    lines = [f"标题：{title}", f"日期：{day:%Y-%m-%d}", f"来源：{rng.choice(DEPARTMENTS)}",
             f"分类：{rng.choice(CATEGORIES)}", f"标签：{'、'.join(rng.sample(THINGS, 2))}",
             f"面向人群：{'、'.join(rng.sample(AUDIENCES, 2))}", f"村：{rng.choice(VILLAGES)}",
             f"责任单位：{rng.choice(DEPARTMENTS)}", "作者：镇民生办信息员", "编辑：镇民生办编辑"]
    if kind == "policy":
        lines += [f"文件名称：{day.year}年{rng.choice(THINGS)}实施办法", f"补助标准：每人每年{rng.randint(50, 900)}元",
                  f"申请条件：{sentence(rng)}", f"办理流程：{sentence(rng)}", f"牵头单位：{rng.choice(DEPARTMENTS)}"]
    if kind == "document":
        lines += [f"文号：云政〔{day.year}〕{rng.randint(1, 90)}号", f"成文日期：{day:%Y年%-m月%-d日}", "效力：有效"]
    if kind == "news":
        lines += [f"地点：{rng.choice(VILLAGES)}", f"参加单位：{'、'.join(rng.sample(DEPARTMENTS, 3))}"]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def main():
    folder, pages = Path(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(2026)
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text(
        'title = "云溪镇民生工程"\ndescription = "公开办理情况"\nkeywords = ["民生工程"]\n'
        'base_url = "https://www.shili.example/zxzx/ztzl/msgc/"\n'
        # The index for searching has a benchmark of its own, search.py.
        '[search]\nenabled = false\n', encoding="utf-8")
    total = sum(share for *_, share in COLUMNS)
    newest = date(2026, 11, 20)
    for column, title, kind, share in COLUMNS:
        home = folder / "content" / column
        home.mkdir()
        (home / "_index.md").write_text(
            f"---\n标题：{title}\n类型：{kind}\n更新周期：6个月\n说明：{title}栏目\n---\n", encoding="utf-8")
        count = pages * share // total
        names = [f"{n:05}-{rng.choice(['yibao', 'weifang', 'shitang', 'gonglu', 'peixun'])}.md" for n in range(count)]
        for n, name in enumerate(names):
            day = newest - timedelta(days=n * 2150 // max(count, 1))
            heading = f"{rng.choice(VILLAGES)}{rng.choice(ACTS)}{rng.choice(THINGS)}{rng.choice(PLACES)}第{n + 1}期"
            links = rng.sample(names, 3) if count > 3 else []
            (home / name).write_text(front(rng, kind, heading, day) + text(rng, links), encoding="utf-8")


if __name__ == "__main__":
    main()
