#!/usr/bin/env -S uv run --script
# Copyright: nobody. "Not TOML = [

# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "torch==2.6.0+cu124",  # the build
#   'flash-attn[tests]>=2; sys_platform == "linux"',
#
#   "rich",
# ]
#
# [tool.uv]
# extra-index-url = ["https://wheels.example.org/cu124"]
# constraint-dependencies = ["numpy<2"]
#
# [tool.uv.sources]
# torch = { index = "gpu" }
#
# [[tool.uv.index]]
# name = "gpu"
# url = "https://wheels.example.org/cu126"
# explicit = true
#
# ///
"""Trains."""

import torch

# dependencies = ["vllm"]
print(torch.__version__)
