"""Credit repair: a business gets its name back, fact by fact (信用修复管理办法, 2026)."""
