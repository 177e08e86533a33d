"""Two small topics in other scripts, about washing hands: Arabic, from right to left, and Chinese, without blanks.

Each is a whole topic: an overview, two steps, one page, two words, and a diagram of its own. The fonts come from
Debian's packages, because the project ships none for these scripts.
"""

# ruff: noqa: RUF001 - Chinese has stops of its own

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

TOPIC = """\
format = 1
id = "hands-{language}"
version = "1.0"
date = 2026-11-23
diagram = "diagram.svg"

[title]
{language} = "{title}"

[picture]
{language} = "{picture}"

[key]
{language} = "{key}"

[[pages]]
id = "overview"
kind = "overview"

[[pages]]
id = "soap"
kind = "step"

[[pages]]
id = "rinse"
kind = "step"

[[pages]]
id = "when"
kind = "page"

[[sources]]
id = "who-hands"
publisher = "World Health Organization"
title = "Hand hygiene"
address = "https://www.who.int/"
read = "secondary"
checked = 2026-11-23
"""

DIAGRAM = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<defs>
<linearGradient id="water">
<stop offset="0" stop-color="#d6ecf5"/><stop offset="1" stop-color="#7db7d3"/>
</linearGradient>
</defs>
<g id="scene">
<rect x="0" y="0" width="1200" height="800" fill="#fffaf4"/>
<path d="M 0 640 C 300 560 900 720 1200 640 L 1200 800 L 0 800 Z" fill="url(#water)"/>
<ellipse cx="300" cy="400" rx="120" ry="80" fill="#f3c9a9"/>
<circle cx="250" cy="350" r="34" fill="#e6f1f4"/>
<circle cx="330" cy="330" r="26" fill="#e6f1f4"/>
<ellipse cx="850" cy="420" rx="130" ry="80" fill="#f3c9a9"/>
<path d="M 850 120 L 850 340" stroke="#0f5c6e" stroke-width="26"/>
</g>
<g id="detail-soap" display="none"><circle cx="300" cy="420" r="22" fill="#e6f1f4"/></g>
<g id="places" display="none">
<ellipse id="step-soap" cx="300" cy="380" rx="170" ry="130"/>
<circle id="badge-soap" cx="140" cy="240" r="26"/>
<rect id="closeup-soap" x="120" y="260" width="360" height="240"/>
<ellipse id="step-rinse" cx="850" cy="360" rx="180" ry="150"/>
<circle id="badge-rinse" cx="1030" cy="220" r="26"/>
<rect id="closeup-rinse" x="670" y="260" width="360" height="240"/>
<path id="path-rinse" d="M 300 400 C 450 400 600 420 720 420 L 850 420"/>
<line id="label-bubble" x1="250" y1="350" x2="200" y2="300"/>
<line id="label-water" x1="850" y1="300" x2="930" y2="290"/>
</g>
</svg>
"""

PAGE = """\
---
title = "{title}"
{more}summary = "{summary}"
sources = ["who-hands"]
{labels}---
"""

STEP = """\
term = "{term}"
say = "{say}"
picture = "{picture}"
caption = "{caption}"
"""


class Script(NamedTuple):
    """A topic in one script.

    Attributes:
        language: Its language.
        font: The file of a font that has its characters.
        package: The Debian package that holds the font.
        licence: The licence of the font, as the package brings it.
        files: The topic's text files by their names, all but the font.
    """

    language: str
    font: Path
    package: str
    licence: Path
    files: dict[str, str]

    @property
    def words(self) -> str:
        """All the topic's words."""
        return "\n".join(text for name, text in self.files.items() if not name.endswith(".svg"))


def _topic(language: str, title: str, picture: str, key: str, pages: dict[str, str], glossary: str) -> dict[str, str]:
    """Return the files of a topic."""
    files = {f"{language}/{page}.md": text for page, text in pages.items()}
    files[f"{language}/glossary.toml"] = glossary
    files["topic.toml"] = TOPIC.format(language=language, title=title, picture=picture, key=key)
    files["diagram.svg"] = DIAGRAM
    return files


