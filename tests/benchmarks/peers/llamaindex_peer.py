"""A plain LlamaIndex pipeline, as its documentation shows: splitter, retriever, citation engine.

Without an embedding model its BM25Retriever with the Russian stemmer (it has none for Kazakh);
with one a VectorStoreIndex. Without a GGUF the best node is the answer; with one the
CitationQueryEngine writes.
"""

import Stemmer
from exchange import CHARACTERS, FOUND, OVERLAP, Setting, quoted, serve
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import BaseNode, NodeWithScore
from llama_index.retrievers.bm25 import BM25Retriever

# The splitter counts tokens; a Cyrillic word has about four of them, and six letters.
TOKENS = CHARACTERS * 4 // 6


def cut(documents: list[dict[str, str]]) -> list[BaseNode]:
    splitter = SentenceSplitter(chunk_size=TOKENS, chunk_overlap=OVERLAP)
    return splitter.get_nodes_from_documents(
        [Document(text=one["text"], metadata={"id": one["id"]}) for one in documents]
    )


def record_of(node: NodeWithScore) -> dict[str, str]:
    return {"document": node.node.metadata["id"], "text": node.node.get_content()}


def build(setting: Setting):
    nodes = cut(setting["documents"])
    index = None
    if setting["embedding"]:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        embedding = HuggingFaceEmbedding(model_name=setting["embedding"])
        index = VectorStoreIndex(nodes, embed_model=embedding)
        retriever: BaseRetriever = index.as_retriever(similarity_top_k=FOUND)
    else:
        stemmer = Stemmer.Stemmer("russian")
        retriever = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=FOUND, stemmer=stemmer, language="ru"
        )
    if not setting["llm"]:
        return lambda text: quoted([record_of(node) for node in retriever.retrieve(text)])
    from llama_index.llms.llama_cpp import LlamaCPP

    model = LlamaCPP(
        model_path=setting["llm"], temperature=0.0, max_new_tokens=400, context_window=4096
    )
    # The engine wants an index also where another retriever is given.
    index = index or VectorStoreIndex([], embed_model=MockEmbedding(embed_dim=2))
    engine = CitationQueryEngine.from_args(index, llm=model, retriever=retriever)

    def write(text: str):
        answer = engine.query(text)
        found = [record_of(node) for node in retriever.retrieve(text)]
        cited = [record_of(node) for node in answer.source_nodes]
        return {"text": str(answer), "citations": cited, "evidence": found}

    return write


if __name__ == "__main__":
    serve(build)
