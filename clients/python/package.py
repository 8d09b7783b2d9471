"""Builds a wheel that carries the server's jars, so that an installation needs no checkout.

    python clients/python/package.py --jars cli/target/application --out DIR
"""

import argparse
import base64
import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent

# Training and data sets need them, the server does not: DJL, libtorch, BLAS, Arrow and HDF5.
LEFT_OUT = (
    "api-", "arpack", "arrow-", "blas-", "commons-", "compress-lzf", "flatbuffers-", "jackson-",
    "jhdf-", "jna-", "jsvg-", "lz4-", "pytorch-", "uplot-",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jars", type=Path, required=True, help="directory of the built server")
    parser.add_argument("--out", type=Path, required=True, help="directory for the wheel")
    args = parser.parse_args()
    jars = [jar for jar in sorted(args.jars.glob("*.jar")) if not jar.name.startswith(LEFT_OUT)]
    if not jars:
        parser.error(f"--jars: {args.jars} (expected: a directory with the jars of the server)")
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.rmtree(HERE / "target" / "build", ignore_errors=True)
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, HERE]
        subprocess.run(build, check=True)
        (plain,) = Path(folder).glob("*.whl")
        # The jars hold native libraries of this platform.
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        wheel = args.out / plain.name.replace("-any.whl", f"-{platform}.whl")
        name = "-".join(plain.name.split("-")[:2])
        added = {f"papilio_gym/jars/{jar.name}": jar for jar in jars}
        for text in ("LICENSE", "NOTICE"):
            added[f"{name}.dist-info/licenses/{text}"] = REPOSITORY / text
        extend(plain, added, wheel, platform)
    print(wheel)


def extend(plain: Path, added: dict[str, Path], wheel: Path, platform: str) -> None:
    """Adds files and a platform to a wheel (PyPA specification "Binary distribution format")."""
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as new:
        record = []
        for item in old.namelist():
            if item.endswith(".dist-info/RECORD"):
                continue
            content = old.read(item)
            if item.endswith(".dist-info/WHEEL"):
                content = content.replace(b"-any\n", f"-{platform}\n".encode())
                content = content.replace(b"Purelib: true", b"Purelib: false")
            new.writestr(item, content)
            record.append(entry(item, content))
        for item, file in added.items():
            new.write(file, item)
            record.append(entry(item, file.read_bytes()))
        (path,) = (item for item in old.namelist() if item.endswith(".dist-info/RECORD"))
        new.writestr(path, "".join([*record, f"{path},,\n"]))


def entry(item: str, content: bytes) -> str:
    """A line of RECORD."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{item},sha256={digest},{len(content)}\n"


if __name__ == "__main__":
    main()
