"""The faces that the Word form names, and what may stand in for each."""

from __future__ import annotations

FANG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
XBS = "方正小标宋简体"
SONG = "宋体"
SONG_B = "SimSun-ExtB"
"""Windows' face for Extensions B and later."""
YI = "Microsoft Yi Baiti"
TIBETAN = "Microsoft Himalaya"

SUBSTITUTES = {
    FANG: "仿宋,FangSong,Banli FangSong,FandolFang R",
    KAI: "楷体,KaiTi,Banli Kai,LXGW WenKai",
    HEI: "SimHei,Banli Hei,Noto Sans CJK SC",
    XBS: "小标宋,FZXiaoBiaoSong-B05S,Banli Song,Noto Serif CJK SC",
    SONG: "SimSun,Banli Kai,Noto Serif CJK SC",
    SONG_B: "宋体-ExtB,HanaMinB,BabelStone Han",
    YI: "Banli Yi,Noto Sans Yi",
    TIBETAN: "Banli Tibetan,Noto Serif Tibetan",
}
"""Names by which a reader's machine may know the face; written to the font table as alternatives."""