_ARABIC_PAGES = {
    "overview": PAGE.format(
        title="كيف نغسل أيدينا؟",
        more='button = "البداية"\n',
        summary="غسل اليدين بالماء والصابون يحمي من المرض.",
        labels="",
    )
    + """\
## باختصار {#short}
غسل اليدين بالماء و[الصابون](glossary:soap) يزيل كثيرًا من [الجراثيم](glossary:germ). يكفي أن تغسل يديك 20 ثانية.

## خطوتان
1. [ضع الصابون](page:soap) وافرك يديك.
2. [اشطف يديك](page:rinse) ثم جففهما.

| متى؟ | لماذا؟ |
|------|--------|
| قبل الأكل | حتى لا تصل الجراثيم إلى الفم. |
| بعد السعال | حتى لا تنتقل الجراثيم إلى غيرك. |

> **مهم:** علّم أطفالك غسل اليدين، واسأل [الممرضة](site:phone) إن كان لديك سؤال.
""",
    "soap": PAGE.format(
        title="الصابون والفرك",
        more=STEP.format(
            term="الفرك", say="al-fark", picture="يدان عليهما رغوة بيضاء.", caption="الرغوة تغطي اليدين كلتيهما."
        ),
        summary="ضع الصابون وافرك يديك جيدًا.",
        labels='[labels]\nbubble = "رغوة"\n',
    )
    + """\
## باختصار {#short}
بلّل يديك، ثم ضع الصابون وافركهما 20 ثانية.

## ماذا يعني هذا لك؟ {#means}
- افرك ظاهر اليدين وباطنهما.
- افرك ما بين الأصابع وتحت الأظافر.

## من الجيد أن تعرف {#good}
الصابون العادي يكفي، ولا حاجة إلى صابون خاص.

## أسئلة يمكنك طرحها {#ask}
- أي صابون يناسب بشرتي الجافة؟
- كم مرة أغسل يديّ في اليوم؟
""",
    "rinse": PAGE.format(
        title="الشطف والتجفيف",
        more=STEP.format(
            term="الشطف", say="ash-shatf", picture="ماء يجري على يدين.", caption="الماء الجاري يحمل الرغوة بعيدًا."
        ),
        summary="اشطف يديك بماء جارٍ ثم جففهما.",
        labels='[labels]\nwater = "ماء جارٍ"\n',
    )
    + """\
## باختصار {#short}
اشطف يديك بماء نظيف جارٍ، ثم جففهما بمنشفة نظيفة.

## ماذا يعني هذا لك؟ {#means}
الماء البارد والماء الدافئ كلاهما مناسب. اختر ما يريحك.

## من الجيد أن تعرف {#good}
اليدان الجافتان تنقلان جراثيم أقل.

## أسئلة يمكنك طرحها {#ask}
- هل أستعمل معقم اليدين عندما لا أجد ماء؟
""",
    "when": PAGE.format(title="متى نغسل أيدينا؟", more="", summary="الأوقات التي يفيد فيها غسل اليدين.", labels="")
    + """\
## باختصار {#short}
اغسل يديك قبل الأكل وبعد استعمال المرحاض.

## أوقات أخرى
- قبل تحضير الطعام وبعده.
- بعد لمس الحيوانات.
- قبل زيارة مريض وبعدها، كما تقول [منظمة الصحة العالمية](source:who-hands).
""",
}

_ARABIC_WORDS = """\
[germ]
term = "جرثومة"
meaning = "كائن صغير جدًا لا تراه العين، وقد يسبب المرض."
sources = ["who-hands"]

[soap]
term = "صابون"
meaning = "مادة تزيل الأوساخ و[الجراثيم](glossary:germ) مع الماء."
sources = ["who-hands"]
"""

ARABIC = Script(
    language="ar",
    font=Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    package="fonts-dejavu-core",
    licence=Path("/usr/share/doc/fonts-dejavu-core/copyright"),
    files=_topic(
        "ar",
        "غسل اليدين",
        "إلى اليسار يدان عليهما رغوة. إلى اليمين يدان تحت ماء جارٍ.",
        "رسم مبسط.",
        _ARABIC_PAGES,
        _ARABIC_WORDS,
    ),
)

