"""核验双随机抽取结果：python3 verify_draw.py 结果文件.json [公告摘要]

只需 Python 3.9 以上，不用安装任何东西，也不联网。结论为“是”时退出码为 0，为“否”时为 1。
重新计算各项摘要、抽取数量和次序、检查人员；请把输出的“公告摘要”与抽取前公布的核对。
"""

import hashlib
import json
import sys


class Differs(Exception):
    """与重新计算的不符。"""


def require(holds: bool, why: str) -> None:
    if not holds:
        raise Differs(why)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def announcement_digest(announcement: dict) -> str:
    return sha(json.dumps(announcement, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def read_roster(text: str) -> dict:
    """名册每行：编号,分层,须回避的检查人员（空格分隔）；按编号排列，不得重复。"""
    rows = [line.split(",") for line in text.split("\n")[:-1]]
    keys = [row[0] for row in rows]
    require(keys == sorted(set(keys)), "名册未按编号排列，或有重复")
    return {key: (stratum, set(barred.split())) for key, stratum, barred in rows}


def drawn_targets(roster: dict, strata: list, seed: str) -> list:
    """每层按 SHA-256(种子‖编号) 排序，取前 n 户；n 为比例乘以户数，进位取整，不得为零。"""
    marks: dict = {}
    for key, (stratum, _) in roster.items():
        marks.setdefault(stratum, []).append((sha(seed + key), key))
    require(set(marks) <= {s["code"] for s in strata}, "名册中有公告未列的分层")
    found: list = []
    for s in strata:
        order = sorted(marks.get(s["code"], []))
        require(len(order) == s["size"], f"“{s['name']}”层户数与名册不符")
        require(0 < s["percent"] <= 100, f"“{s['name']}”层比例不在规定范围")
        found += [key for _, key in order[: -(-s["percent"] * len(order) // 100)]]
    return found


def inspectors_in_order(key: str, barred: set, pool: list, seed: str) -> dict:
    """每个单位的检查人员，除须回避的以外，按 SHA-256(种子‖人员编号‖编号) 排序。"""
    orders: dict = {}
    for number, agency in pool:
        if number not in barred:
            orders.setdefault(agency, []).append((sha(seed + number + key), number))
    return {agency: [n for _, n in sorted(order)] for agency, order in orders.items()}


def check_inspectors(row: dict, roster: dict, announced: dict, seed: str) -> None:
    """前 k 人；更换的，依次由同单位排在最前的未派人员接替。"""
    orders = inspectors_in_order(row["id"], roster[row["id"]][1], announced["inspectors"], seed)
    count = announced["inspectors_per_agency"]
    team = [n for agency in sorted(orders) for n in orders[agency][:count]]
    require(row["inspectors"] == team, f"{row['id']} 的检查人员与次序不符")
    used = set(team)
    for swap in row["swaps"]:
        require(swap["out"] in team and bool(swap["reason"]), f"{row['id']} 的更换不成立")
        order = next(order for order in orders.values() if swap["out"] in order)
        require(swap["in"] == next((n for n in order if n not in used), None), "接替人员与次序不符")
        used.add(swap["in"])
        team[team.index(swap["out"])] = swap["in"]


def check(result: dict, published: str = "") -> str:
    announced = result["announcement"]
    digest = announcement_digest(announced)
    require(digest == result["announcement_sha256"], "公告内容与公告摘要不符")
    require(not published or digest == published, "公告摘要与公布的摘要不符")
    require(sha(result["roster"]) == announced["roster_sha256"], "名册与公告的名册摘要不符")
    require(sha(result["seed"]) == announced["seed_sha256"], "种子与公告的种子摘要不符")
    require(bool(result["public_value"]) == bool(announced["public_source"]), "公开随机数有误")
    roster, seed = read_roster(result["roster"]), result["seed"] + result["public_value"]
    targets = drawn_targets(roster, announced["strata"], seed)
    require([row["id"] for row in result["drawn"]] == targets, "抽取结果与重新计算的不符")
    for row in result["drawn"]:
        require(row["stratum"] == roster[row["id"]][0], f"{row['id']} 的分层与名册不符")
        check_inspectors(row, roster, announced, seed)
    return f"名册 {len(roster)} 户，抽取 {len(targets)} 户。公告摘要：{digest}"


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print("是。" + check(json.load(file), *sys.argv[2:3]))
    except Exception as error:  # 文件的任何缺损都是“否”
        print("否。" + (str(error) if isinstance(error, Differs) else f"文件缺损（{error!r}）"))
        sys.exit(1)
