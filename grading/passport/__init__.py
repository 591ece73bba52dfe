"""The grade passport (信用等级说明书): page, JSON and PDF of one explanation."""
