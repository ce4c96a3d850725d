import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cmake } from '../../../src/formats/cmake';
import { LineIndex } from '../../../src/text/line-index';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

const whole = (lines: string): string => `cmake_minimum_required(VERSION 3.20)\nproject(x CXX)\n${lines}\n`;

/** The rows that the build needs, and in brackets those that it can go without. */
function words(text: string): string {
  const rows = cmake.parse(text).dependencies;
  return rows.map(({ name, role, group }) => (role === 'requires' && group.kind === 'main' ? name : `(${name})`)).join(' ');
}

describe('formats/cmake', () => {
  it('is known by its name', () => {
    const names = ['CMakeLists.txt', 'a/CMakeLists.txt', 'cmake/gpu.cmake', 'xCMakeLists.txt', 'CMakeLists.txt/x'];
    assert.deepEqual(names.map(cmake.matches), [true, true, true, false, false]);
  });

  it('names the places of packages and languages', () => {
    const { text, spans } = unmark(
      'project(x LANGUAGES C ⟦CUDA⟧)\nfind_package(⟦hip⟧ 6 REQUIRED)\nfind_package("⟦Torch⟧")\nenable_language( ⟦HIP⟧ )\n',
    );
    const places = cmake.parse(text).dependencies.map(({ nameSpan }) => nameSpan);
    assert.equal(mark(text, places), mark(text, spans));
  });

  const cases: readonly [title: string, text: string, expected: string][] = [
    ['required packages', whole('find_package(CUDAToolkit 12 EXACT REQUIRED)\nFIND_PACKAGE(A COMPONENTS b REQUIRED)'), 'CUDAToolkit A'],
    ['packages that may be missing', whole('find_package(CUDAToolkit)\nfind_package(A QUIET)'), '(CUDAToolkit) (A)'],
    ['languages', whole('enable_language(CUDA)\nenable_language(C HIP)\nenable_language(CUDA OPTIONAL)'), 'CUDA HIP (CUDA)'],
    ['languages of the project', 'cmake_minimum_required(VERSION 3.20)\nproject(CUDA VERSION 1 LANGUAGES CUDA CXX)', 'CUDA'],
    ['languages behind the name', 'cmake_minimum_required(VERSION 3.20)\nproject(x CXX CUDA)', 'CUDA'],
    ['words that are no languages', 'cmake_minimum_required(VERSION 3.20)\nproject(x VERSION 1 DESCRIPTION CUDA)', ''],
    ['conditions', whole('if(A)\nfind_package(B REQUIRED)\nelse()\nenable_language(CUDA)\nendif()\nfind_package(C REQUIRED)'), '(B) (CUDA) C'],
    [
      'functions, macros and loops',
      whole('function(f)\nfind_package(A REQUIRED)\nendfunction()\nforeach(x y)\nfind_package(B REQUIRED)\nendforeach()'),
      '(A) (B)',
    ],
    ['what follows a return', whole('if(A)\n return()\nendif()\nfind_package(B REQUIRED)'), '(B)'],
    ['files of other projects', 'find_package(CUDAToolkit REQUIRED)\nenable_language(CUDA)', '(CUDAToolkit) (CUDA)'],
    ['a project without a least version', 'project(x CUDA)', '(CUDA)'],
    ['variables', whole('find_package(${name} REQUIRED)\nenable_language(${language})'), ''],
    [
      'comments, texts and other commands',
      whole(
        '# find_package(A REQUIRED)\n#[=[\nenable_language(CUDA)\n]=]\nmessage("enable_language(CUDA)")\ncheck_language(CUDA)\nset(CMAKE_CUDA_ARCHITECTURES 80)\nset(x [[find_package(B REQUIRED)]])',
      ),
      '',
    ],
    ['a command that is being typed', whole('find_package(A REQUIRED)\nfind_package(B'), 'A (B)'],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.equal(words(text), expected));

  it('reads the scripts of the corpus as their makers meant them', function () {
    needShared(this);
    interface Fact {
      readonly line: number;
      readonly call?: string;
      readonly what?: string;
      readonly guarded?: true;
    }
    const scripts = readJsonLines<{ file: string; format: string; facts: { gpu: readonly Fact[] } }>('corpus/synthetic/EXPECTED.jsonl');
    for (const { file, facts } of scripts.filter(({ format }) => format === 'cmake')) {
      const text = readFileSync(path.join(sharedFolder, 'corpus', 'synthetic', file), 'utf8');
      const lines = new LineIndex(text);
      const rows = cmake
        .parse(text)
        .dependencies.map(({ name, nameSpan, role }) => ({ line: lines.position(nameSpan.start).line + 1, name, needed: role === 'requires' }));
      // Checks and variables ask for nothing.
      const expected = facts.gpu.filter(({ call }) => call !== undefined && call !== 'check_language');
      assert.deepEqual(
        rows,
        expected.map(({ line, what, guarded }) => ({ line, name: what, needed: guarded !== true })),
        file,
      );
    }
  });
});
