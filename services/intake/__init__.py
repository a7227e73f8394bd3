"""Taking in the book of tickets: its words, the steps that a state stands for, the days that follow."""
