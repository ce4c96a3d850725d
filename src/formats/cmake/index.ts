import type { Format } from '../format';
import { parse } from './parse';

/** Build scripts of CMake: https://cmake.org/cmake/help/latest/manual/cmake-language.7.html */
export const cmake: Format = {
  id: 'cmake',
  title: 'CMakeLists.txt, *.cmake (CMake)',
  capabilities: { write: false, lock: false, includes: false },
  matches: (path) => path === 'CMakeLists.txt' || path.endsWith('/CMakeLists.txt') || path.endsWith('.cmake'),
  parse,
  lineComment: '#',
};
