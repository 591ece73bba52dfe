"""What leaders look at: the dashboard, scorecards of agencies, praise and criticism."""
