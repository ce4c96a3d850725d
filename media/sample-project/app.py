"""Answers questions about a set of documents, with a local model or a hosted one."""

import os

import torch
from fastapi import FastAPI
from openai import OpenAI
from pydantic import BaseModel
from transformers import pipeline

app = FastAPI()
client = OpenAI()
device = "cuda" if torch.cuda.is_available() else "cpu"
local = pipeline("text-generation", model="Qwen/Qwen3-0.6B", device=device)


class Question(BaseModel):
    text: str
    hosted: bool = False


@app.post("/answer")
def answer(question: Question) -> dict[str, str]:
    if not question.hosted:
        return {"answer": local(question.text, max_new_tokens=200)[0]["generated_text"]}
    reply = client.chat.completions.create(
        model=os.environ.get("ASSISTANT_MODEL", "gpt-4o-mini"),
        messages=[{"role": "user", "content": question.text}],
    )
    return {"answer": reply.choices[0].message.content or ""}
