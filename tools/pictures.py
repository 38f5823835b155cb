"""Make `docs/pictures` anew from the sample workspace: the screens of the window and the first pages of the report.

The program shows its own fonts, so the same version gives the same pictures on every machine, but for the dates.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures"
SHOWN = (
    "today-light",
    "clients-needs-light",
    "products-prices-light",
    "evaluations-criteria-light",
    "evaluations-criteria-dark",
    "evaluations-products-light",
    "evaluations-scores-light",
    "evaluations-result-light",
    "reports-layout-light",
    "earnings-overview-light",
    "earnings-commissions-light",
    "earnings-forecast-light",
    "palette-dark",
    "settings-light",
)
WIDTH = 1440
PAGES = 2
PAGE_WIDTH = 900
COLOURS = 128


def main() -> None:
    """Run the demo, then write each picture with few colours: screens are flat, and the repository stays small."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "consultant_desk", "demo", "--output", name, "--pictures", "--json"]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        demo = json.loads(done.stdout)
        TARGET.mkdir(parents=True, exist_ok=True)
        for former in TARGET.glob("*.png"):
            former.unlink()
        taken = {Path(picture).stem: Path(picture) for picture in demo["pictures"]}
        for shown in SHOWN:
            with Image.open(taken[f"{shown}-{WIDTH}"]) as image:
                write(image, f"{shown}.png")
        document = pypdfium2.PdfDocument(demo["pdf"])
        for number in range(min(PAGES, len(document))):
            page = document[number]
            write(page.render(scale=PAGE_WIDTH / page.get_width()).to_pil(), f"report-{number + 1}.png")
        document.close()
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET.relative_to(ROOT)}")


def write(image: Image.Image, name: str) -> None:
    """Write one picture."""
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET / name, optimize=True)


if __name__ == "__main__":
    main()
