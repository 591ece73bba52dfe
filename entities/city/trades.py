"""Trades of the city: industry code (GB/T 4754-2017), what firms and shops of it are called."""

from dataclasses import dataclass
from itertools import accumulate

# code | weight among enterprises | among individual businesses | firm words | shop words | office
TABLE = """
A0111|2|1|农业科技 农业发展 生态农业|农场 种植场|agriculture
A0311|1|1|养殖 畜牧|养殖场|agriculture
A0412|1|1|水产养殖 渔业|水产养殖场|agriculture
C1432|3|3|食品 食品科技|食品加工坊 糕点坊|market
C1711|12|2|纺织 纺织品 纱线|纺织加工部 织布厂|ecology
C1811|9|3|服饰 服装 制衣|服装加工厂 制衣坊|market
C2039|2|1|木业 包装材料|木制品加工厂|ecology
C2319|2|1|印务 印刷包装|印刷部 图文店|ecology
C2614|5|0|化工 化工科技 新材料|化工产品经营部|emergency
C2927|6|1|塑业 塑料制品|塑料制品厂|ecology
C3089|1|0|耐火材料 建材|建材加工部|ecology
C3130|4|0|钢铁 特钢 金属制品|钢材加工部|emergency
C3311|6|1|金属结构 钢结构|铁件加工部|emergency
C3484|14|3|机械 精密机械 机械制造|机械配件厂 五金加工部|emergency
C3670|4|1|汽车部件 车业|汽配加工部|emergency
C3825|3|0|新能源 光伏科技|光伏安装部|emergency
C3985|4|0|电子 电子科技 微电子|电子加工部|ecology
C3812|3|0|电机 电气|电机维修部|emergency
D4430|1|0|热力 热能|锅炉安装部|emergency
E4710|9|2|建筑工程 建设工程 建设|建筑工程队|housing
E4910|4|1|机电安装 电气安装|水电安装部|housing
E5011|5|3|装饰工程 建筑装饰|装修部 装潢店|housing
F5124|4|2|食品贸易 商贸|食品批发部|market
F5164|9|1|钢铁贸易 金属材料 物资|钢材经营部|market
F5169|7|2|贸易 进出口 国际贸易|建材经营部 五金经营部|market
F5179|4|1|机电设备 设备|机电经营部|market
F5211|2|14|百货 商业|百货店 日用品店|market
F5212|2|16|超市 连锁超市|超市 生活超市 便利店|market
F5223|1|7|生鲜 农产品|水果店 蔬菜店 鲜肉店|market
F5232|2|12|服饰贸易 时装|服装店 女装店 童装店 鞋店|market
F5251|2|1|医药 大药房|药店|health
F5273|1|2|电器 数码科技|手机店 电器店|market
F5283|2|4|建材 家居|家具店 灯具店 门窗店|market
F5292|5|5|电子商务 网络科技|网店|market
G5430|6|6|道路运输 物流 货运|货运部 运输户|transport
G5920|2|0|仓储 供应链管理|仓储服务部|emergency
G6010|1|2|速递 快递|快递服务站|transport
H6110|1|1|酒店管理 宾馆|旅馆 宾馆|health
H6210|3|16|餐饮管理 餐饮|饭店 面馆 火锅店 农家菜馆 餐馆|market
H6220|1|8|餐饮服务 快餐|快餐店 小吃店 早点店 烧烤店|market
H6233|1|4|茶业 咖啡|茶馆 奶茶店|market
I6450|2|0|信息科技 数据服务|网络服务部|market
I6510|6|1|软件科技 软件 智能科技|电脑服务部|market
J6637|1|0|融资担保 典当|寄售行|market
K7010|2|0|房地产开发 置业|房产经营部|housing
K7020|3|0|物业服务 物业管理|物业服务部|housing
K7030|1|2|房地产经纪 不动产|房产中介 房产信息部|housing
L7212|4|0|企业管理 投资管理 实业投资|商务服务部|market
L7241|1|1|会计服务 财务咨询|代账服务部|market
L7251|3|2|广告 文化传媒|广告部 图文广告店|market
L7263|2|1|人力资源 劳务|劳务服务部|labour
L7291|1|0|旅行社 国际旅行社|旅游服务部|culture
M7452|1|0|检测技术 检测|检测服务部|market
M7485|2|0|工程设计 建筑设计|设计工作室|housing
M7519|4|0|科技 技术服务 科技发展|技术服务部|market
N7820|1|1|环境科技 环卫服务|保洁服务部|urban
O8010|1|3|家政服务 养老服务|家政服务部 托育服务部|market
O8040|1|9|美容美发 健康管理|理发店 美发店 美容店|health
O8111|2|4|汽车服务 汽车维修|汽车维修部 洗车店|transport
P8391|2|1|教育科技 教育咨询|培训部 书画社|education
Q8425|1|1|医疗管理 门诊部|口腔诊所 中医诊所|health
R8830|1|1|体育发展 文化旅游|健身房 台球室|culture
R9013|1|1|网吧 娱乐|网吧 棋牌室|culture
"""


@dataclass(frozen=True)
class Trade:
    """One trade; ``office`` is the key of the authority that watches it most."""

    code: str
    firm_words: tuple[str, ...]
    shop_words: tuple[str, ...]
    office: str


def _running(column: int) -> tuple[int, ...]:
    """Cumulative weights, as ``random.choices`` likes them."""
    return tuple(accumulate(int(row[column]) for row in ROWS))


ROWS = [line.split("|") for line in TABLE.strip().splitlines()]
TRADES = tuple(
    Trade(code, tuple(firms.split()), tuple(shops.split()), office)
    for code, _, _, firms, shops, office in ROWS
)
FIRM_WEIGHTS, SHOP_WEIGHTS = _running(1), _running(2)
