"""The control words of an rtf file, one after the other, turned into stories: body, notes, text boxes, headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from reports.extraction.doc_runs import DRAWING, clean
from reports.extraction.rtf_state import STATES, State
from reports.extraction.rtf_story import ROW_WORDS, RowDefinition, Story
from reports.extraction.rtf_text import TextReader
from reports.extraction.rtf_tokens import CLOSE, Token, tokens
from reports.extraction.rtf_words import (
    BODY,
    BOX,
    CHARACTERS,
    CLASS,
    CODE,
    DESTINATIONS,
    FIELD,
    FONTS,
    GONE,
    HEADER,
    LABEL,
    NOTE,
    ROW,
    SKIP,
    STYLES,
    TITLE,
    WINDOWS,
)
from reports.extraction.types import RefusedFile

GROUPS_DEEP = 1_000
STORIES = frozenset({NOTE, BOX, HEADER})
PARAGRAPH_ENDS = frozenset({"par", "sect"})
NESTED = "rtf 文件嵌套过深，无法读取。请用 Word 或 WPS 另存为 docx 后再上传。"
CUT = "rtf 文件没有完整结束，可能被截断，结尾的内容可能缺失。请对照原件检查。"
NUMBERS_LOST = "有些段落的自动编号没有读出。请对照原件检查，或另存为 docx 后再上传。"


class RtfReader:
    def __init__(self) -> None:
        self.state = State(BODY)
        self.groups: list[State] = []
        self.stories = [Story(BODY)]
        self.text = TextReader()
        self.notes: dict[str, list[Story]] = {"footnote": [], "endnote": []}
        self.headers: list[Story] = []
        self.row = RowDefinition()
        self.outer_rows: list[RowDefinition] = []
        self.collected: dict[str, str] = {}
        self.names: dict[int, tuple[str, int | None, bool]] = {}
        self.title = ""
        self.numbers_lost = self.cut = False
        self.steps = {"open": self._open, "close": self._close, "symbol": self._symbol, "word": self._word}
        self.ends = {
            CODE: self._end_code,
            FIELD: self._end_field,
            TITLE: self._end_title,
            CLASS: self._end_class,
            ROW: self._end_row,
            **dict.fromkeys(STORIES, self._end_story),
        }

    def read(self, data: bytes) -> None:
        for token in tokens(data):
            if token.kind == "text":
                self.text.add(token, self.state)
            elif not self.text.takes(token, self.state):
                self._flush()
                self.steps[token.kind](token)
        self._flush()
        self.cut = bool(self.groups)
        while self.groups:
            self._close(CLOSE)
        if self.stories[0].runs:
            self.stories[0].end_paragraph(self.state, 0)

    def styles(self) -> Iterator[str]:
        """The content of styles.xml."""
        for number, (name, outline, bold) in self.names.items():
            level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
            weight = '<w:b w:val="1"/>' if bold else ""
            yield (
                f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val={quoteattr(clean(name))}/>'
                f"<w:pPr>{level}</w:pPr><w:rPr>{weight}</w:rPr></w:style>"
            )

    def warnings(self) -> Iterator[str]:
        if self.cut:
            yield CUT
        if self.text.lost:
            yield f"有{self.text.lost}处文字的编码有误，没有读出。请对照原件检查。"
        if self.numbers_lost or self.stories[0].numbers_lost:
            yield NUMBERS_LOST

    def _flush(self) -> None:
        text = self.text.take()
        if not text:
            return
        goes = self.state.goes
        if goes == BODY:
            self.stories[-1].write(text, self.state)
        elif goes == LABEL:
            self.stories[-1].label += text
        elif goes in (CODE, STYLES, TITLE, CLASS):
            self.collected[goes] = self.collected.get(goes, "") + text

    def _open(self, _: Token) -> None:
        if len(self.groups) >= GROUPS_DEEP:
            raise RefusedFile("too_complex", NESTED)
        self.groups.append(self.state)
        self.state = replace(self.state, opens="", starred=False)

    def _close(self, _: Token) -> None:
        if not self.groups:
            return
        if self.state.opens:
            self.ends[self.state.opens]()
        elif self.state.goes == STYLES:
            self._end_style()
        self.state = self.groups.pop()

    def _symbol(self, token: Token) -> None:
        if token.word == "*":
            self.state.starred = True
        elif token.word in CHARACTERS:
            self.text.put(CHARACTERS[token.word])

    def _word(self, token: Token) -> None:
        state, word = self.state, token.word
        goes = DESTINATIONS.get(word, GONE if state.starred else "")
        state.starred = False
        if state.goes == GONE:
            return
        if word == "ud" and state.outer:
            state.goes = state.outer
        elif goes and (state.goes != SKIP or word in WINDOWS):
            self._begin(goes, word)
        elif state.goes == FONTS:
            self.text.font_word(word, token.number or 0)
        elif state.goes != SKIP:
            self._change(token)

    def _begin(self, goes: str, word: str) -> None:
        state = self.state
        if word == "upr":
            state.outer = state.goes
        if word == "pict":
            self.stories[-1].put(DRAWING)
        if goes in STORIES:
            self.stories.append(Story(goes))
            state.plain_paragraph()
            state.plain_characters()
        if goes == FIELD:
            state.begun = [False]
        if goes == ROW:
            self.outer_rows.append(self.row)
            self.row = RowDefinition()
        state.opens = goes if goes in self.ends else ""
        # A field's own text is that of its groups; anything loose between them belongs to what is around.
        state.goes = BODY if goes in STORIES else state.goes if goes == FIELD else goes

    def _change(self, token: Token) -> None:
        word, number, state = token.word, token.number, self.state
        if word in CHARACTERS:
            self.text.put(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            if state.goes == BODY:
                self.stories[-1].end_paragraph(state, state.table_depth())
        elif word in ("cell", "nestcell", "row", "nestrow"):
            self._table_word(word)
        elif word == "trowd":
            self.row = RowDefinition()
        elif word in ROW_WORDS:
            ROW_WORDS[word](self.row, number or 0)
        elif word in STATES:
            STATES[word](state, number)
        elif word == "ftnalt":
            self.stories[-1].is_endnote = True
        else:
            self.text.document_word(word, number or 0)

    def _table_word(self, word: str) -> None:
        story, nested = self.stories[-1], word.startswith("nest")
        depth = max(2, self.state.table_depth()) if nested else 1
        if word.endswith("row"):
            story.end_row(self.row, depth)
        else:
            story.end_paragraph(self.state, depth, ends_cell=True)

    def _end_style(self) -> None:
        name = self.collected.pop(STYLES, "").split(";")[0].strip()
        state = self.state
        if name and state.defines >= 0:
            self.names[state.defines] = (name, state.outline, state.bold)

    def _end_code(self) -> None:
        story, code = self.stories[-1], clean(self.collected.pop(CODE, ""))
        if self.state.begun and not self.state.begun[0]:
            self.state.begun[0] = True
            story.put('<w:fldChar w:fldCharType="begin"/>')
            story.put(f"<w:instrText>{escape(code)}</w:instrText>")

    def _end_field(self) -> None:
        if self.state.begun and self.state.begun[0]:
            self.stories[-1].put('<w:fldChar w:fldCharType="end"/>')

    def _end_title(self) -> None:
        self.title = self.collected.pop(TITLE, "")

    def _end_class(self) -> None:
        program = quoteattr(clean(self.collected.pop(CLASS, "")).strip())
        self.stories[-1].put(f"<w:object><o:OLEObject ProgID={program}/></w:object>")

    def _end_story(self) -> None:
        story = self.stories.pop()
        if story.runs:
            story.end_paragraph(self.state, self.state.table_depth())
        self.numbers_lost = self.numbers_lost or story.numbers_lost
        if story.kind == HEADER:
            self.headers.append(story)
        elif story.kind == BOX:
            self.stories[-1].put(f"<w:pict><w:txbxContent>{''.join(story.blocks())}</w:txbxContent></w:pict>")
        else:
            kind = "endnote" if story.is_endnote else "footnote"
            self.stories[-1].put(f'<w:{kind}Reference w:id="{len(self.notes[kind])}"/>')
            self.notes[kind].append(story)

    def _end_row(self) -> None:
        self.row = self.outer_rows.pop()
