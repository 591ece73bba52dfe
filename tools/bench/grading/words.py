"""The words of the report: Chinese for the command, English for the documentation."""

from typing import Literal

Language = Literal["zh", "en"]

ZH = {
    "step": "步骤", "seconds": "秒", "of_floor": "为读取下限的倍数", "rows": "行数",
    "aim": "目标", "measured": "实测", "kept": "达到", "missed": "未达到",
    "agrees": "一致", "differs": "不一致",
    "read_floor": "读取下限：按覆盖索引读全部记录",
    "read_scored": "读取计分记录（平台自己的部分索引）",
    "write_floor": "写入下限：每个主体一行、两个索引",
    "full": "首次全面评价（写入全部等级）",
    "changed": "全面评价（5% 变动）",
    "incremental": "增量评价（1% 新增记录）",
    "loop": "普通 Django 循环（抽样外推，行数为样本数）",
    "export": "以 COPY 导出记录",
    "duckdb": "DuckDB（读文件并评分）",
    "polars": "polars（读文件并评分）",
    "write_back": "以 COPY 写回等级",
    "total": "{peer}，连同导出和写回",
    "explanation": "说明一个主体，数据库用时（95% 不超过 {p95} 毫秒）",
    "full_beside_floors": "首次全面评价 ≤ 1.1 ×（读取下限 + 写入下限）",
    "full_beside_peers": "首次全面评价比最快的同类快 1.3 倍以上（连同导出和写回）",
    "changed_beside_floor": "5% 变动的评价 ≤ 2 × 读取下限",
    "incremental_beside_full": "增量评价 ≤ 首次全面评价的 10%",
    "memory_mb": "评价进程内存 < 200 MB",
    "explanation_ms": "说明一个主体 < 20 毫秒",
    "same": "各等级主体数：{grades}。与平台结果比较：{agreeing}。",
    "missing": "未安装 {names}，略去与之比较的各行；make bench 会自动安装。",
    "definitions": (
        "各步骤测 {rounds} 次，取中位数。两个下限用一个数据库连接，不并行；评价用两个连接，"
        "进程此前已读入政策包、连上消息队列，与工作进程相同。"
        "读取下限所用的覆盖索引只为本次测量建立，含全部记录；平台自己的索引只含模型可能计分的记录。"
        "5% 变动：每二十个主体中有一个撤回最近一条计分记录（如有）并新增一条处罚，"
        "记录表经过整理（变动 1% 即由数据库自动进行），随后全面评价。"
        "1% 新增：每一百个主体中有一个新增一条处罚，随后增量评价。"
        "说明：该主体全部查询在客户端的用时。"
        "DuckDB、polars 读取导出的全部记录，用全部处理器；评分一行含读文件，不含导出和写回，"
        "写回的表只有主体、得分、等级三列。"
    ),
}  # fmt: skip
EN = {
    "step": "", "seconds": "seconds", "of_floor": "× read floor", "rows": "rows",
    "aim": "aim", "measured": "measured", "kept": "kept", "missed": "missed",
    "agrees": "the same", "differs": "different",
    "read_floor": "read floor: all records, from a covering index in its order",
    "read_scored": "reading the scored records, from the portal's own partial index",
    "write_floor": "write floor: a row for each business, two indexes",
    "full": "first full run, writes every grade",
    "changed": "full run in which 5 % change",
    "incremental": "incremental run after 1 % new records",
    "loop": "plain Django loop, extrapolated (rows: the sample)",
    "export": "export of the records by COPY",
    "duckdb": "DuckDB, reads the file and scores",
    "polars": "polars, reads the file and scores",
    "write_back": "grades back by COPY",
    "total": "{peer}; with export and grades back",
    "explanation": "explanation of one business, in the database (p95 {p95} ms)",
    "full_beside_floors": "first full run ≤ 1.1 × (read floor + write floor)",
    "full_beside_peers": "first full run ≥ 1.3 × faster than the fastest peer, from facts to"
    " grades in the database",
    "changed_beside_floor": "run in which 5 % change ≤ 2 × read floor",
    "incremental_beside_full": "incremental run ≤ 10 % of the full one",
    "memory_mb": "memory of the process of a run < 200 MB",
    "explanation_ms": "explanation of one business < 20 ms",
    "same": "Businesses by grade: {grades}. The others beside the portal: {agreeing}.",
    "missing": "Not installed, their lines left out: {names}.",
    "definitions": (
        "Medians of {rounds}. The floors work on one connection without parallel workers, the runs"
        " on two connections, in a process that has read the policy packs and found the broker"
        " before, as a worker has. The covering index of the read floor is built for this"
        " measurement only and holds all records; the portal's own leaves out what no model can"
        " count."
        " 5 % change: one business in twenty loses its newest scored fact, if any, and has a new"
        " penalty; the table is vacuumed, as the database's own service does after 1 % changed, and"
        " a full run follows. 1 % new: one business in a hundred has a new penalty; an"
        " incremental run follows. Explanation: all queries together, as the client sees them."
        " DuckDB and polars read all records as exported, on all cores; their line holds reading"
        " the file but neither the export nor the way back, whose table has three columns only."
    ),
}  # fmt: skip
WORDS: dict[Language, dict[str, str]] = {"zh": ZH, "en": EN}
