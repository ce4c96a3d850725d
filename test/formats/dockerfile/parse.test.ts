import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/formats/dockerfile';
import { artifacts, checkMarks, comments, imageNames, images, includes, locals, names, problems, rows, specifiers, tags } from './support';

function values(text: string): string[] {
  return dockerfile.parse(text).artifacts.map(({ kind, value }) => `${kind} ${value}`);
}

function checkImages(title: string, text: string, expected: readonly string[]): void {
  it(title, () =>
    assert.deepEqual(
      values(text),
      expected.map((value) => `image ${value}`),
    ),
  );
}

describe('Dockerfile: images', () => {
  checkMarks('marks the whole reference', images, 'FROM ⟦nvidia/cuda:12.4.1-base@sha256:abc⟧ AS build\n');
  checkMarks('knows the part without tag and digest', imageNames, 'FROM ⟦reg.example:5000/a/cuda⟧:12@sha256:abc\nFROM ⟦plain⟧\n');
  checkMarks('knows the tag', tags, 'FROM reg.example:5000/a/cuda:⟦12⟧@sha256:abc\nFROM reg.example:5000/plain\n');
  checkMarks('marks a variable as it is written', images, 'ARG BASE=nvcr.io/nvidia/pytorch:24.05-py3\nFROM ⟦${BASE}⟧\n');
  checkMarks('skips flags and quotes nothing', images, 'FROM --platform=$BUILDPLATFORM ⟦python:3.12⟧ AS deps\n');
  checkMarks('reads lower case and CRLF', images, 'from ⟦a/b⟧ as base\r\nfrom base\r\n');
  checkMarks('goes on over continuation lines', images, 'FROM \\\n  # remark\n  ⟦a/b⟧ \\\n  AS x\n');
  checkMarks(
    'reads COPY --from and mounts',
    images,
    'FROM ⟦a⟧\nCOPY --from=⟦ghcr.io/x/uv:1⟧ /uv /bin/\nRUN --mount=type=bind,from=⟦b/c⟧,target=/x true\n',
  );
  checkMarks('finds nothing in comments and echoes', artifacts, '# FROM nvidia/cuda\nFROM ⟦debian⟧\nRUN echo "FROM nvidia/cuda"\n');
  checkImages('puts defaults in', 'ARG T=12.4\nARG V=${T}.1\nFROM nvidia/cuda:${V}-base\nFROM nvidia/cuda:$T\n', [
    'nvidia/cuda:12.4.1-base',
    'nvidia/cuda:12.4',
  ]);
  checkImages('knows operators', 'ARG T\nFROM a:${T:-1}\nFROM b:${T-2}\nFROM c${T:+x}\n', ['a:1', 'b:2', 'c']);
  checkImages('keeps what is not known', 'ARG T\nFROM a:${T}-x\nFROM ${R}/b\n', ['a:${T}-x', '${R}/b']);
  checkImages('takes stages, numbers and scratch for no images', 'FROM a AS X\nFROM x\nFROM scratch\nCOPY --from=0 . .\nCOPY --from=x . .\n', ['a']);
  checkImages('takes a later stage for an image', 'FROM x\nFROM a AS x\n', ['x', 'a']);
  checkImages('puts no stage arguments into FROM', 'ARG T=1\nFROM a\nARG T=2\nFROM b:$T\n', ['a', 'b:1']);
});

describe('Dockerfile: lines', () => {
  checkMarks('reads comments within an instruction', comments, '⟦# a⟧\nFROM a\nRUN x && \\\n  ⟦# b⟧\n\n  y\n');
  checkMarks('reads comments of a script', comments, 'FROM a\nRUN <<E\n  ⟦# why⟧\npip install a # no\nE\n⟦# z⟧\n');
  checkMarks('tells what is no instruction', problems, 'FROM a\n⟦FRO⟧\n⟦pip install x⟧\nRUN x\n');
  checkMarks('tells nothing of templates', problems, 'FROM a\n{% if x %}\nRUN x\n{% endif %}\n');
  checkMarks('ends a continuation only with one escape', names, 'FROM a\nRUN pip install ⟦b⟧ \\\\\nRUN pip install ⟦c⟧ \\  \n  ⟦d⟧\n');
  checkMarks('takes the escape directive', names, '# escape=`\nFROM a\nRUN pip install ⟦b⟧ `\n  ⟦c⟧\n');
  checkMarks('takes no directive behind a comment', names, '# hello\n# escape=`\nFROM a\nRUN pip install ⟦b⟧ \\\n  ⟦c⟧\n');
  checkMarks('reads heredocs', names, "FROM a\nRUN <<-'E'\n\tpip install ⟦b⟧\n\tE\nRUN pip install ⟦c⟧\n");
  checkMarks('reads heredocs of a shell', names, 'FROM a\nRUN bash -e <<E\npip install ⟦b⟧\nE\n');
  checkMarks(
    'reads no heredocs of other programs',
    names,
    'FROM a\nRUN cat <<E > /x\npip install b\nE\nRUN <<E\n#!/usr/bin/env python3\npip install b\nE\n',
  );
  checkMarks('reads JSON arrays', names, 'FROM a\nRUN ["pip", "install", "⟦b⟧==1", \\\n "⟦c⟧"]\n');
  checkMarks('reads a part without FROM', names, 'RUN pip install ⟦b⟧\n');
});

