#!/usr/bin/env python3
"""Not a requirement: torch"""
from setuptools import find_packages, setup

setup(
    name="literal",
    packages=find_packages(exclude=["torch"]),
    python_requires=">=3.9",
    setup_requires=["wheel"],
    install_requires=[
        # the newest that works
        "torch>=2.1,<3",
        'transformers[torch]>=4.40; python_version >= "3.9"',  # why
        "kernels @ https://example.org/kernels-1.0.zip",
        "num" "py",
        u"openai",
        r"tqdm",
    ],
    extras_require={
        "gpu": ["bitsandbytes", "flash-attn==2.6.0+cu124"],
        "cpu": ("onnxruntime",),
        ":python_version < '3.11'": ["tomli"],
        "text": """
            spacy>=3  # a comment
            # nltk
            gensim
        """,
    },
    tests_require="pytest",
    classifiers=["Framework :: torch"],
)
