"""The proof of one event as files: whoever has openssl and a shell can check it, without us.

The script is the proof's own manual: docs/develop/ledger.md shows the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable

SCRIPT = r"""#!/bin/sh
# Shows that event.txt is in the record that public.pem sealed. Needs openssl 1.1.1 or newer, run in this folder.
set -eu
hash() { openssl dgst "-$digest" -binary; }
line() { sed -n "s/^$1 //p" seal.txt; }
fail() { echo "NOT PROVED: $1"; exit 1; }
digest=$(line digest)
case $digest in sha256 | sm3) ;; *) fail "the seal names no known digest" ;; esac
event=$(cat number.txt)
case $event in '' | 0* | *[!0-9]*) fail "number.txt holds no number" ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 1. The event's digest: the digest of the event before it, then what the event says.
cat previous.bin event.txt | hash >"$work/digest"

# 2. The event's leaf: a zero byte, its number in eight bytes, its digest.
{ printf '\000'; printf "$(printf '\\%03o' $((event >> 56 & 255)) $((event >> 48 & 255)) $((event >> 40 & 255)) \
  $((event >> 32 & 255)) $((event >> 24 & 255)) $((event >> 16 & 255)) $((event >> 8 & 255)) $((event & 255)))"
  cat "$work/digest"; } | hash >"$work/now"

# 3. Up the Merkle tree: its block first, then the blocks of the seal.
for step in path/*; do
  case $step in
    *-left) { printf '\001'; cat "$step" "$work/now"; } ;;
    *-right) { printf '\001'; cat "$work/now" "$step"; } ;;
    *-block) cat "$step" "$work/now" ;;
    *) fail "path holds an unknown step" ;;
  esac | hash >"$work/next"
  mv "$work/next" "$work/now"
done

# 4. That is the root of the seal, and the seal is signed by the key.
root=$(od -An -v -tx1 "$work/now" | tr -d ' \n')
[ "$root" = "$(line root)" ] || fail "the event does not lead to the root of the seal"
openssl pkeyutl -verify -rawin -pubin -inkey public.pem -in seal.txt -sigfile seal.sig >/dev/null ||
  fail "the seal is not signed by the key"
echo "PROVED: event $event is in seal $(line number) of $(line day)"
echo "Compare the key with the one the platform made known: $(openssl pkey -pubin -in public.pem -outform DER |
  tail -c 32 | openssl dgst -sha256 -r | cut -c 1-64)"
"""
README = """# Proof of event {event}

`event.txt` is one event of the record of this platform, its fields parted by the character 0x1f in this order: topic,
subject, number in its subject, name, department, kind, moment and moment of recording (both in microseconds since
1970-01-01 UTC), who, details as JSON. Seal {seal} of {day} covers it.

Run `sh verify.sh` in this folder. It needs nothing but a shell and openssl, and shows that

1. the digest of the event stands on the digest of the one before it (`previous.bin`),
2. it is a leaf of a Merkle tree, under the number in `number.txt`,
3. the steps in `path` lead from the leaf to the root in `seal.txt`,
4. `seal.txt` was signed (`seal.sig`, Ed25519) by the key in `public.pem`.

Whether the key is the platform's is for you to find out: compare the last line with what the platform made known.

本目录证明台账事件 {event} 已包含在 {day} 的第 {seal} 号封存之中。请在本目录运行 `sh verify.sh`（只需 openssl），
并将最后一行的密钥指纹与平台公布的指纹核对。
"""


def path_files(steps: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The steps as files in the order of their names: ``left`` and ``right`` neighbours, and ``block`` heads."""
    return {f"path/{place:02}-{side}": content for place, (side, content) in enumerate(steps, 1)}
