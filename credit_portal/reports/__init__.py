"""Credit reports (信用报告): frozen, numbered, verifiable; revoked where a fact was wrong."""
