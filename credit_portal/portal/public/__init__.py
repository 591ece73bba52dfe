"""The public site: columns of publications, figures, disclosure of rules and of data quality."""
