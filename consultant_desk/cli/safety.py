"""The commands `backup`, `restore` and `check`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from consultant_desk.cli.output import print_json, print_lines, say
from consultant_desk.cli.parsing import Args, Subparsers, add_command, workspace_folder


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    backup = add_command(subparsers, "backup", "make a verified backup", run_backup)
    backup.add_argument("-o", "--output", metavar="FILE", help="write one zip file with everything instead")
    restore = add_command(subparsers, "restore", "restore a backup", run_restore)
    restore.add_argument("file", help="a zip file of “backup -o”, or a folder in the workspace's backups")
    restore.add_argument("--to", metavar="FOLDER", help="where to (default: the workspace)")
    check = add_command(subparsers, "check", "look over the workspace", run_check)
    check.add_argument("--repair", action="store_true", help="make journal triggers and search index again first")


def run_backup(args: Args) -> int:
    """Make a backup and say where it is."""
    from consultant_desk.cli.opening import reading

    with reading(args) as desk:
        if args.output:
            file = Path(args.output).expanduser().absolute()
            made = {"file": str(file), "records": desk.backups.export(file), "alarm": ""}
        else:
            row = desk.backups.make()
            made = {"file": str(row.folder), "records": row.records, "alarm": row.alarm}
    if args.json:
        print_json(made)
    else:
        print_lines([f"{made['file']}: {made['records']} records"])
        if made["alarm"]:
            say(str(made["alarm"]))
    return 1 if made["alarm"] else 0


def run_restore(args: Args) -> int:
    """Restore a backup and say what is kept of what was there."""
    from consultant_desk.desk import Desk

    folder = Path(args.to).expanduser() if args.to else workspace_folder(args)
    restored = Desk.restore(Path(args.file).expanduser(), folder)
    if args.json:
        print_json(
            {
                "workspace": str(restored.folder),
                "name": restored.info.name,
                "kept": str(restored.kept) if restored.kept else None,
                "missing_documents": list(restored.missing_documents),
            }
        )
    else:
        kept = [f"What was there is kept in {restored.kept}"] if restored.kept else []
        missing = [f"Documents missing from the backup: {len(restored.missing_documents)}"]
        print_lines([f"Restored {restored.info.name} to {restored.folder}", *kept])
        print_lines(missing if restored.missing_documents else [])
    return 1 if restored.missing_documents else 0


def run_check(args: Args) -> int:
    """Print each check; exit 1 when one failed."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.desk import Desk

    if args.repair:
        checks = Desk.repair(workspace_folder(args))
    else:
        with reading(args) as desk:
            checks = desk.backups.check()
    if args.json:
        print_json([asdict(one) for one in checks])
    else:
        print_lines(f"{'ok    ' if one.ok else 'FAILED'} {one.name}: {one.detail}" for one in checks)
    return 0 if all(one.ok for one in checks) else 1
