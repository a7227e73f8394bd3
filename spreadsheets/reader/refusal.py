"""Why a file is refused, each reason with the sentence that tells an ordinary user what to do."""

from __future__ import annotations

LONGEST_DETAIL = 60
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。"

SENTENCES = {
    "empty": "文件是空的，里面没有任何内容。请重新导出或保存后再上传。",
    "too_large": ("文件超过 {limit} MB，不能上传。请删去图片和多余的工作表，或分成几个文件后再上传。"),
    "too_large_unpacked": (
        "文件解开后超过 {limit} MB，无法读取。请把需要的数据复制到一张新表，另存为 .xlsx 后再上传。"
    ),
    "too_many_parts": (
        "文件内部的部件超过 {limit} 个，不像一份普通的表格。"
        "请把需要的数据复制到一张新表，另存为 .xlsx 后再上传。"
    ),
    "too_many_rows": (
        "工作表“{sheet}”读到第 {row} 行时，有内容的行已超过 {limit} 行。请分成几个文件后再上传。"
    ),
    "too_many_columns": (
        "工作表“{sheet}”的单元格 {cell} 有内容，超出了前 {limit} 列。请删去表格右侧多余的内容后再上传。"
    ),
    "too_many_cells": "文件里的内容太多，一次读不完。请分成几个文件后再上传。",
    "too_many_sheets": "文件里的工作表超过 {limit} 张。请删去不需要的工作表后再上传。",
    "too_many_merges": "工作表“{sheet}”里合并的单元格超过 {limit} 处。请取消多余的合并后再上传。",
    "cell_too_long": (
        "有一个单元格的文字超过 {limit} 个字，不像正常的内容。"
        "请检查后再上传；如果是 .csv 文件，可能是缺了一个引号。"
    ),
    "password": "文件设有打开密码，无法读取。请用 WPS 或 Excel 打开，去掉密码后另存为 .xlsx 再上传。",
    "macros": (
        "文件里带有宏（程序代码），为安全起见不能读取。"
        "请用 WPS 或 Excel 打开，另存为不带宏的 .xlsx 后再上传。"
    ),
    "xlsb": "这是二进制工作簿（.xlsb），无法读取。" + SAVE_AS,
    "ods": "这是 OpenDocument 表格（.ods），无法读取。" + SAVE_AS,
    "old_excel": "这是很早以前的 Excel 格式（Excel 4.0 或更早），无法读取。" + SAVE_AS,
    "pdf": "这是 PDF 文件，不是表格。请上传原来的 .xlsx、.xls 或 .csv 表格。",
    "word": (
        "这是 Word 或演示文稿文件，不是表格。请把其中的表格复制到 WPS 表格或 Excel，另存为 .xlsx 后再上传。"
    ),
    "image": "这是图片，不是表格。请上传原来的 .xlsx、.xls 或 .csv 表格。",
    "archive": "这是压缩包，不是表格。请先解压，再逐个上传其中的表格。",
    "web_archive": "这是单个文件网页（.mht），无法读取。" + SAVE_AS,
    "no_html_table": "这是网页文件，里面没有表格。" + SAVE_AS,
    "not_spreadsheet": "这个文件不是表格。请上传 .xlsx、.xls 或 .csv 表格。",
    "no_sheet": "文件里没有工作表。请检查是否选对了文件。",
    "damaged": "文件已损坏或没有传完整，无法读取。请用 WPS 或 Excel 打开看看，另存为 .xlsx 后再上传。",
    "dtd": "文件里含有不安全的定义（DTD），为安全起见不能读取。" + SAVE_AS,
    "encoding": "文件的文字编码无法识别，读出来会是乱码。" + SAVE_AS,
    "quotes": (
        "第 {row} 行开始有一个引号没有成对，后面的内容会读错。"
        "请改正引号，或用 WPS、Excel 打开后另存为 .xlsx 再上传。"
    ),
    "reader_died": "读取这个文件时出错，已经停止，没有保存任何内容。" + SAVE_AS,
    "reader_timeout": (
        "读取这个文件花的时间太长，已经停止，没有保存任何内容。"
        "请把需要的数据复制到一张新表，另存为 .xlsx 后再上传。"
    ),
}


class FileRefused(Exception):
    """A file that is not read. ``message`` is a sentence for the user, ``code`` a stable name for tests and the log."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the stable code and the sentence."""
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        """Show the sentence."""
        return self.message


class Refusal(Exception):
    """A refusal on its way out of the reading process: a code and the values that its sentence names."""

    def __init__(self, code: str, **details: str | int) -> None:
        """Keep the code and what the sentence needs."""
        super().__init__(code, details)
        self.code = code
        self.details = details


def _visible(value: str | int) -> str:
    """Return a detail as a sentence may hold it: of a name that the file gives, only what can be seen."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(value)[:LONGEST_DETAIL])


def refused(code: str, details: dict[str, str | int] | None = None) -> FileRefused:
    """Make the refusal with its sentence. Whatever a broken reading process sends becomes a proper refusal."""
    try:
        return FileRefused(
            code, SENTENCES[code].format_map({key: _visible(value) for key, value in (details or {}).items()})
        )
    except (KeyError, AttributeError, TypeError):
        return FileRefused("reader_died", SENTENCES["reader_died"])
