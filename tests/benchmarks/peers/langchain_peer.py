"""A plain LangChain pipeline, as its documentation shows: splitter, retriever, chat model.

Without an embedding model its BM25Retriever, over lower-case words; with one an in-memory vector
store. Without a GGUF the best passage is the answer; with one ChatLlamaCpp is asked to answer from
numbered passages.
"""

import re

from exchange import CHARACTERS, FOUND, OVERLAP, Setting, quoted, serve
from langchain_community.retrievers import BM25Retriever
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter

PROMPT = (
    "Answer the question in its own language, using only the numbered passages. Cite the passages"
    " after each sentence, like [1]. If they do not answer it, say that you do not know.\n\n"
    "{context}\n\nQuestion: {question}\nAnswer:"
)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def build_retriever(setting: Setting) -> BaseRetriever:
    documents = [
        Document(page_content=one["text"], metadata={"id": one["id"]})
        for one in setting["documents"]
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=OVERLAP)
    pieces = splitter.split_documents(documents)
    if not setting["embedding"]:
        return BM25Retriever.from_documents(pieces, preprocess_func=words_of, k=FOUND)
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=setting["embedding"])
    store = InMemoryVectorStore.from_documents(pieces, embeddings)
    return store.as_retriever(search_kwargs={"k": FOUND})


def build(setting: Setting):
    retriever = build_retriever(setting)

    def find(text: str) -> list[dict[str, str]]:
        found = retriever.invoke(text)
        return [{"document": d.metadata["id"], "text": d.page_content} for d in found]

    if not setting["llm"]:
        return lambda text: quoted(find(text))
    from langchain_community.chat_models import ChatLlamaCpp
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate

    model = ChatLlamaCpp(
        model_path=setting["llm"], n_ctx=4096, max_tokens=400, temperature=0.0, verbose=False
    )
    chain = ChatPromptTemplate.from_template(PROMPT) | model | StrOutputParser()

    def write(text: str):
        found = find(text)
        context = "\n\n".join(f"[{n}] {item['text']}" for n, item in enumerate(found, 1))
        answer = chain.invoke({"context": context, "question": text})
        return {"text": answer, "citations": found, "evidence": found}

    return write


if __name__ == "__main__":
    serve(build)
