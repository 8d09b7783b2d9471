"""Generates papilio_gym/protocol, the classes of the protocol's messages, from the .proto files."""

import tempfile
from pathlib import Path

from grpc_tools import protoc

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "proto" / "src" / "main" / "proto" / "papilio" / "env" / "v1"
PACKAGE = HERE / "src" / "papilio_gym" / "protocol"


def generate_stubs() -> None:
    """Writes one module per .proto file; outside a checkout, the modules are there already."""
    if not SCHEMA.is_dir():
        if not PACKAGE.is_dir():
            raise SystemExit(f"the .proto files are missing: {SCHEMA} is not a directory")
        return
    PACKAGE.mkdir(exist_ok=True)
    (PACKAGE / "__init__.py").write_text('"""Generated from the .proto files."""\n')
    with tempfile.TemporaryDirectory() as root:
        # protoc names a Python module after the path of its .proto file.
        moved = Path(root, "papilio_gym", "protocol")
        moved.mkdir(parents=True)
        names = sorted(path.name for path in SCHEMA.glob("*.proto"))
        for name in names:
            text = (SCHEMA / name).read_text()
            (moved / name).write_text(
                text.replace('import "papilio/env/v1/', 'import "papilio_gym/protocol/')
            )
        _compile(root, [str(moved / name) for name in names])


def _compile(root: str, files: list[str]) -> None:
    well_known = str(Path(protoc.__file__).parent / "_proto")
    out = str(PACKAGE.parent.parent)
    arguments = [f"-I{root}", f"-I{well_known}", f"--python_out={out}", f"--pyi_out={out}"]
    if protoc.main(["protoc", *arguments, *files]) != 0:
        raise SystemExit("protoc failed")


if __name__ == "__main__":
    generate_stubs()
