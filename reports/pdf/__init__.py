"""The monthly report as PDF, set like a printed official report and fit to be kept (PDF/A)."""

from reports.pdf.writer import ABSENT, MIME_TYPE, pdf_of

__all__ = ["ABSENT", "MIME_TYPE", "pdf_of"]
