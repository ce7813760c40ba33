"""What the writer and the reader of templates agree on."""

from __future__ import annotations

__all__ = ["FORMAT", "FORM_COLUMNS", "FORM_MARK", "LISTS", "RECORD"]

# The hidden sheets: for which law the template was made, and the words of its lists.
RECORD, LISTS = "_ictindex", "_danh_sach"
FORMAT = 1
# A sheet for one unit begins with this text in its hidden first cell.
FORM_MARK = "ictindex-form"
# In such a sheet these hidden columns name the data column of the cell to fill in: (place of the name, of the cell).
FORM_COLUMNS = ((0, 7), (1, 8), (2, 9))
