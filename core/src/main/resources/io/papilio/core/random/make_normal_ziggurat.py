"""Makes normal-ziggurat.txt from NumPy's header of ziggurat constants.

    python3 make_normal_ziggurat.py NUMPY_SOURCE > normal-ziggurat.txt

NUMPY_SOURCE is the unpacked source distribution of NumPy 2.4.6.
"""

import pathlib
import re
import struct
import sys

root = pathlib.Path(sys.argv[1])
header = (root / "numpy/random/src/distributions/ziggurat_constants.h").read_text()


def table(name):
    body = re.search(r"\b%s\[\] = \{(.*?)\};" % name, header, re.S).group(1)
    return [word.strip() for word in body.split(",") if word.strip()]


def bits(text):
    return struct.unpack("<Q", struct.pack("<d", float(text)))[0]


ki = [int(word.removesuffix("ULL"), 16) for word in table("ki_double")]
wi = [bits(word) for word in table("wi_double")]
fi = [bits(word) for word in table("fi_double")]
assert len(ki) == len(wi) == len(fi) == 256

print("# The 256 layers of NumPy's ziggurat for the standard normal distribution, one a line:")
print("# ki (an integer), wi and fi (the bits of a double), in hexadecimal.")
print("# Constants from numpy/random/src/distributions/ziggurat_constants.h of NumPy 2.4.6,")
print("# which comes under this licence:")
for line in (root / "LICENSE.txt").read_text().splitlines():
    print(("# " + line).rstrip())
    if line.startswith("OF THIS SOFTWARE, EVEN IF ADVISED"):
        break
for row in zip(ki, wi, fi):
    print("%013x %016x %016x" % row)
