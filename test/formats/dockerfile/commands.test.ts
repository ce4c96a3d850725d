import { checkRun } from './support';

describe('Dockerfile: what commands install', () => {
  checkRun('pip install a==1 -U --no-cache-dir b[x,y]>2', ['a==1', 'b[x,y]']);
  checkRun('pip --no-cache-dir --timeout 60 install a', ['a']);
  checkRun('pip3.11 install a; /opt/venv/bin/pip install b | tee log', ['a', 'b']);
  checkRun('python3 -u -m pip install a && python -mpip install b', ['a', 'b']);
  checkRun('sudo -H pip install a && env A=b pip install c && timeout 60 pip install d', ['a', 'c', 'd']);
  checkRun('conda run -n x pip install a && uv run pip install b', ['a', 'b']);
  checkRun('uv pip install --system --torch-backend cu128 a', ['a']);
  checkRun('uv add a b@^1 && uv tool install c@latest && uv sync --extra gpu', ['a', 'b^1', 'clatest']);
  checkRun('poetry add torch@^2.0 "d>=1" && pipx install e', ['torch^2.0', 'd>=1', 'e']);
  checkRun('pip install "a @ git+https://x.org/a.git" git+https://x.org/b.git#egg=b', [
    'a @ git+https://x.org/a.git',
    'b @ git+https://x.org/b.git#egg=b',
  ]);
  checkRun('pip install https://x.org/t-2.0%2Bcu118-cp310-cp310-linux_x86_64.whl', [
    't==2.0+cu118 @ https://x.org/t-2.0%2Bcu118-cp310-cp310-linux_x86_64.whl',
  ]);
  checkRun('pip install . ./x dist/*.whl /tmp/y -e . $Z "$@" `cat r` $(cat r) ${P}==1 torch$Q', []);
  checkRun('pip install a==$(cat v) b==${V%.*}', ['a==$(cat v)', 'b==${V%.*}']);
  checkRun('V=12.4.1 && pip install a==${V%.*} b==${V%%.*} c==${V//./} d==${V#*.}', ['a==12.4', 'b==12', 'c==1241', 'd==4.1']);
  checkRun('if x; then pip install a; else pip install b; fi; for i in 1 2; do pip install c; done', ['a', 'b', 'c']);
  checkRun('case "$T" in amd64) pip install a ;; *) pip install b ;; esac', ['a', 'b']);
  checkRun('(cd x; pip install a) && { pip install b; } && ! pip install c', ['a', 'b', 'c']);
  checkRun('bash -lc \'pip install a && pip install "b>=1"\'', ['a', 'b>=1']);
  checkRun('pip install a>log 2>&1 b </dev/null', ['a', 'b']);
  checkRun('pip install a # b', ['a']);
  checkRun('echo pip install a; pip uninstall b; pip download c; grep pip install', []);
  checkRun('pip install -- a', ['a']);
  checkRun('pip install -rreq.txt --target=/x a', ['a']);
  checkRun('conda install -y -n base -c nvidia pytorch=2.5 "cuda-toolkit>=12" nvidia::nccl', [
    'conda:pytorch=2.5',
    'conda:cuda-toolkit>=12',
    'conda:nccl',
  ]);
  checkRun('conda install a=$V b=1=py3_cuda* $C', ['conda:a=$V', 'conda:b=1 py3_cuda*']);
  checkRun('mamba create -n x python=3.11 && micromamba install --file e.yml zlib', ['conda:python=3.11', 'conda:zlib']);
  checkRun('npm install -g @openai/codex@^1 pnpm && npm ci', ['npm:@openai/codex^1', 'npm:pnpm']);
  checkRun('yarn global add a@1 && pnpm add -g b ./c git+https://x.org/y', ['npm:a1', 'npm:b']);
  checkRun('apt-get update -y && apt-get install -y --no-install-recommends -t x git=1:2 libc6:amd64 ./a.deb', ['apt:git', 'apt:libc6']);
  checkRun('apk add --no-cache -t .deps curl@edge gcc~=1 && dnf -y install cuda-toolkit-12-4 https://x.org/a.rpm', [
    'apt:gcc',
    'apt:cuda-toolkit-12-4',
  ]);
});
