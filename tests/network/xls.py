"""The smallest workbook of the old format (.xls, BIFF8 in a compound file) that readers open."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(rows, sheet="List"):
    """Rows of text and numbers as a workbook with one sheet."""
    book = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    name = sheet.encode("latin-1")
    entry_length = 4 + 8 + len(name)
    end = _record(0x000A, b"")
    start = len(book) + entry_length + len(end)
    book += _record(0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name) + end
    book += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    width = max(map(len, rows))
    book += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(value, int | float):
                book += _record(0x0203, place + struct.pack("<d", value))
            else:
                text = value.encode("utf-16-le")
                book += _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
    return _compound(book + end)


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream):
    stream = stream.ljust(max(len(stream), 4096), b"\0")
    sectors = -(-len(stream) // SECTOR)
    stream = stream.ljust(sectors * SECTOR, b"\0")
    chain = [*range(3, sectors + 2), END]
    fat = [FAT, END, *chain]
    assert len(fat) <= SECTOR // 4
    fat += [FREE] * (SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x003E, 0x0003, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory += _entry("Workbook", 2, child=FREE, start=2, size=len(stream))
    directory += _entry("", 0, child=FREE, start=0, size=0) * 2
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + stream


def _entry(name, kind, *, child, start, size):
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    text = raw.ljust(64, b"\0")
    links = struct.pack("<HBBIII", length, kind, 1, FREE, FREE, child)
    return text + links + b"\0" * 36 + struct.pack("<IQ", start, size)
