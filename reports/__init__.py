"""Dashboard, drill-down and the monthly workbook; knows the apps only through ``core.figures``."""
