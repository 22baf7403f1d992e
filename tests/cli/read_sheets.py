# SPDX-License-Identifier: Apache-2.0
"""Words of map sheets, as pdftotext -bbox gives them: none may lie over another.

Words are as wide and high as their letters' cells, so touching ones overlap by a little: a tenth of
the smaller of the two is allowed. Letters along a river come one by one or turned; only words of two
letters and more that stand upright (higher than 2 and wider than high / 3) are compared.
"""
import sys
import xml.etree.ElementTree as tree

space = "{http://www.w3.org/1999/xhtml}"
bad = 0
total = 0
for number, page in enumerate(tree.parse(sys.argv[1]).iter(space + "page"), 1):
    words = []
    for word in page.iter(space + "word"):
        box = [float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")]
        wide, high = box[2] - box[0], box[3] - box[1]
        if word.text and len(word.text) > 1 and high > 2 and wide > high / 3:
            # Cells are 1.36 em high, capitals 0.71: the letters are in the middle half.
            words.append((box[0], box[1] + high / 4, box[2], box[3] - high / 4, word.text))
    total += len(words)
    words.sort()
    for i, a in enumerate(words):
        for b in words[i + 1:]:
            if b[0] >= a[2]:
                break
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
            if across > 0 and down > 0 and across * down > smaller / 10:
                print(f"page {number}: {a[4]!r} over {b[4]!r}")
                bad += 1
print(f"{total} words")
sys.exit(1 if bad or total < 2000 else 0)
