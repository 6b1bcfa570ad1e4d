"""What leaves the program on paper: the memo as PDF, results as a workbook."""
