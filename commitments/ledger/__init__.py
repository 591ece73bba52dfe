"""The monthly report of commitments and breaches (淮安区 二(一): 承诺登记表, 统一格式的违诺表)."""
