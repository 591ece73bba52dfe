"""邮件订阅: what came online about a business or in a column, by e-mail once a day."""
