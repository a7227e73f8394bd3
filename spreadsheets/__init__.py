"""Reading, mapping, planning and undoing imports; writing workbooks. Knows cells and columns, no word of the domain."""
