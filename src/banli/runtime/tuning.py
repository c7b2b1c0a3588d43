"""Settings of the embedded server, from the memory this machine (or its container) really has."""

from __future__ import annotations

import shutil
from pathlib import Path

MIB = 1 << 20


def memory() -> int:
    """Bytes of memory this process may use: the machine's, or its control group's limit if that is lower."""
    total = 2048 * MIB
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemTotal:"):
                total = int(line.split()[1]) * 1024
    except OSError:
        return total
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            text = Path(limit).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            total = min(total, int(text))
    return total


def settings(sockets: Path, *, volatile: bool = False) -> dict[str, str]:
    """What the server is started with. ``volatile`` gives up safety after a crash, for throw-away databases."""
    bytes_ = memory()
    buffers = max(32, min(4096, bytes_ // 6 // MIB))
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": _quoted(sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "superuser_reserved_connections": "3",
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(64, bytes_ // 2 // MIB)}MB",
        "work_mem": f"{max(4, min(32, bytes_ // 256 // MIB))}MB",
        "maintenance_work_mem": f"{max(32, min(512, bytes_ // 32 // MIB))}MB",
        "dynamic_shared_memory_type": _shared_memory(),
        "synchronous_commit": "on",
        "wal_compression": "on",
        "max_wal_size": "4GB",
        "min_wal_size": "80MB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "random_page_cost": "1.1",
        "jit": "off",
        "autovacuum_vacuum_scale_factor": "0.05",
        "autovacuum_analyze_scale_factor": "0.02",
        "autovacuum_vacuum_insert_scale_factor": "0.05",
        "timezone": "Asia/Shanghai",
        "log_timezone": "Asia/Shanghai",
        "log_line_prefix": "%m [%p] %a ",
        "log_checkpoints": "off",
        "log_min_duration_statement": "5s",
    }
    if volatile:
        chosen |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        chosen |= {"shared_buffers": "128MB", "autovacuum": "off", "max_wal_size": "512MB"}
        chosen |= {"log_min_duration_statement": "-1"}
    return chosen


def _shared_memory() -> str:
    """Containers often give /dev/shm 64 MB, too little for a parallel query: then use files instead."""
    try:
        return "posix" if shutil.disk_usage("/dev/shm").total >= 256 * MIB else "mmap"  # noqa: S108 - the kernel's own mount
    except OSError:
        return "mmap"


def _quoted(folder: Path) -> str:
    """A folder as one element of a list setting, whatever characters its name has."""
    return '"' + str(folder).replace('"', '""') + '"'