describe('Dockerfile: rows', () => {
  checkMarks('spans the word with its quotes', rows, 'FROM a\nRUN pip install ⟦"torch>=2"⟧ ⟦\'ray[x]\'⟧ ⟦numpy⟧;\n');
  checkMarks('marks versions that variables hold', specifiers, 'FROM a\nARG V=2.6.0\nRUN pip install torch⟦==${V}+cu124⟧\n');
  checkMarks('marks labels that variables hold', locals, 'FROM a\nENV C=cu124\nRUN pip install torch==2.6.0⟦+$C⟧ vision==1.0⟦+cu124⟧\n');
  checkMarks(
    'marks repositories that are cloned and installed',
    rows,
    'FROM a\nRUN git clone -b main ⟦https://x.org/y.git⟧ && cd y && pip install -e .[z]\n',
  );
  checkMarks(
    'follows folders over instructions',
    rows,
    'FROM a\nWORKDIR /w\nRUN git clone ⟦https://x.org/y⟧ z\nWORKDIR z\nRUN python setup.py install\n',
  );
  checkMarks('marks no repository that is only there', rows, 'FROM a\nRUN git clone https://x.org/y && pip install ./other\n');
  it('gives rows the group of their stage', () => {
    const { dependencies } = dockerfile.parse('FROM a AS Build\nRUN pip install x\nFROM b\nRUN pip install y\n');
    assert.deepEqual(
      dependencies.map(({ group }) => group),
      [
        { id: 'stage:build', kind: 'main' },
        { id: 'stage:1', kind: 'main' },
      ],
    );
  });
  it('inherits variables of the stage before', () => {
    const { dependencies } = dockerfile.parse('ARG V=1\nFROM a AS b\nARG V\nENV W=$V.2\nFROM b\nRUN pip install x==$W y==$Q\n');
    assert.deepEqual(
      dependencies.map(({ specifier }) => specifier?.raw),
      ['==1.2', '==$Q'],
    );
  });
  it('lets ENV win over ARG, and a script over both', () => {
    const { dependencies } = dockerfile.parse('FROM a\nENV V=1 W="a b"\nARG X\nRUN V=2; pip install x==$V $W; export V=3 && pip install y==$V\n');
    assert.deepEqual(
      dependencies.map(({ name, specifier }) => name + (specifier?.raw ?? '')),
      ['x==2', 'a', 'b', 'y==3'],
    );
  });
  it('does not believe what a branch sets', () => {
    const { dependencies } = dockerfile.parse('FROM a\nARG C=cu118\nRUN if [ $X ]; then C=cu124; fi; pip install torch==2.0+$C\n');
    assert.equal(dependencies[0]?.specifier?.raw, '==2.0+$C');
  });
});

describe('Dockerfile: indexes and includes', () => {
  checkMarks(
    'marks index options of every kind',
    artifacts,
    'FROM ⟦a⟧\nRUN pip install -i ⟦https://a.org/x⟧ --extra-index-url=⟦https://b.org⟧ -f ⟦https://c.org⟧ -f ./dist y\n',
  );
  checkMarks('marks an index that pip keeps', artifacts, 'FROM ⟦a⟧\nRUN pip config set global.index-url ⟦https://a.org/x⟧\n');
  checkMarks('marks channels', artifacts, 'FROM ⟦a⟧\nRUN conda install -c ⟦nvidia⟧ --channel=⟦conda-forge⟧ pytorch\n');
  checkMarks('marks wheels that are fetched', artifacts, 'FROM ⟦a⟧\nRUN wget -q ⟦https://x.org/t-1.0-py3-none-any.whl⟧ && pip install *.whl\n');
  checkMarks(
    'marks files that COPY brings in, or relative ones',
    includes,
    'FROM a\nCOPY ⟦deps/gpu.txt⟧ /tmp/\nRUN pip install -r /tmp/gpu.txt -r ⟦b.txt⟧ -c /opt/c.txt\n',
  );
  it('keeps an index to its own command', () => {
    const { dependencies, artifacts: all } = dockerfile.parse(
      'FROM a\nRUN pip install x -i https://i.org && pip install y\nRUN pip install -r z.txt -i https://j.org\n',
    );
    assert.deepEqual(
      dependencies.map(({ indexes }) => indexes.map(({ index }) => index)),
      [['https://i.org'], []],
    );
    assert.deepEqual(
      all.map(({ explicit }) => explicit),
      [undefined, true, undefined],
    );
  });
});

describe('Dockerfile: names', () => {
  const claimed = [
    'Dockerfile',
    'x/Containerfile',
    'Dockerfile.gpu',
    'a/gpu.Dockerfile',
    'gpu.dockerfile',
    'dockerfile',
    'Dockerfile.cuda12.4',
    'Dockerfile_dev',
    'Dockerfile-cu121',
  ];
  const others = [
    'Dockerfile.dockerignore',
    'src/dockerfile.ts',
    'Dockerfile.md',
    'Dockerfile/readme',
    'MyDockerfile',
    'Dockerfiles',
    'Dockerfile-notes.md',
    'Dockerfile_',
    'Dockerfile.',
    'docker',
  ];
  it('claims the usual ones', () =>
    assert.deepEqual(
      [...claimed, ...others].filter((name) => dockerfile.matches(name)),
      claimed,
    ));
});
