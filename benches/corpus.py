#!/usr/bin/env python3
"""Makes a site of N realistic pages for the benchmarks: always the same one for the same N.

    python3 benches/corpus.py FOLDER 10000

About 3 KB of Chinese a page, over six years, in the sample site's columns and kinds, with its
terms, links between pages, tables, lists and masks. No photos: they have a benchmark of their own.

Sentences are clauses of words that are drawn one by one, so that pages share words and fixed
terms, and few whole phrases: what is searched by a phrase of a page should find this page, and
compress and index as texts do that people wrote. They say nothing.
"""

import random
import re
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

# The words of sentences, the common ones first: earlier words of a list are drawn more often.
DOERS = """群众 干部 党员 老人 家长 学生 农户 村民 商户 医生 教师 学员 残疾人 志愿者 联络员 网格员 护理员 施工队 监理
技术员 代办员 信息员 村医 法律顾问 老党员 理事会 合作社 村民组 专班 施工方 低保户 监护人 返乡青年 务工人员 种植大户 退役军人
独居老人 留守儿童 快递员 电工 水管员 保洁员 厨师 调解员 宣讲员 评议组 验收组 工作队 会计 新业态骑手""".split()
DEEDS = """办理 检查 公开 核对 登记 回访 改造 修补 发放 申报 审核 培训 宣传 走访 维护 更换 安装 清理 整治 完善 征求 收集 汇总
公示 评议 验收 拨付 结算 补贴 资助 帮扶 救助 护理 体检 筛查 随访 接种 授课 辅导 就餐 配送 疏浚 硬化 绿化 亮化 加固 拆除 重建 翻修
铺设 焊接 试压 检测 消毒 通水 通车 通电 招标 采购 签订 监督 抽查 约谈 督办 通报 表扬 推广 总结 讨论 商议 确认 复核 更正 撤销 延期
暂停 恢复 新增 减免 退还 补交 代缴 垫付 上报 转交 协调 调解 答复 受理 立案 援助 讲解 演示 张贴 播放 印制 分发 翻译 录入 归档 查询
打印 盖章 领取 激活 续保 转移 接续 认定 变更 注销 摸排 丈量 勘察 设计 规划 测算 预警 值守 巡查 排险 转运 安置 慰问""".split()
NOUNS = """政策 标准 材料 资金 项目 名单 进度 质量 道路 水管 食堂 合同 证明 表格 台账 清单 困难 问题 办法 流程 条件 窗口 医保 低保
养老金 补助款 社保卡 宣传册 展板 广播 驿站 围墙 路灯 桥梁 涵洞 水渠 水井 泵站 水塔 水表 阀门 管沟 路面 路肩 护栏 标牌 站台 公厕 垃圾桶
污水 沟渠 塘坝 农田 大棚 果园 鱼塘 秸秆 种子 化肥 农机 仓库 电商 订单 车间 岗位 工资 工伤 合作医疗 门诊 住院 药品 处方 病历 血压 血糖
疫苗 床位 轮椅 拐杖 助听器 扶手 坡道 床单 餐费 菜谱 食材 灶台 消防 电线 电表 屋顶 墙体 地基 门窗 厨房 厕所 校舍 操场 课桌 教材 校车
书包 学籍 学费 奖状 图书 球场 舞台 戏服 锣鼓 影片 族谱 祠堂 古树 档案 印章 照片 视频 网站 热线 信箱 意见 建议 投诉 承诺 期限 责任
制度 会议 记录 纪要 预算 决算 票据 账户 存折 利息 贷款 保险 赔付 土地 宅基地 林权 承包费 租金 集体收入 分红 股份 公益岗 技能 证书 课程 考试
法律 文书 案件 公证 遗嘱 纠纷 噪声 扬尘 物业 电梯 停车位 充电桩 路口 摄像头 应急灯 沙袋 雨衣""".split()
LOOKS = """全部 主要 新的 重点 老旧 破损 日常 剩余 首批 部分 急需 基本 零星 长期 临时 配套 专项 公共 家庭 个人 集体 年度 季度 上级 本镇
沿河 山区 村口 院内 路边 室外 地下 高处 入户 线上 纸质 电子 常用 应急 冬季 汛期 节前 农闲 夜间 早间 免费 自费 统一 不同 相关 特殊 合格 到期
过期 闲置 捐赠 回收 拟定 待批 已批 在建 完工 停用 易损 低洼 偏远 连片 分散 大病 慢性 学前 高龄 失能 重残 单亲 返贫 边缘 外出""".split()
WAYS = """及时 逐一 集中 上门 分批 按月 按季 当场 当天 提前 重新 继续 全面 主动 耐心 严格 认真 公开 同步 联合 轮流 随机 定期 连夜 优先 依法
如数 就近 现场 电话 书面 网上 逐户 逐段 逐项 反复 尽快 稳妥 有序 共同 分别 单独 再次 首次 陆续 专门 免费 代为 全程 限时 错峰 挂牌 按图 照单
择优 从简 从快 从严 就地 循环""".split()
LINKS = "后 前 时 并 再 和 以便 随后 用来 来 去 为了 因为 由于 直到 除了 按照 通过 围绕 根据 针对 借助 结合 对照 连同 以及 或者".split()
OPENINGS = "目前 同时 此外 据了解 接下来 入冬以来 汛期之前 春节前后 会上 现场 下一步 其中 为此 随后 截至月底 经核实 按计划".split()
FEELINGS = """放心 满意 省心 省钱 省力 方便 清楚 踏实 安全 干净 整齐 准时 公平 透明 顺利 暖和 热闹 亮堂 平坦 宽敞 结实 便宜 够用 实用 好懂
好找 少跑路 不耽误 不漏人 不走样 有回音 有着落 有盼头 看得见 用得上 算得清 等得起 说得明""".split()
PLOTS = "东头 西头 南坡 北坡 前湾 后湾 老街 新街 桥头 渡口 祠堂边 学校旁 河堤上 水库下 茶厂外 林场里 中心村 岔路口 村部 广场 卫生室 集市 养老院 敬老院".split()
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤"
GIVEN = "建国华明军平志伟东海强永生成林文斌春山学勇德民光辉世忠兴安福祥家荣金龙玉兰秀英桂芳美玲淑珍丽娟红梅雪燕翠云凤霞晓慧敏静洁婷莉琴素贞长胜大友庆广新立善本正传宗道先"
POSTS = """副镇长 主任 书记 站长 所长 院长 校长 会计 医生 老师 组长 委员 支书 律师 经理 队长 大姐 师傅 大爷 大娘 科长 法官 文书 网格长""".split()
UNITS = "户 人 件 次 处 米 盏 份 场 间 亩 台 套 元 本 座 名 条 吨 棵".split()
FORMS = [  # Between two words never more than two characters, as in texts that people write.
    "{way}{deed}{look}{noun}", "**{look}{noun}**{way}{deed}", "{doer}{way}{deed}{noun}", "{doer}把{look}{noun}{deed}{link}{deed}",
    "{plot}{look}{noun}已{deed}{n}{unit}", "{who}{deed}{look}{noun}", "{who}说{noun}{feel}",
    "{noun}和{noun}由{doer}{way}{deed}", "对{look}{noun}{way}{deed}{link}{deed}",
    "{way}{deed}{noun}{link}{doer}{deed}{look}{noun}", "让{doer}{deed}{noun}{feel}",
    "{deed}{noun}{n}{unit}", "{m}月{d}日{who}{link}{doer}{way}{deed}{noun}",
    "{village}{plot}的{look}{noun}{feel}", "{village}{doer}{deed}{noun}{n}{unit}",
    "共{deed}{look}{noun}{n}{unit}", "{link}{noun}{deed}{noun}{feel}", "{look}{noun}{link}{look}{noun}{way}{deed}",
    "先{deed}{noun}再{deed}{noun}", "{doer}和{doer}{way}{deed}{noun}", "{plot}的{doer}{deed}{noun}{n}{unit}",
    "{noun}占{n}.{d}%", "“{noun}{feel}”", "{noun}{deed}多了{n}{unit}",
    "{thing}的{noun}{way}{deed}", "{dept}{way}{deed}{look}{noun}",
]


