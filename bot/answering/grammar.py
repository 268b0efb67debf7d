"""A GBNF grammar for one answer: every sentence ends in markers of sources that exist.

GBNF: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

NOT_FOUND = "NOT_FOUND"
_MOST_SENTENCES = 3
_SENTENCE_LETTERS = (10, 300)


def answer_grammar(sources: int) -> str:
    """Return the grammar for an answer from that many numbered sources (at least one).

    Either the machine status that nothing was found, or one to three sentences of 10 to 300
    characters, each followed by one or two markers. Brackets stand nowhere else.
    """
    shortest, longest = _SENTENCE_LETTERS
    numbers = " | ".join(f'"{number}"' for number in range(1, sources + 1))
    return "\n".join(
        (
            f'root ::= "{NOT_FOUND}" | sentence (" " sentence){{0,{_MOST_SENTENCES - 1}}}',
            'sentence ::= body " " marker marker?',
            f"body ::= letter{{{shortest},{longest}}} [.!?]",
            r"letter ::= [^\[\]\n\r\t.!?<>|]",
            'marker ::= "[" number "]"',
            f"number ::= {numbers}",
        )
    )
