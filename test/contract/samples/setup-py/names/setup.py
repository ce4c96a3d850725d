import os
import setuptools

REQUIRED: list[str] = ["numpy<2", "jax[cuda12]==0.4.35"]
REQUIRED += ["einops"]
REQUIRED.append("vllm")
TESTS = ["pytest"]
EXTRAS = {"dev": TESTS + ["ruff"], "docs": [*TESTS, "sphinx"]}
EXTRAS["gpu"] = ["cupy-cuda12x"]
CONFIG = dict(install_requires=REQUIRED, extras_require=EXTRAS)

if os.environ.get("GPU"):
    REQUIRED.append("nvidia-" + "cudnn")

if __name__ == "__main__":
    setuptools.setup(name="names", version=open("VERSION").read(), **CONFIG)
