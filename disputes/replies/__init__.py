"""主体声明: what a business says beside a record, read by an officer before it is shown."""
