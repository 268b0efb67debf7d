"""Small real models made by the tests: random weights, real tokenizers trained on the seeds."""

import json
import string
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import gguf
import numpy
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

if TYPE_CHECKING:
    from transformers import BertConfig, PreTrainedTokenizerFast

_SEEDS = Path(__file__).parent.parent / "seeds"
_END, _START, _STOP = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
_PADDING, _UNKNOWN, _FIRST, _LAST, _MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
_PROMPTS = {"query": "query: ", "passage": "passage: "}
_HEADS = 4
CONTROL_TOKENS = (_END, _START, _STOP)
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def training_texts() -> list[str]:
    """The texts of the seeds, and ASCII: what the tokenizers learn from."""
    seeds = (path.read_text(encoding="utf-8") for path in sorted(_SEEDS.glob("*.txt")))
    return [*seeds, string.printable, "query: passage: " * 50]


def train_tokenizer(vocabulary: int = 3000) -> Tokenizer:
    """Train a byte-level BPE tokenizer, as Qwen and GPT-2 have, of at most that many tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(CONTROL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(training_texts(), trainer)
    return tokenizer


def write_tiny_gguf(
    path: Path,
    seed: int = 0,
    width: int = 64,
    layers: int = 2,
    *,
    vocabulary: int = 3000,
    says: str = "",
    chat_template: str = CHAT_TEMPLATE,
) -> Path:
    """Write a GGUF of the llama architecture: `layers` blocks of `width`, 4 heads, float32.

    It has 16 · width² · layers + 2 · width · vocabulary parameters: 56 million at 512 and 12. The
    weights are random; but a model that `says` a text writes it after whatever it reads, and stops.
    """
    tokenizer = train_tokenizer(vocabulary)
    said = _parts(says)
    tokens = [*sorted(tokenizer.get_vocab(), key=tokenizer.token_to_id), *said]
    writer = gguf.GGUFWriter(str(path), "llama")
    _write_shape(writer, len(tokens), width, layers)
    _write_tokenizer(writer, tokenizer, tokens, said)
    writer.add_chat_template(chat_template)
    weights = _random_weights(numpy.random.default_rng(seed), len(tokens), width, layers)
    if said:
        _chain(weights, [tokens.index(token) for token in (*said, _STOP)])
    for name, matrix in weights.items():
        writer.add_tensor(name, matrix)
    _write_out(writer)
    return path


def _write_out(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _write_shape(writer: gguf.GGUFWriter, vocabulary: int, width: int, layers: int) -> None:
    writer.add_name("tiny")
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(4 * width)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // _HEADS)
    writer.add_vocab_size(vocabulary)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)


def _write_tokenizer(
    writer: gguf.GGUFWriter, tokenizer: Tokenizer, tokens: list[str], said: list[str]
) -> None:
    types = dict.fromkeys(CONTROL_TOKENS, gguf.TokenType.CONTROL)
    types |= dict.fromkeys(said, gguf.TokenType.USER_DEFINED)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([types.get(token, gguf.TokenType.NORMAL) for token in tokens])
    writer.add_token_merges([" ".join(pair) for pair in merges])
    writer.add_bos_token_id(tokens.index(_END))
    writer.add_eos_token_id(tokens.index(_STOP))
    writer.add_add_bos_token(False)


def _random_weights(
    random: numpy.random.Generator, vocabulary: int, width: int, layers: int
) -> dict[str, numpy.ndarray]:
    shapes: dict[str, tuple[int, ...]] = {"token_embd.weight": (vocabulary, width)}
    for block in range(layers):
        shapes |= {f"blk.{block}.{name}.weight": shape for name, shape in _block(width).items()}
    shapes |= {"output_norm.weight": (width,), "output.weight": (vocabulary, width)}
    return {
        name: numpy.ones(shape, numpy.float32)
        if len(shape) == 1
        else random.standard_normal(shape, numpy.float32) / numpy.float32(width**0.5)
        for name, shape in shapes.items()
    }


def _block(width: int) -> dict[str, tuple[int, ...]]:
    square = ("attn_q", "attn_k", "attn_v", "attn_output")
    return dict.fromkeys(square, (width, width)) | {
        "attn_norm": (width,),
        "ffn_norm": (width,),
        "ffn_gate": (4 * width, width),
        "ffn_up": (4 * width, width),
        "ffn_down": (width, 4 * width),
    }


def _parts(text: str) -> list[str]:
    """Cut a text into tokens of at most 12 letters: llama-cpp-python reads 32 bytes of each."""
    count = -(-len(text) // 12)
    parts = [text[len(text) * n // count : len(text) * (n + 1) // count] for n in range(count)]
    assert len(set(parts)) == count
    return parts


def _chain(weights: dict[str, numpy.ndarray], tokens: list[int]) -> None:
    """After each of these tokens the next is the likeliest, the first after all others."""
    embeddings, outputs = weights["token_embd.weight"], weights["output.weight"]
    strong = numpy.float32(30)
    embeddings[:, 0] += strong
    for place, token in enumerate(tokens):
        outputs[token] = embeddings[token] = 0
        outputs[token, place] = embeddings[token, place + 1] = strong


def write_tiny_sentence_transformer(path: Path, dimension: int = 64, seed: int = 0) -> Path:
    """Write a SentenceTransformer: a random BERT of two layers, mean pooling, prompts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    torch.manual_seed(seed)
    with TemporaryDirectory() as folder:
        _write_bert(Path(folder), dimension)
        modules = [Transformer(folder, max_seq_length=128), Pooling(dimension)]
        model = SentenceTransformer(modules=modules, prompts=_PROMPTS, device="cpu")
        model.save(str(path), create_model_card=False)
    return path