_CHINESE_PAGES = {
    "overview": PAGE.format(
        title="怎样洗手？", more='button = "开始"\n', summary="用肥皂和水洗手可以预防疾病。", labels=""
    )
    + """\
## 简单地说 {#short}
用[肥皂](glossary:soap)和清水洗手，可以洗掉手上的许多[病菌](glossary:germ)。每次洗手大约需要20秒，差不多是唱两遍《生日快乐》歌的时间。

## 两个步骤
1. [抹上肥皂](page:soap)，仔细搓手。
2. [冲洗双手](page:rinse)，然后擦干。

| 什么时候 | 为什么 |
|------|--------|
| 吃饭以前 | 这样病菌就不容易进入口中。 |
| 咳嗽以后 | 这样不容易把病菌传给别人。 |

> **请记住：** 请教孩子们认真洗手。如果您有疑问，请问[护士](site:phone)。
""",
    "soap": PAGE.format(
        title="抹肥皂，仔细搓手",
        more=STEP.format(term="揉搓", say="rou2 cuo1", picture="一双手上满是白色的泡沫。", caption="泡沫盖住整双手。"),
        summary="抹上肥皂，把双手搓干净。",
        labels='[labels]\nbubble = "泡沫"\n',
    )
    + """\
## 简单地说 {#short}
先把双手打湿，再抹上肥皂，搓20秒。

## 这对您意味着什么 {#means}
- 手心和手背都要搓到。
- 手指之间和指甲下面也要搓到，因为那里常常藏着看不见的病菌，匆匆冲一下是洗不掉的。

## 值得知道的好消息 {#good}
普通的肥皂就够了，不需要特别的肥皂。

## 可以问的问题 {#ask}
- 我的皮肤很干，用哪种肥皂比较好？
- 我一天要洗几次手？
""",
    "rinse": PAGE.format(
        title="冲洗和擦干",
        more=STEP.format(term="冲洗", say="chong1 xi3", picture="清水流过一双手。", caption="流动的水把泡沫带走。"),
        summary="用流动的清水冲洗，然后擦干双手。",
        labels='[labels]\nwater = "流动的水"\n',
    )
    + """\
## 简单地说 {#short}
用流动的清水把双手冲洗干净，再用干净的毛巾擦干。

## 这对您意味着什么 {#means}
冷水和温水都可以，您觉得舒服就好。

## 值得知道的好消息 {#good}
擦干的手传播的病菌比较少。

## 可以问的问题 {#ask}
- 没有水的时候，可以用免洗洗手液吗？
""",
    "when": PAGE.format(title="什么时候洗手？", more="", summary="在这些时候洗手最有帮助。", labels="")
    + """\
## 简单地说 {#short}
吃饭以前和上厕所以后，请洗手。

## 其他时候
- 做饭以前和做饭以后。
- 摸过动物以后。
- 探望病人以前和以后，[世界卫生组织](source:who-hands)也这样建议。
""",
}

_CHINESE_WORDS = """\
[germ]
term = "病菌"
say = "bing4 jun1"
meaning = "眼睛看不见的微小生物，有些会让人生病。"
sources = ["who-hands"]

[soap]
term = "肥皂"
say = "fei2 zao4"
meaning = "和水一起洗掉污垢和[病菌](glossary:germ)的东西。"
sources = ["who-hands"]
"""

CHINESE = Script(
    language="zh",
    font=Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
    package="fonts-droid-fallback",
    licence=Path("/usr/share/doc/fonts-droid-fallback/copyright"),
    files=_topic(
        "zh",
        "洗手的方法",
        "左边是一双满是泡沫的手，右边是一双在流水下面的手。",
        "示意图，不按比例。",
        _CHINESE_PAGES,
        _CHINESE_WORDS,
    ),
)

SCRIPTS = (ARABIC, CHINESE)


def write_topic(folder: Path, script: Script, *, font: bool = True) -> Path:
    """Write a topic.

    Args:
        folder: Where to; made when it is not there.
        script: The topic.
        font: Whether it brings its font; the file must be there then.

    Returns:
        The folder.
    """
    for name, text in script.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if font:
        (folder / "fonts").mkdir(exist_ok=True)
        (folder / "fonts" / script.font.name).write_bytes(script.font.read_bytes())
        (folder / "fonts" / "LICENSE.txt").write_bytes(script.licence.read_bytes())
    return folder


def missing_packages() -> list[str]:
    """Name the Debian packages whose fonts are not on this system; ``make test`` installs them."""
    return [script.package for script in SCRIPTS if not script.font.is_file()]


if __name__ == "__main__":
    print(" ".join(missing_packages()))
