"""``python -m tests.samples OUT --seed 1 --count 80`` writes a corpus and its truth; ``--demo DIR`` the demo papers."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.samples.corpus import corpus
from tests.samples.demo import write_demo


def main(arguments: list[str] | None = None) -> int:
    """Write what the arguments ask for; return the exit status (0, or 2 for a wrong call by argparse)."""
    parser = argparse.ArgumentParser(prog="python -m tests.samples", description="Make sample papers with their truth.")
    parser.add_argument("out", type=Path, nargs="?", help="folder for the corpus; truth goes to truth.jsonl in it")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files")
    parser.add_argument("--count", type=int, default=80, help="number of files")
    parser.add_argument("--demo", type=Path, metavar="DIR", help="write the demo papers and their README instead")
    options = parser.parse_args(arguments)
    if options.demo:
        for path in write_demo(options.demo):
            sys.stdout.write(f"{path}\n")
        return 0
    if options.out is None:
        parser.error("name the folder OUT, or give --demo DIR")
    _write(options.out, options.seed, options.count)
    return 0


def _write(out: Path, seed: int, count: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for number, sample in enumerate(corpus(seed, count), 1):
            (out / sample.file_name).write_bytes(sample.data)
            line = {"file": sample.file_name} | asdict(sample.truth)
            truths.write(json.dumps(line, ensure_ascii=False) + "\n")
            _progress(number, count, sample.file_name)


def _progress(done: int, count: int, name: str) -> None:
    """Show a bar on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        filled = 30 * done // max(count, 1)
        end = "\n" if done == count else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{count} {name[:40]:40}{end}")


if __name__ == "__main__":
    sys.exit(main())
