# /// script
# dependencies = ["openai>=1", "httpx"]
# ///
from openai import OpenAI

OpenAI()
