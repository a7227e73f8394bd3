"""Demo data: an invented park whose figures at the end of 2024 are those of the newspaper article.

Everything follows by rule from a fixed seed, so that two machines hold the same people. What lies before 2025
never changes; from then on life goes on month by month until the day of loading, always with as many members.
"""
