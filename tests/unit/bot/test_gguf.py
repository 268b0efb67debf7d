import struct

import pytest

from bot.errors import ModelFileError
from bot.models.gguf import CONTEXT_TOKENS, check_memory, read_header
from bot.models.memory import available_memory

STRING, ARRAY, U32, F32, BOOL, U64 = 8, 9, 4, 6, 7, 10
F16, Q4_K = 1, 12


def string(text):
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def array(kind, *items):
    return struct.pack("<IQ", kind, len(items)) + b"".join(items)


def pair(key, kind, value):
    return string(key) + struct.pack("<I", kind) + value


def u32(value):
    return struct.pack("<I", value)


def tensor(name, kind, offset, *shape):
    sizes = b"".join(struct.pack("<Q", size) for size in shape)
    return string(name) + u32(len(shape)) + sizes + struct.pack("<IQ", kind, offset)


LLAMA = [
    pair("general.architecture", STRING, string("qwen3")),
    pair("general.name", STRING, string("Кішкентай")),
    pair("tokenizer.ggml.tokens", ARRAY, array(STRING, string("а"), string("бб"))),
    pair("tokenizer.ggml.scores", ARRAY, array(F32, bytes(4), bytes(4))),
    pair("of.arrays", ARRAY, array(ARRAY, array(U32, u32(1)), array(STRING, string("x")))),
    pair("tokenizer.ggml.add_bos_token", BOOL, b"\1"),
    pair("qwen3.block_count", U32, u32(36)),
    pair("qwen3.embedding_length", U64, struct.pack("<Q", 2560)),
    pair("qwen3.attention.head_count", U32, u32(32)),
    pair("qwen3.attention.head_count_kv", U32, u32(8)),
    pair("qwen3.attention.key_length", U32, u32(128)),
    pair("qwen3.context_length", U32, u32(40960)),
]
TENSORS = [tensor("a", F16, 0, 100, 2), tensor("b", Q4_K, 416, 256, 4)]


def written(path, pairs=LLAMA, tensors=TENSORS, version=3, data=416 + 4 * 144):
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(pairs))
    content = head + b"".join(pairs) + b"".join(tensors)
    padding = -len(content) % 32
    path.write_bytes(content + bytes(padding) + bytes(data))
    return path


@pytest.mark.parametrize("version", [2, 3])
def test_the_head_says_what_the_model_is(tmp_path, version):
    path = written(tmp_path / "a.gguf", version=version)
    header = read_header(path)
    assert (header.architecture, header.name) == ("qwen3", "Кішкентай")
    assert (header.layers, header.width, header.heads) == (36, 2560, 32)
    assert (header.cache_heads, header.head_width, header.context) == (8, 128, 40960)
    assert header.size == header.expected == path.stat().st_size


def test_memory_is_weights_cache_and_buffers(tmp_path):
    """Qwen3-4B caches 144 KiB a token: 36 layers of 8 heads of 128, keys and values, two bytes."""
    header = read_header(written(tmp_path / "a.gguf"))
    assert header.memory() == header.size + 147_456 * CONTEXT_TOKENS + 300_000_000


def test_what_the_head_does_not_say_follows_from_the_rest(tmp_path):
    pairs = [p for p in LLAMA if b"head_count_kv" not in p and b"key_length" not in p]
    header = read_header(written(tmp_path / "a.gguf", pairs))
    assert (header.cache_heads, header.head_width) == (32, 80)


HUGE = struct.pack("<Q", 2**60)
NO_GGUF = {
    "empty": b"",
    "a page": b"<!doctype html>",
    "no more than its name": b"GGUF",
    "the first version": b"GGUF" + struct.pack("<III", 1, 0, 0),
    "a big-endian file": b"GGUF" + struct.pack(">IQQ", 3, 0, 0),
    "more pairs than bytes": b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60),
    "more tensors than bytes": b"GGUF" + struct.pack("<IQQ", 3, 2**60, 0),
    "a key longer than the file": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + HUGE,
    "a value of no type": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pair("k", 99, b""),
    "an array longer than the file": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pair("k", ARRAY, u32(U32) + HUGE),
    "arrays without end": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pair("k", ARRAY, struct.pack("<IQ", 9, 1) * 50),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_GGUF)
def test_what_is_no_gguf_is_told(tmp_path, name):
    path = tmp_path / "a.gguf"
    path.write_bytes(NO_GGUF[name])
    with pytest.raises(ModelFileError) as caught:
        read_header(path)
    assert caught.value.key == "error-model-not-gguf"
    assert caught.value.values == {"path": str(path)}


def test_no_prefix_of_a_gguf_passes_for_a_whole_one(tmp_path):
    path = written(tmp_path / "a.gguf")
    content = path.read_bytes()
    for length in range(0, len(content), 7):
        path.write_bytes(content[:length])
        with pytest.raises(ModelFileError) as caught:
            read_header(path)
        assert caught.value.key in ("error-model-not-gguf", "error-model-cut-off")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ModelFileError) as caught:
        read_header(tmp_path / "gone.gguf")
    assert caught.value.key == "error-model-gone"


def test_a_model_larger_than_the_memory_is_told(tmp_path):
    path = written(tmp_path / "a.gguf")
    needed = read_header(path).memory()
    check_memory(path, needed)
    check_memory(path, None)
    with pytest.raises(ModelFileError) as caught:
        check_memory(path, needed - 1)
    assert caught.value.values == {"path": str(path), "needed": "0.90", "available": "0.90"}


def test_this_machine_has_some_memory():
    available = available_memory()
    assert available is None or available > 10_000_000
