"""Small real models made by the tests: random weights, real tokenizers trained on the seeds."""

from pathlib import Path

import gguf
import numpy
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

_SEEDS = Path(__file__).parent.parent / "seeds"
_CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
CONTROL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


def seed_texts() -> list[str]:
    """The texts of the seeds: what the tokenizers learn from."""
    return [path.read_text(encoding="utf-8") for path in sorted(_SEEDS.glob("*.txt"))]


def train_tokenizer(vocabulary: int = 3000) -> Tokenizer:
    """Train a byte-level BPE tokenizer, as Qwen and GPT-2 have."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(CONTROL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(seed_texts(), trainer)
    return tokenizer


def write_tiny_gguf(path: Path, seed: int = 0, width: int = 64, layers: int = 2) -> Path:
    """Write a GGUF of the llama architecture: `layers` blocks of `width`, 4 heads, float32."""
    tokenizer = train_tokenizer()
    vocabulary = tokenizer.get_vocab_size()
    writer = gguf.GGUFWriter(str(path), "llama")
    _write_shape(writer, vocabulary, width, layers)
    _write_tokenizer(writer, tokenizer)
    _write_weights(writer, numpy.random.default_rng(seed), vocabulary, width, layers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _write_shape(writer: gguf.GGUFWriter, vocabulary: int, width: int, layers: int) -> None:
    writer.add_name("tiny")
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(4 * width)
    writer.add_head_count(4)
    writer.add_head_count_kv(4)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // 4)
    writer.add_vocab_size(vocabulary)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)


def _write_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    tokens = sorted(tokenizer.get_vocab(), key=tokenizer.token_to_id)
    control, normal = gguf.TokenType.CONTROL, gguf.TokenType.NORMAL
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([control if token in CONTROL_TOKENS else normal for token in tokens])
    writer.add_token_merges(_merges(tokenizer))
    writer.add_bos_token_id(tokenizer.token_to_id("<|endoftext|>"))
    writer.add_eos_token_id(tokenizer.token_to_id("<|im_end|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(_CHAT_TEMPLATE)


def _merges(tokenizer: Tokenizer) -> list[str]:
    import json

    return [" ".join(pair) for pair in json.loads(tokenizer.to_str())["model"]["merges"]]


def _write_weights(
    writer: gguf.GGUFWriter,
    random: numpy.random.Generator,
    vocabulary: int,
    width: int,
    layers: int,
) -> None:
    def add(name: str, *shape: int) -> None:
        writer.add_tensor(name, (random.standard_normal(shape) / width**0.5).astype(numpy.float32))

    def add_norm(name: str) -> None:
        writer.add_tensor(name, numpy.ones(width, dtype=numpy.float32))

    add("token_embd.weight", vocabulary, width)
    for block in range(layers):
        add_norm(f"blk.{block}.attn_norm.weight")
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            add(f"blk.{block}.{part}.weight", width, width)
        add_norm(f"blk.{block}.ffn_norm.weight")
        add(f"blk.{block}.ffn_gate.weight", 4 * width, width)
        add(f"blk.{block}.ffn_up.weight", 4 * width, width)
        add(f"blk.{block}.ffn_down.weight", width, 4 * width)
    add_norm("output_norm.weight")
    add("output.weight", vocabulary, width)


def write_tiny_sentence_transformer(path: Path, seed: int = 0, dimension: int = 64) -> Path:
    """Write a SentenceTransformer: a random BERT of two layers, mean pooling, prompts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    torch.manual_seed(seed)
    bert = _write_bert(path.with_name(f"{path.name}-bert"), dimension)
    transformer = Transformer(str(bert), max_seq_length=128)
    model = SentenceTransformer(
        modules=[transformer, Pooling(dimension)],
        prompts={"query": "query: ", "passage": "passage: "},
        device="cpu",
    )
    model.save(str(path))
    return path


def _write_bert(path: Path, dimension: int) -> Path:
    from tokenizers import processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(
        vocab_size=2000, special_tokens=special, show_progress=False
    )
    tokenizer.train_from_iterator([*seed_texts(), "query: passage: " * 50], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = ("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, **dict(zip(names, special, strict=True))
    )
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=dimension,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * dimension,
        max_position_embeddings=160,
    )
    BertModel(config).save_pretrained(str(path))
    fast.save_pretrained(str(path))
    return path