def write_tiny_static_model(path: Path, dimension: int = 64, seed: int = 0) -> Path:
    """Write a SentenceTransformer of one table: a text is the mean of its tokens' random rows."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(seed)
    table = StaticEmbedding(train_tokenizer(), embedding_dim=dimension)
    model = SentenceTransformer(modules=[table], prompts=_PROMPTS, device="cpu")
    model.save(str(path), create_model_card=False)
    return path


def write_tiny_cross_encoder(path: Path, dimension: int = 64, seed: int = 0) -> Path:
    """Write a CrossEncoder: a random BERT of two layers that gives a pair of texts one score."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(seed)
    tokenizer = _train_wordpieces()
    config = _bert_config(len(tokenizer), dimension)
    config.num_labels = 1
    tokenizer.model_max_length = 128
    BertForSequenceClassification(config).save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


def _write_bert(path: Path, dimension: int) -> None:
    from transformers import BertModel

    tokenizer = _train_wordpieces()
    BertModel(_bert_config(len(tokenizer), dimension)).save_pretrained(path)
    tokenizer.save_pretrained(path)


def _bert_config(vocabulary: int, dimension: int) -> "BertConfig":
    from transformers import BertConfig

    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=dimension,
        num_hidden_layers=2,
        num_attention_heads=_HEADS,
        intermediate_size=2 * dimension,
        max_position_embeddings=160,
    )


def _train_wordpieces(vocabulary: int = 2000) -> "PreTrainedTokenizerFast":
    from transformers import PreTrainedTokenizerFast

    special = [_PADDING, _UNKNOWN, _FIRST, _LAST, _MASK]
    tokenizer = Tokenizer(models.WordPiece(unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(
        training_texts(),
        trainers.WordPieceTrainer(
            vocab_size=vocabulary, special_tokens=special, show_progress=False
        ),
    )
    ends = [(token, tokenizer.token_to_id(token)) for token in (_FIRST, _LAST)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{_FIRST} $A {_LAST}", special_tokens=ends
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=_PADDING,
        unk_token=_UNKNOWN,
        cls_token=_FIRST,
        sep_token=_LAST,
        mask_token=_MASK,
    )
