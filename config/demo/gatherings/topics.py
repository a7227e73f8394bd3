"""What the lectures are about, for whom, and who gives them."""

# audience | topic | title | lecturer's office | hours
_TABLE = """
managers|policy|惠企政策一本通：申报条件和流程|新港区经济发展局|2
workers|skill|叉车司机取证复训|岳阳职业技术学院|8
finance|finance|供应链金融与应收账款质押|农商银行港区支行|2
members|party|党的创新理论宣讲|市委党校|2
workers|safety|受限空间作业安全|市应急管理局|3
managers|law|劳动合同里的二十个坑|湘港律师事务所|2
talent|skill|三维扫描与逆向建模|增材创新研究院|6
members|policy|流动党员管理新规解读|新港区党群工作部|2
workers|skill|焊工技能提升（二保焊）|攀华新材料实训中心|16
finance|policy|出口退税与跨境结算实务|岳阳海关驻港区办事处|3
managers|finance|企业融资路演辅导|市中小企业服务中心|3
workers|skill|可编程控制器入门|湖南理工学院|12
members|law|网络诈骗防范与个人信息保护|新港区公安分局|1.5
talent|policy|人才政策与职称申报|区人社局|2
workers|safety|消防“四个能力”建设|区消防救援大队|2
managers|skill|班组长现场管理|盛亚体育生产中心|6
members|party|红色家书诵读与党史故事|云溪区党史办|1.5
finance|finance|增值税新政与发票管理|港区税务分局|2
workers|skill|数控车床操作与保养|湘北阀门技术部|8
talent|skill|工业机器人编程与维护|湖南理工学院|12
members|other|心理减压与亲子沟通|市第二人民医院|2
managers|policy|综合保税区功能与通关便利|综保区管理局|2
workers|law|工伤认定与职业病防治|区总工会|2
workers|skill|电工进网作业复审|岳阳职业技术学院|8
members|policy|住房公积金和子女入学政策|新港区社会事务局|1.5
managers|safety|安全生产主体责任清单|市应急管理局|2
"""
TOPICS = _TABLE.strip().splitlines()
OFFICES = ("业务骨干", "特聘讲师", "技术专家", "培训负责人")
LECTURERS = (
    "邓立新", "曾海涛", "彭秋菊", "伍国栋", "廖敏", "龙剑锋", "黎晓燕", "易世平", "鲁宏伟", "阮文斌", "童春莲",
)  # fmt: skip
