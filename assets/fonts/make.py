#!/usr/bin/env python3
"""Makes the font files of this folder from Debian and npm packages.

    ./make.py [--sources DIR] [--out DIR]

It fetches the four source packages (or takes them from DIR), checks their SHA-256, and writes the same bytes on every
run: the tools are pinned in requirements.txt and installed into a temporary virtual environment, and no time stamp is
renewed. Needs python3 with venv, dpkg-deb, npm, and apt of Debian 12 unless --sources is given.
"""

import argparse
import gzip
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

SOURCES = {
    "texlive-lang-chinese_2022.20230122-1_all.deb": (
        ["apt-get", "download", "texlive-lang-chinese=2022.20230122-1"],
        "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
    ),
    "fonts-lxgw-wenkai_1.250+repack-1_all.deb": (
        ["apt-get", "download", "fonts-lxgw-wenkai=1.250+repack-1"],
        "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
    ),
    "expo-google-fonts-noto-serif-sc-0.4.3.tgz": (
        ["npm", "pack", "--silent", "@expo-google-fonts/noto-serif-sc@0.4.3"],
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
    "expo-google-fonts-noto-sans-sc-0.4.3.tgz": (
        ["npm", "pack", "--silent", "@expo-google-fonts/noto-sans-sc@0.4.3"],
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
}

# Tables that only vertical writing, shaping, hinting or variation need; the typesetter uses none of them.
DROPPED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "kern", "prep", "vhea", "vmtx"]


def rerun_in_venv(work):
    """Runs this script again in a fresh environment that has the pinned fontTools."""
    venv = work / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
    subprocess.run(pip, check=True)
    env = dict(os.environ, ANMIAO_FONT_WORK=str(work))
    return subprocess.run([venv / "bin/python", __file__, *sys.argv[1:]], env=env).returncode


def fetch(work, given):
    """Unpacks every source below `work` and returns that folder."""
    for name, (command, want) in SOURCES.items():
        package = (given or work) / name
        if not package.exists():
            subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL)
        got = hashlib.sha256(package.read_bytes()).hexdigest()
        if got != want:
            sys.exit(f"{package}: SHA-256 is {got}, expected {want}")
        target = work / name.split("_")[0].removesuffix(".tgz")
        if name.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", package, target], check=True)
        else:
            with tarfile.open(package) as tar:
                tar.extractall(target)
    return work


