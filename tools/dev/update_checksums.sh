#!/bin/sh
# Refresh the sha256 column of data/SOURCES.md. With --check change nothing and fail if a checksum or a file is missing or differs.
set -eu
cd "$(dirname "$0")/../../data"
exec python3 - "$@" <<'PYTHON'
import hashlib, pathlib, re, sys

check = "--check" in sys.argv
page = pathlib.Path("SOURCES.md")
listed, wrong, lines = set(), [], []
for line in page.read_text(encoding="utf-8").splitlines():
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if line.startswith("|") and len(cells) == 5 and re.fullmatch(r"[0-9a-f]{64}|-", cells[1]):
        path = pathlib.Path(cells[0])
        listed.add(path)
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if cells[1] != digest:
                wrong.append(str(path))
                cells[1] = digest
                line = "| " + " | ".join(cells) + " |"
        else:
            wrong.append(f"{path} (no such file)")
    lines.append(line)
for folder in ("theatres", "reference"):
    wrong += [f"{p} (not listed)" for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file() and p not in listed]
if not check:
    page.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    wrong = [w for w in wrong if w.endswith(")")]
if wrong:
    sys.exit("data/SOURCES.md: " + ", ".join(wrong))
PYTHON