def one(rng, words):
    """A word of a list; the first of a hundred is drawn some four times as often as the last."""
    return words[int(len(words) * rng.random() ** 1.4)]


SLOTS = {
    "doer": lambda rng: one(rng, DOERS), "deed": lambda rng: one(rng, DEEDS), "noun": lambda rng: one(rng, NOUNS),
    "look": lambda rng: one(rng, LOOKS), "way": lambda rng: one(rng, WAYS), "link": lambda rng: one(rng, LINKS),
    "feel": lambda rng: one(rng, FEELINGS), "plot": lambda rng: one(rng, PLOTS), "unit": lambda rng: one(rng, UNITS),
    "village": lambda rng: one(rng, VILLAGES), "thing": lambda rng: one(rng, THINGS),
    "dept": lambda rng: one(rng, DEPARTMENTS),
    "who": lambda rng: one(rng, FAMILY) + one(rng, GIVEN) + one(rng, GIVEN) + one(rng, POSTS),
    "n": lambda rng: str(int(2 + 900 * rng.random() ** 2)), "m": lambda rng: str(int(1 + 12 * rng.random())),
    "d": lambda rng: str(int(1 + 28 * rng.random())),
}
# Each form as what it is made of in turn: texts, and draws.
MADE = [[SLOTS.get(part, part) for part in re.split("[{}]", form) if part] for form in FORMS]


def clause(rng):
    return "".join(part if isinstance(part, str) else part(rng) for part in one(rng, MADE))


def sentence(rng):
    clauses = [clause(rng) for _ in range(int(2 + 2.4 * rng.random()))]
    if rng.random() < 0.25:
        clauses.insert(0, one(rng, OPENINGS))
    return "，".join(clauses) + "。"


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
            block = f"## {one(rng, WAYS)}{one(rng, DEEDS)}{one(rng, LOOKS)}{one(rng, NOUNS)}"
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