def gb2312():
    """The hanzi of GB 2312-80 and its signs other than kana, bopomofo, Cyrillic and box drawing."""
    hanzi, signs = set(), set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                code = ord(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
            (hanzi if row >= 0xB0 else signs).add(code)
    foreign = [(0x0400, 0x0500), (0x2500, 0x2580), (0x3040, 0x3130)]
    return hanzi, {c for c in signs if not any(a <= c < b for a, b in foreign)}


def body():
    """What every face is asked for: GB 2312, Latin with tone marks, full-width forms, signs of forms and measures."""
    hanzi, signs = gb2312()
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(map(ord, "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêɑḿńňǹɡ"))
    wide = set(range(0xFF01, 0xFF5F)) | set(range(0xFFE0, 0xFFE6))
    more = "〔〕—“”‘’·…①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳《》（）％‰℃〇□■○●△▲★☆√×÷≤≥≈±°′″←↑→↓※–‖☐☑☒✓㎡㎏㎜㎝¥￥€№©®™"
    return hanzi | signs | latin | wide | set(map(ord, more))


def rare(serif, wenkai):
    """What GB 2312 lacks: all of the unified ideographs up to U+9FFF, the supplementary planes as far as the font goes,
    and of Extension A the part a font made for 通用规范汉字表 (2013) has."""
    every = (c for c in serif if 0x4E00 <= c <= 0x9FFF or c >= 0x20000)
    extension_a = {c for c in serif & wenkai if 0x3400 <= c < 0x4DC0}
    names = set(map(ord, "㛃䶮㐂㭎䲟㼆㙦㳇"))
    return (set(every) | extension_a | names) - gb2312()[0]


def half_width_digits(font):
    """Lets 0-9 be the font's own half-width digits (500/1000 em): page numbers need 半角, columns need equal widths."""
    gsub = font["GSUB"].table
    lookups = [i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "hwid" for i in r.Feature.LookupListIndex]
    forms = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            forms.update(table.mapping)
    for table in font["cmap"].tables:
        for digit in range(0x30, 0x3A):
            if digit in table.cmap:
                # Subtables may share one mapping, which is then already done.
                table.cmap[digit] = forms.get(table.cmap[digit], table.cmap[digit])


def full_width(font, char, stretch=False):
    """Gives a sign a full em: centred, or stretched from edge to edge so that two dashes join."""
    name = font.getBestCmap()[ord(char)]
    glyph = font["glyf"][name]
    em = font["head"].unitsPerEm
    coordinates = glyph.coordinates
    if stretch:
        factor = em / (glyph.xMax - glyph.xMin)
        moved = [(round((x - glyph.xMin) * factor), y) for x, y in coordinates]
    else:
        shift = (em - glyph.xMin - glyph.xMax) // 2
        moved = [(x + shift, y) for x, y in coordinates]
    for i, point in enumerate(moved):
        coordinates[i] = point
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (em, glyph.xMin)


def add_boxes(font):
    """Adds ☐ ☑ ☒, which the font lacks, from its own □ ✓ ×, so that ticked and empty boxes have one size."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    cmap, glyf, em = font.getBestCmap(), font["glyf"], font["head"].unitsPerEm
    box = glyf[cmap[ord("□")]]
    middle = ((box.xMin + box.xMax) / 2, (box.yMin + box.yMax) / 2)
    order = list(font.getGlyphOrder())
    for char, inner in (("☐", None), ("☑", "✓"), ("☒", "×")):
        parts = [(cmap[ord("□")], 1.0, (0, 0))]
        if inner:
            sign = glyf[cmap[ord(inner)]]
            scale = 0.8 * (box.yMax - box.yMin) / max(sign.xMax - sign.xMin, sign.yMax - sign.yMin)
            centre = ((sign.xMin + sign.xMax) / 2, (sign.yMin + sign.yMax) / 2)
            parts.append((cmap[ord(inner)], scale, tuple(round(m - scale * c) for m, c in zip(middle, centre))))
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = []
        for name, scale, (x, y) in parts:
            part = GlyphComponent()
            part.glyphName, part.x, part.y, part.flags = name, x, y, 0x4
            if scale != 1.0:
                part.transform = [[scale, 0], [0, scale]]
            glyph.components.append(part)
        name = f"uni{ord(char):04X}"
        order.append(name)
        font.setGlyphOrder(order)
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (em, glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(char)] = name
    font["maxp"].numGlyphs = len(order)


def rename(font, family, postscript, chinese=None):
    """Replaces every name that is shown to a user."""
    table = font["name"]
    version = table.getDebugName(5)
    texts = {
        1: family,
        2: "Regular",
        3: f"{postscript};{version}",
        4: family,
        5: f"{version}; subset made for Anmiao",
        6: postscript,
    }
    table.names = [n for n in table.names if n.nameID in (0, 9, 10, 11, 13, 14) and n.langID in (0, 0x409)]
    for name, text in texts.items():
        table.setName(text, name, 3, 1, 0x409)
    if chinese:
        table.setName(chinese, 1, 3, 1, 0x804)
        table.setName(chinese, 4, 3, 1, 0x804)


def subset_to(font, codes, out):
    """Keeps the given characters and writes WOFF2, whose glyph transform is what makes the set small."""
    from fontTools import subset

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_cmap = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = False
    options.recalc_timestamp = False
    options.drop_tables += DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes & set(font.getBestCmap()))
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.flavor = "woff2"
    font.save(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=lambda p: Path(p).resolve(), help="folder that already holds the packages")
    parser.add_argument("--out", type=lambda p: Path(p).resolve(), default=HERE, help="where to write (default: here)")
    arguments = parser.parse_args()
    if "ANMIAO_FONT_WORK" not in os.environ:
        with tempfile.TemporaryDirectory() as work:
            sys.exit(rerun_in_venv(Path(work)))
    from fontTools.ttLib import TTFont

    work = fetch(Path(os.environ["ANMIAO_FONT_WORK"]), arguments.sources)
    out = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    texlive, wenkai = work / "texlive-lang-chinese", work / "fonts-lxgw-wenkai"
    serif = work / "expo-google-fonts-noto-serif-sc-0.4.3/package"
    sans = work / "expo-google-fonts-noto-sans-sc-0.4.3/package"
    kai_file = wenkai / "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
    regular = serif / "400Regular/NotoSerifSC_400Regular.ttf"
    fandol = texlive / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"

    def load(path):
        return TTFont(path, recalcTimestamp=False)

    font = load(fandol)
    rename(font, "FandolFang", "FandolFang-Regular")
    font["name"].setName("GNU GPL version 3 with a font exception; see FandolFang.COPYING", 13, 3, 1, 0x409)
    subset_to(font, body(), out / "fangsong.woff2")

    font = load(kai_file)
    rename(font, "Anmiao Kai", "AnmiaoKai-Regular", "安苗楷体")
    font["OS/2"].achVendID = "NONE"
    full_width(font, "·")
    # Its quotation marks are Latin ones, and of the three boxes it has but one: the Song face lends all of these.
    subset_to(font, body() - set(map(ord, "“”‘’☒")), out / "kai.woff2")

    for path, family, postscript, stem in (
        (sans / "400Regular/NotoSansSC_400Regular.ttf", "Noto Sans SC", "NotoSansSC-Regular", "hei"),
        (serif / "700Bold/NotoSerifSC_700Bold.ttf", "Noto Serif SC Bold", "NotoSerifSC-Bold", "song-bold"),
        (regular, "Noto Serif SC", "NotoSerifSC-Regular", "song"),
    ):
        font = load(path)
        rename(font, family, postscript)
        half_width_digits(font)
        full_width(font, "·")
        full_width(font, "—", stretch=True)
        add_boxes(font)
        subset_to(font, body(), out / f"{stem}.woff2")

    font = load(regular)
    rename(font, "Noto Serif SC Rare", "NotoSerifSCRare-Regular")
    codes = rare(set(font.getBestCmap()), set(load(kai_file).getBestCmap()))
    subset_to(font, codes, out / "rare.woff2")

    copying = texlive / "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
    (out / "FandolFang.COPYING").write_bytes(gzip.decompress(copying.read_bytes()))
    (out / "FandolFang.README").write_bytes(copying.with_name("README").read_bytes())
    (out / "NotoSansSC.OFL.txt").write_bytes((sans / "LICENSE_FONT").read_bytes())
    (out / "NotoSerifSC.OFL.txt").write_bytes((serif / "LICENSE_FONT").read_bytes())
    (out / "AnmiaoKai.OFL.txt").write_text(kai_licence(wenkai, load(kai_file)), encoding="utf-8")

    files = sorted(out.glob("*.woff2"))
    sums = "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)
    (out / "SHA256SUMS").write_text(sums)
    print(f"{sum(f.stat().st_size for f in files)} bytes in {len(files)} fonts")


def kai_licence(wenkai, font):
    """The OFL as the Debian package gives it, under the copyright lines of the font itself."""
    text = (wenkai / "usr/share/doc/fonts-lxgw-wenkai/copyright").read_text(encoding="utf-8")
    licence = text.split("License: OFL-1.1\n -----", 1)[1].split("\n\nLicense:", 1)[0]
    lines = [line[1:] if line.startswith(" ") else line for line in (" -----" + licence).splitlines()]
    body_text = "\n".join("" if line == "." else line for line in lines)
    copyright_lines = font["name"].getDebugName(0).replace("\r\n", "\n")
    reserved = 'with Reserved Font Names "霞鹜" and "LXGW" (the subset here is renamed "Anmiao Kai" for that reason).'
    intro = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    return f"{copyright_lines}\n{reserved}\n\n{intro}\n\n{body_text}\n"


if __name__ == "__main__":
    main()
